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
