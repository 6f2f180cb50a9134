import { expect, test } from 'vitest'
import { createSecondsCounter } from './seconds-counter.ts'

test('seconds with their tenths of speech and their keys, in stretches without a gap', () => {
  const counter = createSecondsCounter()
  counter.heard(3, 31, 31)
  counter.heard(4, 15, 0)
  counter.heard(4, 16, 8)
  counter.typed(4)
  counter.heard(7, 31, 0)
  expect(counter.take(7)).toEqual([{ fromS: 3, spoke: 'a3', typed: '01' }])
  expect(counter.take(8)).toEqual([{ fromS: 7, spoke: '0', typed: '0' }])
  expect(counter.take(99)).toEqual([])
})

test('a second that was hardly heard is not counted, keys or not', () => {
  const counter = createSecondsCounter()
  counter.heard(1, 19, 19)
  counter.typed(1)
  counter.typed(2)
  expect(counter.take(9)).toEqual([])
})

test('a long wait is told in stretches of a minute', () => {
  const counter = createSecondsCounter()
  for (let second = 0; second < 130; second++) counter.heard(second, 31, 0)
  expect(counter.take(130).map(({ fromS, spoke }) => [fromS, spoke.length])).toEqual([[0, 60], [60, 60], [120, 10]])
})
