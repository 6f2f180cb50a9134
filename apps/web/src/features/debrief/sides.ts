import type { OpenedCard, QueryOutput } from '@unanimous/protocol'
import { isOfScript } from '../../platform/of-script.ts'
import { debriefAgenda, type FiledVote, type GuessGap } from '@unanimous/verdict'

export type DebriefData = QueryOutput<'debrief'>
export type Opened = Extract<DebriefData, { state: 'opened' }>
export type Sealed = Extract<DebriefData, { state: 'sealed' }>
export type OpenedRound = Opened['rounds'][number]
type Dimension = OpenedCard['dimensions'][number]

/** The round in which the other judged you, and the one in which you judged them; a one-way session has only one. */
export const sidesOf = (data: Opened) => ({
  received: data.rounds.find(round => round.youAre === 'candidate'),
  given: data.rounds.find(round => round.youAre === 'interviewer'),
})

/** Every dimension that either card speaks of, theirs first, in the order of the card. */
export const dimensionsOfBoth = (data: Opened): readonly Pick<Dimension, 'id' | 'name'>[] => {
  const { received, given } = sidesOf(data)
  const all = [...(received?.card?.dimensions ?? []), ...(given?.card?.dimensions ?? [])]
  return all.filter((dimension, index) => all.findIndex(each => each.id === dimension.id) === index)
}

type Item = OpenedRound['record']['evidence'][number]

/** What somebody wrote down speaks before what they ticked, and that before what the script recorded by itself. */
const rankOf = (item: Item): number => (isOfScript(item) ? 2 : item.type === 'note' || item.type === 'signal' ? 1 : 0)

/** What a dimension rests on, the most telling first and then by the minute. */
export const evidenceOf = (round: OpenedRound | undefined, id: Dimension['id']): readonly Item[] => {
  const cited = round?.card?.dimensions.find(dimension => dimension.id === id)?.evidence ?? []
  return (round?.record.evidence ?? []).filter(item => cited.includes(item.id)).toSorted((left, right) => rankOf(left) - rankOf(right) || left.atMs - right.atMs)
}

/** What to talk about first in a round that was judged and guessed. */
export const agendaOf = ({ card, selfEstimate, kind }: OpenedRound): readonly GuessGap[] => {
  if (!card || card.vote === null || !selfEstimate || kind === 'recruiter') return []
  const ratings: FiledVote['ratings'] = card.dimensions.flatMap(({ id, rating, evidence }) => (rating === null ? [] : [{ dimension: id, rating, evidence }]))
  const guesses = card.dimensions.flatMap(({ id }) => {
    const guess = selfEstimate.guesses[id]
    return guess === undefined ? [] : [{ dimension: id, guess }]
  })
  return debriefAgenda({ guesses, vote: selfEstimate.vote }, { form: 'vote', kind, ratings, notAssessed: {}, vote: card.vote })
}

/** The rating nearest to a no: the lowest, a core one before another. */
export const weakestOf = (card: OpenedCard): Dimension | undefined =>
  card.dimensions.filter(({ rating }) => rating !== null).toSorted((left, right) => (left.rating ?? 0) - (right.rating ?? 0) || Number(right.core) - Number(left.core))[0]

/** Of a round's cards the one whose vote is the round's: the lower, the interviewer's where they are equal. */
export const decidingCard = ({ card, second }: Pick<OpenedRound, 'card' | 'second'>): OpenedCard | null => {
  const other = second?.card ?? null
  if (other === null || other.vote === null) return card
  return card === null || card.vote === null || other.vote < card.vote ? other : card
}
