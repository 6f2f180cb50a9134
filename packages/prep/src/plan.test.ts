import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instant } from '@unanimous/kernel'
import { codingOutside, designDone, framesOf, isCoding, meansAt, planOf, scoreOf, tasksOf, TEAMS } from './index.ts'
import type { Plan, PrepTask, Standing } from './index.ts'
import { day, idsOf, lived, received, settings, START, story, ticked } from './fixtures/plans.ts'

const standing = (change: Partial<Standing> = {}): Standing => ({ at: START, means: {}, practised: new Map(), teams: [], ...change })
const taskNamed = (id: string, change = {}): PrepTask => tasksOf(settings(change)).find(task => task.id === id) as PrepTask
const week = (plan: Plan, number: number) => plan.weeks[number - 1]
const minutesIn = (plan: Plan, isWanted: (task: PrepTask) => boolean) =>
  plan.weeks.map(({ tasks }) => tasks.filter(({ task }) => isWanted(task)).reduce((sum, { task }) => sum + task.minutes, 0))

const anyShape = fc.record({
  weeks: fc.constantFrom(4, 5, 6), hoursPerWeek: fc.integer({ min: 2, max: 40 }), givesWeek: fc.boolean(), teams: fc.subarray([...TEAMS]),
})

test('[P7] a score adds what is lacking by the weight of the round, 2 when rusty and 1 for the job, worked by hand', () => {
  const failover = taskNamed('box.warm-edge.failover')
  // 3·(3 − 2)·14/14 + 2 + 0
  expect(scoreOf(failover, standing()).total).toBe(5)
  expect(scoreOf(failover, standing({ teams: ['streaming-infra'] })).total).toBe(6)
  // 3·(3 − 1.4)·14/14 + 0
  expect(scoreOf(failover, standing({ means: { 'sd.failover': 1.4 }, practised: new Map([['sd.failover', START]]) })).total).toBeCloseTo(4.8)
  expect(scoreOf(failover, standing({ means: { 'sd.failover': 3.6 } }))).toEqual({ total: 2, lacking: 0, rusty: 2, forJob: 0 })
  // 3·(3 − 2.5)·10/14 + 2: the weaker of candor 3 and judgement 2.5
  expect(scoreOf(taskNamed('story.friction.1'), standing({ means: { 'culture.candor': 3, 'culture.judgement_ambiguity': 2.5 } })).total).toBeCloseTo(2 + 15 / 14)
  // 3·1·4/14 + 2
  expect(scoreOf(taskNamed('problem.graph.1'), standing()).total).toBeCloseTo(2 + 12 / 14)
})

test('[P7] a dimension is rusty once fourteen days have passed', () => {
  const failover = taskNamed('box.warm-edge.failover')
  const rustyAfter = (ms: number) => scoreOf(failover, standing({ practised: new Map([['sd.failover', instant(START - ms)]]) })).rusty
  expect(rustyAfter(14 * 24 * 3_600_000 - 1)).toBe(0)
  expect(rustyAfter(14 * 24 * 3_600_000)).toBe(2)
})

test('[P8] a mean is read off rounds opened by then and only where three ratings by two people suffice; else it counts 2', () => {
  const rounds = [1, 2, 3].map(number => received(number, { ratings: { 'sd.failover': 1 } }))
  expect(meansAt(rounds, day(0))).toEqual({ 'sd.failover': 1 })
  expect(meansAt(rounds.slice(1), day(0))).toEqual({})
  expect(meansAt(rounds.map(round => ({ ...round, rater: 'one' })), day(0))).toEqual({})
  expect(meansAt(rounds.map((round, index) => ({ ...round, openedAt: day(index) })), day(1))).toEqual({})
  expect(week(planOf(settings(), lived({ received: rounds }), START), 1)?.tasks.find(({ task }) => task.id === 'box.warm-edge.failover')?.score).toMatchObject({ lacking: 6 })
})

test('[P3 P9] the first week reads two posts, then fills with what scores highest, and never over its hours', () => {
  const plan = planOf(settings({ teams: ['ads'] }), lived(), START)
  expect(idsOf(week(plan, 1)).slice(0, 3)).toEqual(['post.1', 'post.2', 'box.seen-enough.scope'])
  // 600 minutes: two posts of 45 and seventeen boxes of 30
  expect(week(plan, 1)?.tasks).toHaveLength(19)
  expect(idsOf(week(plan, 2)).slice(0, 2)).toEqual(['post.3', 'mock.sd'])
})

test('[P9] what is lacking more comes before what is lacking less, whatever the order of the list', () => {
  const rounds = [1, 2, 3].map(number => received(number, { ratings: { 'sd.cost': 1, 'sd.scoping': 3 }, kind: 'sd' }))
  const [first] = idsOf(week(planOf(settings({ hoursPerWeek: 4 }), lived({ received: rounds }), START), 1)).filter(id => id.startsWith('box'))
  expect(first).toBe('box.warm-edge.cost')
})

