import { sql } from 'drizzle-orm'
import { bigint, boolean, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { authUser } from './accounts.ts'
import { session } from './sessions.ts'

/** What a waiting person asked for. Validated at the edge; parsed again by nobody. */
export interface TicketCriteria {
  kind: string
  level: string
  codeLanguages: string[]
  spokenLanguages: string[]
  direction: 'both-ways' | 'one-way-candidate' | 'one-way-interviewer'
  minutes: 45 | 60
}

/** A place in the instant queue. One open ticket a person. */
export const queueTicket = pgTable('queue_ticket', {
  id: text().primaryKey(),
  person: text().notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  criteria: jsonb().$type<TicketCriteria>().notNull(),
  joinedAt: bigint('joined_at', { mode: 'number' }).notNull(),
  /** Set when an offer fell through by the other's doing: such tickets stand in front, oldest first. */
  frontSince: bigint('front_since', { mode: 'number' }),
  state: text({ enum: ['waiting', 'offered', 'matched', 'left'] }).notNull(),
  offer: text(),
}, table => [
  uniqueIndex('queue_ticket_open').on(table.person).where(sql`${table.state} in ('waiting', 'offered')`),
  index('queue_ticket_person').on(table.person), index('queue_ticket_state').on(table.state, table.joinedAt),
])

/** Two tickets reserved for each other until both accept, one declines, or the time is up. */
export const offer = pgTable('offer', {
  id: text().primaryKey(),
  first: text().notNull().references(() => queueTicket.id, { onDelete: 'cascade' }),
  second: text().notNull().references(() => queueTicket.id, { onDelete: 'cascade' }),
  relaxed: jsonb().$type<string[]>().notNull().default([]),
  madeAt: bigint('made_at', { mode: 'number' }).notNull(),
  expiresAt: bigint('expires_at', { mode: 'number' }).notNull(),
  extended: boolean().notNull().default(false),
  firstAcceptedAt: bigint('first_accepted_at', { mode: 'number' }),
  secondAcceptedAt: bigint('second_accepted_at', { mode: 'number' }),
  outcome: text({ enum: ['matched', 'declined', 'lapsed'] }),
  session: text().references(() => session.id, { onDelete: 'set null' }),
}, table => [
  index('offer_open').on(table.outcome, table.expiresAt), index('offer_first').on(table.first), index('offer_second').on(table.second), index('offer_session').on(table.session),
])
