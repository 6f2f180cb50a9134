import { expect, test } from 'vitest'
import { createFastClock } from './fast-clock.ts'

test('a clock changes its pace without a jump', () => {
  let real = 1_000
  const clock = createFastClock(() => real)
  real += 500
  expect(clock.now()).toBe(1_500)
  clock.setRate(6)
  expect(clock.now()).toBe(1_500)
  real += 1_000
  expect(clock.now()).toBe(7_500)
  clock.setRate(1)
  real += 250
  expect(clock.now()).toBe(7_750)
})
