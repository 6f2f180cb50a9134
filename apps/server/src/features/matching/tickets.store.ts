import { instant, type Instant } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import type { Ticket } from '@unanimous/matching'
import type { QueueView } from '@unanimous/protocol'
import { and, eq, exists, gt, inArray, notExists, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'

/** The pool outside a transaction, its handle inside one. */
export type Reader = Pick<Transaction, 'select'>
export type TicketRow = typeof schema.queueTicket.$inferSelect
export type Criteria = Extract<QueueView, { state: 'waiting' }>['criteria']

const { block, offer, queueTicket, round, seat, session } = schema
/** A match avoids people who sat in a session together within this time, until widening gives that up. (design 02) */
const RECENT_PEER_MS = 7 * 24 * 3_600_000

/** What a ticket asks for; only `join-queue` writes it, from parsed input. */
export const criteriaOf = (row: TicketRow): Criteria => row.criteria as Criteria

export const toTicket = (row: TicketRow, never: readonly string[] = [], recentPeers: readonly string[] = []): Ticket => ({
  ...criteriaOf(row), id: row.id, person: row.person, joinedAt: instant(row.joinedAt), never, recentPeers,
  ...(row.frontSince === null ? {} : { frontSince: instant(row.frontSince) }),
})

const othersBy = (pairs: readonly { one: string | null; other: string | null }[]) => {
  const others = new Map<string, string[]>()
  for (const { one, other } of pairs) if (one !== null && other !== null) others.set(one, [...others.get(one) ?? [], other])
  return others
}

/** Whom the rules of a loop keep from interviewing somebody in what they ask for; supplied by the feature that owns loops. */
export type InterviewersToAvoid = (
  db: Reader, wishes: readonly { readonly person: string; readonly kind: Criteria['kind'] }[], now: Instant
) => Promise<readonly { readonly one: string; readonly other: string }[]>

/** Everybody who waits without an offer, with whom of the others they must not or would rather not meet. */
export const waitingTickets = async (db: Reader, now: Instant, interviewersToAvoid: InterviewersToAvoid): Promise<Ticket[]> => {
  const rows = await db.select().from(queueTicket).where(eq(queueTicket.state, 'waiting'))
  if (rows.length < 2) return rows.map(row => toTicket(row))
  const waiting = db.select({ person: queueTicket.person }).from(queueTicket).where(eq(queueTicket.state, 'waiting'))
  const [mine, theirs] = [alias(seat, 'mine'), alias(seat, 'theirs')]
  const blocks = await db.select({ one: block.blocker, other: block.blocked }).from(block).where(and(inArray(block.blocker, waiting), inArray(block.blocked, waiting)))
  const wishes = rows.map(row => ({ person: row.person, ...criteriaOf(row) })).filter(({ direction }) => direction !== 'one-way-interviewer')
  const never = othersBy([...blocks, ...await interviewersToAvoid(db, wishes, now)])
  const recent = othersBy(await db.select({ one: mine.person, other: theirs.person }).from(session)
    .innerJoin(mine, and(eq(mine.session, session.id), eq(mine.position, 0))).innerJoin(
      theirs, and(eq(theirs.session, session.id), eq(theirs.position, 1))
    )
    .where(and(gt(session.createdAt, now - RECENT_PEER_MS), inArray(mine.person, waiting), inArray(theirs.person, waiting))))
  return rows.map(row => toTicket(row, never.get(row.person), recent.get(row.person)))
}

/** The ticket with which a person waits or holds an offer; there is at most one. */
export const openTicketOf = async (db: Reader, person: string): Promise<TicketRow | undefined> => {
  const [row] = await db.select().from(queueTicket).where(and(
    eq(queueTicket.person, person), inArray(queueTicket.state, ['waiting', 'offered'])
  ))
  return row
}

/** Takes a person out of the queue unless they hold an offer. */
export const leaveWaiting = async (tx: Transaction, person: string): Promise<boolean> => {
  const left = await tx.update(queueTicket).set({ state: 'left' }).where(and(eq(queueTicket.person, person), eq(queueTicket.state, 'waiting'))).returning({ id: queueTicket.id })
  return left.length === 1
}

const sitsIn = or(eq(seat.id, round.interviewer), eq(seat.id, round.candidate))

export const isInRound = async (db: Reader, person: string): Promise<boolean> => {
  const rows = await db.select({ round: round.id }).from(round).innerJoin(seat, sitsIn).where(and(eq(round.state, 'running'), eq(seat.person, person)))
  return rows.length > 0
}

/**
 * Whoever has begun a round meanwhile no longer waits; whoever's offer went with the other's account waits on in front.
 * Answers whose tickets moved.
 */
export const tidyTickets = async (tx: Transaction, now: Instant): Promise<string[]> => {
  const busy = tx.select({ round: round.id }).from(round).innerJoin(seat, sitsIn).where(and(
    eq(round.state, 'running'), eq(seat.person, queueTicket.person)
  ))
  const held = tx.select({ id: offer.id }).from(offer).where(eq(offer.id, queueTicket.offer))
  const orphaned = await tx.update(queueTicket).set({ state: 'waiting', frontSince: now, offer: null }).where(and(eq(queueTicket.state, 'offered'), notExists(held))).returning({ person: queueTicket.person })
  const left = await tx.update(queueTicket).set({ state: 'left' }).where(and(eq(queueTicket.state, 'waiting'), exists(busy))).returning({ person: queueTicket.person })
  return [...orphaned, ...left].map(row => row.person)
}
