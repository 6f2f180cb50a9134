import { dimensionsOf, kindOfLoopSeat, LOOP_SEATS } from '@unanimous/rounds'
import type { DimensionId, RoundKind } from '@unanimous/rounds'
import type { Rating } from '../scorecard.ts'
import { WEIGHTS } from '../votes.ts'
import type { Vote } from '../votes.ts'
import { grouped } from './reading.ts'
import type { RoundFacts } from './round-facts.ts'

/** What would have ended a loop made of the newest round of each kind: a vote, or where nobody objected the rating nearest to it. */
export type NearestEnd = { readonly round: string; readonly kind: RoundKind } & (
  | { readonly why: 'vote'; readonly vote: Vote }
  | { readonly why: 'rating'; readonly dimension: DimensionId; readonly rating: Rating }
)

/** The weight of the heaviest seat that such a round fills; nothing for one that no loop has. */
const weightOf = (kind: RoundKind): number =>
  Math.max(...LOOP_SEATS.map(seat => (seat === 'recruiter' || kindOfLoopSeat(seat) !== kind ? 0 : WEIGHTS[seat])))

const isCore = (kind: RoundKind, dimension: DimensionId): boolean => dimensionsOf(kind).some(({ id, core }) => id === dimension && core)

const lowestRating = (rounds: readonly RoundFacts[]): NearestEnd | undefined =>
  rounds
    .flatMap(({ round, kind, ratings }) => (Object.entries(ratings) as [DimensionId, Rating][]).map(([dimension, rating]) => ({ round, kind, why: 'rating' as const, dimension, rating })))
    .toSorted((left, right) => left.rating - right.rating || Number(isCore(right.kind, right.dimension)) - Number(isCore(left.kind, left.dimension)) || weightOf(right.kind) - weightOf(left.kind))[0]

/**
 * What would have ended the loop. The lowest of the newest votes, the heavier kind first, because one no withholds consent and one
 * strong no is final; where all are yes, the lowest newest rating, a core one before another. `received` is oldest first.
 */
export const nearestEnd = (received: readonly RoundFacts[]): NearestEnd | undefined => {
  const voted = received.filter(({ kind, firstVote }) => firstVote !== undefined && weightOf(kind) > 0)
  const newest = [...grouped(voted, ({ kind }) => kind).values()].flatMap(rounds => rounds.at(-1) ?? [])
  const objections = newest.flatMap(({ round, kind, firstVote }) => (firstVote === undefined || firstVote > 2 ? [] : [{ round, kind, why: 'vote' as const, vote: firstVote }]))
  const [objection] = objections.toSorted((left, right) => left.vote - right.vote || weightOf(right.kind) - weightOf(left.kind))
  return objection ?? lowestRating(newest)
}
