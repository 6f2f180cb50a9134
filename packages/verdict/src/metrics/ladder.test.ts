import { expect, test } from 'vitest'
import { breaksAt, breaksByKind, depthByKind, hintHistory, overruns } from '../index.ts'
import type { AskedFact } from '../index.ts'
import { pastRound } from './fixtures/past-rounds.ts'

const deep = (number: number, depthReached: number, kind: 'coding' | 'sd' = 'coding') => pastRound(number, { kind }, { depthReached })
const asked = (kind: AskedFact['kind'], ...marks: readonly AskedFact['mark'][]): readonly AskedFact[] =>
  marks.map(mark => ({ kind, depth: 3, ...(mark === undefined ? {} : { mark }) }))

test('[M10] depth is the median of the last five rounds of a kind, from three on', () => {
  const [coding, design] = depthByKind([deep(1, 5), deep(2, 1), deep(3, 2, 'sd'), deep(4, 2.5), deep(5, 3), deep(6, 4), deep(7, 0), pastRound(8), deep(9, 3, 'sd')])
  // Of 5 1 2.5 3 4 0 the last five are 0 1 2.5 3 4.
  expect(coding?.recent).toEqual({ n: 5, needs: 3, rounds: ['r2', 'r4', 'r5', 'r6', 'r7'], value: 2.5 })
  expect(coding?.reached.map(each => each.depth)).toEqual([5, 1, 2.5, 3, 4, 0])
  expect(design).toMatchObject({ kind: 'sd', recent: { n: 2 } })
  expect(design?.recent).not.toHaveProperty('value')
})

test('[M11] it breaks at the kind with the highest share of struggles among those answered four times', () => {
  const breaks = breaksByKind([
    pastRound(1, {}, { asked: [...asked('cost', 'nailed', 'nailed', 'struggled'), ...asked('ten_x', 'struggled', 'struggled', 'struggled')] }),
    pastRound(2, {}, { asked: [...asked('cost', 'struggled'), ...asked('because', 'nailed', 'nailed', 'partial', 'nailed')] }),
  ])
  expect(breaks.map(each => [each.kind, each.n, each.struggled, each.value])).toEqual([
    ['cost', 4, 2, 0.5], ['because', 4, 0, 0], ['ten_x', 3, 3, undefined],
  ])
  expect(breaksAt(breaks)).toMatchObject({ kind: 'cost', rounds: ['r1', 'r2'] })
})

test('[M11] scaffolds, skipped and unmarked follow-ups do not count, and nailing everything breaks nowhere', () => {
  const breaks = breaksByKind([
    pastRound(1, {}, { asked: [...asked('scaffold', ...Array<'struggled'>(4).fill('struggled')), ...asked('cost', 'nailed', 'nailed', 'nailed', 'nailed', 'skipped', undefined)] }),
  ])
  expect(breaks.map(each => [each.kind, each.n])).toEqual([['cost', 4]])
  expect(breaksAt(breaks)).toBeUndefined()
})

test('[M12] hint points by round and dimension, with mean and trend where there are enough', () => {
  const helped = (number: number, points: number) => pastRound(number, {}, { hints: { points, byDimension: { 'coding.narration': 1, 'coding.problem_solving': points } } })
  const two = hintHistory([helped(1, 2), pastRound(2, { kind: 'culture' }), helped(3, 4)])
  expect(two.points).toEqual([{ round: 'r1', points: 2 }, { round: 'r3', points: 4 }])
  expect(two.mean).toEqual({ n: 2, needs: 3, rounds: ['r1', 'r3'] })
  expect(two.byDimension).toEqual([{ dimension: 'coding.problem_solving', points: 6 }, { dimension: 'coding.narration', points: 2 }])
  const eight = hintHistory([9, 8, 7, 6, 5, 4, 3, 2].map((points, index) => helped(index, points)))
  expect(eight.mean.value).toBe(5.5)
  expect(eight.trend.value).toMatchObject({ slope: -1, arrow: 'down' })
})

test('[M13] overrun adds up the minutes over the plan and forgives nothing', () => {
  const round = (number: number, actualMinutes: number) =>
    pastRound(number, {}, { stretches: [{ from: 'open', to: 'walk', plannedMs: 30 * 60_000, actualMs: actualMinutes * 60_000 }] })
  expect(overruns([round(1, 33), round(2, 20)])).toEqual([{ kind: 'coding', from: 'open', to: 'walk', n: 2, needs: 3, rounds: ['r1', 'r2'] }])
  // 3 + 0 + 6
  expect(overruns([round(1, 33), round(2, 20), round(3, 36)])[0]?.value).toBe(9)
})
