import { serverClock } from './clock.ts'

/** How dates and hours are written: `Tue 14 Apr`, 24 h. The zone is the viewer's unless another is named. */

const LOCALE = 'en-GB'
const formats = new Map<string, Intl.DateTimeFormat>()

// Building a format costs a hundred times its use.
const formatOf = (options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat => {
  const key = JSON.stringify(options)
  const known = formats.get(key) ?? new Intl.DateTimeFormat(LOCALE, options)
  formats.set(key, known)
  return known
}
const zoned = (options: Intl.DateTimeFormatOptions, zone?: string): Intl.DateTimeFormat =>
  formatOf(zone ? { ...options, timeZone: zone } : options)

const partsOf = (format: Intl.DateTimeFormat, at: number) => {
  const parts = format.formatToParts(at)
  return (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? ''
}

const monthOf = (month: string): string => (month === 'Sept' ? 'Sep' : month)

/** `Tue 14 Apr`; with the year when it is another than now's. */
export const formatDay = (at: number, zone?: string, now: number = serverClock.now()): string => {
  const part = partsOf(zoned({ weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }, zone), at)
  const thisYear = partsOf(zoned({ year: 'numeric' }, zone), now)('year')
  const year = part('year') === thisYear ? '' : ` ${part('year')}`
  return `${part('weekday')} ${part('day')} ${monthOf(part('month'))}${year}`
}

/** `14 Apr`, for columns. */
export const formatShortDay = (at: number, zone?: string): string => {
  const part = partsOf(zoned({ day: 'numeric', month: 'short' }, zone), at)
  return `${part('day')} ${monthOf(part('month'))}`
}

/** `19:30`. */
export const formatTime = (at: number, zone?: string): string =>
  zoned({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, zone).format(at)

/** The viewer's IANA zone. */
export const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone

/** Whole days between two instants by the calendar of a zone: 0 today, 1 tomorrow, -1 yesterday. */
export const daysApart = (from: number, to: number, zone?: string): number => {
  const dayOf = (at: number): number => {
    const part = partsOf(zoned({ year: 'numeric', month: '2-digit', day: '2-digit' }, zone), at)
    return Date.UTC(Number(part('year')), Number(part('month')) - 1, Number(part('day')))
  }
  return Math.round((dayOf(to) - dayOf(from)) / 86_400_000)
}
