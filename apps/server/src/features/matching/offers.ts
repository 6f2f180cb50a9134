import { instant, ok, refuse, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import { decideOffer, makeOffer, match, WIDENING, type Offer, type OfferSide, type OfferStep, type Pair, type TicketFate } from '@unanimous/matching'
import { and, asc, eq, inArray, isNull, lte } from 'drizzle-orm'
import { handleOf, isBlocked, type SessionMaking } from './invites.ts'
import { criteriaOf, toTicket, type TicketRow } from './tickets.store.ts'

const { offer, queueTicket } = schema
type OfferRow = typeof offer.$inferSelect

/** An offer whose row is locked until the transaction ends, with its two tickets. */
export interface HeldOffer {
  readonly row: OfferRow
  readonly first: TicketRow
  readonly second: TicketRow
}

const gone = refuse('matching/offer-gone', 'This offer no longer stands.')

const toOffer = (row: OfferRow): Offer => ({
  madeAt: instant(row.madeAt), expiresAt: instant(row.expiresAt), extended: row.extended,
  ...(row.firstAcceptedAt === null ? {} : { firstAcceptedAt: instant(row.firstAcceptedAt) }),
  ...(row.secondAcceptedAt === null ? {} : { secondAcceptedAt: instant(row.secondAcceptedAt) }),
  ...(row.outcome === null ? {} : { outcome: row.outcome }),
})

/** Locks the offer before its tickets are touched; whoever changes both goes in this order. */
const hold = async (tx: Transaction, id: string): Promise<HeldOffer | undefined> => {
  const [row] = await tx.select().from(offer).where(eq(offer.id, id)).for('update')
  const tickets = row ? await tx.select().from(queueTicket).where(inArray(queueTicket.id, [row.first, row.second])) : []
  const [first, second] = [row?.first, row?.second].map(id => tickets.find(ticket => ticket.id === id))
  return row && first && second && { row, first, second }
}

const sideOf = (held: HeldOffer, person: string): OfferSide | undefined =>
  held.first.person === person ? 'first' : held.second.person === person ? 'second' : undefined

export const peopleOf = (held: HeldOffer): [string, string] => [held.first.person, held.second.person]

const setTicket = async (tx: Transaction, ticket: string, fate: TicketFate, now: Instant): Promise<void> => {
  if (fate === 'offered') return
  const values = fate === 'front' ? { state: 'waiting' as const, frontSince: now, offer: null } : { state: fate }
  await tx.update(queueTicket).set(values).where(eq(queueTicket.id, ticket))
}

const store = async (tx: Transaction, held: HeldOffer, step: OfferStep, now: Instant, session: string | null = null): Promise<void> => {
  const { expiresAt, extended, firstAcceptedAt = null, secondAcceptedAt = null, outcome = null } = step.offer
  await tx.update(offer).set({ expiresAt, extended, firstAcceptedAt, secondAcceptedAt, outcome, session }).where(eq(offer.id, held.row.id))
  await setTicket(tx, held.first.id, step.first, now)
  await setTicket(tx, held.second.id, step.second, now)
}

/** Reserves both tickets of a pair and makes the offer; false when either was taken or a block came between since the pair was found. */
export const reserve = async (tx: Transaction, id: string, pair: Pair, now: Instant): Promise<boolean> => {
  const tickets = inArray(queueTicket.id, [pair.first.id, pair.second.id])
  // Locked in one order everywhere, so that two processes that found the same pair wait for each other instead of for ever.
  const free = await tx.select({ id: queueTicket.id }).from(queueTicket).where(and(tickets, eq(queueTicket.state, 'waiting'))).orderBy(asc(queueTicket.id)).for('update')
  if (free.length !== 2 || await isBlocked(tx, pair.first.person, pair.second.person)) return false
  const { madeAt, expiresAt } = makeOffer(now)
  await tx.insert(offer).values({ id, first: pair.first.id, second: pair.second.id, relaxed: [...pair.relaxed], madeAt, expiresAt })
  const reserved = await tx.update(queueTicket).set({ state: 'offered', offer: id }).where(and(tickets, eq(queueTicket.state, 'waiting'))).returning({ id: queueTicket.id })
  if (reserved.length !== 2) throw new Error(`offer ${id} reserved ${reserved.length} tickets`)
  return true
}

/** Both have agreed to whatever the offer gave up, so nothing of it stands between them any more. */
const agreed = [{ afterMs: 0, relaxes: WIDENING.flatMap(step => step.relaxes), suggests: false }]

const makeSession = async (
  tx: Transaction, making: SessionMaking, held: HeldOffer, now: Instant
): Promise<Result<{ session: string }>> => {
  const [pair] = match([toTicket(held.first), toTicket(held.second)], now, agreed)
  const [opening] = pair?.rounds ?? []
  if (!pair || !opening) throw new Error(`the tickets of offer ${held.row.id} do not fit each other`)
  const kindOf = (ticket: string) => criteriaOf(ticket === held.first.id ? held.first : held.second).kind
  return making.createSession(tx, {
    origin: 'queue', first: { person: pair.first.person, name: await handleOf(tx, pair.first.person) },
    second: { person: pair.second.person, name: await handleOf(tx, pair.second.person) },
    kinds: pair.rounds.map(round => kindOf(round.candidate)), minutes: pair.minutes,
    firstInterviewer: opening.interviewer === pair.first.id ? 0 : 1,
  }, now)
}

/** One person's answer to an offer, in the caller's transaction. Accepting second makes the session in the same one. */
export const answerOffer = async (
  tx: Transaction, making: SessionMaking, answer: { name: 'accept' | 'decline' | 'extend'; offer: string; person: string },
  now: Instant,
): Promise<Result<HeldOffer>> => {
  const held = await hold(tx, answer.offer)
  const by = held && sideOf(held, answer.person)
  if (!held || !by) return gone
  const step = decideOffer(toOffer(held.row), { name: answer.name, by }, now)
  if (!step.ok) return step
  if (step.value.offer.outcome !== 'matched') {
    await store(tx, held, step.value, now)
    return ok(held)
  }
  if (await isBlocked(tx, ...peopleOf(held))) return gone
  const made = await makeSession(tx, making, held, now)
  if (!made.ok) return made
  await store(tx, held, step.value, now, made.value.session)
  return ok(held)
}

const settleByItself = async (
  tx: Transaction, id: string, decide: (open: Offer) => Result<OfferStep>, now: Instant
): Promise<string[]> => {
  const held = await hold(tx, id)
  const step = held && decide(toOffer(held.row))
  if (!held || !step?.ok) return []
  await store(tx, held, step.value, now)
  return peopleOf(held)
}

/** Ends one offer if its time is up. Answers whose tickets moved. */
export const lapseOffer = (tx: Transaction, id: string, now: Instant): Promise<string[]> =>
  settleByItself(tx, id, open => decideOffer(open, { name: 'lapse' }, now), now)

/** Ends every offer whose time is up. Answers whose tickets moved. */
export const lapseOffers = async (storage: Storage, now: Instant): Promise<string[]> => {
  const due = await storage.db.select({ id: offer.id }).from(offer).where(and(isNull(offer.outcome), lte(offer.expiresAt, now)))
  const moved: string[] = []
  for (const { id } of due) moved.push(...await storage.transaction(tx => lapseOffer(tx, id, now)))
  return moved
}

/** Neither of the two declined the queue, so both wait on in front; and neither is told that it was a block. */
const endByBlock = (open: Offer): Result<OfferStep> =>
  open.outcome === undefined ? ok({ offer: { ...open, outcome: 'declined' }, first: 'front', second: 'front' }) : gone

/** Ends the offer between two people, if one is open. Answers whose tickets moved. */
export const endOfferBetween = async (storage: Storage, one: string, other: string, now: Instant): Promise<string[]> => {
  const tickets = await storage.db.select().from(queueTicket).where(and(
    inArray(queueTicket.person, [one, other]), eq(queueTicket.state, 'offered')
  ))
  const [mine, theirs] = tickets
  const shared = mine?.offer ?? undefined
  if (shared === undefined || shared !== theirs?.offer) return []
  return storage.transaction(tx => settleByItself(tx, shared, endByBlock, now))
}
