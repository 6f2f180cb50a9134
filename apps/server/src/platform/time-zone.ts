import { instant, type Instant } from '@unanimous/kernel'

const dayMs = 24 * 3_600_000

export const isTimeZone = (zone: string): boolean => {
  try {
    return Boolean(Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}

/** What a clock on the wall shows there, read as if it were UTC. */
const wallClock = (zone: string, at: number): number => {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find(each => each.type === type)?.value)
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'))
}

const isoDay = (utcMs: number): string => new Date(utcMs).toISOString().slice(0, 10)

/** The day it is there, as 2026-04-14. */
export const dayIn = (zone: string, at: Instant): string => isoDay(wallClock(zone, at))

/** The day so many days later; fewer when negative. */
export const daysAfter = (day: string, days: number): string => isoDay(Date.parse(`${day}T00:00:00Z`) + days * dayMs)

/** When that day begins there. Where clocks skip midnight, it is the hour they skip to. */
export const midnightIn = (zone: string, day: string): Instant => {
  const wall = Date.parse(`${day}T00:00:00Z`)
  const guess = wall - (wallClock(zone, wall) - wall)
  return instant(wall - (wallClock(zone, guess) - guess))
}
