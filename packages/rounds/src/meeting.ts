import type { RoundSetup } from './setup.ts'

/** What two people do in the hours they meet for, in its order. */
export type MeetingStep = 'setup' | 'round' | 'filing' | 'swap' | 'reveal'

/** One step and how long it takes; `ordinal` says which round it belongs to. */
export interface MeetingPart {
  readonly step: MeetingStep
  readonly minutes: number
  readonly ordinal?: number
}

type Planned = Pick<RoundSetup, 'minutes' | 'stretch'>

/** The minutes around a full round and around a short one of at most 45. (domain.md section 6) */
const FULL = { filing: 8, swap: 5, reveal: 14 } as const
const SHORT = { filing: 6, swap: 4, reveal: 9 } as const
const SETUP = 5

const around = ({ minutes }: Planned): typeof FULL | typeof SHORT => (minutes <= 45 ? SHORT : FULL)

/** A meeting as it is planned: set-up, each round with its filing, the swap between two, and the reveal; half of it for a single round. (P8) */
export const meetingOf = (rounds: readonly Planned[]): readonly MeetingPart[] => {
  const [longest] = rounds.toSorted((a, b) => b.minutes - a.minutes)
  if (longest === undefined) return []
  const { swap, reveal } = around(longest)
  return [
    { step: 'setup', minutes: SETUP },
    ...rounds.flatMap((round, ordinal): readonly MeetingPart[] => [
      ...(ordinal > 0 ? [{ step: 'swap', minutes: swap } as const] : []),
      { step: 'round', minutes: Math.round(round.minutes * round.stretch), ordinal },
      { step: 'filing', minutes: around(round).filing, ordinal },
    ]),
    { step: 'reveal', minutes: rounds.length > 1 ? reveal : Math.floor(reveal / 2) },
  ]
}

/** All of it together. */
export const meetingMinutes = (rounds: readonly Planned[]): number => meetingOf(rounds).reduce((sum, part) => sum + part.minutes, 0)
