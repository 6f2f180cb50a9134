import type { Instant } from '@unanimous/kernel'
import type { Vote, VotingSeat } from './votes.ts'

/** The options a loop is created with, all off unless chosen, shown on its board for good. (domain.md 1.3) */
export interface LoopOptions {
  /** Screens come before the onsite, and a recruiter's hold freezes the loop until that screen is repeated. */
  readonly strictOrder: boolean
  /** A plain no of the hiring manager or the phone screen ends the loop. */
  readonly strictGates: boolean
  /** A plain no in culture ends the loop. */
  readonly cultureGate: boolean
  /** Once all is revealed, each rater may revise one vote, in writing. */
  readonly debriefRevision: boolean
}

/** No option chosen. */
export const NO_OPTIONS: LoopOptions = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }

/** What a loop is, apart from its cards. */
export interface Loop {
  readonly options: LoopOptions
  readonly deepDeclared: boolean
  readonly createdAt: Instant
  /** Set when the candidate closed it. Rounds declared before may still open and count. */
  readonly closedAt?: Instant
  /** Debrief revisions in the order in which they were written. */
  readonly revisions?: readonly Revision[]
}

/** One voting rater's vote on a round. Replay and shadow raters never appear here. */
export interface RaterVote {
  readonly rater: string
  readonly vote: Vote
}

/** An opened card of a voted round. Void rounds and cards voided by a moderator are left out by the caller. */
export interface VotedCard {
  readonly seat: VotingSeat
  readonly round: string
  readonly raters: readonly RaterVote[]
  readonly openedAt: Instant
  /** Declared practice before it started, because the loop had ended: it never counts, whatever becomes of the loop. */
  readonly declaredPractice?: boolean
}

/** An opened recruiter's screen: it advances or holds, and never votes. */
export interface ScreenCard {
  readonly seat: 'recruiter'
  readonly round: string
  readonly outcome: 'advance' | 'hold'
  readonly openedAt: Instant
}

/** What a loop is folded from: opened cards only, in the order of their reveal. */
export type LoopCard = VotedCard | ScreenCard

/** A rater's wish to change a vote after everything is revealed. (domain.md 1.4) */
export interface Revision {
  readonly round: string
  readonly rater: string
  readonly to: Vote
  /** Why, in writing; the candidate reads it. */
  readonly reason: string
  /** Ids of evidence that had been captured before the reveal. */
  readonly evidence: readonly string[]
}

/** Why a revision has no effect. */
export type RevisionProblem =
  | 'not-offered'
  | 'not-all-revealed'
  | 'no-such-vote'
  | 'strong-no-stands'
  | 'move-not-allowed'
  | 'already-revised'
  | 'not-in-writing'
  | 'no-evidence'

/** A revision that has no effect, with the vote it tried to change where there is one. */
export interface RefusedRevision {
  readonly revision: Revision
  readonly problem: RevisionProblem
  readonly seat?: VotingSeat
  readonly from?: Vote
}

/** What an unfinished loop can still become. */
export type Outlook = 'open' | 'needs_revision' | 'cannot_pass'

/** Why a loop ended before its last round. */
export type EndReason = 'strong_no' | 'gate' | 'culture_gate'

/** How a loop stands. Only `UNANIMOUS` is positive. */
export type LoopOutcome =
  | { readonly status: 'IN_PROGRESS' | 'INCOMPLETE' | 'ON_HOLD'; readonly outlook: Outlook }
  | { readonly status: 'ENDED'; readonly reason: EndReason; readonly seat: VotingSeat }
  | { readonly status: 'REJECT'; readonly reason: 'not_unanimous'; readonly seats: readonly VotingSeat[] }
  | { readonly status: 'UNANIMOUS'; readonly strength: 'champion' | 'no_champion' }

/** One required seat on the board. Without `vote` the round has not been counted. */
export interface LoopRound {
  readonly seat: VotingSeat
  readonly weight: number
  readonly round?: string
  readonly firstVote?: Vote
  /** The vote that decides: the first vote, or the revised one. */
  readonly vote?: Vote
}

/** The vote nearest to changing a rejection. */
export interface ClosestFlip {
  readonly seat: VotingSeat
  readonly round: string
  /** Who would have to vote differently, with the vote they gave. */
  readonly votes: readonly RaterVote[]
  /** Other rounds that withhold consent too, heaviest first: with any of them this flip alone changes nothing. */
  readonly alsoWithholding: readonly VotingSeat[]
}

/** What a board shows beside the outcome. */
export interface LoopBoard {
  /** Required seats in the recommended order. */
  readonly rounds: readonly LoopRound[]
  /** The last screen that was held while it still mattered. */
  readonly screen?: 'advance' | 'hold'
  readonly counted: readonly VotedCard[]
  /** Shown, never counted, in the order of reveal. */
  readonly practice: readonly LoopCard[]
  readonly refusedRevisions: readonly RefusedRevision[]
  /** How many different people voted. */
  readonly voters: number
  /** Present when rejected or ended. */
  readonly closestFlip?: ClosestFlip
  /** The greyed verdict: where the loop would stand had its ending round said yes. Present once a later required round was held. */
  readonly hadItGoneOn?: LoopOutcome
}

/** The verdict on a loop and what led to it. */
export type LoopVerdict = LoopOutcome & LoopBoard
