import { ok, type Refusal } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { and, asc, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandler } from '../../platform/handlers.ts'

export interface DeleteNeeds {
  /** Makes sure that a member themselves asks, by password or a sign-in of just now. */
  readonly prove: (call: Call, password: string | null) => Promise<Refusal | undefined>
  /** Takes a person out of the queue; whoever was offered to them goes back in front. */
  readonly leaveQueue: (call: Call) => Promise<unknown>
  /** Ends a running round for good, in the call's transaction. */
  readonly endRound: (call: Call, round: string) => Promise<void>
  /** Opens a session whose last owed form this was, in the call's transaction. */
  readonly settle: (call: Call, session: string) => Promise<void>
  /** Closes every socket whose sign-in is gone. */
  readonly closeSockets: () => Promise<unknown>
  /** What was taken out of these rounds' logs must not live on in memory. */
  readonly forgetRounds: (rounds: readonly string[]) => void
  /** Consent to a replay of these rounds has gone, and what was kept for one goes in the call's transaction. */
  readonly forgetReplays: (call: Call, rounds: readonly string[]) => Promise<void>
  /** Removes every document that stands in `document_to_remove`. */
  readonly removeDocuments: () => Promise<void>
  /** The people of these sessions read them again. */
  readonly publish: (sessions: readonly string[]) => Promise<void>
}

/** What a seat is called once nobody stands behind it any more. */
const FORMER = 'a former peer'

const { authUser, authVerification, commandReceipt, consent, documentToRemove, loop, narration, profile, recording, replayClip, replayComment, round, roundDigest, roundEvent, scorecard, seat, selfEstimate, session, voidedCard } = schema

/** A person's sessions, each held, so that nothing else moves in them while they leave. */
const holdSessions = async (tx: Transaction, person: string) => {
  const own = tx.select({ session: seat.session }).from(seat).where(eq(seat.person, person))
  const sessions = await tx.select().from(session).where(inArray(session.id, own)).orderBy(asc(session.id)).for('update')
  const ids = sessions.map(row => row.id)
  const seats = ids.length === 0 ? [] : await tx.select().from(seat).where(inArray(seat.session, ids))
  const rounds = ids.length === 0 ? [] : await tx.select().from(round).where(inArray(round.session, ids))
  return { sessions, rounds, mine: seats.filter(row => row.person === person), others: seats.filter(row => row.person !== person) }
}

type Held = Awaited<ReturnType<typeof holdSessions>>

/** Sessions in which nobody is left: the other seat was never taken, or its account has gone before. */
const withoutOthers = ({ sessions, others }: Held): readonly string[] =>
  sessions.map(row => row.id).filter(id => !others.some(other => other.session === id && other.person !== null))

/** What a person wrote for themselves alone: notes and the map of a manager's round go blank, because a log has no gaps. */
const blankPrivateEvents = async (tx: Transaction, { mine, rounds }: Held) => {
  if (rounds.length === 0) return
  const own = and(inArray(roundEvent.round, rounds.map(row => row.id)), inArray(roundEvent.seat, mine.map(row => row.id)))
  const blank = (type: string, emptied: object) => tx.update(roundEvent)
    .set({ body: sql`${roundEvent.body} || ${JSON.stringify(emptied)}::jsonb` }).where(and(own, eq(roundEvent.type, type)))
  await blank('note-written', { text: '' })
  await blank('project-noted', { title: '', decision: '', date: '', options: '' })
}

/** Drafts, cards never filed, guesses never opened and what was said of a replay go; what was filed for the other stays as filed. */
const dropSealed = async (tx: Transaction, seats: readonly string[]) => {
  const mine = { cards: inArray(scorecard.seat, [...seats]), guesses: inArray(selfEstimate.seat, [...seats]) }
  await tx.delete(scorecard).where(and(mine.cards, isNull(scorecard.filed)))
  await tx.update(scorecard).set({ draft: {} }).where(mine.cards)
  await tx.delete(replayComment).where(inArray(replayComment.seat, [...seats]))
  await tx.delete(replayClip).where(inArray(replayClip.seat, [...seats]))
  await tx.delete(selfEstimate).where(and(mine.guesses, isNull(selfEstimate.openedAt)))
  await tx.update(selfEstimate).set({ draft: {} }).where(mine.guesses)
}

/** The seats stay where they were, with nobody behind them: what was counted of them and what they agreed to goes. A wish that never met its debrief goes. */
const leaveSeats = async (tx: Transaction, { mine, sessions }: Held, now: number) => {
  const seats = mine.map(row => row.id)
  const open = sessions.filter(row => row.revealedAt !== null).map(row => row.id)
  const stillSealed = mine.filter(row => !open.includes(row.session)).map(row => row.id)
  for (const kept of [narration, recording, consent]) await tx.delete(kept).where(inArray(kept.seat, seats))
  await tx.update(seat).set({ person: null, name: FORMER, replayAgreed: false, narrationAgreed: false, recordingAgreed: false, raterAgreed: false }).where(inArray(seat.id, seats))
  const left = mine.filter(row => row.position > 1 && row.leftAt === null).map(row => row.id)
  if (left.length > 0) await tx.update(seat).set({ leftAt: now }).where(inArray(seat.id, left))
  if (stillSealed.length > 0) await tx.update(seat).set({ wish: null }).where(inArray(seat.id, stillSealed))
}

