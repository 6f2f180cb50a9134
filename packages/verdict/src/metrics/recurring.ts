import type { DimensionId } from '@unanimous/rounds'
import { RECENT_RATINGS } from './dimensions.ts'
import type { DimensionHistory, Dot } from './dimensions.ts'

/** How often the same must be seen in the last five ratings before it is said to keep coming up. (ours) */
export const RECURS_FROM = 3

/** A dimension that keeps going the same way. */
export interface Recurring {
  readonly dimension: DimensionId
  readonly speaks: 'for' | 'against'
  /** How many of the last ratings, and which rounds they stand in. */
  readonly times: number
  readonly of: number
  readonly rounds: readonly string[]
}

const STRONG = 4
const BELOW_THE_BAR = 2

const seen = (dimension: DimensionId, speaks: Recurring['speaks'], recent: readonly Dot[]): readonly Recurring[] => {
  const same = recent.filter(({ rating }) => (speaks === 'for' ? rating === STRONG : rating <= BELOW_THE_BAR))
  return same.length < RECURS_FROM ? [] : [{ dimension, speaks, times: same.length, of: recent.length, rounds: same.map(({ round }) => round) }]
}

/**
 * What keeps coming up, counted and not read out of words: dimensions below the bar, or at the top, in most of their last five
 * ratings. What speaks against comes first, then what is seen most often.
 */
export const recurring = (dimensions: readonly DimensionHistory[]): readonly Recurring[] =>
  dimensions
    .flatMap(({ dimension, dots }) => (['against', 'for'] as const).flatMap(speaks => seen(dimension, speaks, dots.slice(-RECENT_RATINGS))))
    .toSorted((left, right) => left.speaks.localeCompare(right.speaks) || right.times - left.times)
