import { PROJECTS } from '@unanimous/rounds'
import { z } from 'zod'
import { command, query } from './command.ts'
import { limits } from './limits.ts'
import { dimensionSchema, heardSchema, idSchema, instantSchema, levelSchema, markSchema, nothing, polaritySchema, roundKindSchema, textSchema, voteSchema } from './words.ts'

const evidenceId = z.string().min(1).max(160)
const text = textSchema(limits.cardTextChars)
const sentence = textSchema(limits.sentenceChars)

const ids = z.array(evidenceId).max(limits.pinsPerDimension)

/** A card being written. Every part may still be missing; filing says what is. The shape is the rules' own. */
export const scorecardDraftSchema = z.strictObject({
  ratings: z.partialRecord(dimensionSchema, voteSchema).exactOptional(),
  /** Dimensions set aside, each with a word why. */
  notAssessed: z.partialRecord(dimensionSchema, sentence).exactOptional(),
  /** Evidence pinned to a dimension beside what names it by itself. */
  attached: z.partialRecord(dimensionSchema, ids).exactOptional(),
  vote: voteSchema.exactOptional(),
  strongNo: z.strictObject({ evidence: ids, sentence }).exactOptional(),
  /** The sentence asked for where vote, ratings, hints or keeper answer disagree. */
  disagreement: sentence.exactOptional(),
  levelSignal: z.enum(['above', 'at', 'below']).exactOptional(),
  keepDoing: text.exactOptional(),
  changeOne: text.exactOptional(),
  keeper: z.enum(['fight', 'sorry', 'let_go']).exactOptional(),
  authorship: text.exactOptional(),
  screen: z.enum(['advance', 'hold']).exactOptional(),
})

/** What an interviewer is rated on. */
export const aspectSchema = z.enum(['clear_brief', 'pressed_with_purpose', 'fair_help', 'listened', 'kept_time'])
const aspect = z.strictObject({ rating: voteSchema, example: sentence.exactOptional() })
/** The candidate's sealed guess and their rating of the interviewer (never part of a verdict). */
export const selfEstimateDraftSchema = z.strictObject({
  guesses: z.partialRecord(dimensionSchema, voteSchema).exactOptional(),
  vote: voteSchema.exactOptional(),
  interviewer: z.strictObject({
    ratings: z.partialRecord(aspectSchema, aspect),
    ticks: z.array(z.enum(['led_me', 'gave_the_answer', 'off_topic', 'disrespect'])).max(4),
  }).exactOptional(),
})

/** A thing recorded in a round that a rating can rest on (domain 3.5). */
export const evidenceSchema = z.object({
  id: evidenceId, type: z.enum(['quote', 'code', 'board', 'event', 'signal', 'note']), atMs: z.number(), text: z.string(),
  dimensions: z.array(dimensionSchema), polarity: polaritySchema, late: z.boolean(),
  /** How long a silence lasted; missing while it goes on, and of everything else. */
  lastsMs: z.number().exactOptional(),
  selection: z.object({ language: z.string(), fromLine: z.number(), toLine: z.number(), text: z.string(), elements: z.array(z.string()).readonly().optional() }).nullable(),
  codeSequence: z.number().nullable(),
})

const asked = z.object({
  node: z.string(), kind: z.string(), ask: z.string(), atMs: z.number(), mark: markSchema.nullable(), depth: z.number(),
  changeCard: z.string().nullable(),
})
const hintUsed = z.object({ say: z.string(), cost: z.number(), atMs: z.number() })

/** What happened in a round, as its candidate may see it after the reveal: never what was not asked. */
export const roundRecordSchema = z.object({
  evidence: z.array(evidenceSchema), asked: z.array(asked), hints: z.array(hintUsed),
  depthReached: z.number().nullable(), breakDepth: z.number().nullable(), elapsedMs: z.number(),
  /** What was counted, in the order of hearing: the meter of "because" in design, I and we in talk. */
  heard: z.array(z.object({ heard: heardSchema, atMs: z.number() })),
  /** By prompt: what it left unsaid and was asked for, of how many such lines. */
  leftUnsaid: z.array(z.object({ title: z.string(), asked: z.array(z.string()), of: z.number().int() })),
  /** By prompt: the lines of its checklist that were ticked, each as it is asked and what the tick says, of how many. */
  checklist: z.array(z.object({ title: z.string(), ticked: z.array(z.object({ ask: z.string(), tick: z.string() })), of: z.number().int() })),
})

const dimensionShown = z.object({
  id: dimensionSchema, name: z.string(), core: z.boolean(), anchors: z.array(z.string()).length(4),
  suggestedEvidence: z.array(evidenceId),
})

