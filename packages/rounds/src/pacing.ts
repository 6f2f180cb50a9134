import { milliseconds } from '@unanimous/kernel'
import type { Milliseconds } from '@unanimous/kernel'
import type { RoundKind } from './kinds.ts'
import type { Pack, PackPhase } from './pack.ts'
import { heldMinutes } from './setup.ts'
import type { RoundSetup } from './setup.ts'

/** The part of a setup that time is planned from. */
export interface Plan extends Pick<RoundSetup, 'kind' | 'minutes' | 'stretch' | 'packs'> {
  /** What the candidate has been shown so far; before the start, and where only the plan counts, nothing. */
  readonly opened?: readonly OpenedPrompt[]
}

/** A prompt on the candidate's screen, and since when in round time. */
export interface OpenedPrompt {
  readonly pack: string
  readonly atMs: Milliseconds
}

/** A part of the round as it is planned, in unpaused round time: start included, end excluded. */
export interface Phase {
  readonly phase: string
  readonly startMs: Milliseconds
  readonly endMs: Milliseconds
}

/** Where a pack's own minutes lie in the round. */
export interface PackWindow {
  readonly startMs: Milliseconds
  readonly endMs: Milliseconds
  /** Up to here its follow-ups may last; after it come the candidate's questions or the next prompt. */
  readonly reserveMs: Milliseconds
  /** Milliseconds of the round for one minute of the pack. */
  readonly minuteMs: number
}

interface KindPlan {
  readonly minutes: number
  readonly phases: readonly PackPhase[]
  /** Phases that a short pack fills, in the order of the packs. */
  readonly slots: readonly string[]
}

const phases = (line: string): readonly PackPhase[] =>
  line.split(' ').map((part) => {
    const [phase = '', until = ''] = part.split(':')
    return { phase, until: Number(until) }
  })

const CODING: KindPlan = {
  minutes: 60,
  phases: phases('open:3 clarify:8 code:26 walk:30 followups:54 candidate_questions:58 close:60'),
  slots: [],
}

const PLANS: Readonly<Record<RoundKind, KindPlan>> = {
  recruiter: { minutes: 30, phases: phases('open:3 role:10 scope:18 logistics:24 candidate_questions:30'), slots: [] },
  hm: {
    minutes: 60,
    phases: phases('open:3 role_map:8 project_a:28 project_b:46 failure_change:54 candidate_questions:60'),
    slots: ['project_a', 'project_b', 'failure_change'],
  },
  tech: CODING,
  coding: CODING,
  sd: { minutes: 60, phases: phases('open:3 scope:12 high_level:25 followups:55 candidate_questions:59 close:60'), slots: [] },
  culture: {
    minutes: 60,
    phases: phases('open:3 prompt_1:19 prompt_2:35 prompt_3:51 candidate_questions:56 close:60'),
    slots: ['prompt_1', 'prompt_2', 'prompt_3'],
  },
  deep: { minutes: 60, phases: phases('open:3 redraw:15 decisions:30 attack:54 candidate_questions:60'), slots: [] },
  extension: { minutes: 20, phases: phases('open:1 walk:3 followups:18 close:20'), slots: [] },
}

/** The phases of a kind at its full length. */
export const kindPhases = (kind: RoundKind): readonly PackPhase[] => PLANS[kind].phases

/** A pack of at least half its kind's length is played over the whole round, a shorter one in a slot. (P3) */
const fillsRound = (plan: Plan, pack: Pack): boolean => pack.minutes * 2 >= PLANS[plan.kind].minutes

const minuteMsOf = (plan: Plan, baseMinutes: number): number => (heldMinutes(plan) / baseMinutes) * 60_000

const laidOut = (list: readonly PackPhase[], minuteMs: number): readonly Phase[] =>
  list.map(({ phase, until }, index) => ({
    phase,
    startMs: milliseconds(Math.round((list[index - 1]?.until ?? 0) * minuteMs)),
    endMs: milliseconds(Math.round(until * minuteMs)),
  }))

/**
 * The phases of a round in order, without gaps, from 0 to its held length. A pack that fills the round brings its own; otherwise
 * the kind's stand. Everything scales with the round's length and with the accommodation. (domain.md 4.3)
 */
