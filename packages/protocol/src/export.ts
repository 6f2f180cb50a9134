import { PROJECTS } from '@unanimous/rounds'
import { z } from 'zod'
import { limits } from './limits.ts'
import { storyTextSchema } from './prep.ts'
import { sourceSchema } from './questions.ts'
import { scorecardDraftSchema, selfEstimateDraftSchema } from './scorecards.ts'
import {
  dimensionSchema, heardSchema, idSchema, levelSchema, loopSeatSchema, markSchema, nameSchema, polaritySchema, roundKindSchema, voteSchema,
} from './words.ts'

/*
 * Everything a person has here, as one file that they may keep, read with other programs, and bring to another
 * installation. The format is a promise to files that are long on somebody's disk: whoever changes it raises the number
 * and keeps reading the older ones. Unknown fields are refused, every text has an end, and nothing in it is a command.
 */

/** Which format a file is in; the first thing it says. */
export const EXPORT_FORMAT = 'unanimous.export/1'

const text = (maxChars: number) => z.string().max(maxChars)
/** Words of a pack: a prompt's title, a follow-up, a hint, an anchor. */
const packText = text(4_000)
const sentence = text(limits.sentenceChars)
const cardText = text(limits.cardTextChars)
/** The longest that a date can be. */
const instant = z.number().int().min(0).max(8_640_000_000_000_000).describe('Milliseconds since 1970, UTC')
const roundMs = z.number().min(0).max(1e9).describe('Unpaused milliseconds since the round began')
const evidenceId = text(160).min(1)

const evidence = z.strictObject({
  id: evidenceId, type: z.enum(['quote', 'code', 'board', 'event', 'signal', 'note']), atMs: roundMs, text: packText,
  dimensions: z.array(dimensionSchema).max(20), polarity: polaritySchema,
  late: z.boolean().describe('Added after the round had ended'),
  lastsMs: roundMs.exactOptional().describe('How long a silence lasted'),
  selection: z.strictObject({ language: text(40), fromLine: z.number().int().min(0), toLine: z.number().int().min(0), text: text(limits.selectionChars), elements: z.array(text(64)).max(limits.selectionElements).readonly().optional() }).nullable(),
  codeSequence: z.number().int().min(0).nullable().describe('Names a text under `pinned`'),
}).meta({ id: 'Evidence' })

const record = z.strictObject({
  evidence: z.array(evidence).max(2_000),
  asked: z.array(z.strictObject({
    node: text(120), kind: text(40), ask: packText, atMs: roundMs, mark: markSchema.nullable(), depth: z.number().min(0).max(5),
    changeCard: packText.nullable(),
  })).max(500),
  hints: z.array(z.strictObject({ say: packText, cost: z.number().int().min(0).max(10), atMs: roundMs })).max(500),
  depthReached: z.number().min(0).max(5).nullable(), breakDepth: z.number().min(0).max(5).nullable(), elapsedMs: roundMs,
  heard: z.array(z.strictObject({ heard: heardSchema, atMs: roundMs })).max(limits.tapsPerRound),
  leftUnsaid: z.array(z.strictObject({ title: packText, asked: z.array(packText).max(100), of: z.number().int().min(0).max(100) })).max(10)
    .describe('What the prompts left unsaid and was asked for, of how many such lines'),
  checklist: z.array(z.strictObject({ title: packText, ticked: z.array(z.strictObject({ ask: packText, tick: packText })).max(100), of: z.number().int().min(0).max(100) })).max(10)
    .describe('The lines of a checklist that were ticked, of how many'),
}).meta({ id: 'Record', description: 'What happened in the round, as far as this person may read it: never a follow-up that was not asked' })

