import type { Milliseconds } from '@unanimous/kernel'

const HELD_SHARE = 0.8

/**
 * Whether an ended round counts: at least 80 % of its minutes held, unpaused, or both seats pressed complete.
 * A loop round that does not count is void: no vote, held again with another pack. (domain.md 1.2.5)
 */
export const roundCounts = (round: {
  readonly length: Milliseconds
  readonly held: Milliseconds
  readonly hasInterviewerCompleted: boolean
  readonly hasCandidateCompleted: boolean
}): boolean => (round.hasInterviewerCompleted && round.hasCandidateCompleted) || round.held >= round.length * HELD_SHARE