test('[P9] a week holds its own phase before the others, and takes from the others what still fits', () => {
  const plan = planOf(settings({ hoursPerWeek: 30 }), lived(), START)
  const [first = 0] = (week(plan, 1)?.tasks ?? []).flatMap(({ task }, index) => (task.phase === 'design' ? [] : [index]))
  expect(first).toBeGreaterThan(0)
  expect(week(plan, 1)?.tasks.slice(0, first).every(({ task }) => task.phase === 'design')).toBe(true)
  expect(week(planOf(settings(), lived(), START), 3)?.tasks.every(({ task }) => task.phase === 'algorithms')).toBe(true)
})

test('[P9 P10 P11 P14] whatever the shape: no week over its hours, coding within its share, the last days light, nothing twice', () => {
  fc.assert(fc.property(anyShape, shape => {
    const plan = planOf(settings(shape), lived(), START)
    const frames = framesOf(shape)
    const outside = plan.weeks.filter(({ phase }) => phase !== 'algorithms').flatMap(({ tasks }) => tasks).filter(({ task }) => isCoding(task))
    expect(outside.length * 75).toBeLessThanOrEqual(codingOutside(shape))
    minutesIn(plan, ({ form }) => form !== 'repeat').forEach((minutes, index) => expect(minutes).toBeLessThanOrEqual(frames[index]?.minutes ?? 0))
    plan.weeks.forEach(({ number, tasks }) => tasks.forEach(({ task, day: on }) => {
      expect(task.form === 'repeat').toBe(number === shape.weeks && on >= 4)
      expect(on).toBeLessThan(7)
    }))
    const all = plan.weeks.flatMap(idsOf)
    expect(new Set(all).size).toBe(all.length)
  }))
})

