import { instant, type Instant } from '@unanimous/kernel'
import { schema, type Database, type Transaction } from '@unanimous/db'
import type { SealedRound, SealedSession } from '@unanimous/verdict'
import { asc, eq, inArray } from 'drizzle-orm'

export type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>
export type RoundRow = typeof schema.round.$inferSelect
export type CardRow = typeof schema.scorecard.$inferSelect
export type EstimateRow = typeof schema.selfEstimate.$inferSelect

/** A session with its rounds and whatever was written on its forms. */
export interface SealedMeeting {
  readonly session: typeof schema.session.$inferSelect
  readonly seats: readonly (typeof schema.seat.$inferSelect)[]
  readonly rounds: readonly RoundRow[]
  readonly cards: readonly CardRow[]
  readonly estimates: readonly EstimateRow[]
}

export const readSealed = async (db: Reader, sessionId: string): Promise<SealedMeeting | undefined> => {
  const [session] = await db.select().from(schema.session).where(eq(schema.session.id, sessionId))
  if (!session) return undefined
  const seats = await db.select().from(schema.seat).where(eq(schema.seat.session, sessionId)).orderBy(asc(schema.seat.position))
  const rounds = await db.select().from(schema.round).where(eq(schema.round.session, sessionId)).orderBy(asc(schema.round.ordinal))
  const ids = rounds.map(round => round.id)
  const cards = ids.length === 0 ? [] : await db.select().from(schema.scorecard).where(inArray(schema.scorecard.round, ids))
  const estimates = ids.length === 0 ? [] : await db.select().from(schema.selfEstimate).where(inArray(schema.selfEstimate.round, ids))
  return { session, seats, rounds, cards, estimates }
}

const at = (ms: number | null | undefined): Instant | undefined => (ms === null || ms === undefined ? undefined : instant(ms))

/** Only the instants that the seal depends on, as the rules know them. */
export const toSealedSession = ({ session, rounds, cards, estimates }: SealedMeeting): SealedSession => {
  const revealedAt = at(session.revealedAt)
  return {
    ...(revealedAt === undefined ? {} : { revealedAt }),
    rounds: rounds.map((round): SealedRound => {
      const endedAt = at(round.endedAt)
      const filedBy = (seat: string) => at(cards.find(card => card.round === round.id && card.seat === seat)?.filedAt)
      const cardFiledAt = filedBy(round.interviewer)
      const raterFiledAt = round.rater === null ? undefined : filedBy(round.rater)
      const estimateFiledAt = at(estimates.find(estimate => estimate.round === round.id)?.filedAt)
      return {
        round: round.id, kind: round.kind, interviewer: round.interviewer, candidate: round.candidate, state: round.state,
        isVoid: round.standing === 'loop' && round.counts === false,
        ...(endedAt === undefined ? {} : { endedAt }), ...(cardFiledAt === undefined ? {} : { cardFiledAt }),
        ...(round.rater === null ? {} : { rater: round.rater }), ...(raterFiledAt === undefined ? {} : { raterFiledAt }),
        ...(estimateFiledAt === undefined ? {} : { estimateFiledAt }),
      }
    }),
  }
}
