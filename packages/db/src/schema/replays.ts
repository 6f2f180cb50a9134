import { bigint, customType, index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { round, seat } from './sessions.ts'

const bytes = customType<{ data: Uint8Array<ArrayBuffer>; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  toDriver: value => Buffer.from(value),
  fromDriver: value => new Uint8Array(value),
})

/** The document of an ended round as it came about, kept because both agreed to a replay; the timed log itself goes at the reveal. */
export const replayTape = pgTable('replay_tape', {
  round: text().primaryKey().references(() => round.id, { onDelete: 'cascade' }),
  /** Seats by the place that the changes name. */
  seats: jsonb().$type<string[]>().notNull(),
  changes: integer().notNull(),
  /** Records that could not be read when the tape was made. */
  unreadable: integer().notNull(),
  at: bigint({ mode: 'number' }).notNull(),
})

/** A stretch of a tape that is read by itself: a keyframe and what changed after it. */
export const replayPart = pgTable('replay_part', {
  round: text().notNull().references(() => replayTape.round, { onDelete: 'cascade' }),
  part: integer().notNull(),
  fromMs: integer('from_ms').notNull(),
  toMs: integer('to_ms').notNull(),
  changes: integer().notNull(),
  bytes: bytes().notNull(),
}, table => [primaryKey({ columns: [table.round, table.part] })])

/** What a seat said of one moment of a replay. */
export const replayComment = pgTable('replay_comment', {
  id: text().primaryKey(),
  round: text().notNull().references(() => round.id, { onDelete: 'cascade' }),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  atMs: integer('at_ms').notNull(),
  text: text().notNull(),
  at: bigint({ mode: 'number' }).notNull(),
}, table => [index('replay_comment_round').on(table.round, table.atMs), index('replay_comment_seat').on(table.seat)])

/** A stretch that a seat named, to link to. */
export const replayClip = pgTable('replay_clip', {
  id: text().primaryKey(),
  round: text().notNull().references(() => round.id, { onDelete: 'cascade' }),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  name: text().notNull(),
  fromMs: integer('from_ms').notNull(),
  toMs: integer('to_ms').notNull(),
  at: bigint({ mode: 'number' }).notNull(),
}, table => [index('replay_clip_round').on(table.round, table.fromMs), index('replay_clip_seat').on(table.seat)])
