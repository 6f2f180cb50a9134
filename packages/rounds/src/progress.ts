import { milliseconds } from '@unanimous/kernel'
import type { Milliseconds } from '@unanimous/kernel'
import type { Pack } from './pack.ts'
import { windowOf } from './pacing.ts'
import type { Plan } from './pacing.ts'
import type { SolutionProgress } from './state.ts'

const RUNNING_EXAMPLE = 'example_passes'

/** How far a pack's solution is; its first state where nothing was set. */
export const progressOf = (progress: readonly SolutionProgress[], pack: Pack): SolutionProgress =>
  progress.find((entry) => entry.pack === pack.id) ?? { pack: pack.id, state: pack.interviewer.solutionStates[0] ?? '' }

/** When the code phase of a pack is over, if it has one and knows a running example. */
export const codeEndsAt = (plan: Plan, pack: Pack): Milliseconds | undefined => {
  const code = pack.interviewer.pacing.find(({ phase }) => phase === 'code')
  if (code === undefined || !pack.interviewer.solutionStates.includes(RUNNING_EXAMPLE)) return undefined
  const { startMs, minuteMs } = windowOf(plan, pack)
  return milliseconds(startMs + code.until * minuteMs)
}

const lacksExample = (progress: readonly SolutionProgress[], pack: Pack): boolean => {
  const { solutionStates } = pack.interviewer
  return solutionStates.indexOf(progressOf(progress, pack).state) < solutionStates.indexOf(RUNNING_EXAMPLE)
}

/** The code phase is over without a running example: "Assume this works. Now a rule changes." (domain.md 4.1) */
export const isPartial = (plan: Plan, progress: readonly SolutionProgress[], pack: Pack, elapsed: Milliseconds): boolean => {
  const ends = codeEndsAt(plan, pack)
  return ends !== undefined && elapsed >= ends && lacksExample(progress, pack)
}

/** Whether asking a follow-up now is where the partial is taken, which the log says once. (F7) */
export const takesPartial = (plan: Plan, progress: readonly SolutionProgress[], pack: Pack, elapsed: Milliseconds): boolean =>
  progressOf(progress, pack).tookPartialAtMs === undefined && isPartial(plan, progress, pack, elapsed)

/** The place of the state that triggers read: the one set, or a running example once the partial is taken. (F6) */
export const effectiveState = (plan: Plan, progress: readonly SolutionProgress[], pack: Pack, elapsed: Milliseconds): number => {
  const { solutionStates } = pack.interviewer
  const entry = progressOf(progress, pack)
  const set = solutionStates.indexOf(entry.state)
  const taken = entry.tookPartialAtMs !== undefined || isPartial(plan, progress, pack, elapsed)
  return taken ? Math.max(set, solutionStates.indexOf(RUNNING_EXAMPLE)) : set
}
