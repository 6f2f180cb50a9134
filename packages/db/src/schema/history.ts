import { bigint, customType, index, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { authUser } from './accounts.ts'
import { round } from './sessions.ts'

const wordSet = customType<{ data: string }>({ dataType: () => 'tsvector' })

/**
 * What an opened round adds to the history of its two people, so that no page reads its log again. Written when the session's
 * cards open and never before; it can be made anew from log and cards at any time.
 */
export const roundDigest = pgTable('round_digest', {
  round: text().notNull().references(() => round.id, { onDelete: 'cascade' }),
  /** Which code made it; an older one is made anew at the next start. */
  v: smallint().notNull(),
  kind: text({ enum: ['recruiter', 'hm', 'tech', 'coding', 'sd', 'culture', 'deep', 'extension'] }).notNull(),
  candidateSeat: text('candidate_seat').notNull(),
  raterSeat: text('rater_seat').notNull(),
  /** The accounts behind the seats; null once they are gone. */
  candidate: text().references(() => authUser.id, { onDelete: 'set null' }),
  rater: text().references(() => authUser.id, { onDelete: 'set null' }),
  heldAt: bigint('held_at', { mode: 'number' }).notNull(),
  openedAt: bigint('opened_at', { mode: 'number' }).notNull(),
  /** As first filed; null for a screen, and where the card became no vote. */
  firstVote: smallint('first_vote'),
  loop: text(),
  /** What lists show: title, outcome, sentences. */
  shown: jsonb().notNull(),
  /** What metrics are made of. */
  facts: jsonb().notNull(),
  /** Every word that may be searched for, lower case and without accents. */
  words: wordSet().notNull(),
}, table => [
  // A round that two rated has a digest of each card.
  primaryKey({ columns: [table.round, table.raterSeat] }),
  // Who voted what on somebody is read off this index alone. Read backwards for the newest: a descending index puts nulls
  // where `order by … desc` does not expect them, and would be sorted again.
  index('round_digest_received').on(table.candidate, table.heldAt, table.round, table.rater, table.firstVote),
  index('round_digest_given').on(table.rater, table.heldAt, table.round),
])
