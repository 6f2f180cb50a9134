import type { RoundKind } from '@unanimous/rounds'
import type { Vote } from '../votes.ts'
import { calibration } from './calibration.ts'
import type { Calibration } from './calibration.ts'
import { dimensionHistories } from './dimensions.ts'
import type { DimensionHistory, SeverityOf } from './dimensions.ts'
import { breaksByKind, depthByKind, hintHistory, overruns } from './ladder.ts'
import type { BreakReading, DepthHistory, HintHistory, OverrunReading } from './ladder.ts'
import { nearestEnd } from './nearest-end.ts'
import type { NearestEnd } from './nearest-end.ts'
import { grouped } from './reading.ts'
import type { Reading } from './reading.ts'
import { recurring } from './recurring.ts'
import type { Recurring } from './recurring.ts'
import { givenBy, receivedBy } from './round-facts.ts'
import type { RoundFacts } from './round-facts.ts'
import { guessAgainstGiven, interviewingReceived } from './standing.ts'
import type { GuessReading, InterviewingReading } from './standing.ts'
import { iAmongIAndWe, longestSilence, silentRatio } from './talk.ts'
import type { Judged, LongestSilence, SilentShare } from './talk.ts'

/** Votes of one kind of round in the order in which they were held. */
export interface FormGuide {
  readonly kind: RoundKind
  readonly votes: readonly { readonly round: string; readonly vote: Vote }[]
}

/** What a person's received rounds say. */
export interface ReceivedMetrics {
  readonly rounds: number
  readonly dimensions: readonly DimensionHistory[]
  readonly form: readonly FormGuide[]
  readonly depth: readonly DepthHistory[]
  readonly breaks: readonly BreakReading[]
  readonly hints: HintHistory
  readonly overruns: readonly OverrunReading[]
  readonly silentRatio: Reading<SilentShare>
  readonly longestSilence: Reading<LongestSilence>
  readonly iAmongIAndWe: Reading<Judged>
  readonly guesses: GuessReading
  readonly calibration: Calibration
  readonly recurring: readonly Recurring[]
  readonly nearestEnd: NearestEnd | undefined
}

/** What a person's given rounds say, for their own eyes. */
export interface GivenMetrics {
  readonly rounds: number
  readonly overruns: readonly OverrunReading[]
  readonly interviewing: InterviewingReading
}

/** Habits change: silence and pronouns are read off the last five rounds that measured them. (ours) */
const RECENT_MEASURED = 5

const recent = (rounds: readonly RoundFacts[], isMeasured: (play: RoundFacts['play']) => boolean): readonly RoundFacts[] =>
  rounds.filter(({ play }) => isMeasured(play)).slice(-RECENT_MEASURED)

/** Votes in order, by kind of round. */
export const formGuide = (received: readonly RoundFacts[]): readonly FormGuide[] => {
  const voted = received.flatMap(({ round, kind, firstVote }) => (firstVote === undefined ? [] : [{ round, kind, vote: firstVote }]))
  return [...grouped(voted, each => each.kind)].map(([kind, votes]) => ({ kind, votes: votes.map(({ round, vote }) => ({ round, vote })) }))
}

/** Everything that history shows of what this person received. `facts` may hold others' rounds and come in any order. */
export const receivedMetrics = (facts: readonly RoundFacts[], person: string, severity?: SeverityOf): ReceivedMetrics => {
  const received = receivedBy(facts, person)
  const typed = recent(received, ({ typing }) => typing !== undefined)
  const dimensions = dimensionHistories(received, severity)
  return {
    rounds: new Set(received.map(({ round }) => round)).size,
    dimensions,
    form: formGuide(received),
    depth: depthByKind(received),
    breaks: breaksByKind(received),
    hints: hintHistory(received),
    overruns: overruns(received),
    silentRatio: silentRatio(typed),
    longestSilence: longestSilence(typed),
    iAmongIAndWe: iAmongIAndWe(recent(received, ({ pronouns }) => pronouns !== undefined && pronouns.i + pronouns.we > 0)),
    guesses: guessAgainstGiven(received),
    calibration: calibration(received),
    recurring: recurring(dimensions),
    nearestEnd: nearestEnd(received),
  }
}

/** Everything that history shows this person of their own interviewing, beside severity. */
export const givenMetrics = (facts: readonly RoundFacts[], person: string): GivenMetrics => {
  const given = givenBy(facts, person)
  return { rounds: given.length, overruns: overruns(given), interviewing: interviewingReceived(given) }
}