const card = z.strictObject({
  rater: nameSchema, filedAt: instant, openedAt: instant,
  dimensions: z.array(z.strictObject({
    id: dimensionSchema, name: text(80), core: z.boolean(), rating: voteSchema.nullable(), why: sentence.nullable(), anchor: packText.nullable(),
    evidence: z.array(evidenceId).max(2_000),
  })).max(20),
  vote: voteSchema.nullable(), screen: z.enum(['advance', 'hold']).nullable(), disagreement: sentence.nullable(),
  strongNoSentence: sentence.nullable(), levelSignal: z.enum(['above', 'at', 'below']).nullable(),
  keepDoing: cardText, changeOne: cardText, authorship: cardText.nullable(), keeper: z.enum(['fight', 'sorry', 'let_go']).nullable(),
  remark: z.strictObject({ text: sentence, at: instant }).nullable(),
}).meta({ id: 'Card', description: 'A scorecard that is open' })

const documentText = text(limits.exportedTextChars)
const texts = z.record(z.string().regex(/^[a-z]{1,20}$/), documentText).describe('The final text by language, `outline`, and `board` for what was drawn, in words')
const useful = z.number().int().min(0).max(2).nullable()

const counted = z.string().max(2 * limits.narrationSeconds).regex(/^[0-9a.]*$/)

const round = z.strictObject({
  id: idSchema, kind: roundKindSchema, title: text(1_000).describe('The prompts that were opened'), youAre: z.enum(['interviewer', 'candidate', 'rater']),
  minutes: z.number().int().min(1).max(600), stretch: z.number().min(1).max(10), state: z.enum(['planned', 'running', 'ended', 'dropped']),
  standing: z.enum(['practice', 'loop']), loop: idSchema.nullable(), loopSeat: loopSeatSchema.nullable(),
  startedAt: instant.nullable(), endedAt: instant.nullable(), counts: z.boolean().nullable(),
  card: card.nullable().describe('The card of this round, given or received, once it is open'),
  secondCard: card.nullable().describe('The other card, once it is open, where two rated the round'),
  draft: z.strictObject({ filedAt: instant.nullable(), form: scorecardDraftSchema }).nullable().describe('Your own card while it is sealed'),
  estimate: z.strictObject({ filedAt: instant.nullable(), openedAt: instant.nullable(), form: selfEstimateDraftSchema }).nullable()
    .describe("As candidate your own guess and what you said of the interviewing; as interviewer the candidate's guess, once it is open"),
  feedbackRating: z.strictObject({ specific: useful, fair: useful, actionable: useful }).nullable(),
  notes: z.array(z.strictObject({ atMs: roundMs, text: text(limits.noteChars) })).max(limits.notesPerRound).describe('Your private notes'),
  projects: z.array(z.strictObject({
    project: z.enum(PROJECTS), title: text(limits.quoteChars), decision: text(limits.quoteChars), date: text(limits.quoteChars), options: text(limits.quoteChars),
  })).max(2).describe("Your own map of a manager's round"),
  record: record.nullable(), texts, language: text(40),
  board: z.array(z.record(text(64), z.unknown())).max(3_000).readonly().nullable().describe('What was drawn: each element with what differs from the usual, packed points in base64'),
  pinned: z.record(z.string().regex(/^\d{1,15}$/), documentText).describe('The code as it stood at each piece of evidence'),
  comments: z.array(z.strictObject({ at: instant, atMs: roundMs, text: text(limits.replayCommentChars) })).max(limits.replayComments).describe('What you said of moments of its replay'),
  clips: z.array(z.strictObject({ name: text(limits.clipNameChars), fromMs: roundMs, toMs: roundMs })).max(limits.clips).describe('Stretches of its replay that you named'),
  events: z.array(z.strictObject({ at: instant, roundMs, type: text(60), body: z.record(text(60), z.unknown()) })).max(20_000)
    .describe('What you did in the round, in order'),
  narration: z.strictObject({ spoke: counted, typed: counted, approximate: z.boolean() }).nullable()
    .describe('What your browser counted, a character a second: tenths with own speech (a for ten), 1 where a key was pressed, a dot where nothing was counted'),
}).meta({ id: 'Round' })

