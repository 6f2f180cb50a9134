import type { Instant } from '@unanimous/kernel'
import type { DimensionId, RoundKind } from '@unanimous/rounds'
import { WEIGHTS } from '@unanimous/verdict'
import type { PrepTask } from './tasks.ts'
import type { Team } from './teams.ts'

/** What a task's score rests on: where its person stands, at an instant. */
export interface Standing {
  readonly at: Instant
  readonly means: Readonly<Partial<Record<DimensionId, number>>>
  readonly practised: ReadonlyMap<DimensionId, Instant>
  readonly teams: readonly Team[]
}

/** A score with the parts it is the sum of, each as it goes in. */
export interface Score {
  readonly total: number
  /** 3 for each point that the weakest dimension lacks to 3, by the weight of the round. */
  readonly lacking: number
  /** 2 when none of its dimensions was practised for fourteen days. */
  readonly rusty: number
  /** 1 when it speaks of a team of the job. */
  readonly forJob: number
}

/** What a dimension counts as while nobody has rated it enough. (domain.md 8) */
export const UNKNOWN_MEAN = 2
const BAR = 3
const RUSTY_AFTER_MS = 14 * 24 * 60 * 60_000

/** Of a kind that two seats share, or that no seat holds and codes, a coding seat's. */
const weightOf = (kind: RoundKind): number => (kind === 'recruiter' ? 0 : WEIGHTS[kind === 'coding' || kind === 'extension' ? 'coding1' : kind])

/** Which of a task's dimensions is the weakest, unknown ones counting 2. */
export const weakestOf = ({ dimensions }: PrepTask, means: Standing['means']): { readonly dimension?: DimensionId; readonly mean: number } =>
  dimensions.map(dimension => ({ dimension, mean: means[dimension] ?? UNKNOWN_MEAN })).reduce<{ dimension?: DimensionId; mean: number }>(
    (weakest, each) => (weakest.dimension === undefined || each.mean < weakest.mean ? each : weakest), { mean: UNKNOWN_MEAN }
  )

/** How much a task is worth at an instant. (domain.md 8) */
export const scoreOf = (task: PrepTask, { at, means, practised, teams }: Standing): Score => {
  const lacking = (3 * Math.max(0, BAR - weakestOf(task, means).mean) * weightOf(task.kind)) / WEIGHTS.sd
  const isFresh = task.dimensions.some(dimension => at - (practised.get(dimension) ?? Number.NEGATIVE_INFINITY) < RUSTY_AFTER_MS)
  const rusty = isFresh ? 0 : 2
  const forJob = task.teams.some(team => teams.includes(team)) ? 1 : 0
  return { total: lacking + rusty + forJob, lacking, rusty, forJob }
}
