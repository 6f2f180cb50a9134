import { titleOfDealt, type Bank } from '@unanimous/bank'
import { schema, type Storage } from '@unanimous/db'
import type { HistoryRow, OpenedCard, RoundRecord } from '@unanimous/protocol'
import { and, desc, eq, inArray, isNotNull, or } from 'drizzle-orm'

/** An opened card with its round and both seats, as history reads it. */
export interface OpenedRow {
  readonly card: typeof schema.scorecard.$inferSelect
  readonly round: typeof schema.round.$inferSelect
  readonly mine: typeof schema.seat.$inferSelect
  readonly other: typeof schema.seat.$inferSelect
}

export interface OpenedRowsNeeds {
  readonly storage: Storage
  readonly bank: Bank
  readonly recordOf: (round: string) => Promise<RoundRecord | undefined>
  readonly openedCard: (row: OpenedRow) => OpenedCard | null
  readonly titleOf: (round: string) => Promise<string>
}

/** Every pack dealt to a round, for its interviewer's eyes. */
export const dealtTitle = (bank: Bank, row: OpenedRow['round']): string => row.packs.map(pack => titleOfDealt(bank, pack)).join(' · ')

/** Every opened card of sessions this person sat in, newest first. */
export const readOpenedRows = async ({ db }: Storage, person: string): Promise<OpenedRow[]> => {
  const { round, scorecard, seat } = schema
  const seats = await db.select().from(seat).where(eq(seat.person, person))
  if (seats.length === 0) return []
  const ids = seats.map(mine => mine.id)
  const rows = await db.select({ card: scorecard, round }).from(scorecard).innerJoin(round, eq(round.id, scorecard.round))
    .where(and(isNotNull(scorecard.openedAt), or(inArray(round.interviewer, ids), inArray(round.candidate, ids)))).orderBy(desc(scorecard.openedAt), desc(round.ordinal))
  const all = rows.length === 0 ? [] : await db.select().from(seat).where(inArray(
    seat.session, [...new Set(rows.map(row => row.round.session))]
  ))
  return rows.flatMap(row => {
    const mine = seats.find(candidate => candidate.session === row.round.session)
    const other = all.find(candidate => candidate.session === row.round.session && candidate.id !== mine?.id)
    return mine && other ? [{ ...row, mine, other }] : []
  })
}

/** An opened card as a line of a list. */
export const toHistoryRow = async (needs: OpenedRowsNeeds, row: OpenedRow): Promise<HistoryRow> => {
  const opened = needs.openedCard(row)
  return {
    round: row.round.id, session: row.round.session, kind: row.round.kind, title: await needs.titleOf(row.round.id),
    direction: row.round.candidate === row.mine.id ? 'received' : 'given', peer: row.other.name,
    heldAt: row.round.startedAt ?? row.round.endedAt ?? 0, vote: opened?.vote ?? null, screen: opened?.screen ?? null,
    evidence: (await needs.recordOf(row.round.id))?.evidence.length ?? 0,
    standing: row.round.standing, loop: row.round.loop, loopSeat: row.round.loopSeat,
    ratings: (opened?.dimensions ?? []).flatMap(dimension => (dimension.rating === null ? [] : [{
      dimension: dimension.id, name: dimension.name, rating: dimension.rating,
    }])),
  }
}