const session = z.strictObject({
  id: idSchema, origin: z.enum(['invite', 'queue', 'rematch']), createdAt: instant, endedAt: instant.nullable(), revealedAt: instant.nullable(),
  peer: nameSchema.nullable(),
  wish: z.strictObject({ text: text(limits.wishChars), answer: sentence.nullable() }).nullable().describe('What you asked for as candidate'),
  peerWish: z.strictObject({ text: text(limits.wishChars), answer: sentence.nullable() }).nullable().describe('What you were asked for as interviewer'),
  consents: z.array(z.strictObject({ subject: z.enum(['replay', 'narration', 'recording', 'rater']), agreed: z.boolean(), at: instant })).max(100_000)
    .describe('Every answer you gave about being kept, counted, recorded or watched by a second rater'),
  recordings: z.array(z.strictObject({ startedAt: instant, stoppedAt: instant.nullable(), video: z.boolean() })).max(100_000)
    .describe('When you recorded the call; the recording itself lies in your browser'),
  chat: z.array(z.strictObject({ at: instant, from: z.enum(['you', 'peer']), text: text(limits.chatChars) })),
  rounds: z.array(round).max(20),
}).meta({ id: 'Session' })

const verdict = z.strictObject({
  status: z.enum(['IN_PROGRESS', 'ON_HOLD', 'INCOMPLETE', 'ENDED', 'REJECT', 'UNANIMOUS']),
  outlook: z.enum(['open', 'needs_revision', 'cannot_pass']).nullable(), reason: z.enum(['strong_no', 'gate', 'culture_gate', 'not_unanimous']).nullable(),
  seats: z.array(loopSeatSchema).max(20), strength: z.enum(['champion', 'no_champion']).nullable(),
}).meta({ id: 'Verdict' })
const boardRow = z.strictObject({
  seat: loopSeatSchema, vote: voteSchema.nullable(), firstVote: voteSchema.nullable(), screen: z.enum(['advance', 'hold']).nullable(),
  by: nameSchema.nullable(), round: idSchema.nullable(), heldAt: instant.nullable(), decidedBy: cardText.nullable(),
}).meta({ id: 'BoardRow' })
const loop = z.strictObject({
  id: idSchema, number: z.number().int().min(1), level: levelSchema, deepDeclared: z.boolean(),
  options: z.strictObject({ strictOrder: z.boolean(), strictGates: z.boolean(), cultureGate: z.boolean(), debriefRevision: z.boolean() }),
  teams: z.array(text(40)).max(20), createdAt: instant, closedAt: instant.nullable(), verdict, hadItGoneOn: verdict.nullable(),
  rows: z.array(boardRow).max(20).describe('What each required seat holds'), practiceRows: z.array(boardRow).describe('Held after the end; never counted'),
}).meta({ id: 'Loop' })

/** A received card as it lives in another installation: the card, what it rests on, and where it came from. */
export const importedCardSchema = z.strictObject({
  origin: idSchema.describe('The round it was given in, which with the person makes it one card however often it is imported'),
  from: text(300).nullable().describe('The address of the installation it was given in, where one is known'),
  kind: roundKindSchema, title: text(1_000), loopSeat: loopSeatSchema.nullable(), heldAt: instant,
  card, record: record.nullable(), texts, language: text(40),
}).meta({ id: 'ImportedCard' })

const person = z.strictObject({
  handle: nameSchema, guest: z.boolean(), email: text(limits.emailChars).nullable(), since: instant, targetLevel: levelSchema,
  wants: z.array(roundKindSchema).max(20), interviews: z.array(roundKindSchema).max(20), codeLanguages: z.array(text(40)).max(50),
  spokenLanguages: z.array(text(40)).max(50), timeZone: text(64).nullable(),
  goal: text(limits.goalChars).nullable(), goalSetAt: instant.nullable(),
  blocked: z.array(z.strictObject({ name: nameSchema, at: instant })),
  signIns: z.array(z.strictObject({ at: instant, expiresAt: instant, address: text(100).nullable(), browser: text(2_000).nullable() })),
}).meta({ id: 'Person' })

