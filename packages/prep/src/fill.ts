import { phaseByWeek } from './phases.ts'
import type { PhaseId } from './phases.ts'
import type { Score } from './score.ts'
import type { PlanShape, PrepTask } from './tasks.ts'

/** A task with what it is worth in the week it is weighed for. */
export interface Weighed {
  readonly task: PrepTask
  readonly score: Score
}

/** A task in its week, on a day of it counted from 0. */
export interface Placed extends Weighed {
  readonly day: number
}

const DAYS = 7
/** The last days of a plan hold light repeats only. (domain.md 8) */
export const LIGHT_DAYS = 3
const LIGHT_MINUTES_A_DAY = 45
const CODING_SHARE = 0.4

/** What a week may hold, and where it lies. */
export interface WeekFrame {
  /** Counted from 1. */
  readonly number: number
  readonly phase: PhaseId
  readonly minutes: number
  /** Days for tasks; the rest of the week is for light repeats. */
  readonly days: number
  readonly lightMinutes: number
}

/** The weeks of a plan with their minutes; the last one ends in light days. */
export const framesOf = ({ weeks, hoursPerWeek, givesWeek }: PlanShape): readonly WeekFrame[] =>
  phaseByWeek(weeks, givesWeek).map((phase, index) => {
    const days = index + 1 === weeks ? DAYS - LIGHT_DAYS : DAYS
    const minutes = Math.floor((hoursPerWeek * 60 * days) / DAYS)
    return { number: index + 1, phase, minutes, days, lightMinutes: Math.min(hoursPerWeek * 60 - minutes, LIGHT_MINUTES_A_DAY * (DAYS - days)) }
  })

/** Minutes of problems that may stand outside the algorithm weeks: what those weeks leave of 40 % of the whole plan. (domain.md 8) */
export const codingOutside = ({ weeks, hoursPerWeek, givesWeek }: PlanShape): number => {
  const own = phaseByWeek(weeks, givesWeek).filter(phase => phase === 'algorithms').length
  return Math.max(0, Math.floor((CODING_SHARE * weeks - own) * hoursPerWeek * 60))
}

/** Whether a task counts as coding: watching somebody else's mock does not. */
export const isCoding = (task: PrepTask): boolean => task.form === 'problem'

const bestFirst = (weighed: readonly Weighed[]): readonly Weighed[] => weighed.toSorted((left, right) => right.score.total - left.score.total)

const inOrder = ({ number, phase }: WeekFrame, pool: readonly Weighed[]): readonly Weighed[] => {
  const ready = pool.filter(({ task }) => (task.firstInWeek ?? 1) <= number && task.form !== 'repeat')
  const own = ready.filter(({ task }) => task.phase === phase)
  return [
    ...own.filter(({ task }) => task.firstInWeek !== undefined), ...bestFirst(own.filter(({ task }) => task.firstInWeek === undefined)),
    ...bestFirst(ready.filter(({ task }) => task.phase !== phase)),
  ]
}

/** What a week is filled with: what already fills it, the pool it may take from, and what stands or is done before it. */
export interface Filling {
  readonly frame: WeekFrame
  readonly pool: readonly Weighed[]
  readonly before: ReadonlySet<string>
  /** Done in this week before it is filled: it keeps its place and its minutes. */
  readonly kept: readonly Weighed[]
  /** Minutes of problems that may still be planned in a week of another phase. */
  readonly coding: number
}

const spread = (chosen: readonly Weighed[], minutes: number, from: number, days: number): readonly Placed[] => {
  let taken = 0
  return chosen.map(weighed => {
    const day = from + Math.min(days - 1, Math.floor((taken * days) / Math.max(1, minutes)))
    taken += weighed.task.minutes
    return { ...weighed, day }
  })
}

const minutesOf = (weighed: readonly Weighed[]): number => weighed.reduce((sum, { task }) => sum + task.minutes, 0)

/** Takes what fits, in order, until the minutes are used up. */
const takeGreedily = (ordered: readonly Weighed[], { before, frame, coding }: Filling, minutes: number): readonly Weighed[] => {
  const chosen: Weighed[] = []
  let left = minutes
  let codingLeft = frame.phase === 'algorithms' ? Number.POSITIVE_INFINITY : coding
  for (const weighed of ordered) {
    const { task } = weighed
    const isFollowing = task.after === undefined || before.has(task.after) || chosen.some(each => each.task.id === task.after)
    if (!isFollowing || task.minutes > left || (isCoding(task) && task.minutes > codingLeft)) continue
    chosen.push(weighed)
    left -= task.minutes
    if (isCoding(task)) codingLeft -= task.minutes
  }
  return chosen
}

/** One week, filled greedily: reading first, its own phase before the others, the highest score first; light repeats on the last days. */
export const fillWeek = (filling: Filling): readonly Placed[] => {
  const { frame, pool, kept } = filling
  const ordinary = kept.filter(({ task }) => task.form !== 'repeat')
  const chosen = [...ordinary, ...takeGreedily(inOrder(frame, pool), filling, frame.minutes - minutesOf(ordinary))]
  const keptLight = kept.filter(({ task }) => task.form === 'repeat')
  const light = [...keptLight, ...takeGreedily(bestFirst(pool.filter(({ task }) => task.form === 'repeat')), filling, frame.lightMinutes - minutesOf(keptLight))]
  return [...spread(chosen, frame.minutes, 0, frame.days), ...spread(light, frame.lightMinutes, frame.days, DAYS - frame.days)]
}
