import { dimensionsOf } from '@unanimous/rounds'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asksOf, checkDrafting, checkFiling, dimensionOrder, disagreements, evidenceFor, filingProblems, isVoteOpen, suggestedVote } from './index.ts'
import type { DimensionId, RoundKind } from '@unanimous/rounds'
import type { CardContext, EvidenceItem, Rating, ScorecardDraft, Vote } from './index.ts'

const CODING: readonly DimensionId[] = dimensionsOf('coding').map(each => each.id)
const item = (id: string, change: Partial<EvidenceItem> = {}): EvidenceItem => ({
  id,
  type: 'quote',
  atMs: 60_000,
  dimensions: CODING,
  polarity: '+',
  by: 'seat of the interviewer',
  ...change,
})
const context = (change: Partial<CardContext> = {}): CardContext => ({
  kind: 'coding',
  evidence: [item('e1'), item('e2')],
  hintPoints: {},
  ended: true,
  opened: false,
  ...change,
})
type Ratings = NonNullable<ScorecardDraft['ratings']>
const rated = (rating: Rating, except: Ratings = {}): Ratings => ({
  ...Object.fromEntries(CODING.map(id => [id, rating])),
  ...except,
})
const draft = (change: Partial<ScorecardDraft> = {}): ScorecardDraft => ({ ratings: rated(3), vote: 3, ...change })
const codes = (card: ScorecardDraft, about: CardContext = context()): readonly string[] => filingProblems(card, about).map(each => each.code)
const without = (id: DimensionId): Ratings =>
  Object.fromEntries(Object.entries(rated(3)).filter(([each]) => each !== id))

test('[S20] what keeps a card from being filed is told in the order of its page, and of which dimension', () => {
  const order = CODING.toReversed()
  expect(filingProblems(draft({ ratings: {} }), context(), order).map(each => each.dimension)).toEqual(order)
  expect(filingProblems(draft({ ratings: {} }), context()).map(each => each.dimension)).toEqual(CODING)
  const refused = checkFiling(draft({ ratings: {} }), context())
  expect(refused.ok ? undefined : Object.keys(refused.refusal)).toEqual(['code', 'message'])
  expect(filingProblems({ ratings: rated(3) }, context()).map(each => each.dimension)).toEqual([undefined])
})

test('[S1] ratings and filing wait for the end of the round', () => {
  expect(checkDrafting({ ended: false, opened: false })).toMatchObject({ ok: false, refusal: { code: 'scorecard/round-running' } })
  expect(checkDrafting({ ended: true, opened: false }).ok).toBe(true)
  expect(codes(draft(), context({ ended: false }))).toEqual(['scorecard/round-running'])
})

test('[S2 S3] a rating rests on evidence that names its dimension, and a private note is none', () => {
  const narrationOnly = [item('e1', { dimensions: ['coding.narration'] }), item('n1', { type: 'note' })]
  expect(codes(draft(), context({ evidence: narrationOnly }))).toEqual(Array(3).fill('scorecard/no-evidence'))
  expect(codes(draft())).toEqual([])
})

test('[S3] attached and late evidence counts, ids that don’t exist do not', () => {
  const about = context({ evidence: [item('e1', { dimensions: [], late: true }), item('signal', { type: 'signal', dimensions: ['coding.narration'] })] })
  const card = draft({ attached: { 'coding.narration': ['e1', 'gone'], 'coding.code_quality': ['gone'] } })
  expect(evidenceFor('coding.narration', card, about)).toEqual(['e1', 'signal'])
  expect(evidenceFor('coding.code_quality', card, about)).toEqual([])
})

test('[S3] an attached note supports nothing', () => {
  const about = context({ evidence: [item('n1', { type: 'note', dimensions: [] })] })
  expect(evidenceFor('coding.narration', draft({ attached: { 'coding.narration': ['n1'] } }), about)).toEqual([])
})

test('[S4] a core dimension can’t be left out or set aside', () => {
  const card = draft({ ratings: without('coding.extension_defence'), notAssessed: { 'coding.extension_defence': 'no time' } })
  expect(codes(card)).toEqual(['scorecard/core-unrated'])
})

test('[S5] another dimension needs a rating or a word why before the vote opens', () => {
  const ratings = without('coding.narration')
  expect(codes(draft({ ratings }))).toEqual(['scorecard/unrated'])
  expect(codes(draft({ ratings, notAssessed: { 'coding.narration': ' ' } }))).toEqual(['scorecard/no-reason'])
  expect(codes(draft({ ratings, notAssessed: { 'coding.narration': 'the line was down' } }))).toEqual([])
  expect(isVoteOpen({ ratings }, context())).toBe(false)
  expect(isVoteOpen({ ratings: rated(3) }, context())).toBe(true)
})

