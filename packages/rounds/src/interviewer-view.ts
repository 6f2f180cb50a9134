import { bookmarksOf, completeOf, notesOf } from './candidate-view.ts'
import type { CompletePressed, OwnBookmark, OwnNote } from './candidate-view.ts'
import type { ClockView } from './clock.ts'
import { coverage, evidenceOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { HeardTap } from './heard.ts'
import type { DimensionId } from './kinds.ts'
import { depthOf, hintPointsByDimension } from './measures.ts'
import type { DepthReading } from './measures.ts'
import type { Language } from './pack.ts'
import { pacing } from './pacing.ts'
import type { OpenedPrompt, Phase, Plan } from './pacing.ts'
import type { RoundSetup, Standing } from './setup.ts'
import { clockOf, runningSilence } from './state.ts'
import type { AskedFollowUp, GivenHint, OwnQuestion, PackLine, RevealedCard, RoundState, RoundStatus, SolutionProgress, TickedSignal } from './state.ts'
import type { Coverage, Ladder } from './suggest.ts'
import type { Decision, Project } from './talk.ts'

/** What never changes in an interviewer's view: the packs with all their secrets and the plan of the time. */
export interface InterviewerFrame extends Omit<Plan, 'opened'> {
  readonly role: 'interviewer'
  readonly round: string
  readonly session: string
  readonly standing: Standing
  readonly phases: readonly Phase[]
  readonly languages?: readonly Language[]
}

/** What moves in an interviewer's view. */
export interface InterviewerScene {
  readonly status: RoundStatus
  readonly clock: ClockView
  /** The packs whose prompt the candidate has, in the order of opening. */
  readonly opened: readonly OpenedPrompt[]
  readonly asked: readonly AskedFollowUp[]
  readonly progress: readonly SolutionProgress[]
  readonly coverage: Coverage
  readonly signals: readonly TickedSignal[]
  readonly cards: readonly RevealedCard[]
  readonly hints: readonly GivenHint[]
  readonly hintPoints: Readonly<Partial<Record<DimensionId, number>>>
  readonly ownQuestions: readonly OwnQuestion[]
  readonly leftUnsaid: readonly PackLine[]
  readonly checked: readonly PackLine[]
  readonly heard: readonly HeardTap[]
  readonly projects: readonly Project[]
  readonly decisions: readonly Decision[]
  /** Components of the board that are struck out. */
  readonly struck: readonly string[]
  readonly evidence: readonly Evidence[]
  readonly depth: DepthReading
  readonly language?: Language
  /** The candidate has typed without a word since this second of round time, for at least two minutes. (domain.md 4.3) */
  readonly silentSinceS?: number
  readonly notes: readonly OwnNote[]
  readonly bookmarks: readonly OwnBookmark[]
  readonly complete: CompletePressed
}

/** Everything the console shows. `suggest` and `pacingAt` take it as it is. The candidate's notes are not in it. */
export interface InterviewerView extends InterviewerFrame, InterviewerScene {}

/** The fixed part of the interviewer's view. */
export const interviewerFrame = (setup: RoundSetup): InterviewerFrame => ({
  role: 'interviewer',
  round: setup.round,
  session: setup.session,
  kind: setup.kind,
  minutes: setup.minutes,
  stretch: setup.stretch,
  standing: setup.standing,
  packs: setup.packs,
  phases: pacing(setup),
  ...(setup.languages === undefined ? {} : { languages: setup.languages }),
})

const silentSince = (state: RoundState): Pick<InterviewerScene, 'silentSinceS'> => {
  const silence = runningSilence(state)
  return silence === undefined ? {} : { silentSinceS: silence.sinceS }
}

/** The moving part of the interviewer's view. */
export const interviewerScene = (state: RoundState): InterviewerScene => ({
  status: state.status,
  clock: clockOf(state),
  opened: state.opened,
  asked: state.asked,
  progress: state.progress,
  coverage: coverage(state),
  signals: state.signals,
  cards: state.cards,
  hints: state.hints,
  hintPoints: hintPointsByDimension(state),
  ownQuestions: state.ownQuestions,
  leftUnsaid: state.leftUnsaid,
  checked: state.checked,
  heard: state.heard,
  projects: state.projects,
  decisions: state.decisions,
  struck: state.struck.map(({ element }) => element),
  evidence: evidenceOf(state),
  depth: depthOf(state),
  ...(state.language === undefined ? {} : { language: state.language }),
  ...silentSince(state),
  notes: notesOf(state, state.setup.interviewer),
  bookmarks: bookmarksOf(state, state.setup.interviewer),
  complete: completeOf(state),
})

/** A state as the selection policy sees it. */
export const ladderOf = (state: RoundState): Ladder => ({
  kind: state.setup.kind,
  minutes: state.setup.minutes,
  stretch: state.setup.stretch,
  packs: state.setup.packs,
  opened: state.opened,
  asked: state.asked,
  progress: state.progress,
  coverage: coverage(state),
})
