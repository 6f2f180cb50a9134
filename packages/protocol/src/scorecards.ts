import { z } from 'zod'
import { command, query } from './command.ts'
import { limits } from './limits.ts'
import { dimensionSchema, idSchema, instantSchema, levelSchema, markSchema, nothing, polaritySchema, roundKindSchema, textSchema, voteSchema } from './words.ts'

const evidenceId = z.string().min(1).max(160)
const text = textSchema(limits.cardTextChars)
const sentence = textSchema(limits.sentenceChars)

export const ratingSchema = z.strictObject({
  rating: z.union([voteSchema, z.literal('not_assessed')]).nullable(),
  /** One word or sentence: needed when a dimension is not assessed. */
  why: sentence,
  evidence: z.array(evidenceId).max(limits.pinsPerDimension),
})

/** A card being written. Every part may still be missing; filing says what is. */
export const scorecardDraftSchema = z.strictObject({
  ratings: z.partialRecord(dimensionSchema, ratingSchema),
  vote: voteSchema.nullable(),
  /** The sentence asked for where vote, ratings, hints or keeper answer disagree. */
  voteWhy: sentence,
  strongNo: z.strictObject({ evidence: z.array(evidenceId).max(10), sentence }).nullable(),
  levelSignal: z.enum(['above', 'at', 'below']).nullable(),
  keepDoing: text,
  changeOneThing: text,
  keeper: z.enum(['fight', 'sorry', 'let_go']).nullable(),
  /** The recruiter's screen has no vote: it advances or holds. */
  screen: z.enum(['advance', 'hold']).nullable(),
})

const interviewerRating = z.union([voteSchema, z.null()])
/** The candidate's sealed guess and their rating of the interviewer (never part of a verdict). */
export const selfEstimateDraftSchema = z.strictObject({
  guesses: z.partialRecord(dimensionSchema, voteSchema),
  vote: voteSchema.nullable(),
  interviewer: z.strictObject({
    clearBrief: interviewerRating, pressedWithPurpose: interviewerRating, fairHelp: interviewerRating, listened: interviewerRating, keptTime: interviewerRating,
    example: sentence,
    ticks: z.array(z.enum(['led-me', 'gave-the-answer', 'off-topic', 'disrespect'])).max(4),
  }),
})

/** A thing recorded in a round that a rating can rest on (domain 3.5). */
export const evidenceSchema = z.object({
  id: evidenceId, type: z.enum(['quote', 'code', 'board', 'event', 'signal', 'note']), atMs: z.number(), text: z.string(),
  dimensions: z.array(dimensionSchema), polarity: polaritySchema, late: z.boolean(),
  selection: z.object({ language: z.string(), fromLine: z.number(), toLine: z.number(), text: z.string() }).nullable(),
  codeSequence: z.number().nullable(),
})

const asked = z.object({ node: z.string(), kind: z.string(), ask: z.string(), atMs: z.number(), mark: markSchema.nullable(), depth: z.number() })
const hintUsed = z.object({ say: z.string(), cost: z.number(), atMs: z.number() })

/** What happened in a round, as its candidate may see it after the reveal: never what was not asked. */
export const roundRecordSchema = z.object({
  evidence: z.array(evidenceSchema), asked: z.array(asked), hints: z.array(hintUsed),
  depthReached: z.number().nullable(), breakDepth: z.number().nullable(), elapsedMs: z.number(),
})

const dimensionShown = z.object({
  id: dimensionSchema, name: z.string(), core: z.boolean(), anchors: z.array(z.string()).length(4), suggestedEvidence: z.array(evidenceId),
})

