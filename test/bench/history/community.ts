import type { Bank } from '@unanimous/bank'
import { kindOfLoopSeat } from '@unanimous/rounds'
import { DIGEST_VERSION } from '../../../apps/server/src/features/history/digest-facts.ts'
import { heldRound, type HeldRound } from './held-rounds.ts'

/** A community that held so many rounds, each with its card. Everything is a function of this number. */
export interface Community {
  readonly scorecards: number
  readonly people: number
}

/** Rounds that a person gave and received, in any community: what grows is how many people there are. */
const ROUNDS_PER_PERSON = 100
/** A few people held many more, all with different others. */
export const HEAVY_PEOPLE = 4
const HEAVY_SESSIONS = 250
const VARIANTS = 16
const LOOPS_PER_PERSON = 2
const SEATS = ['hm', 'tech', 'coding1', 'coding2', 'sd', 'culture'] as const
const START = Date.UTC(2025, 0, 6)
const SESSION_EVERY_MS = 20_000
const HOUR_MS = 3_600_000

export const communityOf = (scorecards: number): Community => ({ scorecards, people: Math.floor((scorecards * 2) / ROUNDS_PER_PERSON) })

const id = (letter: string, number: number): string => `${letter}${String(number).padStart(21, '0')}`
export const personId = (number: number): string => id('p', number)
export const loopId = (person: number, number: number): string => id('l', person * LOOPS_PER_PERSON + number)

/** Who met in a session: heavy people with everybody in turn, the others with forty neighbours. */
const pairOf = ({ people }: Community, session: number): readonly [number, number] => {
  const heavy = Math.floor(session / HEAVY_SESSIONS)
  if (heavy < HEAVY_PEOPLE) return [heavy, HEAVY_PEOPLE + ((session * 37) % (people - HEAVY_PEOPLE))]
  const first = session % people
  return [first, (first + 1 + (Math.floor(session / people) % 40)) % people]
}

interface Round {
  readonly round: string
  readonly session: string
  readonly ordinal: number
  readonly interviewer: string
  readonly candidate: string
  readonly rater: string
  readonly person: string
  readonly at: number
  readonly loop: string | undefined
  readonly loopSeat: (typeof SEATS)[number]
  readonly held: HeldRound
}

/** Every round in the order in which they were held. Which seat of which loop it fills follows from how many its candidate had before. */
function* roundsOf(community: Community, ways: (seat: Round['loopSeat'], variant: number) => HeldRound): Generator<Round> {
  const before = new Uint32Array(community.people)
  for (let session = 0; session < community.scorecards / 2; session += 1) {
    const pair = pairOf(community, session)
    for (const ordinal of [0, 1] as const) {
      const [rater, candidate] = ordinal === 0 ? pair : [pair[1], pair[0]]
      const received = before[candidate] ?? 0
      before[candidate] = received + 1
      const loopSeat = SEATS[received % SEATS.length] ?? 'hm'
      const loop = Math.floor(received / SEATS.length)
      yield {
        round: id('r', session * 2 + ordinal), session: id('s', session), ordinal, interviewer: id(ordinal === 0 ? 'a' : 'b', session), candidate: id(ordinal === 0 ? 'b' : 'a', session),
        rater: personId(rater), person: personId(candidate), at: START + session * SESSION_EVERY_MS + ordinal * HOUR_MS, loop: loop < LOOPS_PER_PERSON ? loopId(candidate, loop) : undefined, loopSeat,
        held: ways(loopSeat, (session * 2 + ordinal) * 5),
      }
    }
  }
}

const NOTHING = '\\N'
const line = (...fields: readonly (string | number)[]): string => `${fields.join('\t')}\n`

/** The rows of one table as `COPY` reads them. */
export interface TableRows {
  readonly table: string
  readonly columns: string
  readonly rows: Iterable<string>
}

