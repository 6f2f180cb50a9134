import { ok, refuse } from '@unanimous/kernel'
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
}

const SCREENS: readonly LoopSeat[] = ['recruiter', 'hm', 'tech']

/** Whether a round may be declared a round of this loop; the alternative is always practice. (domain.md 1.2) */
export const checkDeclaration = (loop: Loop, verdict: LoopVerdict, declaration: Declaration): Result<LoopSeat> => {
  const { seat, started, taken } = declaration
  if (started) return refuse('loop/round-started', 'A round is declared before it starts, never afterwards.')
  if (loop.closedAt !== undefined) return refuse('loop/closed', 'This loop is closed. Open a new one, or hold the round as practice.')
  if (verdict.status === 'ENDED') return refuse('loop/ended', 'This loop has ended. Hold the round as practice, or open a new loop.')
  if (taken.includes(seat)) return refuse('loop/seat-taken', 'Another round already stands in this place of the loop.')
  if (seat === 'recruiter') return ok(seat)
  if (!requiredSeats(loop).includes(seat)) return refuse('loop/not-declared', 'This loop was created without a deep dive; it can’t be added later.')
  if (verdict.rounds.some(round => round.seat === seat && round.vote !== undefined)) {
    return refuse('loop/seat-filled', 'This round of the loop has been held and counted.')
  }
  if (!loop.options.strictOrder) return ok(seat)
  if (verdict.status === 'ON_HOLD') return refuse('loop/on-hold', 'The recruiter’s screen put this loop on hold; repeat that screen first.')
  const screensMissing = verdict.rounds.some(round => SCREENS.includes(round.seat) && round.vote === undefined)
  if (screensMissing && !SCREENS.includes(seat)) {
    return refuse('loop/screens-first', 'This loop keeps strict order: both screens come before the onsite.')
  }
  return ok(seat)
}

/** Whether a round of this kind is long enough to be a loop round, before any accommodation stretches it. (domain.md 6) */
export const isLoopLength = (kind: RoundKind, planned: number): boolean => planned >= 60 || kind === 'hm' || kind === 'recruiter'