export const openedCardSchema = z.object({
  round: idSchema, kind: roundKindSchema, rater: z.string(), raterIs: z.enum(['you', 'peer']), filedAt: instantSchema, openedAt: instantSchema,
  dimensions: z.array(z.object({ id: dimensionSchema, name: z.string(), core: z.boolean(), rating: z.union([voteSchema, z.literal('not_assessed')]), why: z.string(), anchor: z.string(), evidence: z.array(evidenceId) })),
  vote: voteSchema.nullable(), voteWhy: z.string(), strongNoSentence: z.string().nullable(), levelSignal: z.enum(['above', 'at', 'below']).nullable(),
  keepDoing: z.string(), changeOneThing: z.string(), keeper: z.enum(['fight', 'sorry', 'let_go']).nullable(), screen: z.enum(['advance', 'hold']).nullable(),
  remark: z.object({ text: z.string(), at: instantSchema }).nullable(),
})

const form = { round: idSchema }
const draftSaved = z.object({ version: z.number().int(), savedAt: instantSchema })
const filed = z.object({ filedAt: instantSchema, revealed: z.boolean() })
const formRefusals = ['round/unknown', 'card/round-not-over', 'card/open', 'card/nothing-owed'] as const

export const scorecardCommands = {
  'save-scorecard': command({
    summary: 'Save the draft. `version` is the one last read: an older tab never overwrites a newer draft.',
    who: 'interviewer', path: '/scorecards/save-scorecard', input: z.strictObject({ ...form, version: z.number().int().min(0), draft: scorecardDraftSchema }),
    output: draftSaved, refusals: [...formRefusals, 'card/newer-draft', 'card/already-filed'],
  }),
  'file-scorecard': command({
    summary: 'File the card. `opensBoth` must be true when this is the last form owed, because filing then opens everything.',
    who: 'interviewer', path: '/scorecards/file-scorecard', input: z.strictObject({ ...form, draft: scorecardDraftSchema, opensBoth: z.boolean() }), output: filed,
    refusals: [...formRefusals, 'card/already-filed', 'card/confirm-opening', 'card/unrated', 'card/core-unrated', 'card/no-evidence', 'card/why-missing', 'card/no-vote', 'card/strong-no-evidence',
      'card/strong-no-sentence', 'card/conduct-range', 'card/unknown-evidence', 'card/unknown-dimension', 'card/no-level-signal', 'card/no-keeper', 'card/no-screen', 'card/no-reason'],
  }),
  'reopen-scorecard': command({
    summary: 'Take a filed card back to change it; until the reveal only.',
    who: 'interviewer', path: '/scorecards/reopen-scorecard', input: z.strictObject(form), output: draftSaved, refusals: [...formRefusals, 'card/not-filed'],
  }),
  'save-self-estimate': command({
    summary: 'Save the draft of the guess.', who: 'candidate', path: '/scorecards/save-self-estimate',
    input: z.strictObject({ ...form, version: z.number().int().min(0), draft: selfEstimateDraftSchema }), output: draftSaved,
    refusals: [...formRefusals, 'card/newer-draft', 'card/already-filed'],
  }),
  'file-self-estimate': command({
    summary: 'File the guess: every dimension and a vote.', who: 'candidate', path: '/scorecards/file-self-estimate',
    input: z.strictObject({ ...form, draft: selfEstimateDraftSchema, opensBoth: z.boolean() }), output: filed,
    refusals: [...formRefusals, 'card/already-filed', 'card/confirm-opening', 'card/unrated', 'card/no-vote'],
  }),
  'append-remark': command({
    summary: 'Add a dated remark to your opened card. The card itself never changes.', who: 'interviewer', path: '/scorecards/append-remark',
    input: z.strictObject({ ...form, text: sentence }), output: nothing, refusals: ['round/unknown', 'card/not-open', 'card/remark-exists'],
  }),
  'answer-wish': command({
    summary: "Answer the candidate's wish in the debrief.", who: 'interviewer', path: '/scorecards/answer-wish',
    input: z.strictObject({ ...form, text: sentence }), output: nothing, refusals: ['round/unknown', 'card/not-open', 'card/no-wish'],
  }),
  'rate-feedback': command({
    summary: 'Say how useful the feedback was: 0 no, 1 partly, 2 yes.', who: 'candidate', path: '/scorecards/rate-feedback',
    input: z.strictObject({ ...form, specific: z.number().int().min(0).max(2).nullable(), fair: z.number().int().min(0).max(2).nullable(), actionable: z.number().int().min(0).max(2).nullable() }),
    output: nothing, refusals: ['round/unknown', 'card/not-open'],
  }),
} as const

