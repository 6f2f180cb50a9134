import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { authUser } from './accounts.ts'
import { round, seat } from './sessions.ts'

/** The four options of a loop, all off by default (domain rule 1.3). */
export interface LoopOptions {
  strictOrder: boolean
  strictGates: boolean
  cultureGate: boolean
  debriefRevision: boolean
}

/** Rounds by different peers, folded into one verdict about one candidate. */
export const loop = pgTable('loop', {
  id: text().primaryKey(),
  candidate: text().notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  /** Counts a person's loops from 1. */
  number: integer().notNull(),
  level: text({ enum: ['L4', 'L5'] }).notNull(),
  deepDeclared: boolean('deep_declared').notNull(),
  options: jsonb().$type<LoopOptions>().notNull(),
  /** Teams of the job aimed at, the likeliest first; read by dealing only. The description they were found in is not kept. */
  teams: jsonb().$type<string[]>().notNull().default([]),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  closedAt: bigint('closed_at', { mode: 'number' }),
}, table => [uniqueIndex('loop_number').on(table.candidate, table.number)])

/** What an interviewer wrote to change their vote once everything was open; at most one a person and loop, by the rules. */
export const revision = pgTable('revision', {
  round: text().notNull().references(() => round.id, { onDelete: 'cascade' }),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  loop: text().notNull().references(() => loop.id, { onDelete: 'cascade' }),
  to: smallint().notNull(),
  reason: text().notNull(),
  evidence: jsonb().$type<string[]>().notNull(),
  at: bigint({ mode: 'number' }).notNull(),
}, table => [primaryKey({ columns: [table.round, table.seat] }), index('revision_loop').on(table.loop), index('revision_seat').on(table.seat)])

/** A card that a moderator took out of its loop. It stays readable, and the board says why for good. */
export const voidedCard = pgTable('voided_card', {
  round: text().notNull().references(() => round.id, { onDelete: 'cascade' }),
  seat: text().notNull().references(() => seat.id, { onDelete: 'cascade' }),
  loop: text().notNull().references(() => loop.id, { onDelete: 'cascade' }),
  cause: text({ enum: ['abuse', 'leaked-pack'] }).notNull(),
  words: text().notNull(),
  /** The moderator's name at the time, and who bears it: the account may go, and others may be called the same. */
  by: text().notNull(),
  moderator: text().references(() => authUser.id, { onDelete: 'set null' }),
  at: bigint({ mode: 'number' }).notNull(),
}, table => [primaryKey({ columns: [table.round, table.seat] }), index('voided_card_loop').on(table.loop), index('voided_card_seat').on(table.seat), index('voided_card_moderator').on(table.moderator)])

/** A link by which anybody reads a loop, until it expires or is taken back. Of its token only the hash is kept. */
export const loopShare = pgTable('loop_share', {
  id: text().primaryKey(),
  loop: text().notNull().references(() => loop.id, { onDelete: 'cascade' }),
  tokenHash: text('token_hash').notNull().unique(),
  /** The board alone, or the opened cards with their evidence too. */
  shows: text({ enum: ['board', 'cards'] }).notNull(),
  /** Whether interviewers are named. */
  names: boolean().notNull(),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  expiresAt: bigint('expires_at', { mode: 'number' }).notNull(),
  revokedAt: bigint('revoked_at', { mode: 'number' }),
}, table => [index('loop_share_loop').on(table.loop)])
