import { expect, test } from 'vitest'
import { checkStory, isWritten, storySet } from './index.ts'
import type { Story, StoryCheckId } from './index.ts'
import { day, story } from './fixtures/plans.ts'

const check = (id: StoryCheckId, change: Partial<Story> = {}) => checkStory(story(change)).find(each => each.id === id)
const holds = (id: StoryCheckId, change: Partial<Story>) => check(id, change)?.holds
const words = (count: number) => 'word '.repeat(count)
const told = (minutes: number, i: number, we: number) => ({ at: day(1), minutes, i, we })

test('[S1] the decision says I and then a verb of choosing', () => {
  expect(checkStory(story()).filter(each => !each.holds)).toEqual([])
  for (const decision of ['I decided to stop.', "I'd already picked the smaller one.", 'In the end I cut it.']) expect(holds('decision', { decision })).toBe(true)
  for (const decision of ['', 'We chose the smaller one.', 'It was decided.', 'I was there when it happened.', 'They chose, and I agreed.']) expect(holds('decision', { decision })).toBe(false)
})

test('[S2] two options were turned down, each with a reason', () => {
  const [first, second] = story().options
  expect(check('options')).toMatchObject({ holds: true, have: 2 })
  expect(check('options', { options: [first!, { ...second!, against: ' ' }] })).toMatchObject({ holds: false, have: 1 })
  expect(check('options', { options: [first!, { ...second!, option: '' }] })).toMatchObject({ holds: false, have: 1 })
})

test('[S3] at least one of the options has a number', () => {
  const without = story().options.map(option => ({ ...option, number: 'a lot' }))
  expect(holds('number', { options: without })).toBe(false)
  expect(holds('number', { options: [...without, { option: 'x', for: '', against: '', number: '٤٠ ms' }] })).toBe(true)
})

test('[S4] there is friction: somebody disagreed, or something failed', () => {
  expect(holds('friction', { dissenters: '', failed: 'It broke.' })).toBe(true)
  expect(holds('friction', { dissenters: 'Finance', failed: '' })).toBe(true)
  expect(holds('friction', { dissenters: ' ', failed: '' })).toBe(false)
})

test('[S5] the counter-argument has twenty words', () => {
  expect(check('counter', { counterArgument: words(19) })).toMatchObject({ holds: false, have: 19 })
  expect(check('counter', { counterArgument: words(20) })).toMatchObject({ holds: true, have: 20 })
  expect(holds('counter', { counterArgument: '— … — '.repeat(20) })).toBe(false)
})

test('[S6] the outcome is there and not only good', () => {
  expect(holds('outcome', { failed: '', whoPaid: '' })).toBe(false)
  expect(holds('outcome', { failed: '', whoPaid: 'On-call' })).toBe(true)
  expect(holds('outcome', { outcome: '' })).toBe(false)
})

test('[S7] I is at least half of I and we, in the last telling that counted any', () => {
  expect(check('pronouns', { rehearsals: [told(4, 1, 1)] })).toMatchObject({ holds: true, have: 0.5 })
  expect(holds('pronouns', { rehearsals: [told(4, 9, 1), told(4, 4, 5)] })).toBe(false)
  expect(check('pronouns', { rehearsals: [told(4, 9, 1), told(4, 0, 0)] })).toMatchObject({ holds: true, have: 0.9 })
  expect(check('pronouns', { rehearsals: [told(4, 0, 0)] })).toEqual({ id: 'pronouns', holds: false })
})

test('[S8] the last telling took three to five minutes', () => {
  expect([2.9, 3, 5, 5.1].map(minutes => holds('length', { rehearsals: [told(4, 1, 1), told(minutes, 1, 1)] }))).toEqual([false, true, true, false])
  expect(check('length', { rehearsals: [] })).toEqual({ id: 'length', holds: false })
})

test('[S9] the situation fits in sixty words', () => {
  expect(check('situation', { situation: words(61) })).toMatchObject({ holds: false, have: 61 })
  expect(holds('situation', { situation: '' })).toBe(false)
})

test('[S10] the set covers all four culture dimensions', () => {
  const three = [story({ dimensions: ['culture.candor', 'culture.ownership'] }), story({ dimensions: ['culture.resilience', 'hm.scope'] })]
  expect(storySet(three, 'L5')).toMatchObject({ coversCulture: false, culture: expect.arrayContaining([{ dimension: 'culture.judgement_ambiguity', stories: 0 }]) })
  expect(storySet([...three, story({ dimensions: ['culture.judgement_ambiguity'] })], 'L5').coversCulture).toBe(true)
})

test('[S11] two stories have L5 scope where L5 is the target', () => {
  const set = [story(), story({ scope: 'L4' })]
  expect(storySet(set, 'L5')).toMatchObject({ ofL5Scope: 1, hasScope: false })
  expect(storySet([...set, story()], 'L5').hasScope).toBe(true)
  expect(storySet(set, 'L4').hasScope).toBe(true)
})

test('[S12] three stories about projects, two about friction and one about a failure are wanted', () => {
  expect(storySet([story(), story({ sort: 'failure' })], 'L5').sorts).toEqual([
    { sort: 'project', have: 1, wanted: 3 }, { sort: 'friction', have: 0, wanted: 2 }, { sort: 'failure', have: 1, wanted: 1 },
  ])
})

test('[S13] a story is written when all that can be written holds, told or not', () => {
  expect(isWritten(story({ rehearsals: [] }))).toBe(true)
  expect(isWritten(story({ decision: '' }))).toBe(false)
})
