import { milliseconds } from '@unanimous/kernel'
import type { Milliseconds, SeatId } from '@unanimous/kernel'
import { STOPPED } from './clock.ts'
import type { Clock, ClockView } from './clock.ts'
import type { Mark } from './commands.ts'
import type { EvidenceCaptured } from './events.ts'
import type { HeardTap } from './heard.ts'
import type { DimensionId } from './kinds.ts'
import type { HintCost, Language } from './pack.ts'
import { heldMinutes, roleOf } from './setup.ts'
import type { OpenedPrompt } from './pacing.ts'
import type { RoundSetup } from './setup.ts'
import type { Decision, Project } from './talk.ts'

/** waiting: not begun · running · paused: begun, clock held · ended: only late pins, marks and notes. */
export type RoundStatus = 'waiting' | 'running' | 'paused' | 'ended'

/** A follow-up that was asked, in the order of asking; unmarked while it is open. */
export interface AskedFollowUp {
  readonly node: string
  readonly atMs: Milliseconds
  readonly mark?: Mark
  readonly markedAtMs?: Milliseconds
  readonly markedLate?: boolean
}

/** The interviewer's own question: evidence for its dimension, but no depth. (domain.md 4.2) */
export interface OwnQuestion {
  /** Its place among the round's own questions, from 1. */
  readonly seq: number
  readonly text: string
  readonly dimension: DimensionId
  readonly atMs: Milliseconds
}

/** A hint that was spoken, its price and the dimensions that the price falls on. */
export interface GivenHint {
  readonly hint: string
  readonly cost: HintCost
  readonly dimensions: readonly DimensionId[]
  readonly atMs: Milliseconds
}

/** A strong or weak cue that was ticked and not unticked. */
export interface TickedSignal {
  readonly node: string
  readonly polarity: '+' | '-'
  readonly index: number
  readonly atMs: Milliseconds
  readonly late?: boolean
}

/** A change card on the candidate's screen. `atMs` is read off the clock, because the candidate sees it. (V4) */
export interface RevealedCard {
  readonly node: string
  readonly text: string
  readonly replaces?: string
  readonly atMs: Milliseconds
}

/** Evidence as it was captured, with the moment. */
export interface Capture extends EvidenceCaptured {
  readonly by: SeatId | 'server'
  readonly atMs: Milliseconds
}

/** A component of the board that the interviewer has struck out: an injected failure, or a choice that does not stand. */
export interface StruckComponent {
  readonly element: string
  /** Its name at that moment. */
  readonly label: string
  readonly atMs: Milliseconds
}

/** A private note of one seat; writing it again keeps its moment. */
export interface Note {
  readonly note: string
  readonly seat: SeatId | 'server'
  readonly text: string
  readonly atMs: Milliseconds
}

/** A moment that one seat wants to find again in its replay. */
export interface Bookmark {
  readonly bookmark: string
  readonly seat: SeatId | 'server'
  readonly atMs: Milliseconds
}

/** A run of typing without a word that the interviewer was told of; `untilMs` is missing while it goes on. */
export interface Silence {
  readonly sinceS: number
  readonly untilMs?: Milliseconds
}

/** A line of a pack by its place in the list. */
export interface PackLine {
  readonly pack: string
  readonly index: number
  readonly atMs: Milliseconds
}

/** How far a pack's solution has come, as the interviewer set it, and whether the partial was taken. */
export interface SolutionProgress {
  readonly pack: string
  readonly state: string
  readonly tookPartialAtMs?: Milliseconds
}

/** All that the rules know of a round: the fold of its log. */
export interface RoundState {
  readonly setup: RoundSetup
  readonly status: RoundStatus
  readonly lastSeq: number
  readonly lastRoundMs: Milliseconds
  readonly clock: Clock
  /** The packs whose prompt the candidate has, in the order of opening. */
  readonly opened: readonly OpenedPrompt[]
  readonly asked: readonly AskedFollowUp[]
  readonly ownQuestions: readonly OwnQuestion[]
  readonly hints: readonly GivenHint[]
  readonly signals: readonly TickedSignal[]
  readonly cards: readonly RevealedCard[]
  /** One per pack, in the packs' order. */
  readonly progress: readonly SolutionProgress[]
  readonly leftUnsaid: readonly PackLine[]
  readonly checked: readonly PackLine[]
  /** What was counted, in the order of hearing. */
  readonly heard: readonly HeardTap[]
  readonly projects: readonly Project[]
  readonly decisions: readonly Decision[]
  /** Struck out now, in the order of striking. */
  readonly struck: readonly StruckComponent[]
  /** The interviewer's. */
  readonly captures: readonly Capture[]
  /** The second rater's: in nobody else's view, count or refusal until the cards are open. (T2) */
  readonly raterCaptures: readonly Capture[]
  readonly notes: readonly Note[]
  readonly bookmarks: readonly Bookmark[]
  /** In the order of noticing; for the interviewer's eyes only. */
  readonly silences: readonly Silence[]
  readonly language?: Language
  readonly complete: readonly SeatId[]
}

/** The round before anything has happened. */
export const initialState = (setup: RoundSetup): RoundState => ({
  setup,
  status: 'waiting',
  lastSeq: 0,
  lastRoundMs: milliseconds(0),
  clock: STOPPED,
  opened: [],
  asked: [],
  ownQuestions: [],
  hints: [],
  signals: [],
  cards: [],
  progress: setup.packs.map((pack) => ({ pack: pack.id, state: pack.interviewer.solutionStates[0] ?? '' })),
  leftUnsaid: [],
  checked: [],
  heard: [],
  projects: [],
  decisions: [],
  struck: [],
  captures: [],
  raterCaptures: [],
  notes: [],
  bookmarks: [],
  silences: [],
  complete: [],
  ...(setup.languages?.[0] === undefined ? {} : { language: setup.languages[0] }),
})

/** The follow-up that is asked and not yet marked. */
export const openFollowUp = (state: Pick<RoundState, 'asked'>): AskedFollowUp | undefined =>
  state.asked.find((asked) => asked.mark === undefined)

/** The silence that goes on. */
export const runningSilence = (state: Pick<RoundState, 'silences'>): Silence | undefined =>
  state.silences.find(({ untilMs }) => untilMs === undefined)

/** The clock as both pages get it. */
export const clockOf = ({ setup, clock }: RoundState): ClockView => ({
  minutes: heldMinutes(setup),
  elapsedMs: clock.elapsedMs,
  ...(clock.startedAt === undefined ? {} : { startedAt: clock.startedAt }),
  ...(clock.runningSince === undefined ? {} : { runningSince: clock.runningSince }),
  ...(clock.endedAt === undefined ? {} : { endedAt: clock.endedAt }),
  pausedBecause: clock.reasons.map(({ cause, seat }) => ({ cause, who: roleOf(setup, seat) ?? 'candidate' })),
})
