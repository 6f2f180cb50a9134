import { ok } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import type { LoopSummary, Metrics } from '@unanimous/protocol'
import { givenMetrics, passRate, receivedMetrics, RECENT_RATINGS, type GivenMetrics, type OverrunReading, type ReceivedMetrics, type RoundFacts } from '@unanimous/verdict'
import { and, asc, eq, getTableColumns, inArray } from 'drizzle-orm'
import type { QueryHandler } from '../../platform/handlers.ts'
import { shownIn, toRoundFacts } from './digest-facts.ts'
import { ledgerOf } from './ledger.ts'
import { sideOf, type Direction } from './opened-rows.ts'
import { inCardOrder, named, newest, toReading, toShare } from './readings.ts'
import { severityOf } from './severity.ts'

export interface MetricsNeeds {
  readonly storage: Storage
  /** A person's own loops with where each stands. */
  readonly loopsOf: (person: string) => Promise<readonly LoopSummary[]>
}

type Received = Metrics['received']

const { roundDigest, seat } = schema
const { words: _words, shown: _shown, ...columns } = getTableColumns(roundDigest)

const readRows = ({ db }: Storage, direction: Direction, person: string, kind: Metrics['rounds'][number]['kind'] | undefined) =>
  db.select(columns).from(roundDigest)
    .where(and(eq(sideOf(direction).person, person), kind === undefined ? undefined : eq(roundDigest.kind, kind))).orderBy(asc(roundDigest.heldAt), asc(roundDigest.round))

/** A round as `metrics` reads it: no words to search for, no sentences. */
export type MetricsRow = Awaited<ReturnType<typeof readRows>>[number]

/** What a person received, or what they gave: each round as it is kept and as the metrics know it, oldest first. */
export interface Side {
  readonly rows: readonly MetricsRow[]
  readonly facts: readonly RoundFacts[]
}

const readSide = async (...asked: Parameters<typeof readRows>): Promise<Side> => {
  const rows = await readRows(...asked)
  return { rows, facts: rows.map(toRoundFacts) }
}

const CHANGES_SHOWN = 4

/** A round's sentences, and who gave them. */
const readTold = ({ db }: Storage, rounds: readonly string[]) => db.select({ round: roundDigest.round, kind: roundDigest.kind, heldAt: roundDigest.heldAt, shown: roundDigest.shown, by: seat.name })
  .from(roundDigest).innerJoin(seat, eq(seat.id, roundDigest.raterSeat)).where(inArray(roundDigest.round, [...rounds]))

type Told = Awaited<ReturnType<typeof readTold>>[number]

const changeOnesOf = (newestFirst: readonly Told[]): Received['changeOnes'] => newestFirst.flatMap(({ shown, ...rest }) => {
  const text = shownIn({ shown }).changeOne
  return text === null ? [] : [{ ...rest, text }]
}).slice(0, CHANGES_SHOWN)

const nearestEndOf = ({ nearestEnd }: ReceivedMetrics, found: Told | undefined): Received['nearestEnd'] => {
  if (nearestEnd === undefined) return null
  const told = { by: found?.by ?? '', heldAt: found?.heldAt ?? 0, sentence: found ? shownIn(found).decidedBy : null }
  return nearestEnd.why === 'vote' ? { ...nearestEnd, ...told } : { ...nearestEnd, ...named(nearestEnd.dimension), ...told }
}

/** What a person's newest cards and the one nearest to an end say in words. */
const saidOf = async (storage: Storage, rows: readonly MetricsRow[], metrics: ReceivedMetrics): Promise<Pick<Received, 'changeOnes' | 'nearestEnd'>> => {
  const ids = rows.slice(-CHANGES_SHOWN * 2).map(({ round }) => round).toReversed()
  const end = metrics.nearestEnd?.round
  const found = ids.length === 0 ? [] : await readTold(storage, end === undefined || ids.includes(end) ? ids : [...ids, end])
  const told = (id: string) => found.find(({ round }) => round === id)
  return { changeOnes: changeOnesOf(ids.flatMap(id => told(id) ?? [])), nearestEnd: nearestEndOf(metrics, end === undefined ? undefined : told(end)) }
}

const toOverrun = ({ kind, from, to, ...reading }: OverrunReading) => ({ kind, from, to, ...toShare(reading) })

