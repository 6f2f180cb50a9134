import type { Instant } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { isRevealDue, owedBy } from '@unanimous/verdict'
import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import { readSealed, toSealedSession } from './seals.ts'

/** What else becomes true the moment a session opens, in the same transaction. */
export type Opened = (tx: Transaction, session: string) => Promise<void>

/**
 * Opens everything filed in a session when it is due: the last owed form was filed, or the deadline has passed.
 * Runs in the caller's transaction with the session's row locked, so that two who file at once reveal once.
 * Returns why it opened, or nothing when it stays sealed.
 */
export const revealIfDue = async (tx: Transaction, sessionId: string, now: Instant, opened: Opened): Promise<'all-filed' | 'deadline' | undefined> => {
  await tx.select({ id: schema.session.id }).from(schema.session).where(eq(schema.session.id, sessionId)).for('update')
  const meeting = await readSealed(tx, sessionId)
  const cause = meeting && isRevealDue(toSealedSession(meeting), now)
  if (!meeting || !cause) return undefined
  const ids = meeting.rounds.map(round => round.id)
  await tx.update(schema.session).set({ revealedAt: now, revealCause: cause }).where(and(
    eq(schema.session.id, sessionId), isNull(schema.session.revealedAt)
  ))
  await tx.update(schema.round).set({ state: 'dropped' }).where(and(inArray(schema.round.id, ids), eq(schema.round.state, 'planned')))
  await tx.update(schema.scorecard).set({ openedAt: now }).where(and(
    inArray(schema.scorecard.round, ids), isNotNull(schema.scorecard.filedAt)
  ))
  await tx.update(schema.selfEstimate).set({ openedAt: now }).where(and(
    inArray(schema.selfEstimate.round, ids), isNotNull(schema.selfEstimate.filedAt)
  ))
  await opened(tx, sessionId)
  return cause
}

/**
 * Tells the other seat, once and for good, that this one has filed all it owes. Reopening does not take it back,
 * for that would tell more than the bare fact. Returns whether the fact is new.
 */
export const noteFiled = async (tx: Transaction, sessionId: string, seat: string, now: Instant): Promise<boolean> => {
  const meeting = await readSealed(tx, sessionId)
  if (!meeting || owedBy(toSealedSession(meeting)).some(form => form.seat === seat)) return false
  const open = meeting.rounds.some(round => round.state === 'planned' || round.state === 'running')
  if (open) return false
  const told = await tx.update(schema.seat).set({ filedToldAt: now }).where(and(eq(schema.seat.id, seat), isNull(schema.seat.filedToldAt))).returning()
  return told.length > 0
}
