import type { Instant } from '@unanimous/kernel'
import { schema } from '@unanimous/db'
import { WIDENING, widenedAt } from '@unanimous/matching'
import type { QueueView } from '@unanimous/protocol'
import { and, count, countDistinct, eq, gt, inArray, ne, notExists, or, sql } from 'drizzle-orm'
import { criteriaOf, toTicket, type Reader, type TicketRow } from './tickets.store.ts'

const { offer, profile, queueTicket, round } = schema
type OfferRow = typeof offer.$inferSelect
type Of<State extends QueueView['state']> = Extract<QueueView, { state: State }>

/** How long a match leads from the practice page into its room. */
const MATCHED_FOR_MS = 10 * 60_000
const MEDIAN_OVER_MS = 14 * 24 * 3_600_000
/** Fewer matches than this say nothing about how long a wait is. */
const MEDIAN_MIN_MATCHES = 5

/** What holds for everybody who looks at the queue. */
interface QueueFacts {
  readonly online: number
  readonly medianWaitMs: number | null
  readonly waitingByKind: ReadonlyMap<string, number>
  readonly searching: number
}

const medianWait = async (db: Reader, now: Instant): Promise<number | null> => {
  const [row] = await db.select({
    matches: countDistinct(offer.id),
    medianMs: sql<number | null>`percentile_cont(0.5) within group (order by ${offer.madeAt} - ${queueTicket.joinedAt})`,
  }).from(offer).innerJoin(queueTicket, or(eq(queueTicket.id, offer.first), eq(queueTicket.id, offer.second)))
    .where(and(eq(offer.outcome, 'matched'), gt(offer.expiresAt, now - MEDIAN_OVER_MS), gt(offer.madeAt, now - MEDIAN_OVER_MS)))
  return row && row.medianMs !== null && row.matches >= MEDIAN_MIN_MATCHES ? Math.round(row.medianMs) : null
}

const readFacts = async (db: Reader, online: number, now: Instant): Promise<QueueFacts> => {
  const kind = sql<string>`${queueTicket.criteria}->>'kind'`
  const rows = await db.select({ kind, waiting: count() }).from(queueTicket).where(eq(queueTicket.state, 'waiting')).groupBy(kind)
  return {
    online, medianWaitMs: await medianWait(db, now), waitingByKind: new Map(rows.map(row => [row.kind, row.waiting])),
    searching: rows.reduce((sum, row) => sum + row.waiting, 0),
  }
}

const waitingView = (ticket: TicketRow, facts: QueueFacts, now: Instant): Of<'waiting'> => ({
  state: 'waiting', ticket: ticket.id, criteria: criteriaOf(ticket), joinedAt: ticket.joinedAt, inFront: ticket.frontSince !== null,
  widening: WIDENING.map(step => ({ ...step, relaxes: [...step.relaxes] })), relaxed: [...widenedAt(toTicket(ticket), now).relaxes],
  online: facts.online, searching: facts.searching, wantSame: (facts.waitingByKind.get(ticket.criteria.kind) ?? 1) - 1,
  medianWaitMs: facts.medianWaitMs,
})

interface Peer { readonly ticket: TicketRow; readonly handle: string | null; readonly timeZone: string | null }

/** Says whether this person has accepted, and nothing that moves when the other one does. */
const offeredView = (ticket: TicketRow, held: OfferRow, peer: Peer): Of<'offered'> => ({
  state: 'offered', ticket: ticket.id, criteria: criteriaOf(ticket), joinedAt: ticket.joinedAt, offer: held.id,
  expiresAt: held.expiresAt, extended: held.extended,
  youAccepted: (held.first === ticket.id ? held.firstAcceptedAt : held.secondAcceptedAt) !== null,
  peer: { handle: peer.handle ?? '', level: criteriaOf(peer.ticket).level, timeZone: peer.timeZone }, relaxed: held.relaxed,
})

const readOffers = async (db: Reader, tickets: readonly TicketRow[]) => {
  const offers = await db.select().from(offer).where(inArray(offer.id, tickets.flatMap(ticket => ticket.offer ?? [])))
  const peers: Peer[] = await db.select({ ticket: queueTicket, handle: profile.handle, timeZone: profile.timeZone }).from(queueTicket)
    .leftJoin(profile, eq(profile.person, queueTicket.person)).where(inArray(
      queueTicket.id, offers.flatMap(held => [held.first, held.second])
    ))
  return { offers: new Map(offers.map(held => [held.id, held])), peers: new Map(peers.map(peer => [peer.ticket.id, peer])) }
}

const readOffered = async (db: Reader, tickets: readonly TicketRow[]): Promise<Map<string, Of<'offered'>>> => {
  if (tickets.length === 0) return new Map()
  const { offers, peers } = await readOffers(db, tickets)
  return new Map(tickets.flatMap(ticket => {
    const held = offers.get(ticket.offer ?? '')
    const peer = held && peers.get(held.first === ticket.id ? held.second : held.first)
    return held && peer ? [[ticket.person, offeredView(ticket, held, peer)]] : []
  }))
}

/** Matches that still lead to a room in which nothing has begun, by person. */
export const readMatched = async (db: Reader, people: readonly string[], now: Instant): Promise<Map<string, Of<'matched'>>> => {
  if (people.length === 0) return new Map()
  const since = now - MATCHED_FOR_MS
  const begun = db.select({ id: round.id }).from(round).where(and(eq(round.session, offer.session), ne(round.state, 'planned')))
  const rows = await db.select({ person: queueTicket.person, session: offer.session }).from(offer)
    .innerJoin(queueTicket, and(eq(queueTicket.offer, offer.id), eq(queueTicket.state, 'matched')))
    .where(and(
      eq(offer.outcome, 'matched'), gt(offer.expiresAt, since), or(gt(offer.firstAcceptedAt, since), gt(offer.secondAcceptedAt, since)),
      inArray(queueTicket.person, [...people]), notExists(begun),
    )).orderBy(offer.madeAt)
  return new Map(rows.flatMap(({ person, session }) => (session === null ? [] : [[person, { state: 'matched' as const, session }]])))
}

/** The queue as each of these people may see it now. Reads only. */
export const readQueueViews = async (
  db: Reader, people: readonly string[], online: number, now: Instant
): Promise<Map<string, QueueView>> => {
  if (people.length === 0) return new Map()
  const tickets = await db.select().from(queueTicket).where(and(
    inArray(queueTicket.person, [...people]), inArray(queueTicket.state, ['waiting', 'offered'])
  ))
  const waiting = new Map(tickets.filter(ticket => ticket.state === 'waiting').map(ticket => [ticket.person, ticket]))
  const offered = await readOffered(db, tickets.filter(ticket => ticket.state === 'offered'))
  const matched = await readMatched(db, people.filter(person => !waiting.has(person) && !offered.has(person)), now)
  const facts = await readFacts(db, online, now)
  const viewOf = (person: string): QueueView => {
    const ticket = waiting.get(person)
    if (ticket) return waitingView(ticket, facts, now)
    return offered.get(person) ?? matched.get(person) ?? {
      state: 'idle', online, searching: facts.searching, medianWaitMs: facts.medianWaitMs,
    }
  }
  return new Map(people.map(person => [person, viewOf(person)]))
}

export const readQueueView = async (db: Reader, person: string, online: number, now: Instant): Promise<QueueView> => {
  const view = (await readQueueViews(db, [person], online, now)).get(person)
  if (!view) throw new Error('a person has no view of the queue')
  return view
}