const dimensionsShown = ({ dimensions }: ReceivedMetrics): Received['dimensions'] => inCardOrder(dimensions).map(({ dimension, dots, mean, trend }) => ({
  ...named(dimension), dots: newest(dots).map(({ round, rating }) => ({ round, rating })), raters: new Set(dots.slice(-RECENT_RATINGS).map(({ rater }) => rater)).size,
  mean: toShare(mean), trend: toReading(trend, ({ slope, arrow }) => ({ slope, arrow })),
}))

const ladderShown = ({ depth, breaks, hints, overruns }: ReceivedMetrics): Pick<Received, 'depth' | 'breaks' | 'hints' | 'overruns'> => ({
  depth: depth.map(({ kind, reached, recent }) => ({ kind, reached: newest(reached), recent: toShare(recent) })),
  breaks: breaks.map(({ kind, struggled, ...reading }) => ({ kind, struggled, ...toShare(reading) })),
  hints: {
    points: newest(hints.points), mean: toShare(hints.mean), trend: toReading(hints.trend, ({ slope, arrow }) => ({ slope, arrow })),
    byDimension: hints.byDimension.map(({ dimension, points }) => ({ ...named(dimension), points })),
  },
  overruns: overruns.map(toOverrun),
})

const guessesShown = ({ guesses, calibration }: ReceivedMetrics): Pick<Received, 'guesses' | 'calibration'> => ({
  guesses: {
    all: toShare(guesses.all), vote: toShare(guesses.vote),
    byDimension: inCardOrder(guesses.byDimension).map(({ dimension, difference }) => ({ ...named(dimension), difference: toShare(difference) })),
  },
  calibration: {
    cells: calibration.cells.map(({ guessed, given, rounds }) => ({ guessed, given, n: rounds.length, rounds: newest(rounds) })),
    agreement: toReading(calibration.agreement, value => value),
  },
})

type Loops = Awaited<ReturnType<MetricsNeeds['loopsOf']>>

const receivedShown = async (storage: Storage, person: string, { rows, facts }: Side, loops: Loops): Promise<Received> => {
  const metrics = receivedMetrics(facts, person)
  const { passed, mayShowPercent, ...rate } = passRate(loops.map(({ verdict }) => verdict))
  return {
    rounds: metrics.rounds, dimensions: dimensionsShown(metrics), ...ladderShown(metrics), ...guessesShown(metrics),
    form: metrics.form.map(({ kind, votes }) => ({ kind, n: votes.length, votes: newest(votes) })),
    silentRatio: toReading(metrics.silentRatio, value => ({ ...value, approximate: value.approximate === true })), longestSilence: toReading(metrics.longestSilence, value => value),
    iAmongIAndWe: toReading(metrics.iAmongIAndWe, value => value),
    recurring: metrics.recurring.map(({ dimension, speaks, times, of, rounds }) => ({ ...named(dimension), speaks, times, of, rounds: [...rounds] })),
    ...await saidOf(storage, rows, metrics),
    passRate: { passed, mayShowPercent, ...toShare(rate) },
  }
}

const givenShown = ({ rounds, interviewing, overruns }: GivenMetrics): Omit<Metrics['given'], 'severity'> => ({
  rounds, overruns: overruns.map(toOverrun),
  interviewing: {
    aspects: interviewing.aspects.map(({ aspect, mean, examples }) => ({ aspect, mean: toShare(mean), examples: [...examples] })), ticks: toReading(interviewing.ticks, value => value),
  },
})

const AN_ID = /"[\w-]{22}"/g

/** Every round that anything in the answer names, so that each number leads to what it rests on. */
const namedIn = (answer: Omit<Metrics, 'rounds'>, rows: readonly MetricsRow[]): Metrics['rounds'] => {
  const named = new Set(JSON.stringify(answer).match(AN_ID))
  return rows.filter(({ round }) => named.has(`"${round}"`)).map(({ round, kind, heldAt }) => ({ round, kind, heldAt }))
}

/** What a person's opened rounds say of them as candidate and as interviewer, and what they gave against what they got. */
export const createMetrics = (needs: MetricsNeeds): QueryHandler<'metrics'> => async ({ kind }, { me: { person } }) => {
  const { storage } = needs
  const [received, given, loops] = await Promise.all([readSide(storage, 'received', person, kind), readSide(storage, 'given', person, kind), needs.loopsOf(person)])
  const [said, severity, ledger] = await Promise.all([
    receivedShown(storage, person, received, loops), severityOf(storage, person, given.facts), ledgerOf(storage, person, { received, given }),
  ])
  const answer = { received: said, given: { ...givenShown(givenMetrics(given.facts, person)), severity }, ledger }
  return ok({ rounds: namedIn(answer, [...received.rows, ...given.rows]), ...answer })
}
