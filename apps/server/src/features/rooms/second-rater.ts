import { createHash } from 'node:crypto'
import { ok, refuse, type Clock, type Ids, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { and, eq } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import { noteConsent } from './consents.ts'
import { noteRead } from './seen-packs.ts'
import { holdSession, otherSeat, readMeeting, type Meeting, type Reader, type RoundRow, type SeatRow } from './sessions.store.ts'

export type RaterNames = 'ask-second-rater' | 'agree-second-rater' | 'join-as-rater' | 'leave-rating'

export interface RaterNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: Ids
  readonly publish: (session: string) => Promise<void>
  /** A seat is no part of the session any more: its pages and documents are closed. */
  readonly shownOut: (seat: string, session: string) => Promise<void>
  readonly isBlocked: (db: Pick<Transaction, 'select'>, one: string, other: string) => Promise<boolean>
  readonly handleOf: (person: string, db: Pick<Transaction, 'select'>) => Promise<string>
  readonly renamed: (call: Call, person: string, name: string) => Promise<void>
}

const { raterLink, round, seat } = schema
const unknownSession = refuse('session/unknown', 'There is no such session.')
const over = refuse('session/over', 'This session is over.')
const unknownLink = refuse('rater/unknown', 'This link leads nowhere. Ask whoever sent it for another.')
const seated = refuse('rater/seated', 'Somebody rates here already.')

/** Whoever reads the database must not be able to come in by a link. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64url')

/** Whether the round takes a second vote: a recruiter's screen has none. */
export const takesVotes = ({ kind }: Pick<RoundRow, 'kind'>): boolean => kind !== 'recruiter'

/** The round that is on, else the next one; nothing once all are held. */
const presentRound = ({ rounds }: Meeting): RoundRow | undefined =>
  rounds.find(each => each.state === 'running') ?? rounds.find(each => each.state === 'planned')

const bothWant = ({ seats }: Meeting): boolean => seats.every(each => each.raterAgreed === true)

export const linkOf = async (db: Reader, id: string): Promise<typeof raterLink.$inferSelect | undefined> => {
  const [row] = await db.select().from(raterLink).where(eq(raterLink.session, id))
  return row
}

/** The rater leaves their place; of rounds that have not ended they owe nothing from then on. */
const vacate = async (tx: Transaction, rater: SeatRow, now: Instant): Promise<void> => {
  await tx.update(seat).set({ leftAt: now }).where(eq(seat.id, rater.id))
  await tx.update(round).set({ rater: null }).where(and(eq(round.rater, rater.id), eq(round.state, 'running')))
}

type LinkState = 'asked' | 'open' | 'taken' | 'expired' | 'yours' | 'over'

const stateOf = (meeting: Meeting, link: typeof raterLink.$inferSelect, person: string | undefined, now: Instant): LinkState => {
  if (person !== undefined && [...meeting.seats, ...meeting.rater ? [meeting.rater] : []].some(each => each.person === person)) return 'yours'
  if (presentRound(meeting) === undefined) return 'over'
  if (meeting.rater) return 'taken'
  if (link.expiresAt <= now) return 'expired'
  return bothWant(meeting) ? 'open' : 'asked'
}

/** Whether this seat may make a link now. */
const mayAsk = (meeting: Meeting, mine: string): Result<undefined> => {
  const present = presentRound(meeting)
  if (!present) return over
  if (present.interviewer !== mine || !takesVotes(present)) return refuse('rater/not-now', 'The interviewer of a round with a vote asks a second rater in.')
  if (otherSeat(meeting, mine).joinedAt === null) return refuse('session/alone', 'Nobody sits in the other seat yet.')
  return meeting.rater ? seated : ok(undefined)
}

const whyNot = { taken: seated, expired: refuse('rater/expired', 'This link is too old. Ask for a new one.'), asked: refuse('rater/not-agreed', 'Not both have agreed to a second rater yet.'), over } as const

