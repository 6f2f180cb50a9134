import type { LoopVerdict } from './loop.ts'
import type { Vote, VotingSeat } from './votes.ts'

/** How an arc of the ring is drawn. `broken` is a strong no: the ring is open there for good. */
export type ArcState = 'next' | 'todo' | 'sealed' | 'no' | 'yes' | 'strong' | 'broken' | 'notRun'

/** One arc of a loop's ring, in the order of the loop. */
export interface RingArc {
  readonly seat: VotingSeat
  readonly weight: number
  readonly state: ArcState
}

const STATE_OF_VOTE: Readonly<Record<Vote, ArcState>> = { 1: 'broken', 2: 'no', 3: 'yes', 4: 'strong' }

const isLive = (verdict: LoopVerdict): boolean => verdict.status === 'IN_PROGRESS'
const isUnfinished = (verdict: LoopVerdict): boolean => 'outlook' in verdict

/**
 * The arcs of a loop's ring. `sealed` names seats whose card is filed and not open, and may hold only what this
 * viewer has been told: that somebody filed is known to the two people of that meeting and to nobody else.
 */
export const ringArcs = (verdict: LoopVerdict, sealed: readonly VotingSeat[] = []): readonly RingArc[] => {
  const awaited = verdict.rounds.filter(round => round.vote === undefined && !sealed.includes(round.seat))
  const next = isLive(verdict) ? awaited[0]?.seat : undefined
  const stateOf = (round: LoopVerdict['rounds'][number]): ArcState => {
    if (round.vote !== undefined) return STATE_OF_VOTE[round.vote]
    if (isUnfinished(verdict) && sealed.includes(round.seat)) return 'sealed'
    if (verdict.status !== 'IN_PROGRESS' && verdict.status !== 'ON_HOLD') return 'notRun'
    return round.seat === next ? 'next' : 'todo'
  }
  return verdict.rounds.map(round => ({ seat: round.seat, weight: round.weight, state: stateOf(round) }))
}

/** Where an arc lies, in degrees clockwise from 12 o'clock. */
export interface ArcAngles {
  readonly startDegrees: number
  readonly sweepDegrees: number
}

const SMALLEST_ARC_DEGREES = 16
const SMALL_RING_PX = 100
const GAP_DEGREES = 1.8
const SMALL_RING_GAP_DEGREES = 5

const sweeps = (weights: readonly number[], availableDegrees: number): readonly number[] => {
  // Raising one arc to the smallest shrinks the others, so more may fall below it: settle from the lightest up.
  const lightestFirst = weights.map((weight, index) => ({ weight, index })).toSorted((a, b) => a.weight - b.weight)
  let degrees = availableDegrees
  let weight = weights.reduce((sum, each) => sum + each, 0)
  const result = weights.map(() => 0)
  for (const arc of lightestFirst) {
    const sweep = Math.max(SMALLEST_ARC_DEGREES, (degrees * arc.weight) / weight)
    result[arc.index] = sweep
    degrees -= sweep
    weight -= arc.weight
  }
  return result
}

/**
 * Lays arcs around a ring, in proportion to their weights and none under 16 degrees, with gaps that are wider on
 * a ring drawn under 100 px; the first gap is centred on 12 o'clock. Weights are positive, at most seventeen of them.
 */
export const arcAngles = (weights: readonly number[], sizePx: number): readonly ArcAngles[] => {
  const gapDegrees = sizePx < SMALL_RING_PX ? SMALL_RING_GAP_DEGREES : GAP_DEGREES
  let startDegrees = gapDegrees / 2
  return sweeps(weights, 360 - gapDegrees * weights.length).map(sweepDegrees => {
    const arc = { startDegrees, sweepDegrees }
    startDegrees += sweepDegrees + gapDegrees
    return arc
  })
}
