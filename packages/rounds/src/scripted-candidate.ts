import type { Milliseconds } from '@unanimous/kernel'
import type { Mark } from './commands.ts'
import type { FollowUp, Pack } from './pack.ts'
import { windowOf } from './pacing.ts'
import type { Plan } from './pacing.ts'

/** A made-up candidate: how each follow-up would be marked. */
export type ScriptedCandidate = (node: FollowUp) => Mark

/** How able a scripted candidate is. */
export type Ability = 'strong' | 'middling' | 'weak'

/** Nails everything; manages checks and local changes and breaks at scale; struggles with everything, help included. */
export const CANDIDATES: Readonly<Record<Ability, ScriptedCandidate>> = {
  strong: () => 'nailed',
  middling: ({ depth }) => (depth <= 2 ? 'nailed' : depth === 3 ? 'partial' : 'struggled'),
  weak: () => 'struggled',
}

/** A signal of a follow-up that is heard in an answer, by its place among those of its polarity. */
export interface HeardSignal {
  readonly polarity: '+' | '-'
  readonly index: number
  readonly text: string
}

/** The same for the same follow-up, and not the first of every list, so that the answer is listened to and not counted off. */
const oneOf = (signals: readonly string[], polarity: '+' | '-', seed: string): readonly HeardSignal[] => {
  const index = [...seed].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % Math.max(1, signals.length)
  const text = signals[index]
  return text === undefined ? [] : [{ polarity, index, text }]
}

/**
 * What an answer of this quality lets one hear of a follow-up: a strong signal when it is nailed, a strong and a weak one when it
 * is partial, a weak one when it is a struggle. Empty where the pack names none, as under scaffolds.
 */
export const signalsHeard = (node: FollowUp, mark: Mark): readonly HeardSignal[] => [
  ...(mark === 'nailed' || mark === 'partial' ? oneOf(node.strong, '+', node.id) : []),
  ...(mark === 'partial' || mark === 'struggled' ? oneOf(node.weak, '-', node.id) : []),
]

/** The pack's own minute from which one asks: after the code, the drawing or the story, else when the talk has begun. */
export const asksFrom = ({ kind, interviewer: { pacing } }: Pack): number => {
  const at = pacing.findIndex(({ phase }) => phase === 'followups')
  const before = at === -1 ? (kind === 'recruiter' ? 0 : 1) : at - 1
  return pacing[before]?.until ?? 0
}

/** Its states are reached evenly over the whole talk; elsewhere the work is done when the follow-ups begin. */
const isToldThroughout = ({ kind }: Pack): boolean => kind === 'hm' || kind === 'recruiter'

/** How far a scripted candidate's solution is at a moment of the round. (R3) */
export const solutionStateAt = (plan: Plan, pack: Pack, elapsed: Milliseconds): string => {
  const { solutionStates } = pack.interviewer
  const { startMs, reserveMs, minuteMs } = windowOf(plan, pack)
  const askingMs = startMs + asksFrom(pack) * minuteMs
  const [from, to] = isToldThroughout(pack) ? [askingMs, reserveMs] : [startMs, askingMs]
  const steps = isToldThroughout(pack) ? solutionStates.length : solutionStates.length - 1
  const share = to > from ? (elapsed - from) / (to - from) : 1
  return solutionStates[Math.max(0, Math.min(solutionStates.length - 1, Math.floor(share * steps)))] ?? ''
}