/** Sits a person down, in the seat they had before or in a fresh one. */
const takeSeat = async (tx: Transaction, ids: Ids, meeting: Meeting, sitter: { readonly person: string; readonly name: string }, now: Instant): Promise<string | undefined> => {
  const before = await tx.select().from(seat).where(eq(seat.session, meeting.session.id))
  const mine = before.find(each => each.person === sitter.person)
  if (mine) {
    await tx.update(seat).set({ leftAt: null, name: sitter.name }).where(eq(seat.id, mine.id))
    return mine.id
  }
  if (before.length >= 2 + limits.ratersPerSession) return undefined
  const id = ids.fresh()
  await tx.insert(seat).values({ id, session: meeting.session.id, position: Math.max(...before.map(each => each.position)) + 1, ...sitter, joinedAt: now })
  return id
}

/** Both agree before anybody is let in, and either may take it back. */
const createAsking = (needs: RaterNeeds): CommandHandlers<'ask-second-rater' | 'agree-second-rater' | 'leave-rating'> => {
  const { publish } = needs
  const sendOut = async (call: Call, { session: { id }, rater }: Meeting): Promise<void> => {
    await call.tx.delete(raterLink).where(eq(raterLink.session, id))
    await call.tx.update(seat).set({ raterAgreed: null }).where(and(eq(seat.session, id), eq(seat.raterAgreed, true)))
    if (!rater) return
    await vacate(call.tx, rater, call.now)
    call.after(() => needs.shownOut(rater.id, id))
  }
  const answer = (call: Call, of: Meeting, agreed: boolean) =>
    noteConsent(call.tx, { session: of.session.id, seat: String(call.standing.seat), subject: 'rater', agreed, at: call.now })
  return {
    'ask-second-rater': async (input, call) => {
      const meeting = await readMeeting(call.tx, input.session)
      if (!meeting) return unknownSession
      const mine = String(call.standing.seat)
      const may = mayAsk(meeting, mine)
      if (!may.ok) return may
      const link = { tokenHash: hashOf(input.token), askedBy: mine, createdAt: call.now, expiresAt: call.now + limits.raterLinkLifeMs, acceptedAt: null }
      const [other] = await call.tx.select({ session: raterLink.session }).from(raterLink).where(eq(raterLink.tokenHash, link.tokenHash))
      if (other) return refuse('rater/token-used', 'This token belongs to a link already. Make another.')
      await call.tx.insert(raterLink).values({ session: input.session, ...link }).onConflictDoUpdate({ target: raterLink.session, set: link })
      await answer(call, meeting, true)
      call.after(() => publish(input.session))
      return ok({})
    },
    'agree-second-rater': async (input, call) => {
      const meeting = await readMeeting(call.tx, input.session)
      if (!meeting) return unknownSession
      if (meeting.session.revealedAt !== null) return refuse('session/already-revealed', 'The cards are open; nobody rates here any more.')
      if (!await linkOf(call.tx, input.session)) return refuse('rater/not-asked', 'Nobody has asked for a second rater.')
      await answer(call, meeting, input.agreed)
      if (!input.agreed) await sendOut(call, meeting)
      call.after(() => publish(input.session))
      return ok({})
    },
    'leave-rating': async (input, call) => {
      const meeting = await readMeeting(call.tx, input.session)
      if (!meeting?.rater) return unknownSession
      await sendOut(call, meeting)
      call.after(() => publish(input.session))
      return ok({})
    },
  }
}

