import { ok, refuse } from '@unanimous/kernel'
import { kindOfLoopSeat } from '@unanimous/rounds'
import type { Result } from '@unanimous/kernel'
import type { LoopSeat, RoundKind } from '@unanimous/rounds'

/** So many rounds of one loop may a stranger hold. */
const MOST = 2
/** The two heaviest rounds never come from the same stranger. */
const APART: readonly RoundKind[] = ['sd', 'culture']

/**
 * Whether a stranger, met in the queue and never by a link, may interview in such a round of a loop, given the seats of it that they
 * hold or have held. People who ever met by a link are free to hold a whole loop between them. (domain.md 1.2.7)
 */
export const mayHoldMore = (kind: RoundKind, held: readonly LoopSeat[]): Result<true> => {
  const voted = held.filter(seat => seat !== 'recruiter')
  if (kind === 'recruiter') return ok(true)
  if (voted.length >= MOST) return refuse('loop/same-interviewer', 'They have held two rounds of this loop. Somebody met in the queue holds no third; by a link anybody may.')
  const isApart = APART.includes(kind) && voted.some(seat => kindOfLoopSeat(seat) !== kind && APART.includes(kindOfLoopSeat(seat)))
  return isApart ? refuse('loop/same-interviewer', 'System design and culture of one loop never come from the same person met in the queue; by a link they may.') : ok(true)
}
