import { ok, refuse, type Clock } from '@unanimous/kernel'
import type { Bank } from '@unanimous/bank'
import { schema, type Storage } from '@unanimous/db'
import { limits, type HistoryRow, type Home, type LoopSummary, type OpenedCard, type QueryInput, type RoundRecord, type SessionView } from '@unanimous/protocol'
import { and, desc, eq, gte, inArray, isNotNull, isNull, or } from 'drizzle-orm'
import type { QueryHandlers } from '../../platform/handlers.ts'

/** An opened card with its round and both seats, as history reads it. */
interface OpenedRow {
  readonly card: typeof schema.scorecard.$inferSelect
  readonly round: typeof schema.round.$inferSelect
  readonly mine: typeof schema.seat.$inferSelect
  readonly other: typeof schema.seat.$inferSelect
}

interface HistoryNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly bank: Bank
  readonly newestLoopOf: (person: string) => Promise<LoopSummary | null>
  readonly recordOf: (round: string) => Promise<RoundRecord | undefined>
  readonly openedCard: (row: OpenedRow) => OpenedCard | null
  readonly formsOf: (session: string, seat: string) => Promise<SessionView['youFiled']>
  readonly deadline: (session: string) => Promise<number | null>
}

type Queries = QueryHandlers<'home' | 'history' | 'card'>
const { block, invite, profile, round, roundFinal, scorecard, seat, session } = schema
const dayMs = 24 * 3_600_000
const shownOnHome = 5

