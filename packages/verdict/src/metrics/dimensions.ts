import type { DimensionId } from '@unanimous/rounds'
import type { Rating } from '../scorecard.ts'
import { read } from './reading.ts'
import type { Reading } from './reading.ts'
import type { RoundFacts } from './round-facts.ts'
import { mannKendall, mean, theilSen } from './statistics.ts'

/** Severity of raters by name, as far as it is known: above 0 marks lower than others do. */
export type SeverityOf = (rater: string) => number | undefined

/** One rating received, a dot of the chart. */
export interface Dot {
  readonly round: string
  readonly rater: string
  readonly rating: Rating
  /** The rating with the rater's severity taken out; equal to it while that is unknown. */
  readonly adjusted: number
}

/** Where a dimension is heading. An arrow is missing far more often than a trend, so its absence says little. */
export interface Trend {
  /** Change per round. */
  readonly slope: number
  /** In standard deviations, tie-corrected. */
  readonly z: number
  readonly arrow: 'up' | 'down' | 'none'
}

/** A dimension as history shows it: dots always, mean and arrow when the sample allows. */
export interface DimensionHistory {
  readonly dimension: DimensionId
  readonly dots: readonly Dot[]
  /** Of the last five. */
  readonly mean: Reading
  readonly trend: Reading<Trend>
  /** Whether a known severity went into mean and trend. */
  readonly isAdjusted: boolean
}

/** How many ratings count as recent form. */
export const RECENT_RATINGS = 5
/** Below this many recent ratings, or with one rater only, a dimension has no mean. */
export const MEAN_NEEDS = { ratings: 3, raters: 2 } as const
/** Below this many ratings there is no arrow, whatever the ratings do. */
export const TREND_NEEDS = 8
/** The arrow's threshold on |Z|. At 1.28 it would fire falsely in every sixth series. (domain.md 7) */
export const TREND_Z = 1.64

/** A series' slope with its arrow, from eight values on; `rounds` names each value's round. */
export const trendOf = (values: readonly number[], rounds: readonly string[]): Reading<Trend> =>
  read({ n: values.length, needs: TREND_NEEDS, rounds }, () => {
    const z = mannKendall(values)
    return { slope: theilSen(values), z, arrow: Math.abs(z) < TREND_Z ? 'none' : z > 0 ? 'up' : 'down' }
  })

const meanOf = (dots: readonly Dot[]): Reading => {
  const recent = dots.slice(-RECENT_RATINGS)
  const raters = new Set(recent.map(dot => dot.rater)).size
  const sample = { n: recent.length, needs: MEAN_NEEDS.ratings, rounds: recent.map(dot => dot.round) }
  return read(sample, () => mean(recent.map(dot => dot.adjusted)), raters >= MEAN_NEEDS.raters)
}

/** What dimensions are read off: who rated what in which round. */
export type RatedRound = Pick<RoundFacts, 'round' | 'rater' | 'ratings'>

/** One dimension of what a person received; `received` is oldest first. (domain.md 7 dim_mean, dim_trend) */
export const dimensionHistory = (received: readonly RatedRound[], dimension: DimensionId, severity?: SeverityOf): DimensionHistory => {
  const rated = received.flatMap(({ round, rater, ratings }) => {
    const rating = ratings[dimension]
    return rating === undefined ? [] : [{ round, rater, rating, severity: severity?.(rater) }]
  })
  const dots = rated.map(({ severity: taken = 0, ...dot }) => ({ ...dot, adjusted: dot.rating + taken }))
  return {
    dimension,
    dots,
    mean: meanOf(dots),
    trend: trendOf(dots.map(dot => dot.adjusted), dots.map(dot => dot.round)),
    isAdjusted: rated.some(each => each.severity !== undefined),
  }
}

/** Every dimension that was ever rated, in the order of first being rated. */
export const dimensionHistories = (received: readonly RatedRound[], severity?: SeverityOf): readonly DimensionHistory[] => {
  const dimensions = new Set(received.flatMap(({ ratings }) => Object.keys(ratings) as DimensionId[]))
  return [...dimensions].map(dimension => dimensionHistory(received, dimension, severity))
}
