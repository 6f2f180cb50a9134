import { ok, refuse } from '@unanimous/kernel'
import { dimensionsOf } from '@unanimous/rounds'
import type { Result } from '@unanimous/kernel'
import type { DimensionId, RoundKind } from '@unanimous/rounds'
import type { Rating } from './scorecard.ts'
import type { Vote } from './votes.ts'

/** What the candidate may say of the interviewer; to them only among the ratings of three, never part of a verdict. (domain.md 6) */
export interface InterviewerRating {
  readonly ratings: Readonly<Partial<Record<'clear_brief' | 'pressed_with_purpose' | 'fair_help' | 'listened' | 'kept_time', {
    readonly rating: Rating
    readonly example?: string
  }>>>
  readonly ticks: readonly ('led_me' | 'gave_the_answer' | 'off_topic' | 'disrespect')[]
}

/** The candidate's guess of their own card while they write it. */
export interface SelfEstimateDraft {
  readonly guesses?: Readonly<Partial<Record<DimensionId, Rating>>>
  readonly vote?: Vote
  readonly interviewer?: InterviewerRating
}

/** A filed guess: every dimension of the round, and the vote. Sealed and opened together with the card. */
export interface SelfEstimate {
  readonly guesses: readonly { readonly dimension: DimensionId; readonly guess: Rating }[]
  readonly vote: Vote
  readonly interviewer?: InterviewerRating
}

/** The first of these dimensions, as a page orders them, that the candidate has not guessed yet. */
export const firstUnguessed = (draft: SelfEstimateDraft, order: readonly DimensionId[]): DimensionId | undefined => order.find(id => draft.guesses?.[id] === undefined)

/** Files a self-estimate, or says what is missing: a guess per dimension and a vote. */
export const checkSelfEstimate = (
  draft: SelfEstimateDraft,
  context: { readonly kind: RoundKind; readonly ended: boolean; readonly opened: boolean },
): Result<SelfEstimate> => {
  if (context.opened) return refuse('self-estimate/opened', 'Both cards are open; a guess can’t be changed any more.')
  if (!context.ended) return refuse('self-estimate/round-running', 'Guess when the round has ended.')
  const guesses = dimensionsOf(context.kind).flatMap(({ id }) => {
    const guess = draft.guesses?.[id]
    return guess === undefined ? [] : [{ dimension: id, guess }]
  })
  const unguessed = dimensionsOf(context.kind).find(({ id }) => draft.guesses?.[id] === undefined)
  if (unguessed !== undefined) return refuse('self-estimate/unguessed', `Guess how “${unguessed.name}” went.`)
  if (draft.vote === undefined) return refuse('self-estimate/no-vote', 'Guess the vote you were given.')
  return ok({ guesses, vote: draft.vote, ...(draft.interviewer && { interviewer: draft.interviewer }) })
}
