import { instant, type Instant } from '@unanimous/kernel'
import { schema, type Database, type Transaction } from '@unanimous/db'
import type { LoopSeat } from '@unanimous/rounds'
import { foldLoop, type FiledScorecard, type Loop, type LoopCard, type LoopVerdict, type Vote } from '@unanimous/verdict'
import { and, asc, eq, isNotNull } from 'drizzle-orm'

export type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>
export type LoopRow = typeof schema.loop.$inferSelect

/** An opened card of a loop with where and by whom it was given. */
export interface OpenedLoopCard {
  readonly round: typeof schema.round.$inferSelect
  readonly card: typeof schema.scorecard.$inferSelect
  readonly filed: FiledScorecard
  readonly rater: { readonly seat: string; readonly person: string | null; readonly name: string }
}

/** Every opened card declared for a loop, in the order of reveal; void ones are among them and marked by their round. */
export const readOpenedCards = async (db: Reader, loop: string): Promise<OpenedLoopCard[]> => {
  const rows = await db.select({ round: schema.round, card: schema.scorecard, rater: schema.seat }).from(schema.scorecard)
    .innerJoin(schema.round, eq(schema.round.id, schema.scorecard.round)).innerJoin(schema.seat, eq(schema.seat.id, schema.scorecard.seat))
    .where(and(eq(schema.round.loop, loop), isNotNull(schema.scorecard.openedAt))).orderBy(
      asc(schema.scorecard.openedAt), asc(schema.round.endedAt), asc(schema.round.id)
    )
  return rows.map(({ round, card, rater }) => ({
    round, card, filed: card.filed as FiledScorecard, rater: { seat: rater.id, person: rater.person, name: rater.name },
  }))
}

export const toLoop = (row: LoopRow): Loop => ({
  options: row.options, deepDeclared: row.deepDeclared, createdAt: instant(row.createdAt),
  ...(row.closedAt === null ? {} : { closedAt: instant(row.closedAt) }),
})

const isVoid = (card: OpenedLoopCard) => card.round.counts === false

/** The cards the verdict is folded from: opened, held long enough, in the order of reveal. */
export const toLoopCards = (opened: readonly OpenedLoopCard[]): LoopCard[] => opened.filter(card => !isVoid(card)).flatMap((card): LoopCard[] => {
  const seat = card.round.loopSeat
  const openedAt = instant(card.card.openedAt ?? 0)
  if (seat === null) return []
  if (card.filed.form === 'screen') return [{ seat: 'recruiter', round: card.round.id, outcome: card.filed.outcome, openedAt }]
  // Two sittings of one peer are one person: who voted is counted by person, and by seat once the account is gone.
  return seat === 'recruiter' ? [] : [{
    seat, round: card.round.id, openedAt,
    raters: [{ rater: card.rater.person ?? card.rater.seat, vote: card.filed.vote satisfies Vote }],
  }]
})

/** Seats of a loop that a planned, running or still sealed round fills already. */
export const takenSeats = async (db: Reader, loop: string, exceptRound?: string): Promise<LoopSeat[]> => {
  const rows = await db.select({ id: schema.round.id, seat: schema.round.loopSeat, state: schema.round.state, counts: schema.round.counts, revealedAt: schema.session.revealedAt }).from(schema.round)
    .innerJoin(schema.session, eq(schema.session.id, schema.round.session)).where(eq(schema.round.loop, loop))
  return rows.filter(row => row.id !== exceptRound && row.revealedAt === null && row.state !== 'dropped' && row.counts !== false).flatMap(row => row.seat ?? [])
}

export const verdictOf = (row: LoopRow, opened: readonly OpenedLoopCard[], now: Instant): LoopVerdict => foldLoop(toLoop(row), toLoopCards(opened), now)
