import { OWNERS, PROJECTS, type CandidateView, type InterviewerView, type RaterView } from '@unanimous/rounds'
import { z } from 'zod'
import { command, query, type CommandSpec } from './command.ts'
import { limits } from './limits.ts'
import { dimensionSchema, heardSchema, idSchema, languageSchema, markSchema, nodeSchema, nothing, packSchema, polaritySchema, saidSchema, textSchema } from './words.ts'

/*
 * Commands of a running round. The interviewer's page sends one, the server appends what follows from it to the
 * round's log, answers, and then pushes to each seat whose view changed a `round:view` with the whole view and
 * that seat's own counter. A view with a counter not above the one shown is to be ignored; nothing is ever patched.
 */

const inRound = { round: idSchema }
const done = nothing
const running = ['round/unknown', 'round/not-running', 'round/opened', 'round/too-much'] as const

/** One's own card is filed, and what it may cite stays as it is. */
const settled = ['round/card-filed'] as const

const roundCommand = <I extends z.ZodType>(
  summary: string, who: 'interviewer' | 'seat' | 'voter' | 'present', name: string, input: I, refusals: readonly string[],
): CommandSpec<I, typeof done> => command({ summary, who, path: `/rounds/${name}`, input, output: done, refusals })

/** The id of something on a board. */
const elementSchema = z.string().regex(/^[\w-]{1,64}$/)

const selection = z.strictObject({
  language: languageSchema, fromLine: z.number().int().min(1), toLine: z.number().int().min(1), text: textSchema(limits.selectionChars),
  elements: z.array(elementSchema).max(limits.selectionElements).optional(),
})

const countedSpeech = new RegExp(`^[0-9a]{1,${limits.narrationBatchSeconds}}$`)
const countedTyping = new RegExp(`^[01]{1,${limits.narrationBatchSeconds}}$`)

/** A line of a map that the interviewer keeps. */
const mapped = textSchema(limits.quoteChars)

