import { expect, test } from 'vitest'
import { checkTick, EXTENSIONS, nextTask, planOf, tasksOf } from './index.ts'
import type { PrepTask } from './index.ts'
import { day, lived, received, settings, START, story, ticked } from './fixtures/plans.ts'

const named = (id: string): PrepTask => tasksOf(settings()).find(task => task.id === id) as PrepTask
const codeOf = (...given: Parameters<typeof checkTick>) => {
  const result = checkTick(...given)
  return result.ok ? 'ok' : result.refusal.code
}

test('[P15] a box is ticked with an answer in words', () => {
  expect(codeOf(named('box.warm-edge.cost'), {})).toBe('plan/words-first')
  expect(codeOf(named('box.warm-edge.cost'), { words: ' \n' })).toBe('plan/words-first')
  expect(codeOf(named('box.warm-edge.cost'), { words: 'Egress.' })).toBe('ok')
  expect(codeOf(named('post.1'), {})).toBe('ok')
})

test('[P16] a problem is ticked once all three extensions were said aloud', () => {
  const problem = named('problem.graph.1')
  for (const missing of EXTENSIONS) expect(codeOf(problem, { words: 'Done.', extensions: EXTENSIONS.filter(each => each !== missing) })).toBe('plan/extensions-first')
  expect(codeOf(problem, { extensions: EXTENSIONS })).toBe('ok')
})

test('[P19] with a veto the next task is the cheapest that works on what was rated low, wherever it stands', () => {
  const plan = planOf(settings(), lived(), START)
  expect(nextTask(plan, { kind: 'sd', dimensions: ['sd.cost'] })).toMatchObject({ task: { dimensions: ['sd.cost'], minutes: 30 }, because: { reason: 'veto', kind: 'sd', dimension: 'sd.cost' } })
  // A telling would be cheaper, but its story is not written.
  expect(nextTask(plan, { kind: 'culture', dimensions: ['culture.candor'] })?.task.id).toBe('story.friction.1')
  const written = planOf(settings(), lived({ stories: [story({ sort: 'friction', rehearsals: [] })] }), day(3))
  expect(nextTask(written, { kind: 'culture', dimensions: ['culture.candor'] })?.task.id).toBe('telling.friction.1.1')
})

test('[P19] where nothing works on the dimension, what prepares the round does; a phone screen is coding and a deep dive design', () => {
  const plan = planOf(settings(), lived(), START)
  const ids = (kind: 'tech' | 'deep' | 'hm') => nextTask(plan, { kind, dimensions: [] })?.task
  expect(ids('tech')?.kind).toBe('coding')
  expect(ids('deep')).toMatchObject({ kind: 'sd', minutes: 30 })
  expect(ids('hm')?.id).toBe('story.project.1')
  expect(nextTask(plan, { kind: 'tech', dimensions: ['coding.code_quality'] })).toMatchObject({ task: { kind: 'coding' }, because: { reason: 'veto', kind: 'tech' } })
})

test('[P20] without a veto the highest score of the first week with something to do is next, with its reason', () => {
  const weak = [1, 2, 3].map(number => received(number, { ratings: { 'sd.resilience': 1 } }))
  expect(nextTask(planOf(settings(), lived({ received: weak }), START))).toMatchObject({
    task: { dimensions: ['sd.resilience'] }, week: 1, because: { reason: 'score', dimension: 'sd.resilience', mean: 1, isKnown: true },
  })
  expect(nextTask(planOf(settings(), lived(), START))?.because).toMatchObject({ reason: 'score', mean: 2, isKnown: false })
  const shape = settings({ weeks: 4, hoursPerWeek: 2 })
  const all = planOf(shape, lived(), START).weeks[0]?.tasks.map(({ task }) => task.id) ?? []
  expect(nextTask(planOf(shape, lived({ ticks: ticked(day(1), ...all) }), day(2)))?.week).toBe(2)
})

test('[P20] nothing is next once everything is done', () => {
  const all = tasksOf(settings()).map(({ id }) => id)
  expect(nextTask(planOf(settings(), lived({ ticks: ticked(day(1), ...all) }), day(2)), { kind: 'sd', dimensions: ['sd.cost'] })).toBeUndefined()
})
