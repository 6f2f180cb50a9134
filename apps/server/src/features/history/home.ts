import { titleOfDealt, type Bank } from '@unanimous/bank'
import { ok, type Clock } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import type { Home, LoopSummary, OpenedCard, SessionView } from '@unanimous/protocol'
import { REVEAL_DEADLINE_MS } from '@unanimous/verdict'
import { and, asc, desc, eq, gte, inArray, isNull, or } from 'drizzle-orm'
import type { QueryHandler } from '../../platform/handlers.ts'
import { directions, readLines, readOpenedRows, sideOf, type Line, type OpenedRow } from './opened-rows.ts'

export interface HomeNeeds {
  readonly storage: Storage
  readonly bank: Bank
  readonly clock: Clock
  readonly newestLoopOf: (person: string) => Promise<LoopSummary | null>
  readonly formsOf: (session: string, seat: string) => Promise<SessionView['youFiled']>
  readonly deadline: (session: string) => Promise<number | null>
  readonly openedCard: (row: OpenedRow) => OpenedCard | null
}

type SeatRow = typeof schema.seat.$inferSelect
type RoundRow = typeof schema.round.$inferSelect
type Next = Home['next'][number]

/** A session whose cards are still sealed, with its rounds and the other seat. */
interface Unrevealed {
  readonly session: typeof schema.session.$inferSelect
  readonly mine: SeatRow
  readonly other: SeatRow | undefined
  /** Both who hold the rounds, where one is their second rater. */
  readonly ratedWith: readonly SeatRow[]
  readonly rounds: readonly RoundRow[]
}

const { block, invite, profile, round, roundDigest, seat, session } = schema
const dayMs = 24 * 3_600_000
const shownOnHome = 5
/** How far back the newest card received, and the newest peer who is still here, are looked for. */
const lookedThrough = 10
const mostUnrevealed = 30

/** Every pack dealt to a round, for its interviewer's eyes. */
const dealtTitle = (bank: Bank, row: RoundRow): string => row.packs.map(pack => titleOfDealt(bank, pack)).join(' · ')

const othersOf = (mine: SeatRow, pair: readonly SeatRow[]): Pick<Unrevealed, 'other' | 'ratedWith'> =>
  (mine.position > 1 ? { other: undefined, ratedWith: pair } : { other: pair.find(each => each.id !== mine.id), ratedWith: [] })

const namesOf = ({ other, ratedWith }: Pick<Unrevealed, 'other' | 'ratedWith'>): string | null =>
  (ratedWith.length > 0 ? ratedWith.map(each => each.name).join(' · ') : other?.name || null)

const readUnrevealed = async ({ db }: Storage, person: string): Promise<Unrevealed[]> => {
  const rows = await db.select({ session, mine: seat }).from(seat).innerJoin(session, eq(session.id, seat.session))
    .where(and(eq(seat.person, person), isNull(session.revealedAt))).orderBy(desc(session.createdAt)).limit(mostUnrevealed)
  const ids = rows.map(row => row.session.id)
  if (ids.length === 0) return []
  const [seats, rounds] = await Promise.all([
    db.select().from(seat).where(inArray(seat.session, ids)), db.select().from(round).where(inArray(round.session, ids)).orderBy(asc(round.ordinal)),
  ])
  return rows.map(row => ({
    ...row, ...othersOf(row.mine, seats.filter(each => each.session === row.session.id && each.position < 2)),
    // Whoever left as rater goes back to no round, and still owes the cards of those they rated.
    rounds: rounds.filter(each => each.session === row.session.id && each.state !== 'dropped' && (row.mine.leftAt === null || (each.rater === row.mine.id && each.state === 'ended'))),
  }))
}

const phaseOf = (rounds: readonly RoundRow[]): Next['phase'] => {
  if (rounds.some(each => each.state === 'running')) return 'round'
  return rounds.some(each => each.state === 'ended') ? 'between' : 'green-room'
}

const isLive = ({ rounds }: Unrevealed) => rounds.some(each => each.state === 'planned' || each.state === 'running')