export const roundCommands = {
  'start-round': roundCommand('The interviewer starts the clock; both must be in the room.', 'interviewer', 'start-round', z.strictObject(inRound),
    [
      'round/unknown', 'round/already-started', 'round/not-its-turn', 'session/alone', 'packs/none-left', 'round/opened',
      'round/not-running', 'round/too-much',
    ]),
  'open-prompt': roundCommand("Show the candidate the next pack's prompt; the first opens with the round.", 'interviewer', 'open-prompt', z.strictObject({ ...inRound, pack: packSchema }),
    [...running, 'round/unknown-pack']),
  'ask-follow-up': roundCommand('Open a follow-up: it is being asked now.', 'interviewer', 'ask-follow-up', z.strictObject({ ...inRound, node: nodeSchema }),
    [...running, 'round/unknown-follow-up', 'round/already-asked', 'round/mark-first']),
  'mark-follow-up': roundCommand('How the answer went; the newest mark stands.', 'interviewer', 'mark-follow-up', z.strictObject({ ...inRound, node: nodeSchema, mark: markSchema }),
    [...running, ...settled, 'round/unknown-follow-up', 'round/not-asked']),
  'tick-signal': roundCommand('Tick or untick a strong or weak signal.', 'interviewer', 'tick-signal',
    z.strictObject({
      ...inRound, node: nodeSchema, polarity: z.enum(['+', '-']), index: z.number().int().min(0).max(50), on: z.boolean(),
    }),
    [...running, ...settled, 'round/unknown-follow-up', 'round/not-asked', 'round/unknown-signal']),
  'reveal-change-card': roundCommand("Push a follow-up's change card to the candidate's screen.", 'interviewer', 'reveal-change-card', z.strictObject({ ...inRound, node: nodeSchema }),
    [...running, 'round/unknown-follow-up', 'round/no-change-card', 'round/not-asked']),
  'give-hint': roundCommand('Record that a hint was spoken, with its cost.', 'interviewer', 'give-hint', z.strictObject({ ...inRound, hint: nodeSchema }),
    [...running, 'round/unknown-hint']),
  'ask-own-question': roundCommand("The interviewer's own question; counts as evidence for its dimension, not as depth.", 'interviewer', 'ask-own-question',
    z.strictObject({ ...inRound, text: saidSchema(limits.questionChars), dimension: dimensionSchema }),
    [...running, 'round/unknown-dimension', 'round/empty-text']),
  'set-solution-state': roundCommand('How far the solution has come.', 'interviewer', 'set-solution-state',
    z.strictObject({ ...inRound, pack: packSchema, state: z.string().max(60) }),
    [...running, 'round/unknown-pack', 'round/unknown-state']),
  'answer-left-unsaid': roundCommand('Tick or untick that the candidate asked for something the prompt leaves out.', 'interviewer', 'answer-left-unsaid',
    z.strictObject({ ...inRound, pack: packSchema, index: z.number().int().min(0).max(50), on: z.boolean() }),
    [...running, 'round/unknown-pack', 'round/unknown-line']),
  'check-item': roundCommand('Tick an item of the checklist of a screen or a deep dive.', 'interviewer', 'check-item',
    z.strictObject({ ...inRound, pack: packSchema, index: z.number().int().min(0).max(50), on: z.boolean() }),
    [...running, 'round/unknown-pack', 'round/unknown-line']),
  'tap-heard': roundCommand(
    'Count something as it is heard: choice, reason, trade-off, cost, failure, observability in design; I and we at a decision in talk.',
    'interviewer', 'tap-heard', z.strictObject({ ...inRound, heard: heardSchema }), [...running, 'round/not-counted', 'round/too-many-taps']
  ),
  'take-back-heard': roundCommand('Take the newest count of its sort back.', 'interviewer', 'take-back-heard',
    z.strictObject({ ...inRound, heard: heardSchema }), [...running, 'round/not-counted']),
  'note-project': roundCommand("One of the two projects of a manager's round as the interviewer notes it; the whole of it each time.", 'interviewer', 'note-project',
    z.strictObject({
      ...inRound, project: z.enum(PROJECTS), title: mapped, decision: mapped, date: mapped, options: mapped,
    }),
    [...running, 'round/no-projects']),
  'note-decision': roundCommand('A decision in the system of a deep dive and whose it was; the same id edits it, empty text removes it.', 'interviewer', 'note-decision',
    z.strictObject({ ...inRound, decision: idSchema, text: mapped, owner: z.enum(OWNERS) }), [...running, ...settled, 'round/no-decisions', 'round/too-many-decisions']),
  'strike-component': roundCommand('Strike a component of the board out for both, or take that back.', 'interviewer', 'strike-component',
    z.strictObject({ ...inRound, element: elementSchema, label: textSchema(limits.quoteChars), struck: z.boolean() }), [...running, 'round/no-board', 'round/too-many-struck']),
  'capture-evidence': roundCommand('Keep what was seen or heard, with the code version at that moment. After the end it is marked as added later.', 'voter', 'capture-evidence',
    z.strictObject({
      ...inRound, evidence: idSchema, kind: z.enum(['quote', 'code', 'board', 'note', 'event']), text: saidSchema(limits.quoteChars),
      dimensions: z.array(dimensionSchema).max(7), polarity: polaritySchema, selection: selection.optional(),
      ref: z.string().max(80).optional(),
    }),
    [
      ...running, 'round/unknown-dimension', 'round/too-much-evidence', 'round/empty-text', 'round/evidence-exists',
      'round/selection-needed', 'round/quote-too-long', 'round/no-such-moment',
    ]),
  'retract-evidence': roundCommand('Take back a piece of evidence; the log remembers, the card does not.', 'voter', 'retract-evidence',
    z.strictObject({ ...inRound, evidence: idSchema }), [...running, ...settled, 'round/unknown-evidence']),
  'write-note': roundCommand('A private note of your own seat; the same id edits it, empty text removes it.', 'present', 'write-note',
    z.strictObject({ ...inRound, note: idSchema, text: textSchema(limits.noteChars) }), [...running, 'round/too-many-notes']),
  'bookmark-moment': roundCommand('Mark this moment for your own replay, or take that back; nobody else is told, then or later.', 'seat', 'bookmark-moment',
    z.strictObject({ ...inRound, bookmark: idSchema, on: z.boolean() }), [...running, 'round/too-many-bookmarks']),
  'choose-language': roundCommand('The shared choice of language; each keeps its own text.', 'seat', 'choose-language',
    z.strictObject({ ...inRound, language: languageSchema }), [...running, 'round/language-not-offered']),
  'count-narration': roundCommand(
    'Seconds of own speech and typing that this browser counted, from a second of round time on: tenths of speech (0 to 9, a for all ten) and whether a key was pressed. Taken only while both agree.',
    'seat', 'count-narration',
    z.strictObject({
      ...inRound, fromS: z.number().int().min(0).max(limits.narrationSeconds), approximate: z.boolean(),
      spoke: z.string().regex(countedSpeech), typed: z.string().regex(countedTyping),
    }),
    ['round/unknown', 'round/not-running', 'round/opened', 'narration/not-agreed', 'narration/uneven', 'narration/ahead']),
  'pause-round': roundCommand('Stop the clock for both.', 'seat', 'pause-round', z.strictObject(inRound), running),
  'resume-round': roundCommand(
    'Let the clock run again.', 'seat', 'resume-round', z.strictObject(inRound), [...running, 'round/not-your-pause']
  ),
  'press-complete': roundCommand(
    'Say that this round was held to its purpose; when both say so it counts even if short.', 'seat', 'press-complete',
    z.strictObject(inRound), running
  ),
  'end-round': roundCommand(
    'End the round for both: the interviewer at any time, the candidate in overtime or when the interviewer has gone. The document becomes read only and the cards open.',
    'seat', 'end-round', z.strictObject(inRound), [...running, 'round/too-early-to-end']
  ),
} as const

/** A view as pushed and as fetched. Built by the pure rules per seat, so it is not described again here. */
export type RoundView = InterviewerView | CandidateView | RaterView
export const roundViewSchema = z.custom<RoundView>(value => typeof value === 'object' && value !== null)

export const roundQueries = {
  'round-view': query({
    summary: "The newest view of a round for your seat, with your seat's own counter.",
    who: 'present', path: '/rounds/{round}/view', input: z.strictObject(inRound),
    output: z.object({ round: idSchema, counter: z.number().int(), view: roundViewSchema }), refusals: ['round/unknown'],
  }),
} as const
