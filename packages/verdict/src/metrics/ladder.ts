import type { DimensionId, FollowUpKind, RoundKind } from '@unanimous/rounds'
import { trendOf } from './dimensions.ts'
import type { Trend } from './dimensions.ts'
import { grouped, read } from './reading.ts'
import type { Reading } from './reading.ts'
import type { RoundFacts } from './round-facts.ts'
import { mean, median, sum } from './statistics.ts'

const RECENT_ROUNDS = 5
/** Rounds before depth, hints or overrun have a number. (domain.md 7) */
export const ROUNDS_NEEDED = 3
/** How often a kind of follow-up must have been answered before it may be called a break. (domain.md 7) */
export const ASKED_NEEDED = 4

/** How deep the answers went in one kind of round. */
export interface DepthHistory {
  readonly kind: RoundKind
  /** Each sounded round, oldest first. */
  readonly reached: readonly { readonly round: string; readonly depth: number }[]
  /** Median of the last five, 0 to 5. */
  readonly recent: Reading
}

/** One kind of follow-up: how often it was answered, and how often the answer broke. */
export interface BreakReading extends Reading {
  readonly kind: FollowUpKind
  readonly struggled: number
}

/** Help taken, round by round. */
export interface HintHistory {
  readonly points: readonly { readonly round: string; readonly points: number }[]
  /** Mean points per round. */
  readonly mean: Reading
  readonly trend: Reading<Trend>
  /** Points in all by dimension, the costliest first. */
  readonly byDimension: readonly { readonly dimension: DimensionId; readonly points: number }[]
}

/** A stretch of one kind of round that took longer than planned, or not. */
export interface OverrunReading extends Reading {
  readonly kind: RoundKind
  readonly from: string
  readonly to: string
}

/** Depth by kind of round; a round whose ladder was never sounded is left out. (domain.md 7 depth) */
export const depthByKind = (received: readonly RoundFacts[]): readonly DepthHistory[] => {
  const sounded = received.flatMap(({ round, kind, play: { depthReached } }) => (depthReached === undefined ? [] : [{ round, kind, depth: depthReached }]))
  return [...grouped(sounded, each => each.kind)].map(([kind, rounds]) => {
    const last = rounds.slice(-RECENT_ROUNDS)
    return {
      kind,
      reached: rounds.map(({ round, depth }) => ({ round, depth })),
      recent: read({ n: last.length, needs: ROUNDS_NEEDED, rounds: last.map(each => each.round) }, () => median(last.map(each => each.depth))),
    }
  })
}

/**
 * Where it breaks, the weakest kind first: struggled among answered. A scaffold is help and a skipped follow-up was not answered,
 * so neither counts. Kinds under the minimum come last, without a share. (domain.md 7 break_kind)
 */
export const breaksByKind = (received: readonly RoundFacts[]): readonly BreakReading[] => {
  const answered = received.flatMap(({ round, play }) =>
    play.asked.filter(({ kind, mark }) => kind !== 'scaffold' && mark !== undefined && mark !== 'skipped').map(each => ({ ...each, round })))
  return [...grouped(answered, each => each.kind)]
    .map(([kind, list]) => {
      const struggled = list.filter(({ mark }) => mark === 'struggled')
      const rounds = [...new Set(struggled.map(({ round }) => round))]
      return { kind, struggled: struggled.length, ...read({ n: list.length, needs: ASKED_NEEDED, rounds }, () => struggled.length / list.length) }
    })
    .toSorted((left, right) => (right.value ?? -1) - (left.value ?? -1) || right.n - left.n)
}

/** The kind that "breaks at …" names: the highest share, when anything broke at all. */
export const breaksAt = (breaks: readonly BreakReading[]): BreakReading | undefined => breaks.find(({ value = 0 }) => value > 0)

/** Hints taken, in rounds whose packs hold any. (domain.md 7 hints) */
export const hintHistory = (received: readonly RoundFacts[]): HintHistory => {
  const helped = received.flatMap(({ round, play: { hints } }) => (hints === undefined ? [] : [{ round, ...hints }]))
  const [rounds, points] = [helped.map(each => each.round), helped.map(each => each.points)]
  const totals = new Map<DimensionId, number>()
  for (const { byDimension } of helped) {
    for (const [dimension, taken] of Object.entries(byDimension) as [DimensionId, number][]) totals.set(dimension, (totals.get(dimension) ?? 0) + taken)
  }
  return {
    points: helped.map(each => ({ round: each.round, points: each.points })),
    mean: read({ n: points.length, needs: ROUNDS_NEEDED, rounds }, () => mean(points)),
    trend: trendOf(points, rounds),
    byDimension: [...totals].map(([dimension, taken]) => ({ dimension, points: taken })).toSorted((left, right) => right.points - left.points),
  }
}

const MS_PER_MINUTE = 60_000

/** Minutes over the plan, by kind of round and stretch, the worst first; a stretch that ended early gives nothing back. (domain.md 7 phase_overrun) */
export const overruns = (rounds: readonly RoundFacts[]): readonly OverrunReading[] => {
  const stretches = rounds.flatMap(({ round, kind, play }) => play.stretches.map(stretch => ({ ...stretch, round, kind })))
  return [...grouped(stretches, ({ kind, from, to }) => `${kind} ${from} ${to}`).values()]
    .flatMap(list => {
      const [first] = list
      if (first === undefined) return []
      const overMs = list.map(({ plannedMs, actualMs }) => Math.max(0, actualMs - plannedMs))
      const reading = read({ n: list.length, needs: ROUNDS_NEEDED, rounds: list.map(({ round }) => round) }, () => sum(overMs) / MS_PER_MINUTE)
      return [{ kind: first.kind, from: first.from, to: first.to, ...reading }]
    })
    .toSorted((left, right) => (right.value ?? -1) - (left.value ?? -1))
}