export const scorecardQueries = {
  scorecard: query({
    summary: "The author's own form: draft, dimensions in this card's order, evidence, level bar. The suggested vote is computed by the page from the pure rules.",
    who: 'interviewer', path: '/rounds/{round}/scorecard', input: z.strictObject(form),
    output: z.object({
      round: idSchema, session: idSchema, kind: roundKindSchema, candidate: z.string(), targetLevel: levelSchema, levelBar: z.string(),
      standing: z.enum(['practice', 'loop']), dimensions: z.array(dimensionShown), record: roundRecordSchema,
      hintPoints: z.partialRecord(dimensionSchema, z.number()), draft: scorecardDraftSchema, version: z.number().int(), savedAt: instantSchema.nullable(),
      filedAt: instantSchema.nullable(), opensBoth: z.boolean(), deadlineAt: instantSchema, notes: z.array(z.object({ atMs: z.number(), text: z.string() })),
      texts: z.record(z.string(), z.string()), checklist: z.array(z.object({ ask: z.string(), tick: z.string(), done: z.boolean() })),
    }),
    refusals: ['round/unknown', 'card/round-not-over', 'card/open'],
  }),
  'self-estimate': query({
    summary: "The candidate's own form.", who: 'candidate', path: '/rounds/{round}/self-estimate', input: z.strictObject(form),
    output: z.object({
      round: idSchema, session: idSchema, kind: roundKindSchema, interviewer: z.string(), dimensions: z.array(dimensionShown.omit({ suggestedEvidence: true })),
      draft: selfEstimateDraftSchema, version: z.number().int(), savedAt: instantSchema.nullable(), filedAt: instantSchema.nullable(), opensBoth: z.boolean(), deadlineAt: instantSchema,
    }),
    refusals: ['round/unknown', 'card/round-not-over', 'card/open'],
  }),
  debrief: query({
    summary: 'Both sides of a session after the reveal; before it only what is owed and the bare fact whether the other has filed.',
    who: 'seat', path: '/sessions/{session}/debrief', input: z.strictObject({ session: idSchema }),
    output: z.discriminatedUnion('state', [
      z.object({ state: z.literal('sealed'), session: idSchema, peer: z.string().nullable(), peerHasFiled: z.boolean(), deadlineAt: instantSchema.nullable(),
        owed: z.array(z.object({ round: idSchema, kind: roundKindSchema, form: z.enum(['scorecard', 'self-estimate']), filed: z.boolean() })) }),
      z.object({ state: z.literal('opened'), session: idSchema, peer: z.string().nullable(), openedAt: instantSchema, cause: z.enum(['all-filed', 'deadline']), heldAt: instantSchema,
        goal: z.string().nullable(),
        rounds: z.array(z.object({
          round: idSchema, kind: roundKindSchema, title: z.string(), youAre: z.enum(['interviewer', 'candidate']), minutes: z.number(), standing: z.enum(['practice', 'loop']),
          loop: idSchema.nullable(), counts: z.boolean().nullable(),
          card: openedCardSchema.nullable(), selfEstimate: z.object({ guesses: z.partialRecord(dimensionSchema, voteSchema), vote: voteSchema }).nullable(),
          record: roundRecordSchema, texts: z.record(z.string(), z.string()), language: z.string(),
          wish: z.object({ text: z.string(), answer: z.string().nullable() }).nullable(),
          interviewerRating: z.object({ mean: z.number(), example: z.string() }).nullable(),
          feedbackRating: z.object({ specific: z.number().nullable(), fair: z.number().nullable(), actionable: z.number().nullable() }).nullable(),
        })) }),
    ]),
    refusals: ['session/unknown'],
  }),
} as const
