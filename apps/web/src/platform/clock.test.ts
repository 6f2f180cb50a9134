import { expect, test } from 'vitest'
import { createServerClock, formatMmSs, formatMSs } from './clock.ts'

test('the server clock is the local one moved by half of the shortest way there and back', () => {
  let local = 1_000
  const clock = createServerClock(() => local)
  clock.observe({ sentMs: 1_000, serverMs: 5_100, receivedMs: 1_200 })
  expect(clock.offsetMs()).toBe(4_000)
  clock.observe({ sentMs: 1_300, serverMs: 6_300, receivedMs: 2_300 })
  expect(clock.offsetMs()).toBe(4_000)
  clock.observe({ sentMs: 2_400, serverMs: 6_410, receivedMs: 2_420 })
  expect(clock.offsetMs()).toBe(4_000)
  local = 3_000
  expect(clock.now()).toBe(7_000)
})

test('after ten minutes a slower sample replaces a faster one', () => {
  const clock = createServerClock(() => 0)
  clock.observe({ sentMs: 0, serverMs: 100, receivedMs: 20 })
  clock.observe({ sentMs: 600_000, serverMs: 600_350, receivedMs: 600_100 })
  expect(clock.offsetMs()).toBe(300)
})

test('a clock that was set is followed at once', () => {
  const clock = createServerClock(() => 0)
  clock.observe({ sentMs: 0, serverMs: 100, receivedMs: 20 })
  clock.observe({ sentMs: 1_000, serverMs: 1_801_150, receivedMs: 1_100 })
  expect(clock.offsetMs()).toBe(1_800_100)
})

test('a pushed time counts only where it is more than two seconds away, and any answer is better', () => {
  const clock = createServerClock(() => 10_000)
  clock.observe({ sentMs: 9_900, serverMs: 10_000, receivedMs: 10_000 })
  clock.observePush(11_900)
  expect(clock.offsetMs()).toBe(50)
  clock.observePush(15_000)
  expect(clock.offsetMs()).toBe(5_000)
  clock.observe({ sentMs: 9_000, serverMs: 14_800, receivedMs: 10_000 })
  expect(clock.offsetMs()).toBe(5_300)
})

test('times in a round are minutes and seconds, and never negative', () => {
  expect(formatMmSs(186_900)).toBe('03:06')
  expect(formatMmSs(3_725_000)).toBe('62:05')
  expect(formatMSs(84_000)).toBe('1:24')
  expect(formatMSs(-5)).toBe('0:00')
})
