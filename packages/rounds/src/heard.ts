import type { Milliseconds } from '@unanimous/kernel'
import type { RoundKind } from './kinds.ts'

/** What a design is argued with: the meter of "because". */
export const DESIGN_WORDS = ['choice', 'reason', 'trade_off', 'cost', 'failure', 'observability'] as const
/** Who a decision belongs to, counted in decision sentences only. (domain.md 7 i_we) */
export const PRONOUNS = ['i', 'we'] as const

/** Something the interviewer counts as they hear it, with one key. */
export type Heard = (typeof DESIGN_WORDS)[number] | (typeof PRONOUNS)[number]

/** One thing that was heard, at its round time. */
export interface HeardTap {
  readonly heard: Heard
  readonly atMs: Milliseconds
}

const COUNTED: Readonly<Record<RoundKind, readonly Heard[]>> = {
  recruiter: [],
  hm: PRONOUNS,
  tech: [],
  coding: [],
  sd: DESIGN_WORDS,
  culture: PRONOUNS,
  deep: DESIGN_WORDS,
  extension: [],
}

/** What is counted in such a round, in the order of its keys; nothing where only code speaks. */
export const heardIn = (kind: RoundKind): readonly Heard[] => COUNTED[kind]

/** How often something was heard. */
export const timesHeard = (taps: readonly HeardTap[], heard: Heard): number => taps.filter((tap) => tap.heard === heard).length

/** Choices that came without a reason so far: a list of technologies, where it grows. (domain.md 9) */
export const bareChoices = (taps: readonly HeardTap[]): number => Math.max(0, timesHeard(taps, 'choice') - timesHeard(taps, 'reason'))

/** Below this many pronouns their share says nothing. (domain.md 7) */
export const PRONOUNS_NEEDED = 20

/** Who the decisions of a talk belonged to. */
export interface PronounReading {
  readonly i: number
  readonly we: number
  /** I among I and we, 0 to 1; absent below the minimum. */
  readonly share?: number
  /** Under .5 the decisions had no owner; over .95 nobody else took part. Absent in between and below the minimum. */
  readonly flag?: 'mostly-we' | 'hardly-we'
}

const FLAG_BELOW = 0.5
const NOTE_ABOVE = 0.95

/** The share of I in decision sentences. It says nothing before twenty pronouns were heard. (domain.md 7 i_we) */
export const pronounsOf = (taps: readonly HeardTap[]): PronounReading => {
  const [i, we] = [timesHeard(taps, 'i'), timesHeard(taps, 'we')]
  if (i + we < PRONOUNS_NEEDED) return { i, we }
  const share = i / (i + we)
  if (share < FLAG_BELOW) return { i, we, share, flag: 'mostly-we' }
  return share > NOTE_ABOVE ? { i, we, share, flag: 'hardly-we' } : { i, we, share }
}
