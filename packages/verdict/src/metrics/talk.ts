import { mediumOf, PRONOUNS_NEEDED, SPOKE_WITHIN_S, spokenSeconds, TYPED_WITHIN_S, typedSeconds } from '@unanimous/rounds'
import type { CountedSeconds, RoundKind } from '@unanimous/rounds'
import { read } from './reading.ts'
import type { Reading } from './reading.ts'
import type { RoundFacts, TypingFact } from './round-facts.ts'
import { sum } from './statistics.ts'

/** How a share compares with what an interviewer would like to hear. */
export interface Judged {
  readonly value: number
  readonly verdict: 'good' | 'neutral' | 'note' | 'flag'
}

/** The longest silence with the round in which it fell. */
export interface LongestSilence {
  readonly seconds: number
  readonly round: string
  readonly isFlagged: boolean
}

/** Seconds of typing before a share of silence says anything. (domain.md 7) */
export const TYPING_BINS_NEEDED = 240
/** Up to here silence while typing is fine; over the second it is flagged. */
export const SILENT_SHARE = { good: 0.35, flag: 0.6 } as const
/** A silent run longer than this is flagged, in seconds. */
export const SILENCE_FLAG_S = 120
/** I among I and we: below the first is flagged, above the second gently noted. */
export const I_SHARE = { flag: 0.5, note: 0.95 } as const

/**
 * Counts a round's typing and silence. Both lists hold whole seconds of the round, unpaused, in which the candidate typed or spoke
 * themselves; order and repetition do not matter. A bin counts as typing up to and with the third second from a key.
 */
export const typingOf = (typedAtS: readonly number[], spokeAtS: readonly number[]): TypingFact => {
  const typing = new Set(typedAtS.flatMap(at => Array.from({ length: TYPED_WITHIN_S }, (_, after) => at + after)))
  const heard = new Set(spokeAtS.flatMap(at => Array.from({ length: SPOKE_WITHIN_S }, (_, after) => at + after)))
  const silent = [...typing].filter(bin => !heard.has(bin)).toSorted((left, right) => left - right)
  let run = 0
  let longestSilenceS = 0
  for (const [index, bin] of silent.entries()) {
    run = silent[index - 1] === bin - 1 ? run + 1 : 1
    longestSilenceS = Math.max(longestSilenceS, run)
  }
  return { typingBins: typing.size, silentBins: silent.length, longestSilenceS }
}

/** What was counted of a round's candidate, as a fact; nothing where there is no editor to type in, or nothing was counted. */
export const typingFactOf = (kind: RoundKind, counted: (CountedSeconds & { readonly approximate: boolean }) | undefined): TypingFact | undefined => {
  if (counted === undefined || mediumOf(kind) !== 'editor') return undefined
  return { ...typingOf(typedSeconds(counted), spokenSeconds(counted)), ...(counted.approximate ? { approximate: true } : {}) }
}

const measured = (rounds: readonly RoundFacts[]): readonly { readonly round: string; readonly typing: TypingFact }[] =>
  rounds.flatMap(({ round, play: { typing } }) => (typing === undefined ? [] : [{ round, typing }]))

/** A share of silence, and whether a mere loudness gate did some of the listening. */
export interface SilentShare extends Judged {
  readonly approximate?: true
}

/** The share of typing that was done without a word, over these rounds together; n counts seconds of typing. (domain.md 7 silent_ratio) */
export const silentRatio = (rounds: readonly RoundFacts[]): Reading<SilentShare> => {
  const taken = measured(rounds)
  const n = sum(taken.map(({ typing }) => typing.typingBins))
  return read({ n, needs: TYPING_BINS_NEEDED, rounds: taken.map(({ round }) => round) }, () => {
    const value = sum(taken.map(({ typing }) => typing.silentBins)) / n
    const verdict = value <= SILENT_SHARE.good ? 'good' : value > SILENT_SHARE.flag ? 'flag' : 'neutral'
    return { value, verdict, ...(taken.some(({ typing }) => typing.approximate) ? { approximate: true } : {}) }
  })
}

/** The longest run of typing without a word in these rounds; n counts rounds that measured it. (domain.md 7 longest_silence) */
export const longestSilence = (rounds: readonly RoundFacts[]): Reading<LongestSilence> => {
  const runs = measured(rounds).map(({ round, typing }) => ({ round, seconds: typing.longestSilenceS }))
  return read({ n: runs.length, needs: 1, rounds: runs.map(({ round }) => round) }, () => {
    const longest = runs.reduce((best, each) => (each.seconds > best.seconds ? each : best))
    return { ...longest, isFlagged: longest.seconds > SILENCE_FLAG_S }
  })
}

/** I among I and we in decision sentences, over these rounds together; n counts pronouns. (domain.md 7 i_we) */
export const iAmongIAndWe = (rounds: readonly RoundFacts[]): Reading<Judged> => {
  const counted = rounds.flatMap(({ round, play: { pronouns } }) => (pronouns === undefined ? [] : [{ round, ...pronouns }]))
  const i = sum(counted.map(each => each.i))
  const n = i + sum(counted.map(each => each.we))
  return read({ n, needs: PRONOUNS_NEEDED, rounds: counted.map(({ round }) => round) }, () => {
    const value = i / n
    return { value, verdict: value < I_SHARE.flag ? 'flag' : value > I_SHARE.note ? 'note' : 'neutral' }
  })
}