export const openedCardSchema = z.object({
  round: idSchema, kind: roundKindSchema, rater: z.string(), raterIs: z.enum(['you', 'peer']), filedAt: instantSchema,
  openedAt: instantSchema,
  dimensions: z.array(z.object({
    id: dimensionSchema, name: z.string(), core: z.boolean(), rating: voteSchema.nullable(), why: z.string().nullable(),
    anchor: z.string().nullable(), evidence: z.array(evidenceId),
  })),
  vote: voteSchema.nullable(), disagreement: z.string().nullable(), strongNoSentence: z.string().nullable(),
  levelSignal: z.enum(['above', 'at', 'below']).nullable(),
  keepDoing: z.string(), changeOne: z.string(), authorship: z.string().nullable(),
  keeper: z.enum(['fight', 'sorry', 'let_go']).nullable(), screen: z.enum(['advance', 'hold']).nullable(),
  remark: z.object({ text: z.string(), at: instantSchema }).nullable(),
})

const form = { round: idSchema }
/** Of a draft: the version last read, 0 where none was saved. */
const version = z.number().int().min(0)
const draftSaved = z.object({ version: z.number().int(), savedAt: instantSchema })
const filed = z.object({ filedAt: instantSchema, revealed: z.boolean() })
const cardRefusals = ['round/unknown', 'scorecard/round-running', 'scorecard/opened', 'scorecard/nothing-owed'] as const
const estimateRefusals = ['round/unknown', 'self-estimate/round-running', 'self-estimate/opened', 'self-estimate/nothing-owed'] as const
const cardRules = ['scorecard/no-evidence', 'scorecard/core-unrated', 'scorecard/unrated', 'scorecard/no-reason', 'scorecard/conduct-not-bad', 'scorecard/strong-no-evidence',
  'scorecard/strong-no-sentence', 'scorecard/no-vote-here', 'scorecard/no-outcome', 'scorecard/foreign-dimension', 'scorecard/no-vote'] as const

export const scorecardCommands = {
  'save-scorecard': command({
    summary: 'Save the draft. `version` is the one last read: an older tab never overwrites a newer draft.',
    who: 'voter', path: '/scorecards/save-scorecard',
    input: z.strictObject({ ...form, version, draft: scorecardDraftSchema }),
    output: draftSaved, refusals: [...cardRefusals, 'scorecard/newer-draft', 'scorecard/already-filed'],
  }),
  'file-scorecard': command({
    summary: 'File the card over the `version` last read, as when saving. `opensBoth` must be true when this is the last form owed, because filing then opens everything.',
    who: 'voter', path: '/scorecards/file-scorecard',
    input: z.strictObject({ ...form, version, draft: scorecardDraftSchema, opensBoth: z.boolean() }), output: filed,
    refusals: [...cardRefusals, ...cardRules, 'scorecard/newer-draft', 'scorecard/already-filed', 'scorecard/confirm-opening'],
  }),
  'reopen-scorecard': command({
    summary: 'Take a filed card back to change it; until the reveal only.',
    who: 'voter', path: '/scorecards/reopen-scorecard', input: z.strictObject(form), output: draftSaved,
    refusals: [...cardRefusals, 'scorecard/not-filed', 'scorecard/not-yours'],
  }),
  'save-self-estimate': command({
    summary: 'Save the draft of the guess.', who: 'candidate', path: '/scorecards/save-self-estimate',
    input: z.strictObject({ ...form, version, draft: selfEstimateDraftSchema }), output: draftSaved,
    refusals: [...estimateRefusals, 'self-estimate/newer-draft', 'self-estimate/already-filed'],
  }),
  'file-self-estimate': command({
    summary: 'File the guess over the `version` last read: every dimension and a vote.', who: 'candidate', path: '/scorecards/file-self-estimate',
    input: z.strictObject({ ...form, version, draft: selfEstimateDraftSchema, opensBoth: z.boolean() }), output: filed,
    refusals: [
      ...estimateRefusals, 'self-estimate/newer-draft', 'self-estimate/already-filed', 'self-estimate/confirm-opening',
      'self-estimate/unguessed', 'self-estimate/no-vote',
    ],
  }),
  'append-remark': command({
    summary: 'Add a dated remark to your opened card. The card itself never changes.', who: 'voter', path: '/scorecards/append-remark',
    input: z.strictObject({ ...form, text: sentence }), output: nothing,
    refusals: ['round/unknown', 'scorecard/not-open', 'scorecard/remark-exists'],
  }),
  'answer-wish': command({
    summary: "Answer the candidate's wish in the debrief.", who: 'interviewer', path: '/scorecards/answer-wish',
    input: z.strictObject({ ...form, text: sentence }), output: nothing,
    refusals: ['round/unknown', 'scorecard/not-open', 'scorecard/no-wish'],
  }),
  'rate-feedback': command({
    summary: 'Say how useful the feedback was: 0 no, 1 partly, 2 yes.', who: 'candidate', path: '/scorecards/rate-feedback',
    input: z.strictObject({
      ...form, specific: z.number().int().min(0).max(2).nullable(), fair: z.number().int().min(0).max(2).nullable(),
      actionable: z.number().int().min(0).max(2).nullable(),
    }),
    output: nothing, refusals: ['round/unknown', 'scorecard/not-open'],
  }),
} as const

