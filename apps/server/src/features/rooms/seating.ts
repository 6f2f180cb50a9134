import { refuse, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { and, eq, isNull } from 'drizzle-orm'
import { dealAll, type Dealer } from './deal.ts'
import { holdSession, otherSeat, readMeeting, seatOfPerson, sessionsOf } from './sessions.store.ts'

/** Who sits where, for features that seat people or know them by name; each in the caller's transaction. */
export interface Seating {
  /** Seats a person in the empty second seat and deals both packs. */
  seatGuest(tx: Transaction, session: string, person: string, name: string, now: Instant): Promise<Result<undefined>>
  /** A person's name changed: their seats carry it on. Answers in which sessions. */
  renameSeats(tx: Transaction, person: string, name: string): Promise<string[]>
  /** The other person of a session, if a person still sits there. */
  peerOf(tx: Transaction, session: string, person: string): Promise<string | undefined>
}

export const createSeating = (dealer: Dealer): Seating => ({
  async seatGuest(tx, session, person, name, now) {
    await holdSession(tx, session)
    const taken = await tx.update(schema.seat).set({ person, name, joinedAt: now })
      .where(and(eq(schema.seat.session, session), isNull(schema.seat.joinedAt))).returning()
    if (taken.length !== 1) return refuse('invite/taken', 'Somebody else has already taken this seat.')
    return dealAll(dealer, tx, session, now)
  },
  async renameSeats(tx, person, name) {
    await tx.update(schema.seat).set({ name }).where(eq(schema.seat.person, person))
    return sessionsOf(tx, person)
  },
  async peerOf(tx, session, person) {
    const meeting = await readMeeting(tx, session)
    const mine = meeting && seatOfPerson(meeting, person)
    return mine ? otherSeat(meeting, mine.id).person ?? undefined : undefined
  },
})
