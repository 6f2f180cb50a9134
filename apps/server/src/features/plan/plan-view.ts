import { instant, type Instant } from '@unanimous/kernel'
import type { schema } from '@unanimous/db'
import type { Plan as PlanView } from '@unanimous/protocol'
import { designDone, nextTask, planOf, tasksOf, type Lived, type Plan, type PlannedTask, type PlannedWeek, type PlanSettings, type PrepTask, type Score, type Team } from '@unanimous/prep'
import type { DimensionId, LoopSeat, RoundKind } from '@unanimous/rounds'
import type { Vote } from '@unanimous/verdict'
import { dayIn } from '../../platform/time-zone.ts'

export type PlanRow = typeof schema.prepPlan.$inferSelect

/** What withholds consent in the person's loop, and where to read it. */
export interface Withheld {
  readonly loop: string
  readonly seat: LoopSeat
  readonly kind: RoundKind
  readonly vote: Vote
  readonly round: string
  readonly by: string
  readonly dimensions: readonly DimensionId[]
}

const dayMs = 24 * 3_600_000

export const toSettings = (row: PlanRow): PlanSettings => ({
  startsAt: instant(row.startsAt), weeks: row.weeks, hoursPerWeek: row.hoursPerWeek, givesWeek: row.givesWeek, teams: row.teams as Team[],
  replannedAt: row.replannedAt.map(instant),
})

/** The day a task of a week is for, where the person is: noon of it, so that a change of clocks moves nothing. */
export const dayOf = (zone: string, week: PlannedWeek, day: number): string => dayIn(zone, instant(week.startsAt + day * dayMs + dayMs / 2))

const toTask = ({ id, form, kind, phase, title, how, minutes, dimensions }: PrepTask) =>
  ({ task: id, form, kind, phase, title, how, minutes, dimensions: [...dimensions] })

const toPlanned = (row: PlanRow, lived: Lived, week: PlannedWeek, { task, score, day, doneAt }: PlannedTask): PlanView['weekList'][number]['tasks'][number] => {
  const tick = lived.ticks.find(each => each.task === task.id)
  return { ...toTask(task), score, on: dayOf(row.timeZone, week, day), doneAt: doneAt ?? null, ticked: tick !== undefined, words: tick?.words ?? null }
}

const toNext = (plan: Plan, withheld: Withheld | undefined): PlanView['next'] => {
  const next = nextTask(plan, withheld)
  if (!next) return null
  const { task, score, week, because } = next
  const about: { readonly dimension: DimensionId | null; readonly mean: number | null } = {
    dimension: because.dimension ?? null, mean: because.dimension === undefined ? null : plan.standing.means[because.dimension] ?? null,
  }
  const veto = because.reason === 'veto' && withheld
    ? { seat: withheld.seat, vote: withheld.vote, round: withheld.round, loop: withheld.loop, by: withheld.by } : null
  return { ...toTask(task), score: score satisfies Score, week: week ?? null, ...about, veto }
}

const toDesign = (settings: PlanSettings, lived: Lived): PlanView['design'] => {
  const { boxes, failover, done } = designDone(tasksOf(settings), lived)
  return { boxes: boxes.map(box => ({ ...box })), failover, done }
}

/** A person's plan as it stands at an instant. */
export const toPlanView = (row: PlanRow, lived: Lived, withheld: Withheld | undefined, now: Instant): PlanView => {
  const settings = toSettings(row)
  const plan = planOf(settings, lived, now)
  return {
    level: row.level, weeks: row.weeks, hoursPerWeek: row.hoursPerWeek, givesWeek: row.givesWeek, teams: row.teams as Team[], interviewOn: row.interviewOn,
    timeZone: row.timeZone, startsAt: row.startsAt, endsAt: plan.weeks.at(-1)?.endsAt ?? row.startsAt, current: plan.current ?? null,
    weekList: plan.weeks.map(week => ({
      number: week.number, phase: week.phase, startsAt: week.startsAt, endsAt: week.endsAt, minutes: week.minutes, lightMinutes: week.lightMinutes,
      tasks: week.tasks.map(each => toPlanned(row, lived, week, each)),
    })),
    dropped: plan.dropped.map(toTask), unplaced: plan.unplaced.filter(({ form }) => form !== 'repeat').length,
    design: toDesign(settings, lived), next: toNext(plan, withheld),
  }
}
