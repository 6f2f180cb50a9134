import type { LoopSeat, RoundKind, DimensionId } from '@unanimous/rounds'
import { WEIGHTS, type LoopVerdict, type Vote } from '@unanimous/verdict'
import { votedIn } from './board.ts'
import { raterOf, type LoopFacts } from './loop-cards.ts'

/** The opened card that withholds consent in a loop, with what it rated low. */
export interface WithheldBy {
  readonly loop: string
  readonly seat: LoopSeat
  readonly kind: RoundKind
  readonly vote: Vote
  readonly round: string
  readonly by: string
  /** Rated 1 or 2, the lowest first; where nothing was, what was rated lowest. */
  readonly dimensions: readonly DimensionId[]
}

const lowOn = (ratings: readonly { readonly dimension: DimensionId; readonly rating: number }[]): readonly DimensionId[] => {
  const lowest = Math.min(...ratings.map(each => each.rating))
  return ratings.filter(({ rating }) => rating <= Math.max(2, lowest)).toSorted((left, right) => left.rating - right.rating).map(each => each.dimension)
}

/** What withholds consent in a loop: the round that ended it, else the heaviest with a no; nothing while no vote is under 3. */
export const withheldBy = (facts: LoopFacts, verdict: LoopVerdict): WithheldBy | undefined => {
  const against = verdict.rounds.filter(({ vote }) => (vote ?? 4) <= 2)
  const ended = verdict.status === 'ENDED' ? against.find(({ seat }) => seat === verdict.seat) : undefined
  const [heaviest] = ended ? [ended] : against.toSorted((left, right) => WEIGHTS[right.seat] - WEIGHTS[left.seat])
  const counted = verdict.counted.find(card => card.round === heaviest?.round)
  const cards = facts.opened.filter(card => card.round.id === heaviest?.round && counted?.raters.some(({ rater }) => rater === raterOf(card)))
  const [lowest] = votedIn(facts, verdict, cards)
  if (!heaviest || !lowest || lowest.card.filed.form !== 'vote') return undefined
  const { card } = lowest
  return {
    loop: facts.row.id, seat: heaviest.seat, kind: card.round.kind, vote: lowest.vote, round: card.round.id, by: card.rater.name,
    dimensions: lowOn(lowest.card.filed.ratings),
  }
}
