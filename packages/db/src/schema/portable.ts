import { bigint, index, integer, jsonb, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { authUser } from './accounts.ts'

/**
 * Feedback that a person received in another installation and brought along. Its rater is a name and nobody here; no
 * round, seat or loop of this installation knows it, so it counts in nothing.
 */
export const importedCard = pgTable('imported_card', {
  id: text().primaryKey(),
  person: text().notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  /** The id of the round there: one person has it once, however often it is imported. */
  origin: text().notNull(),
  /** The address of the other installation, where its file names one. */
  from: text(),
  kind: text({ enum: ['recruiter', 'hm', 'tech', 'coding', 'sd', 'culture', 'deep', 'extension'] }).notNull(),
  loopSeat: text('loop_seat', { enum: ['recruiter', 'hm', 'tech', 'coding1', 'coding2', 'sd', 'culture', 'deep'] }),
  title: text().notNull(),
  rater: text().notNull(),
  vote: smallint().$type<1 | 2 | 3 | 4>(),
  screen: text({ enum: ['advance', 'hold'] }),
  evidence: integer().notNull(),
  heldAt: bigint('held_at', { mode: 'number' }).notNull(),
  /** The card with its record and texts, as `unanimous.export/1` has an imported card. */
  content: jsonb().notNull(),
  importedAt: bigint('imported_at', { mode: 'number' }).notNull(),
}, table => [uniqueIndex('imported_card_origin').on(table.person, table.origin), index('imported_card_held').on(table.person, table.heldAt)])