/** A round's seats are named by the round, so it goes before them. Its document is written down, for its files are no rows. */
const removeSessions = async (tx: Transaction, ids: readonly string[], rounds: Held['rounds']) => {
  if (ids.length === 0) return
  const documents = rounds.filter(row => ids.includes(row.session)).map(({ document, session: of }) => ({ document, session: of }))
  if (documents.length > 0) await tx.insert(documentToRemove).values(documents)
  await tx.delete(round).where(inArray(round.session, [...ids]))
  await tx.delete(session).where(inArray(session.id, [...ids]))
}

/** Answers that were kept for retries: one's own, and those in which another was offered this person. */
const forgetReceipts = async (tx: Transaction, person: string, handle: string) => {
  await tx.delete(commandReceipt).where(or(
    eq(commandReceipt.actor, person),
    and(inArray(commandReceipt.name, ['join-queue', 'accept-offer', 'extend-offer']), sql`${commandReceipt.output} #>> '{peer,handle}' = ${handle}`),
  ))
}

/** One-time tokens carry the person or the address they were made for, in one column or the other. */
const forgetTokens = async (tx: Transaction, ...known: readonly string[]) => {
  const names = known.flatMap(text => [authVerification.identifier, authVerification.value].map(column => sql`position(${text} in ${column}) > 0`))
  await tx.delete(authVerification).where(or(...names))
}

/** Names outside a person's own rows: their loops in rounds that stay, and lines they signed as a moderator. */
const forgetNames = async (tx: Transaction, person: string) => {
  const own = tx.select({ id: loop.id }).from(loop).where(eq(loop.candidate, person))
  await tx.update(round).set({ loop: null }).where(inArray(round.loop, own))
  await tx.update(roundDigest).set({ loop: null }).where(inArray(roundDigest.loop, own))
  await tx.update(voidedCard).set({ by: 'a former moderator' }).where(eq(voidedCard.moderator, person))
}

/**
 * Removes an account. Running rounds end, planned ones are dropped, sealed sessions go on to their deadline; the rows of the other
 * side keep what was said, and nothing in the database names the person afterwards.
 */
export const createDeleteAccount = (needs: DeleteNeeds): CommandHandler<'delete-account'> => {
  const isHeldBy = (mine: Held['mine']) => (row: { session: string }) => mine.some(seat => seat.session === row.session && seat.position < 2)
  const windUp = async (call: Call, { sessions, rounds, mine }: Held) => {
    const held = isHeldBy(mine)
    // A second rater who goes takes no round along; of one that is running they owe no card.
    await call.tx.update(round).set({ rater: null }).where(and(inArray(round.rater, mine.map(row => row.id)), eq(round.state, 'running')))
    const live = rounds.filter(row => held(row) && (row.state === 'planned' || row.state === 'running'))
    const planned = live.filter(row => row.state === 'planned').map(row => row.id)
    if (planned.length > 0) await call.tx.update(round).set({ state: 'dropped' }).where(inArray(round.id, planned))
    for (const row of live) if (row.state === 'running') await needs.endRound(call, row.id)
    for (const row of sessions) if (row.revealedAt === null) await needs.settle(call, row.id)
  }
  const forget = async (call: Call, held: Held) => {
    const { tx, person, now } = call
    const [known] = await tx.select({ email: authUser.email, handle: profile.handle }).from(authUser).innerJoin(profile, eq(profile.person, authUser.id)).where(eq(authUser.id, person))
    if (!known) throw new Error(`no profile for ${person}`)
    const seats = held.mine.map(row => row.id)
    if (seats.length > 0) {
      await blankPrivateEvents(tx, held)
      await dropSealed(tx, seats)
      await leaveSeats(tx, held, now)
      await needs.forgetReplays(call, held.rounds.filter(isHeldBy(held.mine)).map(row => row.id))
    }
    await removeSessions(tx, withoutOthers(held), held.rounds)
    await forgetReceipts(tx, person, known.handle)
    await forgetTokens(tx, person, known.email)
    await forgetNames(tx, person)
    await tx.delete(authUser).where(eq(authUser.id, person))
  }
  /** Each by itself, so that one that fails keeps no other from its turn; what must not be left undone was done, or written down, before. */
  const afterwards = ({ after }: Call, held: Held) => {
    const gone = withoutOthers(held)
    after(() => needs.forgetRounds(held.rounds.map(row => row.id)))
    after(() => needs.removeDocuments())
    after(async () => void await needs.closeSockets())
    after(() => needs.publish(held.mine.map(row => row.session).filter(id => !gone.includes(id))))
  }

  return async ({ password }, call) => {
    // A guest has no password and cannot sign in again: the browser that holds the guest is all there is.
    const refusal = call.guest ? undefined : await needs.prove(call, password)
    if (refusal) return { ok: false, refusal }
    // Held against everything else of the same person, such as a match that is just being made.
    await call.tx.select({ id: authUser.id }).from(authUser).where(eq(authUser.id, call.person)).for('update')
    await needs.leaveQueue(call)
    const held = await holdSessions(call.tx, call.person)
    await windUp(call, held)
    await forget(call, held)
    afterwards(call, held)
    return ok({})
  }
}
