import type { DimensionId } from '@unanimous/rounds'
import type { FiledVote, Rating } from './scorecard.ts'
import type { SelfEstimate } from './self-estimate.ts'

/** A dimension as guessed and as given. */
export interface GuessGap {
  readonly dimension: DimensionId
  readonly guessed: Rating
  readonly given: Rating
  /** Guess minus given: above zero the candidate thought better of it than the rater. */
  readonly gap: number
}

/**
 * What to talk about first: dimensions both guessed and given, widest gap first whichever way it points, then the
 * lower given rating, then the order of the card. Sides that were not filed give an empty agenda.
 */
export const debriefAgenda = (estimate: SelfEstimate | undefined, card: FiledVote | undefined): readonly GuessGap[] =>
  (card?.ratings ?? [])
    .flatMap(({ dimension, rating }) => {
      const guess = estimate?.guesses.find(each => each.dimension === dimension)?.guess
      return guess === undefined ? [] : [{ dimension, guessed: guess, given: rating, gap: guess - rating }]
    })
    .toSorted((left, right) => Math.abs(right.gap) - Math.abs(left.gap) || left.given - right.given)

/** One rating in somebody's history, from an opened card. */
export interface PastRating {
  readonly dimension: DimensionId
  readonly rating: Rating
  readonly rater: string
}

/** A dimension's recent form. `mean` waits for three ratings by at least two people; until then only the dots are shown. */
export interface DimensionForm {
  readonly last: readonly Rating[]
  readonly mean?: number
}

const RECENT = 5
const MEAN_NEEDS_RATINGS = 3
const MEAN_NEEDS_RATERS = 2

/** The last five ratings of a dimension, oldest first, and their mean where there are enough. `history` is in order of reveal. (domain.md 7, dim_mean) */
export const dimensionForm = (history: readonly PastRating[], dimension: DimensionId): DimensionForm => {
  const recent = history.filter(past => past.dimension === dimension).slice(-RECENT)
  const last = recent.map(past => past.rating)
  const hasEnough = last.length >= MEAN_NEEDS_RATINGS && new Set(recent.map(past => past.rater)).size >= MEAN_NEEDS_RATERS
  return hasEnough ? { last, mean: last.reduce<number>((sum, rating) => sum + rating, 0) / last.length } : { last }
}