export const pacing = (plan: Plan): readonly Phase[] => {
  const whole = plan.packs.find((pack) => fillsRound(plan, pack) && pack.interviewer.pacing.length > 0)
  if (whole !== undefined) return laidOut(whole.interviewer.pacing, minuteMsOf(plan, whole.minutes))
  const own = PLANS[plan.kind]
  return laidOut(own.phases, minuteMsOf(plan, own.minutes))
}

const endOf = (plan: Plan): Milliseconds => milliseconds(heldMinutes(plan) * 60_000)

/** When the candidate's own questions begin, which follow-ups may not run into. */
export const questionsFrom = (plan: Plan): Milliseconds => {
  const list = pacing(plan)
  const mark = list.find(({ phase }) => phase === 'candidate_questions') ?? list.find(({ phase }) => phase === 'close')
  return mark?.startMs ?? endOf(plan)
}

const slotOf = (plan: Plan, pack: Pack): Phase | undefined => {
  const { slots } = PLANS[plan.kind]
  if (fillsRound(plan, pack) || slots.length === 0) return undefined
  const place = plan.packs.filter((other) => !fillsRound(plan, other)).indexOf(pack)
  const name = slots[Math.min(place, slots.length - 1)]
  return pacing(plan).find(({ phase }) => phase === name)
}

/** Where a pack's minutes lie: over the whole round, or from the start of its slot. (P3) */
export const windowOf = (plan: Plan, pack: Pack): PackWindow => {
  const slot = slotOf(plan, pack)
  if (slot === undefined) {
    return { startMs: milliseconds(0), endMs: endOf(plan), reserveMs: questionsFrom(plan), minuteMs: minuteMsOf(plan, pack.minutes) }
  }
  const { startMs, endMs } = asOpened(plan, pack, slot)
  const minuteMs = minuteMsOf(plan, PLANS[plan.kind].minutes)
  const followups = pack.interviewer.pacing.find(({ phase }) => phase === 'followups')
  const reserve = followups === undefined ? endMs : Math.min(endMs, startMs + followups.until * minuteMs)
  return { startMs, endMs, reserveMs: milliseconds(reserve), minuteMs }
}

/** A slot as it is really used: it begins with its prompt, and lasts as planned, or to the end of the phase it was opened in. (P7) */
const asOpened = (plan: Plan, pack: Pack, slot: Phase): Pick<Phase, 'startMs' | 'endMs'> => {
  const atMs = plan.opened?.find((prompt) => prompt.pack === pack.id)?.atMs
  // The first prompt opens with the round, but its minutes begin when the first words are said.
  if (atMs === undefined || atMs === 0) return slot
  const endMs = atMs < slot.endMs ? slot.endMs : Math.min(questionsFrom(plan), phaseAt(pacing(plan), atMs)?.endMs ?? slot.endMs)
  return { startMs: atMs, endMs: milliseconds(endMs) }
}

/** The pack's own minute, counted from 0 at its start; negative before it. */
export const packMinute = (window: PackWindow, elapsed: Milliseconds): number =>
  Math.floor((elapsed - window.startMs) / window.minuteMs)

/** The pack whose slot has begun by the plan, whatever was opened; the first before that. */
export const plannedPack = (plan: Plan, elapsed: Milliseconds): Pack | undefined =>
  plan.packs.filter((pack, index) => index === 0 || (slotOf(plan, pack)?.startMs ?? Number.POSITIVE_INFINITY) <= elapsed).at(-1)

/** The pack whose turn it is: the one opened last, or by the plan where nothing was opened. (F18) */
export const currentPack = (plan: Plan, elapsed: Milliseconds): Pack | undefined => {
  const newest = plan.opened?.at(-1)?.pack
  return plan.packs.find(({ id }) => id === newest) ?? plannedPack(plan, elapsed)
}

/** The phase that the plan has at a moment; the last one after the end. */
export const phaseAt = (list: readonly Phase[], elapsed: Milliseconds): Phase | undefined =>
  list.find(({ endMs }) => elapsed < endMs) ?? list.at(-1)