test('[S6] conduct is rated only when it was bad, and with evidence', () => {
  const about = context({ evidence: [item('e1'), item('e2', { dimensions: ['conduct'] })] })
  expect(codes(draft({ ratings: rated(3, { conduct: 3 }) }), about)).toEqual(['scorecard/conduct-not-bad'])
  expect(codes(draft({ ratings: rated(3, { conduct: 2 }) }), context())).toEqual(['scorecard/no-evidence'])
  expect(codes(draft({ ratings: rated(3, { conduct: 1 }) }), about)).toEqual([])
})

test('[S7] a strong no needs two different pieces of evidence and its sentence', () => {
  const about = context({ evidence: [item('e1'), item('e2'), item('n1', { type: 'note' })] })
  const strongNo = (sentence: string, ...evidence: readonly string[]) => codes(draft({ vote: 1, strongNo: { sentence, evidence } }), about)
  expect(codes(draft({ vote: 1 }), about)).toEqual(['scorecard/strong-no-evidence'])
  expect(strongNo('I saw no part that was yours.', 'e1', 'e1')).toEqual(['scorecard/strong-no-evidence'])
  expect(strongNo('I saw no part that was yours.', 'e1', 'n1')).toEqual(['scorecard/strong-no-evidence'])
  expect(strongNo('I saw no part that was yours.', 'e1', 'gone')).toEqual(['scorecard/strong-no-evidence'])
  expect(strongNo('  ', 'e1', 'e2')).toEqual(['scorecard/strong-no-sentence'])
  expect(strongNo('I saw no part that was yours.', 'e1', 'e2')).toEqual([])
})

test('[S8] a card needs its vote and rates only its own round', () => {
  expect(codes({ ratings: rated(3) })).toEqual(['scorecard/no-vote'])
  expect(codes(draft({ ratings: rated(3, { 'sd.cost': 3 }) }))).toEqual(['scorecard/foreign-dimension'])
})

test('[S9] an open card refuses every change', () => {
  expect(checkFiling(draft(), context({ opened: true }))).toMatchObject({ ok: false, refusal: { code: 'scorecard/opened' } })
  expect(checkDrafting({ ended: true, opened: true })).toMatchObject({ ok: false, refusal: { code: 'scorecard/opened' } })
})

/** Ratings in the order core, more, core, more. */
const suggests = (ratings: readonly Rating[]): Vote | undefined =>
  suggestedVote('coding', Object.fromEntries(CODING.map((id, at) => [id, ratings[at]])), {})

test('[S10] the mean counts core dimensions twice and turns over at 1.75, 2.6 and 3.5', () => {
  expect(suggests([4, 3, 4, 2])).toBe(4)
  expect(suggests([4, 2, 4, 2])).toBe(3)
  expect(suggests([3, 2, 3, 2])).toBe(3)
  expect(suggests([2, 1, 2, 1])).toBe(1)
  expect(suggests([2, 2, 2, 1])).toBe(2)
  expect(suggestedVote('coding', {}, {})).toBeUndefined()
})

test('[S10] a dimension set aside is left out of the mean', () => {
  expect(suggestedVote('coding', { 'coding.problem_solving': 4, 'coding.extension_defence': 4 }, {})).toBe(4)
})

test('[S11] a single 1, or a core dimension under 3, caps the suggestion at no', () => {
  expect(suggests([4, 4, 4, 1])).toBe(2)
  expect(suggests([4, 4, 2, 4])).toBe(2)
  expect(suggests([4, 2, 4, 4])).toBe(4)
  expect(suggestedVote('coding', rated(4, { conduct: 1 }), {})).toBe(2)
})

test('[S12] three hint points read a dimension as at most 3', () => {
  const ratings = rated(3, { 'coding.problem_solving': 4, 'coding.extension_defence': 4 })
  expect(suggestedVote('coding', ratings, {})).toBe(4)
  expect(suggestedVote('coding', ratings, { 'coding.problem_solving': 2 })).toBe(4)
  expect(suggestedVote('coding', ratings, { 'coding.problem_solving': 3 })).toBe(3)
})

const ABOVE: Readonly<Record<Rating, Rating>> = { 1: 2, 2: 3, 3: 4, 4: 4 }

test('[S10 S11] raising a rating never lowers the suggestion, and a low core never suggests a yes', () => {
  const anyRating = fc.constantFrom<Rating>(1, 2, 3, 4)
  fc.assert(fc.property(fc.tuple(anyRating, anyRating, anyRating, anyRating), fc.nat(3), (ratings, at) => {
    const raised = ratings.map((rating, index) => (index === at ? ABOVE[rating] : rating))
    expect(suggests(raised) ?? 0).toBeGreaterThanOrEqual(suggests(ratings) ?? 0)
    if (ratings[0] < 3 || ratings[2] < 3) expect(suggests(ratings) ?? 0).toBeLessThanOrEqual(2)
  }))
})

