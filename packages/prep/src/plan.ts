import { instant } from '@unanimous/kernel'
import type { Instant } from '@unanimous/kernel'
import type { DimensionId } from '@unanimous/rounds'
import { dimensionHistories } from '@unanimous/verdict'
import { codingOutside, fillWeek, framesOf, isCoding } from './fill.ts'
import type { Placed, WeekFrame, Weighed } from './fill.ts'
import { doneAt, lastPractised } from './lived.ts'
import type { Lived, ReceivedRound } from './lived.ts'
import { scoreOf } from './score.ts'
import type { Standing } from './score.ts'
import { tasksOf } from './tasks.ts'
import type { PlanShape, PrepTask } from './tasks.ts'

/** A plan as its person set it up. */
export interface PlanSettings extends PlanShape {
  /** Midnight of the first day where the person is; a week is seven days of 24 hours from here. */
  readonly startsAt: Instant
  /** When they asked for the running week to be planned anew, oldest first. */
  readonly replannedAt: readonly Instant[]
}

/** A task of a week; `doneAt` once it is done. */
export interface PlannedTask extends Placed {
  readonly doneAt?: Instant
}

/** A week of a plan. Past weeks stand as they were planned, coming ones as they look now. */
export interface PlannedWeek extends WeekFrame {
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly tasks: readonly PlannedTask[]
}

/** A plan with all its weeks. */
export interface Plan {
  readonly weeks: readonly PlannedWeek[]
  /** The week that runs, counted from 1; none before the first and after the last. */
  readonly current?: number
  /** Given up because two tasks or more of a week were missed. */
  readonly dropped: readonly PrepTask[]
  /** What no week has room for. */
  readonly unplaced: readonly PrepTask[]
  /** Where the person stands now. */
  readonly standing: Standing
}

const WEEK_MS = 7 * 24 * 60 * 60_000
/** From so many missed tasks of a week on, the one of lowest score is dropped. (domain.md 8) */
const MISSED_TO_DROP = 2

/** Dimension means as they could be read at an instant: of rounds opened by then, and only where the sample suffices. */
export const meansAt = (received: readonly ReceivedRound[], at: Instant): Standing['means'] => {
  const opened = received.filter(({ openedAt }) => openedAt <= at).toSorted((left, right) => left.heldAt - right.heldAt)
  const means: Partial<Record<DimensionId, number>> = {}
  for (const { dimension, mean } of dimensionHistories(opened)) if (mean.value !== undefined) means[dimension] = mean.value
  return means
}

/** What every week is planned from. */
interface World {
  readonly settings: PlanSettings
  readonly lived: Lived
  readonly now: Instant
  readonly tasks: readonly PrepTask[]
  readonly done: ReadonlyMap<string, Instant>
}

/** What is settled when a week's turn comes. */
interface Settled {
  readonly weeks: readonly PlannedWeek[]
  readonly dropped: readonly PrepTask[]
  /** Tasks that a running or coming week holds already. */
  readonly held: ReadonlySet<string>
  readonly coding: number
}

const standingAt = ({ settings, lived, tasks, done }: World, at: Instant): Standing => ({
  at, means: meansAt(lived.received, at), practised: lastPractised(tasks, done, lived, at), teams: settings.teams,
})

/** The instant a week is planned at: when it was last asked for, else its start; a coming one is planned as things are now. */
const plannedAt = ({ settings, now }: World, startsAt: Instant, endsAt: Instant): Instant => {
  if (startsAt > now) return now
  return settings.replannedAt.findLast(at => at >= startsAt && at < endsAt && at <= now) ?? startsAt
}

const missedIn = ({ done, now }: World, week: PlannedWeek): readonly Placed[] =>
  week.endsAt > now ? [] : week.tasks.filter(({ task }) => (done.get(task.id) ?? week.endsAt) >= week.endsAt)

const lowest = (missed: readonly Placed[]): PrepTask | undefined =>
  missed.reduce<Placed | undefined>((least, each) => (least === undefined || each.score.total <= least.score.total ? each : least), undefined)?.task

const planWeek = (world: World, settled: Settled, frame: WeekFrame): Settled => {
  const { settings, now, tasks, done } = world
  const startsAt = instant(settings.startsAt + (frame.number - 1) * WEEK_MS)
  const endsAt = instant(startsAt + WEEK_MS)
  const at = plannedAt(world, startsAt, endsAt)
  const standing = standingAt(world, at)
  const weigh = (task: PrepTask): Weighed => ({ task, score: scoreOf(task, standing) })
  const doneIn = (from: number, to: number) => tasks.filter(({ id }) => {
    const when = done.get(id)
    return when !== undefined && when >= from && when < to
  })
  const earlier = new Set([...doneIn(Number.NEGATIVE_INFINITY, startsAt).map(({ id }) => id), ...settled.held])
  const kept = doneIn(startsAt, at).filter(({ id }) => !earlier.has(id))
  const isFree = ({ id }: PrepTask) => !earlier.has(id) && !kept.some(task => task.id === id) && !settled.dropped.some(task => task.id === id)
  const placed = fillWeek({ frame, pool: tasks.filter(isFree).map(weigh), before: earlier, kept: kept.map(weigh), coding: settled.coding })
  // Done in this week though no week asked for it yet.
  const extra = doneIn(startsAt, endsAt).filter(({ id }) => !earlier.has(id) && !placed.some(({ task }) => task.id === id))
    .map((task): Placed => ({ ...weigh(task), day: Math.floor(((done.get(task.id) ?? startsAt) - startsAt) / (WEEK_MS / 7)) }))
  const week: PlannedWeek = {
    ...frame, startsAt, endsAt, tasks: [...placed, ...extra].map(each => {
      const when = done.get(each.task.id)
      return when === undefined ? each : { ...each, doneAt: when }
    }),
  }
  const missed = missedIn(world, week)
  const drop = missed.length >= MISSED_TO_DROP ? lowest(missed) : undefined
  const coding = placed.filter(({ task }) => isCoding(task)).reduce((sum, { task }) => sum + task.minutes, 0)
  return {
    weeks: [...settled.weeks, week], dropped: drop === undefined ? settled.dropped : [...settled.dropped, drop],
    held: endsAt > now ? new Set([...settled.held, ...week.tasks.map(({ task }) => task.id)]) : settled.held,
    coding: frame.phase === 'algorithms' ? settled.coding : Math.max(0, settled.coding - coding),
  }
}

/**
 * The whole plan as it stands at an instant, from its settings and what was lived. Nothing of it is stored: a past week comes
 * out as it was planned then, the running week stays as it was at its start or when it was planned anew. (domain.md 8)
 */
export const planOf = (settings: PlanSettings, lived: Lived, now: Instant): Plan => {
  const tasks = tasksOf(settings)
  const done = doneAt(tasks, lived, settings.startsAt)
  const world: World = { settings, lived, now, tasks, done }
  const start: Settled = { weeks: [], dropped: [], held: new Set(), coding: codingOutside(settings) }
  const { weeks, dropped } = framesOf(settings).reduce((settled, frame) => planWeek(world, settled, frame), start)
  const current = weeks.find(({ startsAt, endsAt }) => startsAt <= now && now < endsAt)?.number
  const isPlaced = new Set(weeks.filter(({ endsAt }) => endsAt > now).flatMap(week => week.tasks.map(({ task }) => task.id)))
  return {
    weeks, dropped, standing: standingAt(world, now), ...(current !== undefined && { current }),
    unplaced: tasks.filter(({ id }) => !isPlaced.has(id) && !done.has(id) && !dropped.some(task => task.id === id)),
  }
}
