import type { Home } from '@unanimous/protocol'
import { formatShortDay } from '../../platform/dates.ts'
import type { PracticeDay, PracticeWeek } from '../../ui/session-charts.tsx'

type Held = Home['practice'][number]

const WEEKS = 6

const startOfDay = (at: number, daysLater = 0): number => {
  const day = new Date(at)
  day.setHours(0, 0, 0, 0)
  // By the calendar and not by hours: two days a year are longer or shorter.
  day.setDate(day.getDate() + daysLater)
  return day.getTime()
}

const dayOf = (held: readonly Held[], isToday: boolean): PracticeDay => {
  const asCandidate = held.some(each => each.role === 'candidate')
  const asInterviewer = held.some(each => each.role === 'interviewer')
  if (asCandidate && asInterviewer) return 'both'
  if (asCandidate) return 'received'
  if (asInterviewer) return 'gave'
  return isToday ? 'today' : 'none'
}

/** Six weeks from Monday to Sunday in the viewer's zone, this week last. */
export const practiceWeeks = (practice: readonly Held[], now: number): readonly PracticeWeek[] => {
  const sinceMonday = (new Date(now).getDay() + 6) % 7
  return Array.from({ length: WEEKS }, (_, week) => {
    const monday = startOfDay(now, (week - WEEKS + 1) * 7 - sinceMonday)
    const newMonth = week === 0 || new Date(monday).getDate() <= 7
    const days = Array.from({ length: 7 }, (_, weekday) => {
      const from = startOfDay(monday, weekday)
      const until = startOfDay(monday, weekday + 1)
      return dayOf(practice.filter(({ at }) => at >= from && at < until), now >= from && now < until)
    })
    return { monday: newMonth ? formatShortDay(monday) : String(new Date(monday).getDate()), days }
  })
}