test('[S13] the card asks where it contradicts itself, only after the vote, and files all the same', () => {
  const about = context({ hintPoints: { 'coding.narration': 3 } })
  const asked = (change: Partial<ScorecardDraft>) => disagreements(draft(change), about)
  expect(asked({})).toEqual([])
  expect(asked({ vote: 4 })).toEqual(['vote-above-ratings'])
  expect(asked({ vote: 2 })).toEqual(['vote-below-ratings'])
  expect(asked({ keeper: 'let_go' })).toEqual(['yes-but-let-go'])
  expect(asked({ ratings: rated(3, { 'coding.narration': 4 }) })).toEqual(['top-rating-after-hints'])
  expect(asked({ ratings: rated(2), vote: 2, keeper: 'fight' })).toEqual(['no-but-fight'])
  expect(disagreements({ ratings: rated(1), keeper: 'fight' }, about)).toEqual([])
  expect(asksOf(draft({ vote: 4 }), about)).toContain('disagreement')
  expect(asksOf(draft({ vote: 4, disagreement: 'Their second pass was the best I have seen.' }), about)).not.toContain('disagreement')
  expect(checkFiling(draft({ vote: 4 }), about)).toMatchObject({ ok: true, value: { vote: 4, suggested: 3 } })
})

test('[S14] what is asked for is never insisted on, the keeper question last', () => {
  expect(asksOf(draft(), context())).toEqual(['level-signal', 'keep-doing', 'change-one', 'keeper'])
  expect(checkFiling(draft(), context()).ok).toBe(true)
  for (const keeper of ['fight', 'sorry', 'let_go'] as const) {
    expect(checkFiling(draft({ keeper }), context())).toMatchObject({ ok: true, value: { vote: 3, suggested: 3, keeper } })
  }
})

test('[S15] dimensions keep their order for a rater and card, and every order occurs', () => {
  const order = (card: string, rater: string) => dimensionOrder('coding', card, rater).map(each => each.id).join(' ')
  const orders = new Set(Array.from({ length: 400 }, (_, at) => order(`card ${at}`, 'ana')))
  expect(order('card', 'ana')).toBe(order('card', 'ana'))
  expect(orders.size).toBe(24)
  expect(new Set(Array.from({ length: 400 }, (_, at) => order('card', `rater ${at}`))).size).toBe(24)
})

test('[S16] a filed card holds what it rests on and nothing that no longer applies', () => {
  const card = draft({
    ratings: rated(3),
    notAssessed: { 'coding.narration': 'was set aside, then rated' },
    strongNo: { sentence: 'Changed my mind.', evidence: ['e1', 'e2'] },
    keepDoing: 'Pricing every option.',
  })
  expect(checkFiling(card, context())).toEqual({
    ok: true,
    value: {
      form: 'vote',
      kind: 'coding',
      ratings: CODING.map(dimension => ({ dimension, rating: 3, evidence: ['e1', 'e2'] })),
      notAssessed: {},
      vote: 3,
      suggested: 3,
      keepDoing: 'Pricing every option.',
    },
  })
  const strongNo = { sentence: 'I saw no part that was yours.', evidence: ['e1', 'e2'] }
  expect(checkFiling(draft({ vote: 1, strongNo }), context())).toMatchObject({ ok: true, value: { vote: 1, strongNo } })
})

test('[S17] a recruiter’s screen advances or holds', () => {
  const about = context({ kind: 'recruiter', evidence: [] })
  expect(checkFiling({ screen: 'hold' }, about)).toMatchObject({ ok: true, value: { form: 'screen', outcome: 'hold' } })
  expect(codes({}, about)).toEqual(['scorecard/no-outcome'])
  expect(codes({ screen: 'advance', vote: 3 }, about)).toEqual(['scorecard/no-vote-here'])
  expect(asksOf({}, about)).toEqual([])
})

test.each<RoundKind>(['hm', 'tech', 'sd', 'culture', 'deep'])('[S2 S8] a full card of %s files', kind => {
  const dimensions = dimensionsOf(kind).map(each => each.id)
  const about = context({ kind, evidence: [item('e1', { dimensions })] })
  const ratings = Object.fromEntries(dimensions.map(id => [id, 3 as const]))
  expect(checkFiling({ ratings, vote: 3 }, about)).toMatchObject({ ok: true, value: { kind, suggested: 3 } })
})

test('[S19] a round of nothing but follow-ups rates extension and narration, and nothing of the base', () => {
  const about = context({ kind: 'extension' })
  const two: Ratings = { 'coding.extension_defence': 3, 'coding.narration': 2 }
  expect(codes({ ratings: two, vote: 3 }, about)).toEqual([])
  expect(checkFiling({ ratings: two, vote: 3 }, about)).toMatchObject({ value: { kind: 'extension', vote: 3, suggested: 3 } })
  expect(codes(draft(), about)).toEqual(['scorecard/foreign-dimension'])
  expect(codes({ ratings: { 'coding.narration': 3 }, vote: 3 }, about)).toEqual(['scorecard/core-unrated'])
  expect(codes({ ratings: { 'coding.extension_defence': 3 }, notAssessed: { 'coding.narration': 'We typed.' }, vote: 3 }, about)).toEqual([])
})