const isWaiting = ({ other, ratedWith }: Unrevealed): boolean => ratedWith.length === 0 && (other === undefined || other.joinedAt === null)

/** The open links of sessions that wait for their guest, by session. */
const readInvites = async ({ db }: Storage, waiting: readonly Unrevealed[]): Promise<ReadonlyMap<string, string>> => {
  const ids = waiting.map(each => each.session.id)
  const rows = ids.length === 0 ? [] : await db.select({ session: invite.session, code: invite.code }).from(invite).where(and(inArray(invite.session, ids), isNull(invite.revokedAt)))
  return new Map(rows.map(row => [row.session, row.code]))
}

const toNext = (bank: Bank, unrevealed: Unrevealed, inviteCode: string | null): Next => {
  const { session: row, mine, rounds } = unrevealed
  return {
    session: row.id, peer: isWaiting(unrevealed) ? null : namesOf(unrevealed), phase: phaseOf(rounds), createdAt: row.createdAt, inviteCode,
    rounds: rounds.map(each => {
      const youAre = mine.position > 1 ? 'rater' as const : each.interviewer === mine.id ? 'interviewer' as const : 'candidate' as const
      const title = youAre === 'interviewer' && each.packs.length > 0 ? dealtTitle(bank, each) : null
      return {
        kind: each.kind, minutes: Math.round(each.minutes * each.stretch), stretch: each.stretch, youAre, state: each.state, startedAt: each.startedAt,
        endedAt: each.endedAt, title,
      }
    }),
  }
}

/** Sessions to go back to: a running round first, then one between rounds, then green rooms with somebody in them, the newest first. */
const nextOf = async (needs: HomeNeeds, unrevealed: readonly Unrevealed[]): Promise<Home['next']> => {
  const order = { round: 0, between: 1, 'green-room': 2, filing: 3 }
  const live = unrevealed.filter(isLive)
  const codes = await readInvites(needs.storage, live.filter(isWaiting))
  const found = live.map(each => toNext(needs.bank, each, codes.get(each.session.id) ?? null))
  return found.toSorted((left, right) => order[left.phase] - order[right.phase] || Number(left.peer === null) - Number(right.peer === null))
}

/** What a person has to file in one session, or that they have filed all of it. */
type Filing = Pick<Home, 'waiting' | 'sealed'>

const filingIn = async (needs: HomeNeeds, unrevealed: Unrevealed): Promise<Filing> => {
  const { session: row, mine, other, rounds } = unrevealed
  const forms = await needs.formsOf(row.id, mine.id)
  const [first] = rounds
  if (forms.length === 0 || first === undefined) return { waiting: [], sealed: [] }
  const peer = namesOf(unrevealed)
  const opensAt = await needs.deadline(row.id) ?? Math.max(...rounds.map(each => each.endedAt ?? 0)) + REVEAL_DEADLINE_MS
  const waiting = forms.filter(form => !form.filed).flatMap(form => {
    const of = rounds.find(each => each.id === form.round)
    return of ? [{ session: row.id, round: of.id, kind: of.kind, peer, form: form.form, endedAt: of.endedAt ?? 0, deadlineAt: opensAt, peerHasFiled: typeof other?.filedToldAt === 'number' }] : []
  })
  const isSealed = waiting.length === 0 && !isLive(unrevealed)
  return { waiting, sealed: isSealed ? [{ session: row.id, kind: first.kind, peer, opensAt }] : [] }
}

/** What is owed and what is filed and sealed, the nearest deadline first. */
const filingOf = async (needs: HomeNeeds, unrevealed: readonly Unrevealed[]): Promise<Filing> => {
  const held = unrevealed.filter(({ rounds }) => rounds.some(each => each.state === 'ended'))
  const found = await Promise.all(held.map(each => filingIn(needs, each)))
  return {
    waiting: found.flatMap(({ waiting }) => waiting).toSorted((left, right) => left.deadlineAt - right.deadlineAt),
    sealed: found.flatMap(({ sealed }) => sealed).toSorted((left, right) => left.opensAt - right.opensAt),
  }
}

