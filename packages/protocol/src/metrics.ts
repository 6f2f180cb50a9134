import { FOLLOW_UP_KINDS } from '@unanimous/rounds'
import { z } from 'zod'
import { aspectSchema } from './scorecards.ts'
import { dimensionSchema, idSchema, instantSchema, roundKindSchema, voteSchema } from './words.ts'

/** A number with its sample: `value` is null until `n` reaches `needs`; `rounds` are the newest it rests on, oldest first. */
const reading = <Value extends z.ZodType>(value: Value) => z.object({
  n: z.number().int(), needs: z.number().int(), rounds: z.array(idSchema), value: value.nullable(),
})
const share = reading(z.number())
const judgedValue = z.object({ value: z.number(), verdict: z.enum(['good', 'neutral', 'note', 'flag']) })
const judged = reading(judgedValue)
/** Approximate where a mere loudness gate did some of the listening. */
const silentShare = reading(judgedValue.extend({ approximate: z.boolean() }))
const trend = reading(z.object({ slope: z.number(), arrow: z.enum(['up', 'down', 'none']) }))
const namedDimension = z.object({ dimension: dimensionSchema, name: z.string() })
const overrun = share.extend({ kind: roundKindSchema, from: z.string(), to: z.string() })

const endsIn = z.object({ round: idSchema, kind: roundKindSchema, by: z.string(), heldAt: instantSchema, sentence: z.string().nullable() })
/** What would have ended a loop of the newest rounds: a vote below yes, or the rating nearest to one. */
const nearestEnd = z.discriminatedUnion('why', [
  endsIn.extend({ why: z.literal('vote'), vote: voteSchema }),
  endsIn.extend({ why: z.literal('rating'), dimension: dimensionSchema, name: z.string(), rating: voteSchema }),
])

const receivedSchema = z.object({
  rounds: z.number().int(),
  /** Dots are the newest ratings, oldest first; `raters` counts who gave the ones that the mean rests on, which takes two. */
  dimensions: z.array(namedDimension.extend({
    dots: z.array(z.object({ round: idSchema, rating: voteSchema })), raters: z.number().int(), mean: share, trend,
  })),
  form: z.array(z.object({ kind: roundKindSchema, n: z.number().int(), votes: z.array(z.object({ round: idSchema, vote: voteSchema })) })),
  depth: z.array(z.object({ kind: roundKindSchema, reached: z.array(z.object({ round: idSchema, depth: z.number() })), recent: share })),
  /** The weakest kind of follow-up first; of struggled among answered. */
  breaks: z.array(share.extend({ kind: z.enum(FOLLOW_UP_KINDS), struggled: z.number().int() })),
  hints: z.object({
    points: z.array(z.object({ round: idSchema, points: z.number() })), mean: share, trend,
    byDimension: z.array(namedDimension.extend({ points: z.number() })),
  }),
  overruns: z.array(overrun),
  silentRatio: silentShare, longestSilence: reading(z.object({ seconds: z.number(), round: idSchema, isFlagged: z.boolean() })), iAmongIAndWe: judged,
  guesses: z.object({ all: share, vote: share, byDimension: z.array(namedDimension.extend({ difference: share })) }),
  calibration: z.object({
    cells: z.array(z.object({ guessed: voteSchema, given: voteSchema, n: z.number().int(), rounds: z.array(idSchema) })),
    agreement: reading(z.object({ exact: z.number().int(), far: z.number().int(), higher: z.number().int(), lower: z.number().int() })),
  }),
  recurring: z.array(namedDimension.extend({ speaks: z.enum(['for', 'against']), times: z.number().int(), of: z.number().int(), rounds: z.array(idSchema) })),
  /** What interviewers asked to be changed, word for word, the newest first. */
  changeOnes: z.array(z.object({ round: idSchema, kind: roundKindSchema, by: z.string(), heldAt: instantSchema, text: z.string() })),
  nearestEnd: nearestEnd.nullable(),
  /** Loops that were unanimous among the finished ones; a count while it may be no percentage. */
  passRate: share.extend({ passed: z.number().int(), mayShowPercent: z.boolean() }),
})

const side = z.object({ rounds: z.number().int(), minutes: z.number() })

const givenSchema = z.object({
  rounds: z.number().int(),
  /** Against the others who voted on the same people; above 0 marks lower. For one's own eyes, and never in a verdict. */
  severity: share.extend({ candidates: z.number().int(), candidatesNeeded: z.number().int(), isConnected: z.boolean(), isFlagged: z.boolean() }),
  /** What candidates said, as means from three ratings on. */
  interviewing: z.object({
    aspects: z.array(z.object({ aspect: aspectSchema, mean: share, examples: z.array(z.string()) })),
    ticks: reading(z.object({ led_me: z.number().int(), gave_the_answer: z.number().int(), off_topic: z.number().int() })),
  }),
  overruns: z.array(overrun),
})

/** What a person's opened rounds say; nothing of a sealed one is in it. */
export const metricsSchema = z.object({
  /** Every round that a number here leads to. */
  rounds: z.array(z.object({ round: idSchema, kind: roundKindSchema, heldAt: instantSchema })),
  received: receivedSchema, given: givenSchema,
  ledger: z.object({
    given: side, received: side, forms: z.object({ due: z.number().int(), inTime: z.number().int() }), filed: share,
    /** The people met most, by the name that the newest session knows. */
    people: z.array(z.object({ name: z.string(), given: side, received: side })),
  }),
})
