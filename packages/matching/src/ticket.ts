import type { Instant } from '@unanimous/kernel'

/** Both interview each other, or one of the two only is interviewed. */
export type Direction = 'both-ways' | 'one-way-candidate' | 'one-way-interviewer'

/** A waiting person's wish, and whom they can't or would rather not meet. */
export interface Ticket {
  readonly id: string
  readonly person: string
  /** Kind of round wanted as candidate, or offered when one-way as interviewer: an id of the domain. */
  readonly kind: string
  readonly level: 'L4' | 'L5'
  /** Empty when any will do. */
  readonly codeLanguages: readonly string[]
  readonly spokenLanguages: readonly string[]
  readonly direction: Direction
  readonly minutes: 45 | 60
  readonly joinedAt: Instant
  /** Set when an offer fell through by the other's doing: such tickets stand in front, oldest first. */
  readonly frontSince?: Instant
  /** People never to be met: a block in either direction, or a rule of a loop (never the same pair in both `sd` and `culture`). */
  readonly never: readonly string[]
  /** People met lately, whom a match avoids until widening gives that up. */
  readonly recentPeers: readonly string[]
}

/** Whether `left` is served before `right`: those put back in front, then who joined first; ids break a tie. */
export const byTurn = (left: Ticket, right: Ticket): number =>
  Number(left.frontSince === undefined) - Number(right.frontSince === undefined) ||
  left.joinedAt - right.joinedAt ||
  (left.id < right.id ? -1 : Number(left.id > right.id))