export const createHistory = (needs: HistoryNeeds): { queries: Queries } => {
  const { storage, clock } = needs
  const { db } = storage

  const title = (row: OpenedRow['round']) => row.packs.map(pack => needs.bank.get(pack.id, pack.version)?.title ?? pack.id).join(' · ')

  /** Every opened card of sessions this person sat in, newest first. */
  const openedRows = async (person: string): Promise<OpenedRow[]> => {
    const seats = await db.select().from(seat).where(eq(seat.person, person))
    if (seats.length === 0) return []
    const ids = seats.map(mine => mine.id)
    const rows = await db.select({ card: scorecard, round }).from(scorecard).innerJoin(round, eq(round.id, scorecard.round))
      .where(and(isNotNull(scorecard.openedAt), or(inArray(round.interviewer, ids), inArray(round.candidate, ids)))).orderBy(desc(scorecard.openedAt), desc(round.ordinal))
    const all = rows.length === 0 ? [] : await db.select().from(seat).where(inArray(seat.session, [...new Set(rows.map(row => row.round.session))]))
    return rows.flatMap(row => {
      const mine = seats.find(candidate => candidate.session === row.round.session)
      const other = all.find(candidate => candidate.session === row.round.session && candidate.id !== mine?.id)
      return mine && other ? [{ ...row, mine, other }] : []
    })
  }
  const toRow = async (row: OpenedRow): Promise<HistoryRow> => {
    const opened = needs.openedCard(row)
    return {
      round: row.round.id, session: row.round.session, kind: row.round.kind, title: title(row.round), direction: row.round.candidate === row.mine.id ? 'received' : 'given', peer: row.other.name,
      heldAt: row.round.startedAt ?? row.round.endedAt ?? 0, vote: opened?.vote ?? null, screen: opened?.screen ?? null, evidence: (await needs.recordOf(row.round.id))?.evidence.length ?? 0,
      standing: row.round.standing, loop: row.round.loop, loopSeat: row.round.loopSeat,
      ratings: (opened?.dimensions ?? []).flatMap(dimension => (dimension.rating === null ? [] : [{ dimension: dimension.id, name: dimension.name, rating: dimension.rating }])),
    }
  }

  const nextOf = async (person: string): Promise<Home['next']> => {
    const rows = await db.select({ session, mine: seat }).from(seat).innerJoin(session, eq(session.id, seat.session)).where(and(eq(seat.person, person), isNull(session.revealedAt))).orderBy(desc(session.createdAt)).limit(20)
    const found = await Promise.all(rows.map(async ({ session: row, mine }) => {
      const rounds = (await db.select().from(round).where(eq(round.session, row.id)).orderBy(round.ordinal))
      const seats = await db.select().from(seat).where(eq(seat.session, row.id))
      const live = rounds.filter(candidate => candidate.state === 'planned' || candidate.state === 'running')
      if (live.length === 0) return []
      const phase = rounds.some(candidate => candidate.state === 'running') ? 'round' as const : rounds.some(candidate => candidate.state === 'ended') ? 'between' as const : 'green-room' as const
      const other = seats.find(candidate => candidate.id !== mine.id)
      const [open] = other?.joinedAt == null ? await db.select().from(invite).where(and(eq(invite.session, row.id), isNull(invite.revokedAt))) : []
      return [{
        session: row.id, peer: other?.joinedAt == null ? null : other.name, phase, createdAt: row.createdAt, inviteCode: open?.code ?? null,
        rounds: rounds.filter(candidate => candidate.state !== 'dropped').map(candidate => {
          const youAre = candidate.interviewer === mine.id ? 'interviewer' as const : 'candidate' as const
          return { kind: candidate.kind, minutes: Math.round(candidate.minutes * candidate.stretch), youAre, state: candidate.state, startedAt: candidate.startedAt, endedAt: candidate.endedAt, title: youAre === 'interviewer' && candidate.packs.length > 0 ? title(candidate) : null }
        }),
      }]
    }))
    const order = { round: 0, between: 1, 'green-room': 2, filing: 3 }
    return found.flat().toSorted((left, right) => order[left.phase] - order[right.phase])
  }

  const waitingOf = async (person: string): Promise<Home['waiting']> => {
    const rows = await db.select({ session, mine: seat }).from(seat).innerJoin(session, eq(session.id, seat.session)).where(and(eq(seat.person, person), isNull(session.revealedAt)))
    const found = await Promise.all(rows.map(async ({ session: row, mine }) => {
      const forms = (await needs.formsOf(row.id, mine.id)).filter(form => !form.filed)
      if (forms.length === 0) return []
      const [other] = (await db.select().from(seat).where(eq(seat.session, row.id))).filter(candidate => candidate.id !== mine.id)
      const rounds = await db.select().from(round).where(inArray(round.id, forms.map(form => form.round)))
      const deadlineAt = await needs.deadline(row.id)
      return forms.flatMap(form => {
        const of = rounds.find(candidate => candidate.id === form.round)
        return of ? [{ session: row.id, round: of.id, kind: of.kind, peer: other?.name || null, form: form.form, endedAt: of.endedAt ?? 0, deadlineAt: deadlineAt ?? (of.endedAt ?? 0) + limits.revealDeadlineMs, peerHasFiled: other?.filedToldAt != null }] : []
      })
    }))
    return found.flat().toSorted((left, right) => left.deadlineAt - right.deadlineAt)
  }

  /** Somebody to meet again: the other person of the newest revealed session, if an account and no block. */
  const rematchOf = async (person: string, rows: readonly OpenedRow[]): Promise<Home['rematch']> => {
    const last = rows.find(row => row.other.person !== null)
    if (!last || last.other.person === null) return null
    const blocks = await db.select().from(block).where(or(and(eq(block.blocker, person), eq(block.blocked, last.other.person)), and(eq(block.blocker, last.other.person), eq(block.blocked, person))))
    return blocks.length > 0 ? null : { session: last.round.session, peer: last.other.name }
  }

  const practiceOf = async (person: string): Promise<Home['practice']> => {
    const seats = (await db.select().from(seat).where(eq(seat.person, person))).map(mine => mine.id)
    if (seats.length === 0) return []
    const rows = await db.select().from(round).where(and(gte(round.startedAt, clock.now() - 42 * dayMs), or(inArray(round.interviewer, seats), inArray(round.candidate, seats))))
    return rows.map(held => ({ at: held.startedAt ?? 0, role: seats.includes(held.interviewer) ? 'interviewer' as const : 'candidate' as const }))
  }

  const home: Queries['home'] = async (_input, { me }) => {
    const [mine] = await db.select().from(profile).where(eq(profile.person, me.person))
    const rows = await openedRows(me.person)
    const received = rows.find(row => row.round.candidate === row.mine.id)
    const feedback = received && needs.openedCard(received)
    return ok({
      handle: mine?.handle ?? '', guest: me.guest, next: await nextOf(me.person), waiting: await waitingOf(me.person), goal: mine?.goal ?? null, goalSetAt: mine?.goalSetAt ?? null,
      loop: await needs.newestLoopOf(me.person), practice: await practiceOf(me.person), recent: await Promise.all(rows.slice(0, shownOnHome).map(toRow)), rematch: await rematchOf(me.person, rows),
      lastFeedback: received && feedback ? {
        round: received.round.id, session: received.round.session, kind: received.round.kind, by: received.other.name, vote: feedback.vote, changeOne: feedback.changeOne, keepDoing: feedback.keepDoing,
        ratings: feedback.dimensions.flatMap(dimension => (dimension.rating === null ? [] : [{ dimension: dimension.id, name: dimension.name, rating: dimension.rating }])),
      } : null,
    })
  }

  const fits = (row: OpenedRow, filter: QueryInput<'history'>) =>
    (filter.kind === undefined || row.round.kind === filter.kind) && (filter.peer === undefined || row.other.name === filter.peer) &&
    (filter.direction === undefined || (filter.direction === 'received') === (row.round.candidate === row.mine.id))

  return {
    queries: {
      home,
      history: async (input, { me }) => {
        const rows = await openedRows(me.person)
        return ok({ rows: await Promise.all(rows.filter(row => fits(row, input)).map(toRow)), peers: [...new Set(rows.map(row => row.other.name))].toSorted() })
      },
      card: async (input, { me }) => {
        const row = (await openedRows(me.person)).find(candidate => candidate.round.id === input.round)
        if (!row) return refuse('scorecard/not-open', 'This card is not open, or it is not yours to read.')
        const opened = needs.openedCard(row)
        const record = await needs.recordOf(row.round.id)
        const [final] = await db.select().from(roundFinal).where(eq(roundFinal.round, row.round.id))
        if (!opened || !record) return refuse('scorecard/not-open', 'This card is not open, or it is not yours to read.')
        return ok({ card: opened, row: await toRow(row), record, texts: final?.texts ?? {}, language: final?.language ?? 'plain', pinned: final?.pinned ?? {} })
      },
    },
  }
}
