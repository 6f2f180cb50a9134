import { schema, type Storage } from '@unanimous/db'
import type { HistoryRow } from '@unanimous/protocol'
import { dimensionsOf } from '@unanimous/rounds'
import type { Vote } from '@unanimous/verdict'
import { and, desc, eq, getTableColumns, isNotNull, lt, or, type SQL } from 'drizzle-orm'
import { shownIn, storedFacts } from './digest-facts.ts'

export type Direction = HistoryRow['direction']
export const directions: readonly Direction[] = ['received', 'given']

/** An opened card with its round, the reader's seat and whose the card is, or of whom. */
export interface OpenedRow {
  readonly card: Omit<typeof schema.scorecard.$inferSelect, 'draft'>
  readonly round: typeof schema.round.$inferSelect
  readonly mine: typeof schema.seat.$inferSelect
  readonly other: typeof schema.seat.$inferSelect
}

/** A line of history, and whether the other still has an account here. */
export interface Line {
  readonly row: HistoryRow
  readonly otherPerson: string | null
}

/** Where a page of history ends: the next one begins after it. */
export interface Place {
  readonly heldAt: number
  readonly round: string
}

const { round, roundDigest, scorecard, seat } = schema
const { draft: _draft, ...cardColumns } = getTableColumns(scorecard)

/** Whose seats a direction reads: the person's own column, and the seat of whoever was on the other side. */
export const sideOf = (direction: Direction) => direction === 'received'
  ? { person: roundDigest.candidate, otherSeat: roundDigest.raterSeat, otherPerson: roundDigest.rater }
  : { person: roundDigest.rater, otherSeat: roundDigest.candidateSeat, otherPerson: roundDigest.candidate }

const after = (place: Place | undefined): SQL | undefined => place && or(
  lt(roundDigest.heldAt, place.heldAt), and(eq(roundDigest.heldAt, place.heldAt), lt(roundDigest.round, place.round))
)

const byNewest = (left: Place, right: Place): number => right.heldAt - left.heldAt || (right.round > left.round ? 1 : -1)

interface Asked {
  readonly person: string
  readonly directions: readonly Direction[]
  readonly matching: readonly (SQL | undefined)[]
  readonly place?: Place | undefined
  readonly most: number
}

/** The newest rounds of a person's side, as `readLines` asks for them: its index holds them in this order. */
export const selectNewest = (db: Pick<Storage['db'], 'select'>, direction: Direction, { person, matching, place, most }: Asked) => {
  const side = sideOf(direction)
  return db.select({
    round: roundDigest.round, kind: roundDigest.kind, heldAt: roundDigest.heldAt, vote: roundDigest.firstVote, loop: roundDigest.loop, shown: roundDigest.shown, facts: roundDigest.facts,
    peer: seat.name, otherPerson: side.otherPerson,
  }).from(roundDigest).innerJoin(seat, eq(seat.id, side.otherSeat))
    .where(and(eq(side.person, person), after(place), ...matching)).orderBy(desc(roundDigest.heldAt), desc(roundDigest.round)).limit(most)
}

const readSide = async ({ db }: Storage, direction: Direction, asked: Asked): Promise<Line[]> => {
  const rows = await selectNewest(db, direction, asked)
  return rows.map(({ shown, facts, otherPerson, vote, ...rest }) => {
    const { isFiled, changeOne: _changeOne, ofTwo = false, beside = false, ...told } = shownIn({ shown })
    const { ratings } = storedFacts({ facts })
    const names = [...dimensionsOf(rest.kind), { id: 'conduct' as const, name: 'Conduct' }]
    return {
      otherPerson,
      row: {
        ...rest, ...told, direction, ofTwo, beside, filed: isFiled, vote: vote as Vote | null,
        ratings: names.flatMap(({ id, name }) => (ratings[id] === undefined ? [] : [{ dimension: id, name, rating: ratings[id] }])),
      },
    }
  })
}

/** Opened rounds of a person, newest first, at most so many of both directions together. */
export const readLines = async (storage: Storage, asked: Asked): Promise<Line[]> => {
  const sides = await Promise.all(asked.directions.map(direction => readSide(storage, direction, asked)))
  return sides.flat().toSorted((left, right) => byNewest(left.row, right.row)).slice(0, asked.most)
}

/** The opened cards of a round that this person held or rated: one's own first, else the interviewer's. */
export const readOpenedRows = async ({ db }: Storage, person: string, id: string): Promise<readonly OpenedRow[]> => {
  const rows = await db.select({ card: cardColumns, round }).from(scorecard).innerJoin(round, eq(round.id, scorecard.round))
    .where(and(eq(scorecard.round, id), isNotNull(scorecard.openedAt)))
  const [first] = rows
  const seats = first ? await db.select().from(seat).where(eq(seat.session, first.round.session)) : []
  const mine = seats.find(each => each.person === person)
  if (!first || !mine || ![first.round.interviewer, first.round.candidate, first.round.rater].includes(mine.id)) return []
  return rows.toSorted((left, right) => rank(right, mine.id) - rank(left, mine.id)).flatMap(row => {
    // Who stands opposite: the rater of a card received, the candidate of one given, and a fellow rater of the other's.
    const other = seats.find(each => each.id === (row.card.seat === mine.id ? row.round.candidate : row.card.seat))
    return other ? [{ ...row, mine, other }] : []
  })
}

const rank = ({ card, round: of }: Pick<OpenedRow, 'card' | 'round'>, mine: string): number => (card.seat === mine ? 2 : card.seat === of.interviewer ? 1 : 0)