const createJoining = (needs: RaterNeeds): CommandHandlers<'join-as-rater'> => {
  const sitDown = async (call: Call, meeting: Meeting, name: string): Promise<Result<{ session: string }>> => {
    for (const { person } of meeting.seats) if (person !== null && await needs.isBlocked(call.tx, person, call.person)) return refuse('rater/blocked', 'You cannot rate here.')
    const mine = await takeSeat(call.tx, needs.ids, meeting, { person: call.person, name }, call.now)
    if (mine === undefined) return refuse('rater/too-many', `At most ${limits.ratersPerSession} people rate in one session, one after the other.`)
    await call.tx.update(raterLink).set({ acceptedAt: call.now }).where(eq(raterLink.session, meeting.session.id))
    const running = meeting.rounds.find(each => each.state === 'running' && takesVotes(each))
    if (running) {
      await call.tx.update(round).set({ rater: mine }).where(eq(round.id, running.id))
      await noteRead(call.tx, { person: call.person, packs: running.packs, now: call.now })
    }
    call.after(() => needs.publish(meeting.session.id))
    return ok({ session: meeting.session.id })
  }
  const meetingBehind = async (tx: Transaction, tokenHash: string) => {
    const [found] = await tx.select({ session: raterLink.session }).from(raterLink).where(eq(raterLink.tokenHash, tokenHash))
    if (!found) return undefined
    await holdSession(tx, found.session)
    const [link, meeting] = [await linkOf(tx, found.session), await readMeeting(tx, found.session)]
    // While this one waited the link may have been taken back, or made anew.
    return meeting && link?.tokenHash === tokenHash ? { link, meeting } : undefined
  }
  return {
    'join-as-rater': async (input, call) => {
      const found = await meetingBehind(call.tx, hashOf(input.token))
      if (!found) return unknownLink
      const { link, meeting } = found
      const state = stateOf(meeting, link, call.person, call.now)
      if (state === 'yours') return meeting.rater?.person === call.person ? ok({ session: link.session }) : refuse('rater/one-of-the-two', 'You hold this session’s rounds yourself.')
      if (state !== 'open') return whyNot[state]
      const name = call.guest ? input.name : undefined
      if (name !== undefined) await needs.renamed(call, call.person, name)
      return sitDown(call, meeting, name ?? await needs.handleOf(call.person, call.tx))
    },
  }
}

/** What the page behind a link is told. */
const createLinkQuery = ({ storage, clock }: RaterNeeds): QueryHandlers<'rater-link'> => {
  const reads = createRateLimit(limits.raterLinksPerMinute, 60_000)
  return {
    'rater-link': async ({ token }, { caller }) => {
      const tooMany = await reads.take(caller.address)
      if (tooMany) return { ok: false, refusal: tooMany }
      const [link] = await storage.db.select().from(raterLink).where(eq(raterLink.tokenHash, hashOf(token)))
      const meeting = link && await readMeeting(storage.db, link.session)
      if (!link || !meeting) return unknownLink
      const state = stateOf(meeting, link, caller.signedIn?.person, clock.now())
      const nameOf = (id: string) => meeting.seats.find(each => each.id === id)?.name ?? ''
      return ok({
        state, session: state === 'yours' ? link.session : null, people: meeting.seats.map(each => each.name), expiresAt: link.expiresAt,
        rounds: meeting.rounds.filter(each => (each.state === 'planned' || each.state === 'running') && takesVotes(each))
          .map(({ kind, interviewer, candidate }) => ({ kind, interviewer: nameOf(interviewer), candidate: nameOf(candidate) })),
      })
    },
  }
}

/** A third person who watches a round, says nothing in it and files a card of their own. Nobody lets them in alone: both of the two agree. */
export const createSecondRater = (needs: RaterNeeds): { readonly commands: CommandHandlers<RaterNames>; readonly queries: QueryHandlers<'rater-link'> } => ({
  commands: { ...createAsking(needs), ...createJoining(needs) },
  queries: createLinkQuery(needs),
})

/** At the start of a round its second rater is written down: from then on a card of theirs is owed. */
export const rateFromStart = async (tx: Transaction, meeting: Meeting, row: RoundRow): Promise<string | null> => {
  if (!meeting.rater || !takesVotes(row)) return null
  await tx.update(round).set({ rater: meeting.rater.id }).where(eq(round.id, row.id))
  return meeting.rater.person
}
