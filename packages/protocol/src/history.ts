import { z } from 'zod'
import { query } from './command.ts'
import { limits } from './limits.ts'
import { loopSummarySchema } from './loops.ts'
import { metricsSchema } from './metrics.ts'
import { openedCardSchema, roundRecordSchema } from './scorecards.ts'
import { dimensionSchema, idSchema, instantSchema, loopSeatSchema, nothing, pageEndSchema, roundKindSchema, voteSchema } from './words.ts'

/** One opened card in a list. */
export const historyRowSchema = z.object({
  round: idSchema, session: idSchema, kind: roundKindSchema, title: z.string(), direction: z.enum(['received', 'given']),
  peer: z.string(), heldAt: instantSchema,
  vote: voteSchema.nullable(), screen: z.enum(['advance', 'hold']).nullable(), evidence: z.number().int(),
  standing: z.enum(['practice', 'loop']), loop: idSchema.nullable(), loopSeat: loopSeatSchema.nullable(),
  /** False where the card became no vote: what was asked and captured is open in the debrief. */
  filed: z.boolean(),
  /** The author's own sentence that says most about the vote. */
  decidedBy: z.string().nullable(),
  ratings: z.array(z.object({ dimension: dimensionSchema, name: z.string(), rating: z.number() })),
  /** One of the two cards of a round that two rated, and whether it is the second rater's. */
  ofTwo: z.boolean(), beside: z.boolean(),
})

export const homeSchema = z.object({
  handle: z.string(), guest: z.boolean(),
  /** Open sessions, the one to go back to first. */
  next: z.array(z.object({
    session: idSchema, peer: z.string().nullable(), phase: z.enum(['green-room', 'round', 'between', 'filing']),
    createdAt: instantSchema, inviteCode: idSchema.nullable(),
    rounds: z.array(z.object({
      kind: roundKindSchema, minutes: z.number().int(), stretch: z.number(), youAre: z.enum(['interviewer', 'candidate', 'rater']), state: z.string(),
      startedAt: instantSchema.nullable(), endedAt: instantSchema.nullable(), title: z.string().nullable(),
    })),
  })),
  /** What is owed: forms to file, and offers to rematch. */
  waiting: z.array(z.object({
    session: idSchema, round: idSchema, kind: roundKindSchema, peer: z.string().nullable(),
    form: z.enum(['scorecard', 'self-estimate']), endedAt: instantSchema, deadlineAt: instantSchema, peerHasFiled: z.boolean(),
  })),
  /** Held and filed as far as this person goes; opens when the other has filed, or by itself. The soonest first. */
  sealed: z.array(z.object({ session: idSchema, kind: roundKindSchema, peer: z.string().nullable(), opensAt: instantSchema })),
  goal: z.string().nullable(), goalSetAt: instantSchema.nullable(),
  loop: loopSummarySchema.nullable(),
  /** Days (UTC midnight instants) with what was held, for six weeks. */
  practice: z.array(z.object({ at: instantSchema, role: z.enum(['candidate', 'interviewer']) })),
  lastFeedback: z.object({ round: idSchema, session: idSchema, kind: roundKindSchema, by: z.string(), vote: voteSchema.nullable(), changeOne: z.string(), keepDoing: z.string(),
    ratings: z.array(z.object({ dimension: dimensionSchema, name: z.string(), rating: z.number() })) }).nullable(),
  recent: z.array(historyRowSchema),
  rematch: z.object({ session: idSchema, peer: z.string() }).nullable(),
})

export const historyQueries = {
  home: query({
    summary: 'What is next, what waits, the goal, where the loop stands.', who: 'person', path: '/home', input: nothing,
    output: homeSchema, refusals: [],
  }),
  history: query({
    summary: 'Opened rounds, given and received, newest first, in pages. `text` finds words by their beginnings in cards, quotes, titles and names.',
    who: 'person', path: '/history',
    input: z.strictObject({
      direction: z.enum(['received', 'given']).optional(), kind: roundKindSchema.optional(), peer: z.string().max(40).optional(),
      loop: idSchema.optional(), text: z.string().max(limits.searchChars).optional(),
      /** `next` of the page before. */
      after: pageEndSchema.optional(),
    }),
    output: z.object({
      rows: z.array(historyRowSchema), next: z.string().nullable(),
      /** What one may filter by, on the first page only. */
      peers: z.array(z.string()), loops: z.array(z.object({ loop: idSchema, number: z.number().int(), candidate: z.string(), yours: z.boolean() })),
    }),
    refusals: [],
  }),
  metrics: query({
    summary: 'What your opened rounds say: each number with how many it rests on, how many it needs, and its rounds. Severity is for your own eyes.',
    who: 'person', path: '/metrics', input: z.strictObject({ kind: roundKindSchema.optional() }), output: metricsSchema, refusals: [],
  }),
  card: query({
    summary: 'One opened card with its evidence, what was asked, and the final code.', who: 'person', path: '/history/{round}',
    input: z.strictObject({ round: idSchema }),
    output: z.object({
      card: openedCardSchema,
      /** The other card of a round that two rated. */
      second: openedCardSchema.nullable(), row: historyRowSchema, record: roundRecordSchema, texts: z.record(z.string(), z.string()),
      board: z.array(z.record(z.string(), z.unknown())).readonly().nullable(), language: z.string(), pinned: z.record(z.string(), z.string()),
      /** Components of that board which stood struck out at the end. */
      struck: z.array(z.string()),
      /** Whether both agreed to keep a replay, so that each moment leads to it. */
      replay: z.boolean(),
    }),
    refusals: ['round/unknown', 'scorecard/not-open'],
  }),
} as const
