import { dimensionsOf } from '@unanimous/rounds'
import type { DimensionId, RoundKind } from '@unanimous/rounds'
import type { CardContext, Rating, ScorecardDraft } from './scorecard.ts'
import type { Vote } from './votes.ts'

const HEAVY_HINTS = 3

type Ratings = Readonly<Partial<Record<DimensionId, Rating>>>
type HintPoints = CardContext['hintPoints']

const needsCap = (rating: Rating, points: number | undefined): boolean => (points ?? 0) >= HEAVY_HINTS && rating > 3

const voteOfMean = (mean: number): Vote => (mean < 1.75 ? 1 : mean < 2.6 ? 2 : mean < 3.5 ? 3 : 4)

/**
 * The vote that ratings suggest; shown only after the rater's own vote, and never overrules it.
 * Core dimensions count twice, three hint points cap a dimension at 3, and one dimension at 1 or a core one
 * below 3 caps the vote at 2. Undefined when nothing is rated. (SPEC S10-S13)
 */
export const suggestedVote = (kind: RoundKind, ratings: Ratings, hintPoints: HintPoints): Vote | undefined => {
  const dimensions = [...dimensionsOf(kind), { id: 'conduct' as const, core: false }]
  const rated = dimensions.flatMap(({ id, core }) => {
    const rating = ratings[id]
    if (rating === undefined) return []
    return [{ core, rating: needsCap(rating, hintPoints[id]) ? 3 : rating }]
  })
  if (rated.length === 0) return undefined
  const weight = rated.reduce((sum, { core }) => sum + (core ? 2 : 1), 0)
  const mean = rated.reduce((sum, { core, rating }) => sum + rating * (core ? 2 : 1), 0) / weight
  const isCapped = rated.some(({ core, rating }) => rating === 1 || (core && rating < 3))
  const vote = voteOfMean(mean)
  return isCapped && vote > 2 ? 2 : vote
}

/** Where a card contradicts itself. Each asks for one sentence; none is refused. */
export type Disagreement = 'vote-above-ratings' | 'vote-below-ratings' | 'top-rating-after-hints' | 'yes-but-let-go' | 'no-but-fight'

/** Where vote, ratings, hints and keeper answer disagree; empty until the rater has voted. (domain.md 3.6.4) */
export const disagreements = (draft: ScorecardDraft, context: Pick<CardContext, 'kind' | 'hintPoints'>): readonly Disagreement[] => {
  const { vote, keeper, ratings = {} } = draft
  if (vote === undefined) return []
  const suggested = suggestedVote(context.kind, ratings, context.hintPoints) ?? vote
  const isHelpedToTop = dimensionsOf(context.kind).some(({ id }) => needsCap(ratings[id] ?? 1, context.hintPoints[id]))
  const all: readonly (readonly [Disagreement, boolean])[] = [
    ['vote-above-ratings', vote > suggested],
    ['vote-below-ratings', vote < suggested],
    ['top-rating-after-hints', isHelpedToTop],
    ['yes-but-let-go', vote >= 3 && keeper === 'let_go'],
    ['no-but-fight', vote <= 2 && keeper === 'fight'],
  ]
  return all.filter(([, isSo]) => isSo).map(([disagreement]) => disagreement)
}
