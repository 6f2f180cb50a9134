import { bigint, boolean, index, integer, jsonb, pgTable, primaryKey, real, smallint, text } from 'drizzle-orm/pg-core'
import { authUser } from './accounts.ts'

/** How a person set their plan up. Its weeks are not stored: they follow from this, the ticks, the stories and what was opened. */
export const prepPlan = pgTable('prep_plan', {
  person: text().primaryKey().references(() => authUser.id, { onDelete: 'cascade' }),
  /** Names the plan's entries in a calendar, and stays when the plan is changed. */
  id: text().notNull(),
  level: text({ enum: ['L4', 'L5'] }).notNull(),
  weeks: smallint().$type<4 | 5 | 6>().notNull(),
  hoursPerWeek: smallint('hours_per_week').notNull(),
  /** Whether a week of algorithms goes to design. */
  givesWeek: boolean('gives_week').notNull(),
  teams: jsonb().$type<string[]>().notNull(),
  /** Midnight of the first day in the time zone below. */
  startsAt: bigint('starts_at', { mode: 'number' }).notNull(),
  timeZone: text('time_zone').notNull(),
  /** The day after the last, as 2026-04-14; null where there is no date yet. */
  interviewOn: text('interview_on'),
  /** When the running week was planned anew, oldest first. */
  replannedAt: jsonb('replanned_at').$type<number[]>().notNull().default([]),
  /** Counts every change, so that a calendar knows which of two exports is the newer. */
  changes: integer().notNull().default(0),
})

/** A task that its person ticked. It outlives a change of the plan. */
export const prepTick = pgTable('prep_tick', {
  person: text().notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  task: text().notNull(),
  at: bigint({ mode: 'number' }).notNull(),
  words: text(),
}, table => [primaryKey({ columns: [table.person, table.task] })])

/** A story of a person's own work, for their eyes only. */
export const story = pgTable('story', {
  id: text().primaryKey(),
  person: text().notNull().references(() => authUser.id, { onDelete: 'cascade' }),
  content: jsonb().notNull(),
  createdAt: bigint('created_at', { mode: 'number' }).notNull(),
  changedAt: bigint('changed_at', { mode: 'number' }).notNull(),
}, table => [index('story_person').on(table.person)])

/** A telling aloud, against the clock. */
export const rehearsal = pgTable('rehearsal', {
  story: text().notNull().references(() => story.id, { onDelete: 'cascade' }),
  at: bigint({ mode: 'number' }).notNull(),
  minutes: real().notNull(),
  /** Taps of I and of we in decision sentences. */
  i: smallint().notNull(),
  we: smallint().notNull(),
}, table => [primaryKey({ columns: [table.story, table.at] })])
