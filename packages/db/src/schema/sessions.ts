import { sql } from 'drizzle-orm'
import { bigint, boolean, doublePrecision, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { authUser } from './accounts.ts'

/** A meeting of two seats; its live place is the room of the same id. */
export const session = pgTable('session', {
  id: text().primaryKey(),
  origin: text({ enum: ['invite', 'queue', 'rematch'] }).notNull(),
  /** Whether roles swap after the first round. */
  bothWays: boolean('both_ways').notNull(),
  createdBy: text('created_by').references(() => authUser.id, { onDelete: 'set null' }),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  /** When the last round that will be held ended; starts the 72 h to the deadline. */
  endedAt: bigint('ended_at', { mode: 'number' }),
  revealedAt: bigint('revealed_at', { mode: 'number' }),
  revealCause: text('reveal_cause', { enum: ['all-filed', 'deadline'] }),
}, table => [index('session_sealed').on(table.id).where(sql`${table.revealedAt} is null`), index('session_created_by').on(table.createdBy)])

/** A place in a session: 0 and 1 hold its rounds, from 2 on second raters, one in the room at a time. It outlives the account behind it: guest, then member, then perhaps nobody. */
export const seat = pgTable('seat', {
  id: text().primaryKey(),
  session: text().notNull().references(() => session.id, { onDelete: 'cascade' }),
  position: smallint().notNull(),
  person: text().references(() => authUser.id, { onDelete: 'set null' }),
  /** The handle as this session knows it; empty until somebody sits here. */
  name: text().notNull().default(''),
  /** Null while an invite waits for its guest. */
  joinedAt: bigint('joined_at', { mode: 'number' }),
  /** Whether this seat agrees to keep a replay; null until asked and answered. */
  replayAgreed: boolean('replay_agreed'),
  /** The same for counting seconds of speech and typing, and for recording the call on either's own machine. */
  narrationAgreed: boolean('narration_agreed'),
  recordingAgreed: boolean('recording_agreed'),
  /** What the candidate asked for in the green room, and what the interviewer answered in the debrief. */
  wish: text(),
  wishAnswer: text('wish_answer'),
  readyAt: bigint('ready_at', { mode: 'number' }),
  asksSwitchAt: bigint('asks_switch_at', { mode: 'number' }),
  /** When the other seat was told the bare fact that this one has filed all it owes; never taken back. */
  filedToldAt: bigint('filed_told_at', { mode: 'number' }),
  /** Whether this seat agrees to a second rater. */
  raterAgreed: boolean('rater_agreed'),
  /** When a second rater left or was shown out; the seats 0 and 1 never are. */
  leftAt: bigint('left_at', { mode: 'number' }),
}, table => [uniqueIndex('seat_position').on(table.session, table.position), index('seat_person').on(table.person, table.session)])

/** Every answer that a seat gave about being kept, so that it can be shown who agreed to what, and when. Never edited. */
export const consent = pgTable('consent', {
  session: text().notNull().references(() => session.id, { onDelete: 'cascade' }),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  subject: text({ enum: ['replay', 'narration', 'recording', 'rater'] }).notNull(),
  seq: integer().notNull(),
  agreed: boolean().notNull(),
  at: bigint({ mode: 'number' }).notNull(),
}, table => [primaryKey({ columns: [table.seat, table.subject, table.seq] }), index('consent_session').on(table.session)])

/** When a call was recorded, and by which seat. The recording itself never leaves that seat's machine. */
export const recording = pgTable('recording', {
  id: text().primaryKey(),
  session: text().notNull().references(() => session.id, { onDelete: 'cascade' }),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  video: boolean().notNull(),
  startedAt: bigint('started_at', { mode: 'number' }).notNull(),
  stoppedAt: bigint('stopped_at', { mode: 'number' }),
}, table => [index('recording_session').on(table.session), index('recording_seat').on(table.seat), uniqueIndex('recording_running').on(table.seat).where(sql`${table.stoppedAt} is null`)])

/** A link that lets one more person take the second seat without an account. */
export const invite = pgTable('invite', {
  code: text().primaryKey(),
  session: text().notNull().references(() => session.id, { onDelete: 'cascade' }),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  expiresAt: bigint('expires_at', { mode: 'number' }).notNull(),
  acceptedAt: bigint('accepted_at', { mode: 'number' }),
  revokedAt: bigint('revoked_at', { mode: 'number' }),
}, table => [index('invite_session').on(table.session)])

/** The link by which a second rater comes in; the newest one of a session. Of its token only a hash is kept. */
export const raterLink = pgTable('rater_link', {
  session: text().primaryKey().references(() => session.id, { onDelete: 'cascade' }),
  tokenHash: text('token_hash').notNull().unique(),
  askedBy: text('asked_by').notNull().references(() => seat.id, { onDelete: 'cascade' }),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  expiresAt: bigint('expires_at', { mode: 'number' }).notNull(),
  acceptedAt: bigint('accepted_at', { mode: 'number' }),
}, table => [index('rater_link_asked_by').on(table.askedBy)])

/** Text chat of a session, oldest first by `seq`. */
export const chatMessage = pgTable('chat_message', {
  session: text().notNull().references(() => session.id, { onDelete: 'cascade' }),
  seq: integer().notNull(),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  at: bigint({ mode: 'number' }).notNull(),
  text: text().notNull(),
}, table => [primaryKey({ columns: [table.session, table.seq] }), index('chat_message_seat').on(table.seat)])

/** A pack as dealt to a round, pinned to its version. */
export interface DealtPack {
  id: string
  version: number
  /** True when the bank was exhausted and somebody has met it before. */
  seen: boolean
  /** The whole pack where it is the interviewer's own question. Until the start it follows what its author saves; then it stays, and outlives theirs. */
  own?: object
}

/** One interview of a session. Its life is the event log; these columns are its set-up and what queries need. */
export const round = pgTable('round', {
  id: text().primaryKey(),
  session: text().notNull().references(() => session.id, { onDelete: 'cascade' }),
  ordinal: smallint().notNull(),
  kind: text({ enum: ['recruiter', 'hm', 'tech', 'coding', 'sd', 'culture', 'deep', 'extension'] }).notNull(),
  interviewer: text().notNull().references(() => seat.id),
  candidate: text().notNull().references(() => seat.id),
  /** The second rater who owes a card on it: in the room at its start, or come before its end. */
  rater: text().references(() => seat.id),
  minutes: smallint().notNull(),
  /** Accommodation: the factor by which every length of this round grows. */
  stretch: doublePrecision().notNull().default(1),
  packs: jsonb().$type<DealtPack[]>().notNull().default([]),
  redealt: boolean().notNull().default(false),
  /** Whether declaring it for a loop has had its pack dealt again, which happens once. */
  loopDealt: boolean('loop_dealt').notNull().default(false),
  standing: text({ enum: ['practice', 'loop'] }).notNull().default('practice'),
  loop: text(),
  loopSeat: text('loop_seat', { enum: ['recruiter', 'hm', 'tech', 'coding1', 'coding2', 'sd', 'culture', 'deep'] }),
  state: text({ enum: ['planned', 'running', 'ended', 'dropped'] }).notNull().default('planned'),
  startedAt: bigint('started_at', { mode: 'number' }),
  endedAt: bigint('ended_at', { mode: 'number' }),
  /** Decided when the round ends: at least 80 % of its minutes held, or both pressed complete. */
  counts: boolean(),
  document: text().notNull().unique(),
  documentEpoch: integer('document_epoch').notNull().default(0),
}, table => [
  uniqueIndex('round_ordinal').on(table.session, table.ordinal), index('round_loop').on(table.loop), index('round_state').on(table.state),
  index('round_interviewer').on(table.interviewer), index('round_candidate').on(table.candidate),
  index('round_rater').on(table.rater),
])

/** The append-only log of a round. Never edited; new shapes get a new `v`. */
export const roundEvent = pgTable('round_event', {
  round: text().notNull().references(() => round.id, { onDelete: 'cascade' }),
  seq: integer().notNull(),
  at: bigint({ mode: 'number' }).notNull(),
  /** Unpaused milliseconds since the start. */
  roundMs: integer('round_ms').notNull(),
  /** A seat id, or `server`. */
  seat: text().notNull(),
  commandId: text('command_id').notNull(),
  type: text().notNull(),
  v: smallint().notNull(),
  body: jsonb().notNull(),
}, table => [primaryKey({ columns: [table.round, table.seq] })])

/**
 * What a seat's browser counted in a round: one character a second of unpaused round time from the start. `spoke` holds tenths of
 * the second with own speech (0 to 9, `a` for all ten), `typed` 1 where a key of their own was pressed; a dot where nothing was counted.
 */
export const narration = pgTable('narration', {
  round: text().notNull().references(() => round.id, { onDelete: 'cascade' }),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  spoke: text().notNull(),
  typed: text().notNull(),
  /** Whether a mere loudness gate counted some of it. */
  approximate: boolean().notNull(),
}, table => [primaryKey({ columns: [table.round, table.seat] }), index('narration_seat').on(table.seat)])

/** What remains of a round's document for history: the final texts and every pinned version. */
export const roundFinal = pgTable('round_final', {
  round: text().primaryKey().references(() => round.id, { onDelete: 'cascade' }),
  /** Final text by language, and `outline` for rounds without code. */
  texts: jsonb().$type<Record<string, string>>().notNull(),
  language: text().notNull(),
  /** What was drawn on the board, as room-doc keeps one; null where nothing was. Its outline is among the texts, as `board`. */
  board: jsonb().$type<readonly Readonly<Record<string, unknown>>[]>(),
  /** Text at each pinned log sequence, by sequence. */
  pinned: jsonb().$type<Record<string, string>>().notNull().default({}),
  /** When the timed log went, because not both agreed to a replay; null while it is there. */
  compactedAt: bigint('compacted_at', { mode: 'number' }),
  at: bigint({ mode: 'number' }).notNull(),
})

/**
 * A document whose round went with the last account of its session: written down in the transaction that removes the round, because its
 * files go after the commit, and gone with them. Whatever is killed in between, the next start knows what is left to do.
 */
export const documentToRemove = pgTable('document_to_remove', {
  document: text().primaryKey(),
  /** The session that is no more: work on its documents is done one after the other. */
  session: text().notNull(),
})

/** The last instant at which this installation's process was certainly alive; one row. */
export const liveness = pgTable('liveness', {
  id: smallint().primaryKey(),
  at: bigint({ mode: 'number' }).notNull(),
})
