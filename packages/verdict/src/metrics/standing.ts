import type { Instant } from '@unanimous/kernel'
import type { DimensionId } from '@unanimous/rounds'
import type { LoopOutcome } from '../loop.ts'
import type { InterviewerRating } from '../self-estimate.ts'
import { read } from './reading.ts'
import type { Reading } from './reading.ts'
import { givenBy, receivedBy } from './round-facts.ts'
import type { RoundFacts } from './round-facts.ts'
import { mean, sum } from './statistics.ts'

const FINISHED: readonly LoopOutcome['status'][] = ['ENDED', 'REJECT', 'UNANIMOUS']
const DAY_MS = 24 * 60 * 60_000

/** Below so many finished loops there are only the loops themselves. (domain.md 7) */
export const LOOPS_NEEDED = 3
/** Below so many a share of loops is said as a count, never in per cent. (domain.md 7) */
export const LOOPS_FOR_PERCENT = 5
/** Booked sessions, and due forms, before reliability has a badge. (domain.md 7) */
export const RELIABILITY_NEEDS = 5
/** Ratings of an interviewer before they see a mean. (domain.md 6) */
export const INTERVIEWING_NEEDS = 3
/** Guessed rounds before guess against given has a mean. (ours) */
export const GUESSES_NEEDED = 3
/** A form is in time when filed within this long after its round. (domain.md 7) */
export const FILED_IN_TIME_MS = DAY_MS

/** Loops that were unanimous among those that came to a verdict. */
export interface PassRate extends Reading {
  readonly passed: number
  /** Below five finished loops the page says "2 of 4". */
  readonly mayShowPercent: boolean
}

/** Passed among finished loops; a loop that was closed or ran out unfinished has no verdict and is not counted. (domain.md 7 pass_rate) */
export const passRate = (loops: readonly { readonly status: LoopOutcome['status'] }[]): PassRate => {
  const finished = loops.filter(({ status }) => FINISHED.includes(status))
  const passed = finished.filter(({ status }) => status === 'UNANIMOUS').length
  const n = finished.length
  return { passed, mayShowPercent: n >= LOOPS_FOR_PERCENT, ...read({ n, needs: LOOPS_NEEDED, rounds: [] }, () => passed / n) }
}

/** A form that was owed: since the end of its round, until it was filed, if it was. */
export interface DueForm {
  readonly round: string
  readonly dueSince: Instant
  readonly filedAt?: Instant
}

/** Whether somebody can be relied on: comes to what they booked, and files in time. */
export interface Reliability {
  readonly kept: Reading
  readonly filed: Reading
}

const isInTime = ({ dueSince, filedAt }: DueForm): boolean => filedAt !== undefined && filedAt - dueSince <= FILED_IN_TIME_MS

/** Kept among booked sessions, and forms filed within a day among those due. (domain.md 7 reliability) */
export const reliability = (sessions: { readonly booked: number; readonly kept: number }, due: readonly DueForm[]): Reliability => ({
  kept: read({ n: sessions.booked, needs: RELIABILITY_NEEDS, rounds: [] }, () => sessions.kept / sessions.booked),
  filed: read({ n: due.length, needs: RELIABILITY_NEEDS, rounds: due.map(({ round }) => round) }, () => due.filter(isInTime).length / due.length),
})

/** How far a candidate's guesses lay from what was given: above 0 they thought better of it. */
export interface GuessReading {
  /** Mean of guess minus given over the rounds' own means; n counts rounds. */
  readonly all: Reading
  readonly vote: Reading
  readonly byDimension: readonly { readonly dimension: DimensionId; readonly difference: Reading }[]
}

const gapsOf = ({ round, ratings, guesses }: RoundFacts) =>
  (Object.entries(guesses) as [DimensionId, number][]).flatMap(([dimension, guess]) => {
    const given = ratings[dimension]
    return given === undefined ? [] : [{ round, dimension, gap: guess - given }]
  })

const meanGap = (gaps: readonly { readonly round: string; readonly gap: number }[]): Reading =>
  read({ n: gaps.length, needs: GUESSES_NEEDED, rounds: gaps.map(({ round }) => round) }, () => mean(gaps.map(({ gap }) => gap)))