/** Every table that pages of history, loops and home read; whatever refers to another comes after it. */
export const tablesOf = (community: Community, bank: Bank): readonly TableRows[] => {
  const known = new Map<string, HeldRound>()
  const ways = (seat: Round['loopSeat'], number: number): HeldRound => {
    const key = `${seat} ${number % VARIANTS}`
    const held = known.get(key) ?? heldRound(bank, kindOfLoopSeat(seat) as Exclude<ReturnType<typeof kindOfLoopSeat>, 'recruiter'>, number % VARIANTS)
    known.set(key, held)
    return held
  }
  const people = Array.from({ length: community.people }, (_, number) => number)
  const sessions = Array.from({ length: community.scorecards / 2 }, (_, number) => number)
  const startOf = (session: number) => START + session * SESSION_EVERY_MS
  function* each(of: (round: Round) => string): Generator<string> {
    for (const round of roundsOf(community, ways)) yield of(round)
  }
  function* from(numbers: readonly number[], of: (number: number) => string): Generator<string> {
    for (const number of numbers) yield of(number)
  }
  const openedAt = (at: number) => at + 3 * HOUR_MS
  return [
    { table: 'auth_user', columns: 'id, name, email', rows: from(people, n => line(personId(n), `person-${n}`, `person-${n}@example.org`)) },
    { table: 'profile', columns: 'person, handle, created_at', rows: from(people, n => line(personId(n), `person-${n}`, START)) },
    {
      table: 'loop', columns: 'id, candidate, number, level, deep_declared, options, created_at',
      rows: from(people, n => Array.from({ length: LOOPS_PER_PERSON }, (_, number) => line(loopId(n, number), personId(n), number + 1, 'L5', 'f', '{"strictOrder":false,"strictGates":false,"cultureGate":false,"debriefRevision":false}', START)).join('')),
    },
    { table: 'session', columns: 'id, origin, both_ways, created_at, ended_at, revealed_at, reveal_cause', rows: from(sessions, n => line(id('s', n), 'invite', 't', startOf(n), startOf(n) + 2 * HOUR_MS, openedAt(startOf(n)), 'all-filed')) },
    {
      table: 'seat', columns: 'id, session, position, person, name, joined_at',
      rows: from(sessions, n => pairOf(community, n).map((person, position) => line(id(position === 0 ? 'a' : 'b', n), id('s', n), position, personId(person), `person-${person}`, startOf(n))).join('')),
    },
    {
      table: 'round', columns: 'id, session, ordinal, kind, interviewer, candidate, minutes, packs, standing, loop, loop_seat, state, started_at, ended_at, counts, document',
      rows: each(({ round, session, ordinal, interviewer, candidate, at, loop, loopSeat, held }) =>
        line(round, session, ordinal, kindOfLoopSeat(loopSeat), interviewer, candidate, 60, held.packs, loop ? 'loop' : 'practice', loop ?? NOTHING, loop ? loopSeat : NOTHING, 'ended', at, at + HOUR_MS, 't', `d${round.slice(1)}`)),
    },
    {
      table: 'round_event', columns: 'round, seq, at, round_ms, seat, command_id, type, v, body',
      rows: each(({ round, interviewer, at, held }) => held.events.map(({ type, body, roundMs }, index) => line(round, index + 1, at + roundMs, roundMs, interviewer, `${round}${index}`, type, 1, body)).join('')),
    },
    { table: 'scorecard', columns: 'round, seat, draft_version, filed, filed_at, opened_at', rows: each(({ round, interviewer, at, held }) => line(round, interviewer, 1, held.filed, at + HOUR_MS + 60_000, openedAt(at))) },
    { table: 'self_estimate', columns: 'round, seat, draft_version, filed, filed_at, opened_at', rows: each(({ round, candidate, at, held }) => line(round, candidate, 1, held.estimate, at + HOUR_MS + 60_000, openedAt(at))) },
    {
      table: 'round_digest', columns: 'round, v, kind, candidate_seat, rater_seat, candidate, rater, held_at, opened_at, first_vote, loop, shown, facts, words',
      rows: each(({ round, session, interviewer, candidate, rater, person, at, loop, loopSeat, held: { vote, digest } }) =>
        line(round, DIGEST_VERSION, kindOfLoopSeat(loopSeat), candidate, interviewer, person, rater, at, openedAt(at), vote, loop ?? NOTHING, digest.shown(session, loop === undefined ? undefined : loopSeat), digest.facts, digest.words)),
    },
  ]
}