test('[P10] coding takes 40 % of the whole plan at most; the algorithm weeks are theirs, the rest is what they leave', () => {
  // 40 % of 60 h is 24 h, of which the two algorithm weeks take 20
  expect(codingOutside(settings())).toBe(4 * 60)
  expect(codingOutside(settings({ weeks: 5 }))).toBe(0)
  expect(codingOutside(settings({ weeks: 4 }))).toBe(6 * 60)
  const missedAll = planOf(settings(), lived(), day(28))
  expect(minutesIn(missedAll, isCoding).slice(4).reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(4 * 60)
  expect(minutesIn(missedAll, isCoding)[2]).toBe(600)
})

test('[P11] the last three days hold light repeats, at most three quarters of an hour a day', () => {
  const last = week(planOf(settings(), lived(), START), 6)
  expect(last?.minutes).toBe(Math.floor((600 * 4) / 7))
  const light = last?.tasks.filter(({ task }) => task.form === 'repeat') ?? []
  expect([4, 5, 6].map(on => light.filter(each => each.day === on).length)).toEqual([3, 3, 3])
  expect(last?.tasks.filter(({ task }) => task.form !== 'repeat').every(({ day: on }) => on < 4)).toBe(true)
})

test('[P12] two missed tasks drop the one of lowest score, the others come back, and the hours stay', () => {
  const shape = settings({ hoursPerWeek: 3, teams: ['ads'] })
  const before = idsOf(week(planOf(shape, lived(), START), 1))
  expect(before).toEqual(['post.1', 'post.2', 'box.seen-enough.scope', 'box.seen-enough.stores', 'box.seen-enough.failover'])
  const missedTwo = planOf(shape, lived({ ticks: ticked(day(2), 'post.1', 'post.2', 'box.seen-enough.scope') }), day(7))
  expect(missedTwo.dropped.map(({ id }) => id)).toEqual(['box.seen-enough.failover'])
  expect(idsOf(week(missedTwo, 1))).toEqual(before)
  expect(minutesIn(missedTwo, () => true)[1]).toBeLessThanOrEqual(180)
  const ahead = [...missedTwo.weeks.slice(1).flatMap(idsOf), ...missedTwo.unplaced.map(({ id }) => id)]
  expect(ahead).toContain('box.seen-enough.stores')
  expect(ahead).not.toContain('box.seen-enough.failover')
  const missedOne = planOf(shape, lived({ ticks: ticked(day(2), ...before.slice(0, 4)) }), day(7))
  expect(missedOne.dropped).toEqual([])
  expect(missedOne.weeks.slice(1).flatMap(idsOf)).toContain('box.seen-enough.failover')
})

test('[P12] nothing is missed before its week is over', () => {
  expect(planOf(settings(), lived(), instant(day(7) - 1)).dropped).toEqual([])
  expect(planOf(settings(), lived(), day(7)).dropped).toHaveLength(1)
})

test('[P13] the running week stays as its start planned it, until it is planned anew; coming weeks are planned as things are now', () => {
  const weak = [1, 2, 3].map(number => received(number, { kind: 'deep', ratings: { 'sd.cost': 1 }, heldAt: day(number), openedAt: day(number) }))
  const during = lived({ received: weak })
  const untouched = planOf(settings({ hoursPerWeek: 4 }), during, day(4))
  expect(idsOf(week(untouched, 1))).toEqual(idsOf(week(planOf(settings({ hoursPerWeek: 4 }), lived(), START), 1)))
  expect(idsOf(week(untouched, 2)).filter(id => id.startsWith('box'))[0]).toMatch(/cost$/)
  const anew = planOf(settings({ hoursPerWeek: 4, replannedAt: [day(4)] }), during, day(4))
  expect(idsOf(week(anew, 1)).filter(id => id.startsWith('box'))[0]).toMatch(/cost$/)
  const later = planOf(settings({ hoursPerWeek: 4, replannedAt: [day(4)] }), during, day(20))
  expect(idsOf(week(later, 1))).toEqual(idsOf(week(anew, 1)))
})

test('[P13] planned anew in mid week, what was done keeps its place and its minutes', () => {
  const ticks = ticked(day(1), 'post.1', 'box.warm-edge.scope')
  const anew = planOf(settings({ hoursPerWeek: 3, replannedAt: [day(2)] }), lived({ ticks }), day(2))
  expect(idsOf(week(anew, 1)).slice(0, 2)).toEqual(['post.1', 'box.warm-edge.scope'])
  expect(minutesIn(anew, () => true)[0]).toBeLessThanOrEqual(180)
})

test('[P14] what is done ahead of its week stands in the week it was done and in no later one', () => {
  const ahead = planOf(settings(), lived({ ticks: ticked(day(1), 'problem.graph.1') }), day(2))
  expect(week(ahead, 1)?.tasks.find(({ task }) => task.id === 'problem.graph.1')).toMatchObject({ doneAt: day(1), day: 1 })
  expect(ahead.weeks.slice(1).flatMap(idsOf)).not.toContain('problem.graph.1')
  expect(week(planOf(settings(), lived({ ticks: ticked(day(1), 'problem.graph.1') }), day(30)), 1)?.tasks.some(({ task }) => task.id === 'problem.graph.1')).toBe(true)
})

test('[P14] the running week is named, and none is before the first or after the last', () => {
  const currentOn = (days: number) => planOf(settings({ weeks: 4 }), lived(), day(days)).current
  expect([-1, 0, 6, 7, 27, 28].map(currentOn)).toEqual([undefined, 1, 1, 2, 4, undefined])
})

test('[P17] rounds, stories and tellings tick themselves: held since the plan began, written whole, told aloud', () => {
  const doneOf = (change: Parameters<typeof lived>[0]) =>
    planOf(settings(), lived(change), day(30)).weeks.flatMap(({ tasks }) => tasks.flatMap(({ task, doneAt }) => (doneAt === undefined ? [] : [[task.id, doneAt]])))
  const held = received(1, { heldAt: day(1), openedAt: day(2), ratings: { 'sd.failover': 2 } })
  expect(doneOf({ received: [held] })).toEqual([['round.sd', day(2)]])
  expect(doneOf({ received: [{ ...held, ratings: { 'sd.failover': 3 } }] })).toEqual([['mock.sd', day(2)], ['round.sd', day(2)]])
  expect(doneOf({ received: [received(1)] })).toEqual([])
  expect(doneOf({ stories: [story()] })).toEqual([['story.project.1', day(2)], ['telling.project.1.1', day(3)]])
  expect(doneOf({ stories: [story({ counterArgument: '', rehearsals: [] })] })).toEqual([])
  expect(doneOf({ stories: [story({ sort: 'failure', rehearsals: [] })] })).toEqual([['story.failure.1', day(2)]])
})

test('[P18] the design phase is done when all six boxes are answered in words and a peer gave failover a 3', () => {
  const tasks = tasksOf(settings())
  const boxes = ['scope', 'failover', 'resilience', 'observability', 'cost', 'ten-x'].map(box => ({ task: `box.warm-edge.${box}`, at: day(1), words: 'Because of the bill.' }))
  const good = [received(1, { ratings: { 'sd.failover': 3 } })]
  expect(designDone(tasks, lived({ ticks: boxes, received: good })).done).toBe(true)
  expect(designDone(tasks, lived({ ticks: boxes })).done).toBe(false)
  expect(designDone(tasks, lived({ ticks: boxes.slice(1), received: good }))).toMatchObject({ done: false, failover: true, boxes: expect.arrayContaining([{ dimension: 'sd.scoping', answered: false }]) })
  expect(designDone(tasks, lived({ ticks: boxes.map(({ task, at }) => ({ task, at })), received: good })).done).toBe(false)
})

test('[P21] a story is planned before its telling, and a telling never without it', () => {
  fc.assert(fc.property(anyShape, shape => {
    const order = planOf(settings(shape), lived(), START).weeks.flatMap(({ tasks }) => tasks.map(({ task }) => task))
    order.forEach(({ after }, index) => expect(after === undefined || order.findIndex(({ id }) => id === after) < index).toBe(true))
    for (const { after } of order) if (after !== undefined) expect(order.map(({ id }) => id)).toContain(after)
  }))
})
