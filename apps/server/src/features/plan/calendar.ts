import type { Instant } from '@unanimous/kernel'
import { planOf, type Lived, type PrepTask } from '@unanimous/prep'
import { daysAfter } from '../../platform/time-zone.ts'
import { dayOf, toSettings, type PlanRow } from './plan-view.ts'

/** Lines may hold 75 octets; what is longer goes on after a line end and a space. (RFC 5545 3.1) */
const LINE_OCTETS = 75

const folded = (line: string): string => {
  const parts: string[] = []
  let part = ''
  for (const letter of line) {
    if (Buffer.byteLength(part + letter) > LINE_OCTETS - (parts.length === 0 ? 0 : 1)) {
      parts.push(part)
      part = ''
    }
    part += letter
  }
  return [...parts, part].join('\r\n ')
}

const escaped = (text: string): string => text.replace(/[\\;,]/g, each => `\\${each}`).replace(/\n/g, '\\n')
const basicDay = (day: string): string => day.replaceAll('-', '')
const basicInstant = (at: Instant): string => new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')

interface Entry {
  readonly task: PrepTask
  readonly on: string
  readonly cancelled: boolean
}

const entryLines = (row: PlanRow, { task, on, cancelled }: Entry, sequence: number, now: Instant): readonly string[] => [
  'BEGIN:VEVENT', `UID:${task.id}.${row.id}@unanimous`, `DTSTAMP:${basicInstant(now)}`, `SEQUENCE:${sequence}`, `DTSTART;VALUE=DATE:${basicDay(on)}`,
  `DTEND;VALUE=DATE:${basicDay(daysAfter(on, 1))}`, `SUMMARY:${escaped(`${task.title} (${task.minutes} min)`)}`, `DESCRIPTION:${escaped(task.how)}`, 'TRANSP:TRANSPARENT',
  `STATUS:${cancelled ? 'CANCELLED' : 'CONFIRMED'}`, 'END:VEVENT',
]

/**
 * A plan as iCalendar: every task a whole day's entry that takes no time away. An entry keeps its UID whenever it moves, and the
 * sequence grows with every change and with every week that begins; what no week holds any longer is cancelled. (RFC 5545)
 */
export const toCalendar = (row: PlanRow, lived: Lived, now: Instant): string => {
  const settings = toSettings(row)
  const plan = planOf(settings, lived, now)
  const sequence = row.changes + plan.weeks.filter(({ startsAt }) => startsAt <= now).length
  const entries = new Map<string, Entry>()
  // A task that was missed stands in a later week too: the later one counts.
  for (const week of plan.weeks) for (const { task, day } of week.tasks) entries.set(task.id, { task, on: dayOf(row.timeZone, week, day), cancelled: false })
  // An earlier export may hold what stood in the plan when it began; what never stood anywhere has nothing to cancel.
  const begun = planOf({ ...settings, replannedAt: [] }, lived, settings.startsAt)
  const gone = new Set([...plan.dropped, ...plan.unplaced].map(({ id }) => id))
  for (const week of begun.weeks) for (const { task, day } of week.tasks) {
    if (gone.has(task.id) && !entries.has(task.id)) entries.set(task.id, { task, on: dayOf(row.timeZone, week, day), cancelled: true })
  }
  for (const [id, entry] of entries) if (gone.has(id)) entries.set(id, { ...entry, cancelled: true })
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Unanimous//Prep plan//EN', 'CALSCALE:GREGORIAN', 'METHOD:PUBLISH', 'X-WR-CALNAME:Prep plan',
    ...[...entries.values()].flatMap(entry => entryLines(row, entry, sequence, now)), 'END:VCALENDAR',
  ]
  return `${lines.map(folded).join('\r\n')}\r\n`
}
