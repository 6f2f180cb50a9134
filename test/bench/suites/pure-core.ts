/** What pure packages cost: a round's log folded into a view, and all metrics of somebody with five hundred rounds. No server, no database. */
import { loadavg } from 'node:os'
import { loadBank } from '@unanimous/bank'
import { instant, milliseconds } from '@unanimous/kernel'
import type { CommandId, RoundId, SeatId, SessionId } from '@unanimous/kernel'
import { dimensionsOf, fold, foldRound, idIn, viewFor } from '@unanimous/rounds'
import type { NewEvent, Pack, RoundEvent, RoundKind, RoundSetup } from '@unanimous/rounds'
import { givenMetrics, playFactsOf, receivedMetrics, severities } from '@unanimous/verdict'
import type { FirstVote, Rating, RoundFacts } from '@unanimous/verdict'
import { median } from '../row.ts'
import type { BenchContext, Row } from '../row.ts'

const EVENTS = 2000
const ROUNDS = 500
/** Bars of the product in milliseconds. */
const BARS = { fold: 2, metrics: 20 } as const
const WARM_UP = 20
const TIMES = 60

const [INTERVIEWER, CANDIDATE] = ['seat-interviewer' as SeatId, 'seat-candidate' as SeatId]

const setupWith = (kind: RoundKind, packs: readonly Pack[]): RoundSetup => ({
  round: 'round' as RoundId, session: 'session' as SessionId, kind, minutes: 60, stretch: 1, interviewer: INTERVIEWER, candidate: CANDIDATE, packs, standing: 'practice',
})

type Happening = Pick<NewEvent, 'type' | 'body'>
const happening = (type: NewEvent['type'], body: object = {}): Happening => ({ type, body }) as Happening

/** The busiest hour we can think of: every follow-up asked and marked, then pins, cues, words counted and notes saved as they are typed. */
const busyHour = (pack: Pack): readonly Happening[] => {
  const nodes = pack.followups.map(({ id }) => idIn(pack, id))
  const ladder = nodes.flatMap(node => [happening('follow-up-asked', { node }), happening('follow-up-marked', { node, mark: 'nailed' })])
  const dimensions = dimensionsOf(pack.kind).map(({ id }) => id)
  const turns = [
    (at: number) => happening('evidence-captured', { evidence: `pin-${at}`, kind: 'quote', text: 'They said what the second copy costs.', dimensions: [dimensions[at % dimensions.length]], polarity: '+' }),
    (at: number) => happening('signal-ticked', { node: nodes[at % nodes.length], polarity: '+', index: at % 3, on: at % 2 === 0 }),
    (at: number) => happening('heard-tapped', { heard: at % 2 === 0 ? 'choice' : 'reason' }),
    (at: number) => happening('note-written', { note: `note-${at % 50}`, text: `noted at ${at}` }),
  ]
  const rest = Array.from({ length: EVENTS - ladder.length - 2 }, (_, at) => turns[at % turns.length]?.(at) ?? happening('complete-pressed'))
  return [happening('round-started'), ...ladder, ...rest, happening('round-ended', { cause: 'person' })]
}

const logOf = (setup: RoundSetup, happenings: readonly Happening[]): readonly RoundEvent[] =>
  happenings.map((each, index) => ({
    ...each, round: setup.round, at: instant(index * 1800), roundMs: milliseconds(index * 1800), seat: INTERVIEWER, commandId: `command-${index}` as CommandId, v: 1, seq: index + 1,
  }) as RoundEvent)

const KINDS = ['coding', 'sd', 'culture', 'hm', 'tech'] as const

/** Five hundred received and as many given rounds of one person, every column filled. */
const pastOf = (person: string, play: RoundFacts['play']): readonly RoundFacts[] =>
  Array.from({ length: ROUNDS * 2 }, (_, number) => {
    const kind = KINDS[number % KINDS.length] ?? 'coding'
    const [rating, guess] = [((number % 4) + 1) as Rating, ((number % 3) + 2) as Rating]
    const by = (value: Rating) => Object.fromEntries(dimensionsOf(kind).map(({ id }) => [id, value]))
    const [candidate, rater] = number % 2 === 0 ? [person, `peer-${number % 38}`] : [`peer-${number % 39}`, person]
    return {
      round: `round-${number}`, kind, heldAt: instant(number * 1000), openedAt: instant(number * 1000 + 1), candidate, rater, play,
      ratings: by(rating), guesses: by(guess), firstVote: rating, guessedVote: guess,
      interviewing: { ratings: { listened: { rating } }, ticks: [] },
    }
  })

const medianMs = (work: () => unknown): number => {
  for (let time = 0; time < WARM_UP; time += 1) work()
  return median(Array.from({ length: TIMES }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  }))
}

const row = (what: string, ms: number, bar: number | null): Row => ({
  suite: 'pure-core', case: what, ours: ms, reference: bar ?? Number.NaN, referenceName: bar === null ? '' : 'bar', unit: 'ms', ratio: ms / (bar ?? Number.NaN),
  bar: bar === null ? null : 1, holds: bar === null ? null : ms <= bar, runs: TIMES, load: loadavg()[0] ?? 0,
})

const run = async ({ say }: BenchContext): Promise<readonly Row[]> => {
  const bank = loadBank()
  const folds = (['sd', 'coding'] as const).map(kind => {
    const pack = bank.ofKind(kind)[0]
    if (pack === undefined) throw new Error(`the bank holds no pack for ${kind}`)
    const setup = setupWith(kind, [pack])
    const log = logOf(setup, busyHour(pack))
    say(`${kind}: ${log.length} events`)
    return { kind, setup, log }
  })
  const [first] = folds
  if (first === undefined) return []
  const facts = pastOf('me', playFactsOf(fold(first.setup, first.log)))
  const votes = facts.map(({ round, rater, candidate, firstVote }): FirstVote => ({ round, rater, candidate, vote: firstVote ?? 3 }))
  return [
    ...folds.map(({ kind, setup, log }) => row(`${log.length} events of ${kind} into the interviewer's view`, medianMs(() => viewFor(fold(setup, log), INTERVIEWER)), BARS.fold)),
    ...folds.map(({ kind, setup, log }) => row(`the same of ${kind}, each event looked at by both seats`, medianMs(() => foldRound(setup, log)), null)),
    row(`metrics of a person with ${ROUNDS} received and ${ROUNDS} given rounds`, medianMs(() => [receivedMetrics(facts, 'me'), givenMetrics(facts, 'me')]), BARS.metrics),
    row(`severities among ${votes.length} first votes`, medianMs(() => severities(votes)), null),
  ]
}

/** What the pure packages take for the largest round and the longest history. */
export const suite = { name: 'pure-core', run }
