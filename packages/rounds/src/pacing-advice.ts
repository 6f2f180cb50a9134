import { milliseconds, minutes } from '@unanimous/kernel'
import type { Milliseconds } from '@unanimous/kernel'
import { findNode, idIn } from './nodes.ts'
import type { Pack } from './pack.ts'
import { currentPack, pacing, phaseAt, plannedPack, questionsFrom, windowOf } from './pacing.ts'
import { codeEndsAt, takesPartial } from './progress.ts'
import type { Ladder } from './suggest.ts'

/** What the console says about time; the page words it. All but the first two mean that the round is behind. */
export type PacingSentence = 'on-plan' | 'phase-ending' | 'over-step' | 'start-follow-ups' | 'take-partial' | 'next-prompt' | 'their-questions' | 'overtime'

/** How a round stands against its plan. At most one of `amber` and `red` holds. (domain.md 4.3) */
export interface PacingReading {
  readonly phase: string
  /** The phase ends within two minutes. */
  readonly amber: boolean
  /** Something should be over by now. */
  readonly red: boolean
  /** Whole minutes since it should have been over. */
  readonly behindMinutes: number
  readonly sentence: PacingSentence
}

interface Delay {
  readonly sentence: PacingSentence
  /** When it should have been over. */
  readonly dueMs: number
}

const AMBER_MS = minutes(2)

const openStep = ({ asked }: Ladder) => asked.find(({ mark }) => mark === undefined)

const askedIn = ({ asked }: Ladder, pack: Pack): boolean =>
  pack.followups.some(({ id }) => asked.some(({ node }) => node === idIn(pack, id)))

/** The phases in which nothing but the ladder is asked, by what kinds call them. */
export const LADDER_PHASES: readonly string[] = ['followups', 'attack']

/** A hiring manager asks throughout: whoever has pressed nothing in the first project is behind when the second begins. */
const isPressed = (phase: string): boolean => LADDER_PHASES.includes(phase) || phase === 'project_b'

/** When a pack's own plan has to have turned to follow-ups, if it says so. */
const followUpsFrom = (ladder: Ladder, pack: Pack): number | undefined => {
  const plan = pack.interviewer.pacing
  const place = plan.findIndex(({ phase }) => isPressed(phase))
  const { startMs, minuteMs } = windowOf(ladder, pack)
  return place === -1 ? undefined : startMs + (plan[place - 1]?.until ?? 0) * minuteMs
}

const packDelays = (ladder: Ladder, pack: Pack, elapsed: Milliseconds): readonly Delay[] => {
  if (askedIn(ladder, pack)) return []
  const code = codeEndsAt(ladder, pack)
  if (code !== undefined && takesPartial(ladder, ladder.progress, pack, elapsed)) return [{ sentence: 'take-partial', dueMs: code }]
  const due = followUpsFrom(ladder, pack)
  return due === undefined ? [] : [{ sentence: 'start-follow-ups', dueMs: due }]
}

/** By the plan another prompt's turn has come, and the candidate has not been shown it. */
const promptDelays = (ladder: Ladder, elapsed: Milliseconds): readonly Delay[] => {
  const { opened = [] } = ladder
  const due = plannedPack(ladder, elapsed)
  if (due === undefined || opened.length === 0 || opened.some(({ pack }) => pack === due.id)) return []
  return [{ sentence: 'next-prompt', dueMs: windowOf(ladder, due).startMs }]
}

const stepDelays = (ladder: Ladder): readonly Delay[] => {
  const open = openStep(ladder)
  const found = open === undefined ? undefined : findNode(ladder.packs, open.node)
  if (open === undefined || found === undefined) return []
  const length = minutes(found.node.minutes) * ladder.stretch
  return [
    { sentence: 'their-questions', dueMs: questionsFrom(ladder) },
    { sentence: 'over-step', dueMs: open.atMs + length },
  ]
}

/** The weightiest first. */
const delaysOf = (ladder: Ladder, elapsed: Milliseconds): readonly Delay[] => {
  const end = pacing(ladder).at(-1)
  const pack = currentPack(ladder, elapsed)
  const overtime: readonly Delay[] = end === undefined ? [] : [{ sentence: 'overtime', dueMs: end.endMs }]
  const inPack = pack === undefined ? [] : packDelays(ladder, pack, elapsed)
  return [...overtime, ...stepDelays(ladder).slice(0, 1), ...promptDelays(ladder, elapsed), ...inPack, ...stepDelays(ladder).slice(1)]
}

/**
 * How the round stands at a moment of unpaused time: amber two minutes before a phase ends, red once something that should be over
 * is not. Takes the interviewer's view as it is.
 */
export const pacingAt = (ladder: Ladder, elapsed: Milliseconds): PacingReading => {
  const phase = phaseAt(pacing(ladder), elapsed)
  const name = phase?.phase ?? ''
  const delay = delaysOf(ladder, elapsed).find(({ dueMs }) => elapsed >= dueMs)
  if (delay !== undefined) {
    const behindMinutes = Math.floor((elapsed - delay.dueMs) / minutes(1))
    return { phase: name, amber: false, red: true, behindMinutes, sentence: delay.sentence }
  }
  const amber = phase !== undefined && milliseconds(phase.endMs - elapsed) <= AMBER_MS
  return { phase: name, amber, red: false, behindMinutes: 0, sentence: amber ? 'phase-ending' : 'on-plan' }
}