/** Somebody to meet again: the other person of the newest opened session, if there is an account and no block. */
const rematchOf = async ({ db }: Storage, person: string, lines: readonly Line[]): Promise<Home['rematch']> => {
  const last = lines.find(line => line.otherPerson !== null)
  if (!last || last.otherPerson === null) return null
  const between = (blocker: string, blocked: string) => and(eq(block.blocker, blocker), eq(block.blocked, blocked))
  const blocks = await db.select().from(block).where(or(between(person, last.otherPerson), between(last.otherPerson, person)))
  return blocks.length > 0 ? null : { session: last.row.session, peer: last.row.peer }
}

type Practice = Home['practice']

/** When practice that counts on the home page begins. */
const practiceSince = ({ clock }: HomeNeeds): number => clock.now() - 42 * dayMs

/** What was held in six weeks, of opened rounds. */
const openedPractice = async (needs: HomeNeeds, person: string): Promise<Practice> => {
  const opened = await Promise.all(directions.map(async direction => {
    const rows = await needs.storage.db.selectDistinct({ round: roundDigest.round, at: roundDigest.heldAt }).from(roundDigest)
      .where(and(eq(sideOf(direction).person, person), gte(roundDigest.heldAt, practiceSince(needs))))
    return rows.map(({ at }) => ({ at, role: direction === 'received' ? 'candidate' as const : 'interviewer' as const }))
  }))
  return opened.flat()
}

/** What was held in six weeks, of one's own rounds that are still sealed. */
const sealedPractice = (needs: HomeNeeds, unrevealed: readonly Unrevealed[]): Practice => unrevealed.flatMap(({ rounds, mine }) => rounds.flatMap(({ startedAt, interviewer, rater }) =>
  startedAt === null || (mine.position > 1 && rater !== mine.id) || startedAt < practiceSince(needs) ? [] : [{ at: startedAt, role: interviewer === mine.id || rater === mine.id ? 'interviewer' as const : 'candidate' as const }]))

const isCard = ({ row }: Line): boolean => row.direction === 'received' && row.filed

const lastFeedbackOf = async (needs: HomeNeeds, person: string, lines: readonly Line[]): Promise<Home['lastFeedback']> => {
  const line = lines.find(isCard) ?? (await readLines(needs.storage, { person, directions: ['received'], matching: [], most: lookedThrough })).find(isCard)
  const [found] = line ? await readOpenedRows(needs.storage, person, line.row.round) : []
  const card = found && needs.openedCard(found)
  if (!line || !card) return null
  const { round: id, session: of, kind, peer, vote, ratings } = line.row
  return { round: id, session: of, kind, by: peer, vote, changeOne: card.changeOne, keepDoing: card.keepDoing, ratings }
}

/** The home page of one person. */
export const createHome = (needs: HomeNeeds): QueryHandler<'home'> => async (_input, { me }) => {
  const { storage } = needs
  const [[mine], lines, unrevealed, loop, opened] = await Promise.all([
    storage.db.select().from(profile).where(eq(profile.person, me.person)), readLines(storage, { person: me.person, directions, matching: [], most: lookedThrough }),
    readUnrevealed(storage, me.person), needs.newestLoopOf(me.person), openedPractice(needs, me.person),
  ])
  const [next, filing, lastFeedback, rematch] = await Promise.all([
    nextOf(needs, unrevealed), filingOf(needs, unrevealed), lastFeedbackOf(needs, me.person, lines), rematchOf(storage, me.person, lines),
  ])
  return ok({
    handle: mine?.handle ?? '', guest: me.guest, goal: mine?.goal ?? null, goalSetAt: mine?.goalSetAt ?? null,
    next, ...filing, loop, practice: [...opened, ...sealedPractice(needs, unrevealed)], lastFeedback, recent: lines.map(({ row }) => row).filter(row => row.filed).slice(0, shownOnHome), rematch,
  })
}
