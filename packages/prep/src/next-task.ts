import type { DimensionId, RoundKind } from '@unanimous/rounds'
import type { PlannedTask, Plan } from './plan.ts'
import { scoreOf, weakestOf } from './score.ts'
import type { Score } from './score.ts'
import type { PrepTask } from './tasks.ts'

/** What withholds consent in the person's loop now: the round, and the dimensions its opened card rated lowest. */
export interface Veto {
  readonly kind: RoundKind
  readonly dimensions: readonly DimensionId[]
}

/** The one thing to do next, with its reason. `week` is missing where no week holds it. */
export interface NextTask {
  readonly task: PrepTask
  readonly score: Score
  readonly week?: number
  readonly because:
    | { readonly reason: 'veto'; readonly kind: RoundKind; readonly dimension?: DimensionId }
    | { readonly reason: 'score'; readonly dimension?: DimensionId; readonly mean: number; readonly isKnown: boolean }
}

interface Candidate {
  readonly task: PrepTask
  readonly score: Score
  readonly week?: number
}

const isTodo = ({ doneAt }: PlannedTask): boolean => doneAt === undefined

/** Everything that may be done now: what the running and coming weeks hold, then what no week has room for. */
const candidatesOf = ({ weeks, unplaced, standing, current }: Plan): readonly Candidate[] => {
  const placed = weeks.filter(({ endsAt }) => endsAt > standing.at).flatMap(({ number, tasks }) => tasks.filter(isTodo).map(({ task }) => ({ task, week: number })))
  const all: readonly Omit<Candidate, 'score'>[] = [...placed, ...unplaced.map(task => ({ task }))]
  const waiting = new Set(all.map(({ task }) => task.id))
  const isNow = ({ task, week }: Omit<Candidate, 'score'>) =>
    (task.after === undefined || !waiting.has(task.after)) && (task.form !== 'repeat' || (week !== undefined && week === current))
  return all.filter(isNow).map(each => ({ ...each, score: scoreOf(each.task, standing) }))
}

const cheapest = (candidates: readonly Candidate[]): Candidate | undefined =>
  candidates.toSorted((left, right) => left.task.minutes - right.task.minutes || right.score.total - left.score.total)[0]

/** The cheapest task that works on what withheld consent: on a dimension rated low first, else on the round. */
const lifting = (veto: Veto, candidates: readonly Candidate[]): NextTask | undefined => {
  const kind = veto.kind === 'deep' ? 'sd' : veto.kind === 'tech' ? 'coding' : veto.kind
  const low = cheapest(candidates.filter(({ task }) => task.dimensions.some(dimension => veto.dimensions.includes(dimension))))
  const found = low ?? cheapest(candidates.filter(({ task }) => task.kind === kind))
  const dimension = low?.task.dimensions.find(each => veto.dimensions.includes(each))
  return found && { ...found, because: { reason: 'veto', kind: veto.kind, ...(dimension !== undefined && { dimension }) } }
}

/** What to do next: the cheapest way to lift the current veto, else the highest score of the first week that has something to do. */
export const nextTask = (plan: Plan, veto?: Veto): NextTask | undefined => {
  const candidates = candidatesOf(plan)
  const lifted = veto && lifting(veto, candidates)
  if (lifted) return lifted
  const week = candidates.find(each => each.week !== undefined)?.week
  const best = candidates.filter(each => each.week === week).toSorted((left, right) => right.score.total - left.score.total)[0]
  if (best === undefined) return undefined
  const { dimension, mean } = weakestOf(best.task, plan.standing.means)
  const isKnown = dimension !== undefined && plan.standing.means[dimension] !== undefined
  return { ...best, because: { reason: 'score', mean, isKnown, ...(dimension !== undefined && { dimension }) } }
}
