import { expect, test } from 'vitest'
import { phaseByWeek, phasesOf, pickStudyPrompts, tasksOf, TEAMS } from './index.ts'
import type { PrepTask } from './index.ts'
import { settings } from './fixtures/plans.ts'

const weeksOf = (...given: Parameters<typeof phasesOf>) => Object.fromEntries(phasesOf(...given).map(({ id, weeks }) => [id, weeks]))
const ofForm = (tasks: readonly PrepTask[], form: PrepTask['form']) => tasks.filter(task => task.form === form)

test('[P1] design takes a third of the weeks rounded up, algorithms a third rounded, stories the rest', () => {
  expect(weeksOf(6, false)).toEqual({ design: 2, algorithms: 2, stories: 2 })
  expect(weeksOf(5, false)).toEqual({ design: 2, algorithms: 2, stories: 1 })
  expect(weeksOf(4, false)).toEqual({ design: 2, algorithms: 1, stories: 1 })
  expect(phaseByWeek(4, false)).toEqual(['design', 'design', 'algorithms', 'stories'])
})

test('[P2] a week may go from algorithms to design, and the length stays', () => {
  expect(weeksOf(6, true)).toEqual({ design: 3, algorithms: 1, stories: 2 })
  expect(weeksOf(4, true)).toEqual({ design: 3, stories: 1 })
  for (const weeks of [4, 5, 6] as const) for (const gives of [false, true]) expect(phaseByWeek(weeks, gives)).toHaveLength(weeks)
})

test('[P3] posts to read: one more than the weeks of design, two of them in the first week', () => {
  const posts = (givesWeek: boolean) => ofForm(tasksOf(settings({ givesWeek })), 'post').map(({ firstInWeek }) => firstInWeek)
  expect(posts(false)).toEqual([1, 1, 2])
  expect(posts(true)).toEqual([1, 1, 2, 3])
})

test('[P4] five prompts, those of the job first, with seven tasks each over six dimensions', () => {
  expect(pickStudyPrompts(['ads']).slice(0, 3).every(({ teams }) => teams.includes('ads'))).toBe(true)
  expect(pickStudyPrompts(['studio', 'ads'])[0]?.id).toBe('pay-for-shown')
  expect(new Set(pickStudyPrompts([]).flatMap(({ teams }) => teams)).size).toBe(5)
  for (const team of TEAMS) expect(pickStudyPrompts([team])[0]?.teams).toContain(team)
  const boxes = ofForm(tasksOf(settings()), 'box')
  expect(boxes).toHaveLength(35)
  expect(new Set(boxes.flatMap(({ dimensions }) => dimensions)).size).toBe(6)
})

test('[P5] four problems in five hours of the algorithm weeks; graph, tree, heap and interval come first', () => {
  const problems = ofForm(tasksOf(settings({ hoursPerWeek: 10 })), 'problem')
  expect(problems).toHaveLength(16)
  expect(problems.slice(0, 4).map(({ id }) => id)).toEqual(['problem.graph.1', 'problem.tree.1', 'problem.heap.1', 'problem.interval.1'])
  expect(ofForm(tasksOf(settings({ weeks: 4, hoursPerWeek: 5 })), 'problem')).toHaveLength(4)
  expect(ofForm(tasksOf(settings({ weeks: 4, givesWeek: true })), 'problem')).toEqual([])
})

test('[P6] six stories told twice each, three mocks to watch, a full round of design, manager and culture', () => {
  const tasks = tasksOf(settings())
  expect(ofForm(tasks, 'story').map(({ id }) => id)).toEqual(['story.project.1', 'story.project.2', 'story.project.3', 'story.friction.1', 'story.friction.2', 'story.failure.1'])
  expect(ofForm(tasks, 'telling')).toHaveLength(12)
  expect(ofForm(tasks, 'watching')).toHaveLength(3)
  expect(ofForm(tasks, 'round').filter(({ phase }) => phase === 'stories').map(({ kind }) => kind)).toEqual(['sd', 'hm', 'culture'])
  expect(new Set(tasks.map(({ id }) => id)).size).toBe(tasks.length)
})