const plan = z.strictObject({
  level: levelSchema, weeks: z.number().int().min(1).max(20), hoursPerWeek: z.number().int().min(0).max(168), givesWeek: z.boolean(), teams: z.array(text(40)).max(20),
  startsAt: instant, timeZone: text(64), interviewOn: text(10).nullable().describe('A day, as 2026-04-14'), replannedAt: z.array(instant).max(1_000),
}).meta({ id: 'Plan' })
const tick = z.strictObject({ task: text(limits.taskIdChars), at: instant, words: text(limits.storyTextChars).nullable() })
const story = storyTextSchema.extend({
  id: idSchema, createdAt: instant, changedAt: instant,
  rehearsals: z.array(z.strictObject({ at: instant, minutes: z.number().min(0), i: z.number().int().min(0), we: z.number().int().min(0) })),
}).meta({ id: 'Story' })

const question = z.strictObject({
  id: idSchema.describe('The id under which it was written, which with the person makes it one question however often it is imported'),
  title: text(limits.ownQuestionChars), kind: z.enum(['hm', 'coding', 'sd', 'culture']).nullable(), createdAt: instant, savedAt: instant,
  source: sourceSchema.describe('A pack file as typed, faults and all'),
}).meta({ id: 'Question', description: 'A question of your own' })

/** The parts that come first; sessions and imported cards follow one at a time. */
export const exportHeadSchema = z.strictObject({
  format: z.literal(EXPORT_FORMAT, { error: `must be ${EXPORT_FORMAT}: this is no export, or one of a version that this installation does not read` }),
  exportedAt: instant,
  instance: z.strictObject({ url: text(300).nullable(), version: text(40) }),
  person, loops: z.array(loop).max(10_000),
  plan: plan.nullable(), ticks: z.array(tick).max(10_000).describe('Tasks of the plan that were ticked'), stories: z.array(story).max(10_000),
  questions: z.array(question).max(1_000),
})

type Spot = { readonly id: string; readonly path: (string | number)[] }

/** Every id that may stand in a file once only. */
const idsOf = (file: { sessions: { id: string; rounds: { id: string }[] }[]; loops: { id: string }[]; questions: { id: string }[]; imported: { origin: string }[] }): Spot[] => [
  ...file.loops.map(({ id }, index) => ({ id, path: ['loops', index, 'id'] })),
  ...file.questions.map(({ id }, index) => ({ id, path: ['questions', index, 'id'] })),
  ...file.sessions.map(({ id }, index) => ({ id, path: ['sessions', index, 'id'] })),
  ...file.sessions.flatMap(({ rounds }, at) => rounds.map(({ id }, index) => ({ id, path: ['sessions', at, 'rounds', index, 'id'] }))),
  ...file.imported.map(({ origin }, index) => ({ id: origin, path: ['imported', index, 'origin'] })),
]

/** The whole file. */
export const exportSchema = exportHeadSchema.extend({
  sessions: z.array(session).max(20_000),
  imported: z.array(importedCardSchema).max(20_000).describe('Feedback that was brought here from other installations'),
}).superRefine((file, context) => {
  const seen = new Set<string>()
  for (const { id, path } of idsOf(file)) {
    if (seen.has(id)) context.addIssue({ code: 'custom', path, message: 'stands in this file twice' })
    seen.add(id)
  }
}).meta({ title: `Unanimous export (${EXPORT_FORMAT})`, description: 'Everything one person has in an installation of Unanimous. Nothing that is sealed for them is in it.' })

export type ExportHead = z.output<typeof exportHeadSchema>
export type ExportedSession = z.output<typeof session>
export type ExportedRound = z.output<typeof round>
export type ExportedLoop = z.output<typeof loop>
export type ExportedCard = z.output<typeof card>
export type ExportedRecord = z.output<typeof record>
export type ImportedCard = z.output<typeof importedCardSchema>
export type ExportFile = z.output<typeof exportSchema>

/** The published JSON Schema of the format, as it is committed in `export.schema.json` and served at `/api/export.schema.json`. */
export const exportJsonSchema = (): object => z.toJSONSchema(exportSchema, { io: 'input' })
