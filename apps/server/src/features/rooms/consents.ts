import { ok, refuse } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { and, count, eq } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandler, CommandHandlers } from '../../platform/handlers.ts'
import { stopRecordings } from './recordings.ts'
import { columnOf, readMeeting, type Meeting, type Subject } from './sessions.store.ts'

export type ConsentNames = 'agree-replay' | 'agree-narration' | 'agree-recording'
export type NarrationTaken = (call: Call, rounds: readonly string[]) => Promise<void>

/** A second rater is asked for anew each time, with a link: `second-rater.ts`. */
type Kept = Exclude<Subject, 'rater'>

interface ConsentNeeds {
  readonly publish: (session: string) => Promise<void>
  readonly narrationTakenBack: NarrationTaken
  /** Consent to a replay of these rounds has gone, and with it whatever was kept for one. */
  readonly replayWithdrawn: NarrationTaken
}

/** Writes down an answer, and that it was given. */
export const noteConsent = async (tx: Transaction, answer: { session: string; seat: string; subject: Subject; agreed: boolean; at: number }): Promise<void> => {
  const { consent, seat } = schema
  const [given] = await tx.select({ n: count() }).from(consent).where(and(eq(consent.seat, answer.seat), eq(consent.subject, answer.subject)))
  const { agreed, at } = answer
  // Whoever takes their word back is never refused, however often they changed it.
  await tx.insert(consent).values({ ...answer, seq: Math.min(limits.consentsPerSeat, (given?.n ?? 0) + 1) })
    .onConflictDoUpdate({ target: [consent.seat, consent.subject, consent.seq], set: { agreed, at } })
  await tx.update(seat).set({ [columnOf[answer.subject]]: answer.agreed }).where(eq(seat.id, answer.seat))
}

/** What each seat agrees to have kept. Nothing is until both say yes, and either may take it back until the cards open; a replay at any time. */
export const createConsents = (needs: ConsentNeeds): CommandHandlers<ConsentNames> => {
  const takenBack: Readonly<Record<Kept, (call: Call, meeting: Meeting) => Promise<void>>> = {
    // The timed log itself goes with the reveal.
    replay: (call, { rounds }) => needs.replayWithdrawn(call, rounds.map(round => round.id)),
    narration: (call, { rounds }) => needs.narrationTakenBack(call, rounds.map(round => round.id)),
    recording: (call, { session }) => stopRecordings(call.tx, { session: session.id }, call.now),
  }
  const answer = (subject: Kept): CommandHandler<ConsentNames> => async ({ session, agreed }, call) => {
    const meeting = await readMeeting(call.tx, session)
    if (!meeting) return refuse('session/unknown', 'There is no such session.')
    // A replay is all that outlives the reveal, so that is all there is to take back then.
    if (meeting.session.revealedAt !== null && (agreed || subject !== 'replay')) return refuse('session/already-revealed', 'The cards are open; what was kept is settled.')
    const mine = meeting.seats.find(seat => seat.id === call.standing.seat)
    if (!mine || mine[columnOf[subject]] === agreed) return ok({})
    await noteConsent(call.tx, { session, seat: mine.id, subject, agreed, at: call.now })
    if (!agreed) await takenBack[subject](call, meeting)
    call.after(() => needs.publish(session))
    return ok({})
  }
  return { 'agree-replay': answer('replay'), 'agree-narration': answer('narration'), 'agree-recording': answer('recording') }
}
