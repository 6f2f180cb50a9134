import { expect, test } from 'vitest'
import { daysApart, formatDay, formatShortDay, formatTime } from './dates.ts'

const at = Date.UTC(2026, 3, 14, 17, 30)

test('a day is written weekday, day, month, without commas, and with the year only when it is another', () => {
  expect(formatDay(at, 'UTC', at)).toBe('Tue 14 Apr')
  expect(formatDay(at, 'UTC', Date.UTC(2027, 0, 1))).toBe('Tue 14 Apr 2026')
  expect(formatShortDay(Date.UTC(2026, 8, 1), 'UTC')).toBe('1 Sep')
})

test('hours are 24 h in the zone that is asked for', () => {
  expect(formatTime(at, 'Europe/Berlin')).toBe('19:30')
  expect(formatTime(Date.UTC(2026, 3, 14, 0, 5), 'UTC')).toBe('00:05')
})

test('days apart go by the calendar, through a change of clocks', () => {
  const eve = Date.UTC(2026, 2, 28, 22, 30)
  expect(daysApart(eve, eve + 3_600_000, 'Europe/Berlin')).toBe(1)
  expect(daysApart(eve, eve + 3_600_000, 'UTC')).toBe(0)
})
