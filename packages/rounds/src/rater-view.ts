import { completeOf, notesOf } from './candidate-view.ts'
import type { CompletePressed, OwnNote } from './candidate-view.ts'
import type { ClockView } from './clock.ts'
import { raterEvidenceOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { RoundEvent, RoundEventType } from './events.ts'
import { interviewerFrame } from './interviewer-view.ts'
import type { InterviewerFrame } from './interviewer-view.ts'
import type { Language } from './pack.ts'
import type { OpenedPrompt } from './pacing.ts'
import { clockOf } from './state.ts'
import type { AskedFollowUp, GivenHint, OwnQuestion, RevealedCard, RoundState, RoundStatus } from './state.ts'

/** A follow-up that was asked, without how the interviewer marked it. */
export type AskedAloud = Pick<AskedFollowUp, 'node' | 'atMs'>

/**
 * All that the second rater receives before the reveal: the script, and what was said or shown in the room. What the interviewer
 * ticked, marked, counted, noted or captured is not in it, nor anything reckoned from it. Built field by field. (T1)
 */
export interface RaterView extends Omit<InterviewerFrame, 'role'> {
  readonly role: 'rater'
  readonly status: RoundStatus
  readonly clock: ClockView
  /** The packs whose prompt the candidate has, in the order of opening. */
  readonly opened: readonly OpenedPrompt[]
  /** In the order of asking: the last one is being answered. */
  readonly asked: readonly AskedAloud[]
  readonly cards: readonly RevealedCard[]
  readonly hints: readonly GivenHint[]
  readonly ownQuestions: readonly OwnQuestion[]
  /** Components of the board that are struck out. */
  readonly struck: readonly string[]
  readonly language?: Language
  readonly complete: CompletePressed
  /** What this rater's card may cite. */
  readonly evidence: readonly Evidence[]
  readonly notes: readonly OwnNote[]
}

/** What a second rater may see of a round. The packs come with the start: until then they are the interviewer's alone. */
export const raterView = (state: RoundState, seat: string): RaterView => ({
  ...interviewerFrame(state.setup),
  role: 'rater',
  packs: state.status === 'waiting' ? [] : state.setup.packs,
  status: state.status,
  clock: clockOf(state),
  opened: state.opened,
  asked: state.asked.map(({ node, atMs }) => ({ node, atMs })),
  cards: state.cards,
  hints: state.hints,
  ownQuestions: state.ownQuestions,
  struck: state.struck.map(({ element }) => element),
  ...(state.language === undefined ? {} : { language: state.language }),
  complete: completeOf(state),
  evidence: raterEvidenceOf(state, seat),
  notes: notesOf(state, seat),
})

/** What happens in the room, for everybody to see or hear. */
const IN_THE_ROOM: ReadonlySet<RoundEventType> = new Set<RoundEventType>([
  'round-started', 'prompt-opened', 'follow-up-asked', 'change-card-revealed', 'hint-given', 'own-question-asked', 'component-struck', 'language-chosen',
  'round-paused', 'pause-lifted', 'round-resumed', 'complete-pressed', 'round-ended',
])

const OWN: ReadonlySet<RoundEventType> = new Set<RoundEventType>(['evidence-captured', 'evidence-retracted', 'note-written'])

/** Whether an event moves what a second rater sees. */
export const movesRater = (event: RoundEvent, seat: string): boolean => IN_THE_ROOM.has(event.type) || (OWN.has(event.type) && event.seat === seat)