/** What was counted of a round, where both agreed: shares of it spoken through, and the candidate's typing in seconds; without an editor there is none. */
const talkSchema = z.object({
  candidate: z.number().nullable(), interviewer: z.number().nullable(), approximate: z.boolean(),
  typing: z.object({ typingBins: z.number().int(), silentBins: z.number().int(), longestSilenceS: z.number().int() }).nullable(),
})

export const scorecardQueries = {
  scorecard: query({
    summary: "The author's own form: draft, dimensions in this card's order, evidence, level bar. The suggested vote is computed by the page from the pure rules.",
    who: 'voter', path: '/rounds/{round}/scorecard', input: z.strictObject(form),
    output: z.object({
      round: idSchema, session: idSchema, kind: roundKindSchema, candidate: z.string(), targetLevel: levelSchema, levelBar: z.string(),
      standing: z.enum(['practice', 'loop']), dimensions: z.array(dimensionShown), record: roundRecordSchema,
      hintPoints: z.partialRecord(dimensionSchema, z.number()), draft: scorecardDraftSchema, version: z.number().int(),
      savedAt: instantSchema.nullable(),
      filedAt: instantSchema.nullable(), opensBoth: z.boolean(), deadlineAt: instantSchema,
      notes: z.array(z.object({ atMs: z.number(), text: z.string() })),
      /** The author's own map of a manager's round; like the notes it never leaves this form. */
      projects: z.array(z.object({ project: z.enum(PROJECTS), title: z.string(), decision: z.string(), date: z.string(), options: z.string() })),
      /** Lines that the prompt leaves unsaid and nobody asked for, by prompt; like the notes they never leave this form. */
      neverAsked: z.array(z.object({ title: z.string(), lines: z.array(z.string()) })),
      texts: z.record(z.string(), z.string()),
      /** What stands on the board at the end, to be pointed at. */
      components: z.array(z.object({ element: z.string(), label: z.string() })),
      checklist: z.array(z.object({ ask: z.string(), tick: z.string(), done: z.boolean() })),
    }),
    refusals: cardRefusals,
  }),
  'self-estimate': query({
    summary: "The candidate's own form.", who: 'candidate', path: '/rounds/{round}/self-estimate', input: z.strictObject(form),
    output: z.object({
      round: idSchema, session: idSchema, kind: roundKindSchema, interviewer: z.string(),
      dimensions: z.array(dimensionShown.omit({ suggestedEvidence: true })),
      draft: selfEstimateDraftSchema, version: z.number().int(), savedAt: instantSchema.nullable(),
      filedAt: instantSchema.nullable(), opensBoth: z.boolean(), deadlineAt: instantSchema,
    }),
    refusals: estimateRefusals,
  }),
  debrief: query({
    summary: 'Both sides of a session after the reveal; before it only what is owed and the bare fact whether the other has filed.',
    who: 'reader', path: '/sessions/{session}/debrief', input: z.strictObject({ session: idSchema }),
    output: z.discriminatedUnion('state', [
      z.object({ state: z.literal('sealed'), session: idSchema, peer: z.string().nullable(), peerHasFiled: z.boolean(), deadlineAt: instantSchema.nullable(),
        /** The others in the session, each with the bare fact. */
        others: z.array(z.object({ name: z.string(), is: z.enum(['seat', 'rater']), hasFiled: z.boolean() })),
        owed: z.array(z.object({ round: idSchema, kind: roundKindSchema, form: z.enum(['scorecard', 'self-estimate']), filed: z.boolean() })) }),
      z.object({ state: z.literal('opened'), session: idSchema, peer: z.string().nullable(), openedAt: instantSchema, cause: z.enum(['all-filed', 'deadline']), heldAt: instantSchema,
        goal: z.string().nullable(), replay: z.boolean(),
        rounds: z.array(z.object({
          round: idSchema, kind: roundKindSchema, title: z.string(), youAre: z.enum(['interviewer', 'candidate', 'rater']),
          minutes: z.number(), standing: z.enum(['practice', 'loop']),
          loop: idSchema.nullable(), counts: z.boolean().nullable(),
          card: openedCardSchema.nullable(),
          /** The second rater's, and who rated; null where nobody did, and without a card where none was filed. */
          second: z.object({ rater: z.string(), card: openedCardSchema.nullable() }).nullable(),
          selfEstimate: z.object({ guesses: z.partialRecord(dimensionSchema, voteSchema), vote: voteSchema }).nullable(),
          record: roundRecordSchema, texts: z.record(z.string(), z.string()), language: z.string(),
          talk: talkSchema.nullable(),
          wish: z.object({ text: z.string(), answer: z.string().nullable() }).nullable(),
          feedbackRating: z.object({ specific: z.number().nullable(), fair: z.number().nullable(), actionable: z.number().nullable() }).nullable(),
        })) }),
    ]),
    refusals: ['session/unknown'],
  }),
} as const
