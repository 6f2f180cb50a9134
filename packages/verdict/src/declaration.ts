import { ok, refuse } from '@unanimous/kernel'
import { kindOfLoopSeat } from '@unanimous/rounds'
import { mayHoldMore } from './spread.ts'
import { requiredSeats } from './votes.ts'
import type { Result } from '@unanimous/kernel'
import type { LoopSeat, RoundKind } from '@unanimous/rounds'
import type { Loop, LoopVerdict } from './loop.ts'

/** Held or declared rounds of the loop that have not opened yet: their seats are taken. */
export interface Declaration {
  readonly seat: LoopSeat
  /** Whether the round to be declared has begun. */
  readonly started: boolean
  /** Seats of this loop that a planned, running or still sealed round already fills. */
  readonly taken: readonly LoopSeat[]
  /** When its interviewer is a stranger, never met by a link: the seats of this loop that they hold or have held. */
  readonly heldByStranger?: readonly LoopSeat[]
}

const SCREENS: readonly LoopSeat[] = ['recruiter', 'hm', 'tech']

/** What a declared round is: one that counts, or, in a loop that has ended, practice which only the greyed verdict reads. */
export type Standing = 'loop' | 'practice'

const LOOP: Result<Standing> = ok('loop')

/** What keeps a round out of a loop whatever its cards say. */
const mayStand = (loop: Loop, { seat, started, taken, heldByStranger }: Declaration): Result<true> => {
  if (started) return refuse('loop/round-started', 'A round is declared before it starts, never afterwards.')
  if (loop.closedAt !== undefined) return refuse('loop/closed', 'This loop is closed. Open a new one, or hold the round as practice.')
  if (taken.includes(seat)) return refuse('loop/seat-taken', 'Another round already stands in this place of the loop.')
  return heldByStranger === undefined ? ok(true) : mayHoldMore(kindOfLoopSeat(seat), heldByStranger)
}

/** Whether a round may be declared for this loop, and what it then is; the alternative is always plain practice. (domain.md 1.2, 1.4) */
export const checkDeclaration = (loop: Loop, verdict: LoopVerdict, declaration: Declaration): Result<Standing> => {
  const { seat } = declaration
  const stands = mayStand(loop, declaration)
  if (!stands.ok) return stands
  if (seat === 'recruiter') return verdict.status === 'ENDED' ? refuse('loop/ended', 'This loop has ended; a screen changes nothing in it any more.') : LOOP
  if (!requiredSeats(loop).includes(seat)) return refuse('loop/not-declared', 'This loop was created without a deep dive; it can’t be added later.')
  if (verdict.rounds.some(round => round.seat === seat && round.vote !== undefined)) {
    return refuse('loop/seat-filled', 'This round of the loop has been held and counted.')
  }
  if (verdict.status !== 'ENDED') return loop.options.strictOrder ? inOrder(verdict, seat) : LOOP
  return verdict.practice.some(card => card.seat === seat) ? refuse('loop/seat-filled', 'This round has been held since the loop ended.') : ok('practice')
}

const inOrder = (verdict: LoopVerdict, seat: LoopSeat): Result<Standing> => {
  if (verdict.status === 'ON_HOLD') return refuse('loop/on-hold', 'The recruiter’s screen put this loop on hold; repeat that screen first.')
  const screensMissing = verdict.rounds.some(round => SCREENS.includes(round.seat) && round.vote === undefined)
  if (screensMissing && !SCREENS.includes(seat)) {
    return refuse('loop/screens-first', 'This loop keeps strict order: both screens come before the onsite.')
  }
  return LOOP
}

/**
 * Whether such a round may stand in a loop at all: one of nothing but follow-ups shows too little to vote on the whole, and with a
 * person's own question one interviewer would have set the bar alone. (domain.md 6)
 */
export const mayCount = ({ kind, ownQuestion }: { readonly kind: RoundKind; readonly ownQuestion: boolean }): Result<true> => {
  if (kind === 'extension') return refuse('loop/practice-only', 'A round of nothing but follow-ups is practice; it counts for no loop.')
  return ownQuestion ? refuse('loop/practice-only', 'A round with somebody’s own question is practice; it counts for no loop.') : ok(true)
}

/** Whether a round of this kind is long enough to be a loop round, before any accommodation stretches it. (domain.md 6) */
export const isLoopLength = (kind: RoundKind, planned: number): boolean => planned >= 60 || kind === 'hm' || kind === 'recruiter'
