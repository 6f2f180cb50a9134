import type { RoundId, SeatId, SessionId } from '@unanimous/kernel'
import type { RoundKind } from './kinds.ts'
import type { Language, Pack } from './pack.ts'

/** Whether a round feeds a loop. Declared before it starts, never afterwards. (domain.md 1.2.4) */
export type Standing = 'loop' | 'practice'

/** Which of the two places in a round somebody holds. */
export type Role = 'interviewer' | 'candidate'

/**
 * What is settled before a round begins and never changes while it lasts. Packs are the very versions that were dealt, so
 * that an old log folds to the same state for ever.
 */
export interface RoundSetup {
  readonly round: RoundId
  readonly session: SessionId
  readonly kind: RoundKind
  /** Planned length in minutes before any accommodation: 60, 45, 30 or 20. */
  readonly minutes: number
  /** Accommodation: 1 is the plain length, 1.5 gives half as much time again to everything. */
  readonly stretch: number
  readonly interviewer: SeatId
  readonly candidate: SeatId
  /** One to three, in the order in which they are played. */
  readonly packs: readonly Pack[]
  readonly standing: Standing
  /** The languages on offer, of which the round begins in the first; absent where any will do. */
  readonly languages?: readonly Language[]
}

/** The role a seat holds in this round, or nothing for a stranger. */
export const roleOf = (setup: RoundSetup, seat: string): Role | undefined => {
  if (seat === setup.interviewer) return 'interviewer'
  return seat === setup.candidate ? 'candidate' : undefined
}

/** Whether a seat is neither of the two that hold the round, nor the server: a second rater, who watches and votes. */
export const isRater = (setup: Pick<RoundSetup, 'interviewer' | 'candidate'>, seat: string): boolean =>
  seat !== 'server' && seat !== setup.interviewer && seat !== setup.candidate

/** The length of the round in minutes as it is held, accommodation included. */
export const heldMinutes = (setup: Pick<RoundSetup, 'minutes' | 'stretch'>): number => setup.minutes * setup.stretch
