import { EXTENSIONS, STORY_SORTS } from '@unanimous/prep'
import { z } from 'zod'
import { command, query } from './command.ts'
import { limits } from './limits.ts'
import { teamsSchema } from './loops.ts'
import { dimensionSchema, idSchema, instantSchema, levelSchema, loopSeatSchema, nothing, roundKindSchema, textSchema, voteSchema } from './words.ts'

const phase = z.enum(['design', 'algorithms', 'stories'])
const form = z.enum(['post', 'box', 'problem', 'story', 'telling', 'watching', 'round', 'repeat'])
const weeks = z.union([z.literal(4), z.literal(5), z.literal(6)])
const hours = z.number().int().min(limits.planHoursLeast).max(limits.planHoursMost)
const task = z.string().min(3).max(limits.taskIdChars)
const line = textSchema(limits.storyLineChars)
const passage = textSchema(limits.storyTextChars)

/** How a plan is set up. `interviewOn` is a day where the person is; the plan then ends the day before. */
const setUp = z.strictObject({
  level: levelSchema, weeks, hoursPerWeek: hours, givesWeek: z.boolean(), teams: teamsSchema, interviewOn: z.iso.date().nullable(), timeZone: z.string().min(1).max(64),
})

const planTask = z.object({
  task: z.string(), form, kind: roundKindSchema, phase, title: z.string(), how: z.string(), minutes: z.number().int(), dimensions: z.array(dimensionSchema),
  /** What it is worth in its week, and the three parts of that. */
  score: z.object({ total: z.number(), lacking: z.number(), rusty: z.number(), forJob: z.number() }),
})

const plannedTask = planTask.extend({
  /** A day where the person is, as 2026-04-14. */
  on: z.string(), doneAt: instantSchema.nullable(), ticked: z.boolean(), words: z.string().nullable(),
})

/** A plan as it stands now. */
export const planSchema = setUp.extend({
  startsAt: instantSchema, endsAt: instantSchema, current: z.number().int().nullable(),
  weekList: z.array(z.object({
    number: z.number().int(), phase, startsAt: instantSchema, endsAt: instantSchema, minutes: z.number().int(), lightMinutes: z.number().int(), tasks: z.array(plannedTask),
  })),
  dropped: z.array(planTask.omit({ score: true })), unplaced: z.number().int(),
  design: z.object({ boxes: z.array(z.object({ dimension: dimensionSchema, answered: z.boolean() })), failover: z.boolean(), done: z.boolean() }),
  next: planTask.extend({
    week: z.number().int().nullable(), dimension: dimensionSchema.nullable(),
    /** Where that dimension stands; null while too few have rated it. */
    mean: z.number().nullable(),
    /** The opened round that it would help to lift; null where nothing withholds consent. */
    veto: z.object({ seat: loopSeatSchema, vote: voteSchema, round: idSchema, loop: idSchema, by: z.string() }).nullable(),
  }).nullable(),
})

/** What a story says, as its person writes it; any part may still be empty. */
export const storyTextSchema = z.strictObject({
  sort: z.enum(STORY_SORTS), title: line, date: line, role: line, domain: line, situation: passage, decision: passage, authority: line,
  options: z.array(z.strictObject({ option: line, for: line, against: line, number: line })).max(limits.optionsPerStory),
  dissenters: passage, counterArgument: passage, outcome: passage, failed: passage, whoPaid: passage, wouldChange: passage, reversingFact: passage, feedback: passage,
  dimensions: z.array(dimensionSchema).max(dimensionSchema.options.length), values: line, scope: levelSchema, confidentialOk: z.boolean(),
})

const taps = z.number().int().min(0).max(limits.tapsPerRound)

export const storySchema = storyTextSchema.extend({
  story: idSchema, createdAt: instantSchema, changedAt: instantSchema,
  rehearsals: z.array(z.object({ at: instantSchema, minutes: z.number(), i: z.number().int(), we: z.number().int() })),
})

export const prepCommands = {
  'start-plan': command({
    summary: 'Start a plan of four to six weeks, or set the running one up anew; ticks stay.', who: 'person', path: '/plan/start-plan',
    input: setUp, output: nothing, refusals: ['plan/too-soon', 'plan/unknown-time-zone'],
  }),
  'replan-week': command({
    summary: 'Plan the rest of the running week anew, as things are now; what is done keeps its place.', who: 'person', path: '/plan/replan-week',
    input: nothing, output: nothing, refusals: ['plan/none', 'plan/not-running'],
  }),
  'tick-task': command({
    summary: 'A task is done. A box takes an answer in words, a problem its three extensions said aloud.', who: 'person', path: '/plan/tick-task',
    input: z.strictObject({ task, words: passage.exactOptional(), extensions: z.array(z.enum(EXTENSIONS)).max(EXTENSIONS.length).exactOptional() }),
    output: nothing, refusals: ['plan/none', 'plan/unknown-task', 'plan/words-first', 'plan/extensions-first'],
  }),
  'untick-task': command({
    summary: 'A task is not done after all.', who: 'person', path: '/plan/untick-task', input: z.strictObject({ task }), output: nothing,
    refusals: ['plan/not-ticked'],
  }),
  'end-plan': command({
    summary: 'Give the plan up, with its ticks. Stories stay.', who: 'person', path: '/plan/end-plan', input: nothing, output: nothing, refusals: ['plan/none'],
  }),
  'save-story': command({
    summary: 'Keep a story, new or changed, under an id of your making. Nobody but you reads it.', who: 'person', path: '/stories/save-story',
    input: storyTextSchema.extend({ story: idSchema }), output: z.object({ changedAt: instantSchema }), refusals: ['story/unknown', 'story/too-many'],
  }),
  'delete-story': command({
    summary: 'Throw a story away, with its rehearsals.', who: 'person', path: '/stories/delete-story', input: z.strictObject({ story: idSchema }), output: nothing,
    refusals: ['story/unknown'],
  }),
  'record-rehearsal': command({
    summary: 'A story was told aloud: how long, and the I and we that were tapped.', who: 'person', path: '/stories/record-rehearsal',
    input: z.strictObject({ story: idSchema, minutes: z.number().min(0.1).max(limits.rehearsalMinutes), i: taps, we: taps }), output: nothing,
    refusals: ['story/unknown', 'story/too-many-rehearsals'],
  }),
} as const

export const prepQueries = {
  plan: query({
    summary: "One's plan as it stands now, with the task that comes next and why; without a plan, what it would start from.", who: 'person', path: '/plan',
    input: nothing, output: z.object({ plan: planSchema.nullable(), from: z.object({ level: levelSchema, teams: teamsSchema, timeZone: z.string().nullable() }) }), refusals: [],
  }),
  'plan-calendar': query({
    summary: "One's plan as an iCalendar file: an entry a task, the same one each time, newer each time.", who: 'person', path: '/plan/calendar',
    input: nothing, output: z.file().mime('text/calendar'), refusals: ['plan/none'],
  }),
  stories: query({
    summary: "One's stories, oldest first, with their rehearsals.", who: 'person', path: '/stories', input: nothing,
    output: z.object({ level: levelSchema, stories: z.array(storySchema) }), refusals: [],
  }),
} as const
