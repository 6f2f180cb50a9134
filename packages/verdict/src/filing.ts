import { ok, refuse } from '@unanimous/kernel'
import { dimensionsOf } from '@unanimous/rounds'
import { disagreements, suggestedVote } from './suggested-vote.ts'
import type { Refusal, Result } from '@unanimous/kernel'
import type { Dimension, DimensionId } from '@unanimous/rounds'
import type { CardContext, FiledRating, FiledScorecard, FiledVote, ScorecardDraft } from './scorecard.ts'

const STRONG_NO_EVIDENCE = 2

/** Why a card can't be filed yet, and which of its dimensions that is about. */
export interface FilingProblem extends Refusal {
  readonly dimension?: DimensionId
}

type Moment = Pick<CardContext, 'ended' | 'opened'>

const isBlank = (words: string | undefined): boolean => words === undefined || words.trim() === ''

const refusal = (code: string, message: string): Refusal => refuse(code, message).refusal

const isNonNote = ({ evidence }: CardContext, id: string): boolean => evidence.some(item => item.id === id && item.type !== 'note')

/**
 * Ids of the evidence a dimension rests on: items that name it, then items the rater attached to it, oldest first
 * as given, without private notes and without ids that don't exist.
 */
export const evidenceFor = (dimension: DimensionId, draft: ScorecardDraft, context: CardContext): readonly string[] => {
  const attached = draft.attached?.[dimension] ?? []
  return context.evidence
    .filter(item => item.type !== 'note' && (item.dimensions.includes(dimension) || attached.includes(item.id)))
    .map(item => item.id)
}

const dimensionProblem = (dimension: Dimension, draft: ScorecardDraft, context: CardContext): FilingProblem | undefined => {
  const { id, name, core } = dimension
  const about = (code: string, message: string): FilingProblem => ({ ...refusal(code, message), dimension: id })
  if (draft.ratings?.[id] !== undefined) {
    if (evidenceFor(id, draft, context).length > 0) return undefined
    return about('scorecard/no-evidence', `“${name}” is rated without evidence. Pin anything that was recorded; a note alone is not enough.`)
  }
  if (core) return about('scorecard/core-unrated', `“${name}” is a core dimension and needs a rating.`)
  const why = draft.notAssessed?.[id]
  if (why === undefined) return about('scorecard/unrated', `“${name}” is not rated yet. Rate it, or set it aside with a word why.`)
  return isBlank(why) ? about('scorecard/no-reason', `“${name}” is set aside; say in a word why.`) : undefined
}

const conductProblem = (draft: ScorecardDraft, context: CardContext): FilingProblem | undefined => {
  const conduct = draft.ratings?.conduct
  if (conduct === undefined) return undefined
  if (conduct > 2) return refusal('scorecard/conduct-not-bad', 'Conduct is rated only when it was bad: 1 or 2.')
  if (evidenceFor('conduct', draft, context).length > 0) return undefined
  return { ...refusal('scorecard/no-evidence', '“Conduct” is rated without evidence. Pin what was said or done.'), dimension: 'conduct' }
}

const strongNoProblem = (draft: ScorecardDraft, context: CardContext): Refusal | undefined => {
  if (draft.vote !== 1) return undefined
  const cited = new Set((draft.strongNo?.evidence ?? []).filter(id => isNonNote(context, id)))
  if (cited.size < STRONG_NO_EVIDENCE) {
    return refusal('scorecard/strong-no-evidence', 'A strong no needs two pieces of evidence that were recorded.')
  }
  return isBlank(draft.strongNo?.sentence)
    ? refusal('scorecard/strong-no-sentence', 'A strong no needs the one sentence that the candidate will read.')
    : undefined
}

const screenProblem = (draft: ScorecardDraft): Refusal | undefined => {
  if (draft.vote !== undefined) return refusal('scorecard/no-vote-here', 'A recruiter’s screen advances or holds; it has no vote.')
  return draft.screen === undefined ? refusal('scorecard/no-outcome', 'Say whether this screen advances or holds.') : undefined
}

const strangerProblem = (draft: ScorecardDraft, known: readonly DimensionId[]): Refusal | undefined => {
  const named = [...Object.keys(draft.ratings ?? {}), ...Object.keys(draft.notAssessed ?? {})]
  const isForeign = named.some(id => !known.some(each => each === id) && id !== 'conduct')
  return isForeign ? refusal('scorecard/foreign-dimension', 'This card rates something that does not belong to its round.') : undefined
}

const momentProblem = (context: Moment): Refusal | undefined => {
  if (context.opened) return refusal('scorecard/opened', 'This card has been opened and never changes. You can add a dated remark.')
  return context.ended ? undefined : refusal('scorecard/round-running', 'Ratings open when the round has ended.')
}

