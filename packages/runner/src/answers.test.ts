import { expect, test } from 'vitest'
import { isSame, judgeCase } from './answers.ts'

const record = (name: string, fields: Record<string, string | number | readonly string[]>) => ({ $name: name, $fields: Object.keys(fields), $values: Object.values(fields) })

test.each([
  [[1, 'a', null], [1, 'a', null]], [{ a: 1, b: [2] }, { b: [2], a: 1 }], [0.1 + 0.2, 0.3], [null, null],
  [{ machines: 2, plan: { a: 1 } }, { $name: 'Bookings', $fields: ['machines', 'plan'], $values: [2, { a: 1 }] }],
  [['tide', 1], record('Session', { title: 'tide', start: 1 })], [{ cues: [], report: [1] }, [[], [1]]], [{ order: ['a'] }, record('Order', { steps: ['a'] })], [{ wrong: 3 }, 3],
])('%o is what %o says', (expected, got) => {
  expect(isSame(expected, got)).toBe(true)
})

test.each([
  [[1], [1, 2]], [[], null], [null, []], [[1], 1], [{ a: 1 }, { a: 1, b: 2 }], [{ a: 1 }, { b: 1 }], ['1', 1], [0, false], [{ cycle: ['a'] }, ['b']], [{ a: null }, {}], [1, 1.001],
])('%o is not %o', (expected, got) => {
  expect(isSame(expected, got)).toBe(false)
})

test('an answer is shown as the pack writes its own; one that cannot be read has failed', () => {
  expect(judgeCase(['a'], { answer: '["a"]' })).toEqual({ got: '["a"]', passed: true })
  expect(judgeCase(1, { error: 'TypeError: no' })).toEqual({ got: 'TypeError: no', passed: false })
  expect(judgeCase(1, { answer: '{' })).toEqual({ got: '?', passed: false })
})
