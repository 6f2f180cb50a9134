import { instant } from '@unanimous/kernel'
import { describe, expect, it } from 'vitest'
import { dayIn, daysAfter, isTimeZone, midnightIn } from './time-zone.ts'

describe('a time zone', () => {
  it('has its own day', () => {
    const at = instant(Date.UTC(2026, 3, 14, 23, 30))
    expect([dayIn('UTC', at), dayIn('Asia/Tokyo', at), dayIn('America/Los_Angeles', at)]).toEqual(['2026-04-14', '2026-04-15', '2026-04-14'])
  })

  it('begins its day at its own midnight, in the weeks when clocks change too', () => {
    const iso = (zone: string, day: string) => new Date(midnightIn(zone, day)).toISOString()
    expect(iso('UTC', '2026-04-14')).toBe('2026-04-14T00:00:00.000Z')
    expect(iso('Europe/Berlin', '2026-03-29')).toBe('2026-03-28T23:00:00.000Z')
    expect(iso('Europe/Berlin', '2026-03-30')).toBe('2026-03-29T22:00:00.000Z')
    expect(iso('America/New_York', '2026-11-01')).toBe('2026-11-01T04:00:00.000Z')
    expect(iso('Asia/Kathmandu', '2026-01-01')).toBe('2025-12-31T18:15:00.000Z')
  })

  it('is known or not', () => {
    expect([isTimeZone('Europe/Berlin'), isTimeZone('Europe/Nowhere'), isTimeZone('')]).toEqual([true, false, false])
  })

  it('counts days over months and years', () => {
    expect([daysAfter('2026-12-31', 1), daysAfter('2026-03-01', -1), daysAfter('2028-02-28', 1)]).toEqual(['2027-01-01', '2026-02-28', '2028-02-29'])
  })
})