/** Guess against given, of what a person received. */
export const guessAgainstGiven = (received: readonly RoundFacts[]): GuessReading => {
  const gaps = received.map(gapsOf)
  const votes = received.flatMap(({ round, guessedVote, firstVote }) =>
    guessedVote === undefined || firstVote === undefined ? [] : [{ round, gap: guessedVote - firstVote }])
  const flat = gaps.flat()
  return {
    all: meanGap(gaps.flatMap(list => (list[0] === undefined ? [] : [{ round: list[0].round, gap: mean(list.map(({ gap }) => gap)) }]))),
    vote: meanGap(votes),
    byDimension: [...new Set(flat.map(({ dimension }) => dimension))]
      .map(dimension => ({ dimension, difference: meanGap(flat.filter(each => each.dimension === dimension)) })),
  }
}

/** One side of the ledger. */
export interface LedgerSide {
  readonly rounds: number
  readonly minutes: number
}

/** What a person gave to others and received from them. Facts, so there is no minimum. */
export interface FairnessLedger {
  readonly given: LedgerSide
  readonly received: LedgerSide
  /** Own forms that were due, and how many of them were filed within a day. */
  readonly forms: { readonly due: number; readonly inTime: number }
}

/** A round that two rated is one round of its candidate's. */
const sideOf = (facts: readonly RoundFacts[]): LedgerSide => {
  const rounds = [...new Map(facts.map(each => [each.round, each])).values()]
  return { rounds: rounds.length, minutes: sum(rounds.map(({ play }) => play.minutes)) }
}

/** Given against received; filter the facts by the other person for the ledger of a pair. */
export const fairnessLedger = (facts: readonly RoundFacts[], person: string, due: readonly DueForm[]): FairnessLedger => ({
  given: sideOf(givenBy(facts, person)),
  received: sideOf(receivedBy(facts, person)),
  forms: { due: due.length, inTime: due.filter(isInTime).length },
})

/** What candidates may rate an interviewer on, and tick. */
export type InterviewingAspect = keyof InterviewerRating['ratings']
type Tick = InterviewerRating['ticks'][number]

/** How candidates rated somebody's interviewing. */
export interface InterviewingReading {
  /** With what was said of each, in the order of the alphabet, which tells nobody's turn; nothing below the minimum. */
  readonly aspects: readonly { readonly aspect: InterviewingAspect; readonly mean: Reading; readonly examples: readonly string[] }[]
  /** How often each was ticked. Disrespect is not among them: it goes to moderation. */
  readonly ticks: Reading<Readonly<Record<Exclude<Tick, 'disrespect'>, number>>>
}

const ASPECTS: readonly InterviewingAspect[] = ['clear_brief', 'pressed_with_purpose', 'fair_help', 'listened', 'kept_time']

/** Means for the interviewer's own eyes, from three ratings by as many people on, so that none of them points at one person. (domain.md 6) */
export const interviewingReceived = (given: readonly RoundFacts[]): InterviewingReading => {
  const rated = given.flatMap(({ round, candidate, interviewing }) => (interviewing === undefined ? [] : [{ round, candidate, ...interviewing }]))
  const people = (ratings: readonly { readonly candidate: string }[]): number => new Set(ratings.map(({ candidate }) => candidate)).size
  const ticked = (tick: Tick): number => rated.filter(({ ticks }) => ticks.includes(tick)).length
  return {
    aspects: ASPECTS.map(aspect => {
      const ratings = rated.flatMap(({ round, candidate, ratings }) => (ratings[aspect] === undefined ? [] : [{ round, candidate, ...ratings[aspect] }]))
      const sample = { n: people(ratings), needs: INTERVIEWING_NEEDS, rounds: ratings.map(({ round }) => round) }
      const examples = ratings.flatMap(({ example = '' }) => example.trim() || []).toSorted()
      return { aspect, mean: read(sample, () => mean(ratings.map(({ rating }) => rating))), examples: sample.n < INTERVIEWING_NEEDS ? [] : examples }
    }),
    ticks: read({ n: people(rated), needs: INTERVIEWING_NEEDS, rounds: rated.map(({ round }) => round) }, () => ({
      led_me: ticked('led_me'), gave_the_answer: ticked('gave_the_answer'), off_topic: ticked('off_topic'),
    })),
  }
}