/** Whether ratings and vote may change now: not before the round's end, and never once the card is open. */
export const checkDrafting = (context: Moment): Result<true> => {
  const problem = momentProblem(context)
  return problem === undefined ? ok(true) : { ok: false, refusal: problem }
}

const ratingProblems = (draft: ScorecardDraft, context: CardContext, order: readonly DimensionId[] = []): readonly FilingProblem[] => {
  const place = ({ id }: Dimension): number => order.indexOf(id)
  const dimensions = dimensionsOf(context.kind).toSorted((left, right) => place(left) - place(right))
  return [
    strangerProblem(draft, dimensions.map(each => each.id)),
    ...dimensions.map(dimension => dimensionProblem(dimension, draft, context)),
    conductProblem(draft, context),
  ].filter(problem => problem !== undefined)
}

/** Whether the vote is open: every dimension rated with evidence, or set aside with a word why. */
export const isVoteOpen = (draft: ScorecardDraft, context: CardContext): boolean => ratingProblems(draft, context).length === 0

/** Everything that keeps a card from being filed, in the order in which a page shows it: `order` is that of its dimensions. */
export const filingProblems = (draft: ScorecardDraft, context: CardContext, order: readonly DimensionId[] = []): readonly FilingProblem[] => {
  const moment = momentProblem(context)
  if (moment !== undefined) return [moment]
  const screen = context.kind === 'recruiter'
  const unvoted = screen || draft.vote !== undefined ? undefined : refusal('scorecard/no-vote', 'Vote before you file.')
  const ending = screen ? [screenProblem(draft)] : [unvoted, strongNoProblem(draft, context)]
  return [...ratingProblems(draft, context, order), ...ending.filter(problem => problem !== undefined)]
}

/** What the card asks for and never insists on. */
export type Ask = 'level-signal' | 'keep-doing' | 'change-one' | 'keeper' | 'disagreement'

/** What is still asked of the rater, in the order of the card, the keeper question last but for a contradiction. */
export const asksOf = (draft: ScorecardDraft, context: CardContext): readonly Ask[] => {
  if (context.kind === 'recruiter') return []
  const all: readonly (readonly [Ask, boolean])[] = [
    ['level-signal', draft.levelSignal === undefined],
    ['keep-doing', isBlank(draft.keepDoing)],
    ['change-one', isBlank(draft.changeOne)],
    ['keeper', draft.keeper === undefined],
    ['disagreement', disagreements(draft, context).length > 0 && isBlank(draft.disagreement)],
  ]
  return all.filter(([, isMissing]) => isMissing).map(([ask]) => ask)
}

const wordsOf = (draft: ScorecardDraft) => ({
  ...(draft.levelSignal && { levelSignal: draft.levelSignal }),
  ...(draft.keepDoing && { keepDoing: draft.keepDoing }),
  ...(draft.changeOne && { changeOne: draft.changeOne }),
  ...(draft.keeper && { keeper: draft.keeper }),
  ...(draft.authorship && { authorship: draft.authorship }),
})

const filedRatings = (draft: ScorecardDraft, context: CardContext): readonly FiledRating[] =>
  [...dimensionsOf(context.kind).map(each => each.id), 'conduct' as const].flatMap(dimension => {
    const rating = draft.ratings?.[dimension]
    return rating === undefined ? [] : [{ dimension, rating, evidence: evidenceFor(dimension, draft, context) }]
  })

const filedVote = (draft: ScorecardDraft, context: CardContext, kind: FiledVote['kind'], vote: FiledVote['vote']): FiledVote => {
  const suggested = suggestedVote(kind, draft.ratings ?? {}, context.hintPoints)
  const ratings = filedRatings(draft, context)
  const isRated = (id: string): boolean => ratings.some(each => each.dimension === id)
  return {
    form: 'vote',
    kind,
    ratings,
    notAssessed: Object.fromEntries(Object.entries(draft.notAssessed ?? {}).filter(([id]) => !isRated(id))),
    vote,
    ...(suggested && { suggested }),
    ...(vote === 1 && draft.strongNo && { strongNo: draft.strongNo }),
    ...(draft.disagreement && { disagreement: draft.disagreement }),
    ...wordsOf(draft),
  }
}

/**
 * Files a card, or says the first thing that keeps it from being filed. Filing may be what triggers the reveal,
 * so a caller asks for one more confirmation first (see `isLastOwed`).
 */
export const checkFiling = (draft: ScorecardDraft, context: CardContext): Result<FiledScorecard> => {
  const problem = filingProblems(draft, context)[0]
  if (problem !== undefined) return { ok: false, refusal: { code: problem.code, message: problem.message } }
  const { kind } = context
  if (kind === 'recruiter' && draft.screen) return ok({ form: 'screen', kind, outcome: draft.screen, ...wordsOf(draft) })
  if (kind !== 'recruiter' && draft.vote) return ok(filedVote(draft, context, kind, draft.vote))
  throw new Error('a card without an outcome passed its check')
}
