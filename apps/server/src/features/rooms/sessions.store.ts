import { schema, type Database, type Transaction } from '@unanimous/db'
import { asc, eq } from 'drizzle-orm'

export type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>
export type SessionRow = typeof schema.session.$inferSelect
export type SeatRow = typeof schema.seat.$inferSelect
export type RoundRow = typeof schema.round.$inferSelect

/** A session with its two seats by position, its second rater if one is in the room, and its rounds in order. */
export interface Meeting {
  readonly session: SessionRow
  readonly seats: readonly [SeatRow, SeatRow]
  readonly rater: SeatRow | undefined
  readonly rounds: readonly RoundRow[]
}

/** Reads a session whole; inside a transaction give its handle. */
export const readMeeting = async (db: Reader, sessionId: string): Promise<Meeting | undefined> => {
  const [session] = await db.select().from(schema.session).where(eq(schema.session.id, sessionId))
  if (!session) return undefined
  const seats = await db.select().from(schema.seat).where(eq(schema.seat.session, sessionId)).orderBy(asc(schema.seat.position))
  const rounds = await db.select().from(schema.round).where(eq(schema.round.session, sessionId)).orderBy(asc(schema.round.ordinal))
  const [first, second] = seats
  if (!first || !second) throw new Error(`session ${sessionId} does not have two seats`)
  return { session, seats: [first, second], rater: seats.find(seat => seat.position > 1 && seat.leftAt === null), rounds }
}

/**
 * Waits until no other command changes this session or one of its rounds, and keeps others waiting until the
 * transaction ends: plan, roles, start, end and cards of a session depend on each other.
 */
export const holdSession = async (tx: Transaction, sessionId: string): Promise<void> => {
  await tx.select({ id: schema.session.id }).from(schema.session).where(eq(schema.session.id, sessionId)).for('update')
}

/** Sessions in which a person holds a seat. */
export const sessionsOf = async (db: Reader, person: string): Promise<string[]> => {
  const rows = await db.select({ session: schema.seat.session }).from(schema.seat).where(eq(schema.seat.person, person))
  return rows.map(row => row.session)
}

/** Everybody in the session: the two and their second rater. */
export const everybodyIn = ({ seats, rater }: Pick<Meeting, 'seats' | 'rater'>): readonly SeatRow[] => (rater ? [...seats, rater] : seats)
/** One of the two seats. */
export const seatOfPerson = (meeting: Meeting, person: string): SeatRow | undefined => meeting.seats.find(seat => seat.person === person)
export const otherSeat = (meeting: Meeting, seat: string): SeatRow => {
  const other = meeting.seats.find(candidate => candidate.id !== seat)
  if (!other) throw new Error(`no other seat beside ${seat}`)
  return other
}

export type SessionPhase = 'green-room' | 'round' | 'between' | 'filing' | 'revealed' | 'over'

/** Where a session stands, read off its rounds. */
export const phaseOf = ({ session, rounds }: Pick<Meeting, 'session' | 'rounds'>): SessionPhase => {
  if (session.revealedAt !== null) return 'revealed'
  if (rounds.some(round => round.state === 'running')) return 'round'
  const planned = rounds.some(round => round.state === 'planned')
  const held = rounds.some(round => round.state === 'ended')
  if (planned) return held ? 'between' : 'green-room'
  return held ? 'filing' : 'over'
}

/** What two people agree to have kept, counted or watched. */
export type Subject = typeof schema.consent.$inferInsert['subject']

/** Where a seat keeps its newest answer. */
export const columnOf = { replay: 'replayAgreed', narration: 'narrationAgreed', recording: 'recordingAgreed', rater: 'raterAgreed' } as const satisfies Record<Subject, keyof SeatRow>

/** Whether both seats of a session have said yes and neither has taken it back. */
export const bothAgreed = ({ seats }: Pick<Meeting, 'seats'>, subject: Subject): boolean => seats.every(seat => seat[columnOf[subject]] === true)
