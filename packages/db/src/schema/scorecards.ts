import { sql, type SQL, type SQLWrapper } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, primaryKey, smallint, text } from 'drizzle-orm/pg-core'
import { round, seat } from './sessions.ts'

/**
 * The interviewer's card for a round. `draft` and `filed` are sealed: nobody but the author reads
 * them before `openedAt` is set, and nothing changes afterwards but the dated remark.
 */
export const scorecard = pgTable('scorecard', {
  round: text().notNull().references(() => round.id, { onDelete: 'cascade' }),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  draft: jsonb().notNull().default({}),
  draftVersion: integer('draft_version').notNull().default(0),
  filed: jsonb(),
  filedAt: bigint('filed_at', { mode: 'number' }),
  openedAt: bigint('opened_at', { mode: 'number' }),
  remark: text(),
  remarkAt: bigint('remark_at', { mode: 'number' }),
}, table => [primaryKey({ columns: [table.round, table.seat] }), index('scorecard_opened').on(table.openedAt), index('scorecard_seat').on(table.seat)])

/** Whether a candidate ticked disrespect, which goes to whoever moderates and to nobody else. */
export const tellsDisrespect = (filed: SQLWrapper): SQL => sql`${filed} -> 'interviewer' -> 'ticks' @> '["disrespect"]'::jsonb`

/** The candidate's guess of their own card, and their rating of the interviewer; sealed in the same way. */
export const selfEstimate = pgTable('self_estimate', {
  round: text().notNull().references(() => round.id, { onDelete: 'cascade' }),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  draft: jsonb().notNull().default({}),
  draftVersion: integer('draft_version').notNull().default(0),
  filed: jsonb(),
  filedAt: bigint('filed_at', { mode: 'number' }),
  openedAt: bigint('opened_at', { mode: 'number' }),
}, table => [
  primaryKey({ columns: [table.round, table.seat] }), index('self_estimate_seat').on(table.seat),
  // The few that say disrespect, for whoever moderates.
  index('self_estimate_disrespect').on(table.openedAt).where(tellsDisrespect(table.filed)),
])

/** How useful the candidate found the feedback: specific, fair, something to act on (0 no, 1 partly, 2 yes). */
export const feedbackRating = pgTable('feedback_rating', {
  round: text().notNull().references(() => round.id, { onDelete: 'cascade' }),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  specific: smallint(),
  fair: smallint(),
  actionable: smallint(),
  at: bigint({ mode: 'number' }).notNull(),
}, table => [primaryKey({ columns: [table.round, table.seat] }), index('feedback_rating_seat').on(table.seat)])
