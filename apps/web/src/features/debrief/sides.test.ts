import { describe, expect, it } from 'vitest'
import { agendaOf, evidenceOf, decidingCard, weakestOf, type OpenedRound } from './sides.ts'

type Card = NonNullable<OpenedRound['card']>
type Item = OpenedRound['record']['evidence'][number]

const item = (id: string, type: Item['type'], atMs: number): Item => ({ id, type, atMs, text: id, dimensions: [], polarity: '+', late: false, selection: null, codeSequence: null })

const dimension = (id: Card['dimensions'][number]['id'], rating: 1 | 2 | 3 | 4 | null, core: boolean): Card['dimensions'][number] =>
  ({ id, name: id, core, rating, why: null, anchor: null, evidence: ['mark:asked', 'ticked', 'said', 'seen'] })

const card: Card = {
  round: 'r', kind: 'coding', rater: 'osprey', raterIs: 'peer', filedAt: 1, openedAt: 2, vote: 3, disagreement: null, strongNoSentence: null, levelSignal: null,
  keepDoing: '', changeOne: '', authorship: null, keeper: null, screen: null, remark: null,
  dimensions: [dimension('coding.narration', 2, false), dimension('coding.extension_defence', 2, true), dimension('coding.problem_solving', 3, true), dimension('coding.code_quality', null, false)],
}

const round: OpenedRound = {
  round: 'r', kind: 'coding', title: '', youAre: 'candidate', minutes: 60, standing: 'practice', loop: null, counts: true, card, second: null,
  selfEstimate: { guesses: { 'coding.narration': 3, 'coding.extension_defence': 4, 'coding.problem_solving': 3, 'coding.code_quality': 1 }, vote: 4 },
  record: { evidence: [item('mark:asked', 'event', 1), item('ticked', 'signal', 2), item('said', 'quote', 3), item('seen', 'event', 4), item('elsewhere', 'quote', 0)], asked: [], hints: [], depthReached: null, breakDepth: null, elapsedMs: 0, heard: [], leftUnsaid: [], checklist: [] },
  texts: {}, language: 'plain', talk: null, wish: null, feedbackRating: null,
}

describe('what a debrief makes of two cards', () => {
  it('talks about the widest gap first and not about what was set aside', () => {
    expect(agendaOf(round).map(({ dimension: id, gap }) => [id, gap])).toEqual([['coding.extension_defence', 2], ['coding.narration', 1], ['coding.problem_solving', 0]])
  })

  it('has no agenda where one side was not filed', () => {
    expect(agendaOf({ ...round, selfEstimate: null })).toEqual([])
    expect(agendaOf({ ...round, card: null })).toEqual([])
  })

  it('puts what somebody wrote down before ticks, and ticks before what the script recorded', () => {
    expect(evidenceOf(round, 'coding.narration').map(({ id }) => id)).toEqual(['said', 'seen', 'ticked', 'mark:asked'])
  })

  it('finds the lowest rating, a core one before another', () => {
    expect(weakestOf(card)?.id).toBe('coding.extension_defence')
  })

  it('takes the lower vote of two, and the interviewer’s where they are equal or the other has none', () => {
    const second = (vote: Card['vote']) => ({ rater: 'heron', card: { ...card, rater: 'heron', vote } })
    const decides = (first: Card['vote'], other: Card['vote']) => decidingCard({ card: { ...card, vote: first }, second: second(other) })?.rater
    expect([decides(4, 2), decides(2, 4), decides(3, 3), decides(3, null), decides(null, 3)]).toEqual(['heron', 'osprey', 'osprey', 'osprey', 'heron'])
    expect(decidingCard({ card: null, second: second(2) })?.rater).toBe('heron')
    expect(decidingCard({ card, second: null })?.rater).toBe('osprey')
  })
})
