import { dimensionsOf } from '@unanimous/rounds'
import { expect, test } from 'vitest'
import { checkSelfEstimate, debriefAgenda } from './index.ts'
import type { FiledVote, Rating, SelfEstimateDraft } from './index.ts'

const CULTURE = dimensionsOf('culture').map(each => each.id)
const ENDED = { kind: 'culture', ended: true, opened: false } as const
const draft: SelfEstimateDraft = { guesses: Object.fromEntries(CULTURE.map(id => [id, 3 as const])), vote: 3 }
const code = (change: SelfEstimateDraft, about: Parameters<typeof checkSelfEstimate>[1] = ENDED) => {
  const result = checkSelfEstimate({ ...draft, ...change }, about)
  return result.ok ? 'ok' : result.refusal.code
}

test('[S18] a self-estimate guesses every dimension and the vote', () => {
  expect(code({})).toBe('ok')
  expect(code({ guesses: { 'culture.candor': 3 } })).toBe('self-estimate/unguessed')
  expect(checkSelfEstimate({ guesses: draft.guesses ?? {} }, ENDED)).toMatchObject({ refusal: { code: 'self-estimate/no-vote' } })
  expect(checkSelfEstimate(draft, ENDED)).toMatchObject({ value: { guesses: CULTURE.map(dimension => ({ dimension, guess: 3 })), vote: 3 } })
})

test('[S18] it waits for the end of the round and is closed by the reveal', () => {
  expect(code({}, { ...ENDED, ended: false })).toBe('self-estimate/round-running')
  expect(code({}, { ...ENDED, opened: true })).toBe('self-estimate/opened')
})

test('[S19] after a round of nothing but follow-ups two dimensions are guessed', () => {
  const about = { ...ENDED, kind: 'extension' } as const
  expect(code({ guesses: { 'coding.extension_defence': 2, 'coding.narration': 3 } }, about)).toBe('ok')
  expect(code({ guesses: { 'coding.extension_defence': 2 } }, about)).toBe('self-estimate/unguessed')
})

const card = (ratings: readonly Rating[]): FiledVote => ({
  form: 'vote',
  kind: 'culture',
  vote: 3,
  notAssessed: {},
  ratings: ratings.map((rating, at) => ({ dimension: CULTURE[at] ?? 'conduct', rating, evidence: ['e1'] })),
})

test('[D1] the widest gap comes first, whichever way it points, then the lower rating', () => {
  const guesses = ([4, 3, 2, 3] as const).map((guess, at) => ({ dimension: CULTURE[at] ?? 'conduct', guess }))
  const agenda = debriefAgenda({ guesses, vote: 3 }, card([3, 3, 4, 2]))
  expect(agenda.map(each => [each.dimension, each.gap])).toEqual([
    ['culture.resilience', -2],
    ['culture.ownership', 1],
    ['culture.candor', 1],
    ['culture.judgement_ambiguity', 0],
  ])
})

test('[D1] a side that was never filed, and a dimension set aside, are not on the agenda', () => {
  expect(debriefAgenda(undefined, card([3]))).toEqual([])
  expect(debriefAgenda({ guesses: [{ dimension: 'culture.ownership', guess: 2 }], vote: 3 }, undefined)).toEqual([])
  expect(debriefAgenda({ guesses: [{ dimension: 'culture.ownership', guess: 2 }], vote: 3 }, card([3]))).toEqual([])
})
