import { ok, refuse, type Clock } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import { limits, type SessionView } from '@unanimous/protocol'
import { and, asc, eq, isNull } from 'drizzle-orm'
import type { CommandHandlers } from '../../platform/handlers.ts'
import { bothAgreed, phaseOf, readMeeting, type Reader } from './sessions.store.ts'

export type RecordingNames = 'start-recording' | 'stop-recording'

interface RecordingNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: { fresh(): string }
  readonly publish: (session: string) => Promise<void>
}

const { recording } = schema
const unknown = refuse('session/unknown', 'There is no such session.')
const runningIn = (session: string) => and(eq(recording.session, session), isNull(recording.stoppedAt))

/** What is being recorded right now, as one seat may see it: both see all of it. */
export const runningRecordings = async (db: Reader, session: string, seat: string): Promise<SessionView['recordings']> => {
  const rows = await db.select().from(recording).where(runningIn(session)).orderBy(asc(recording.startedAt), asc(recording.id))
  return rows.map(row => ({ recording: row.id, by: row.seat === seat ? 'you' as const : 'peer' as const, video: row.video, since: row.startedAt }))
}

/** Notes that recordings of a session are over: all, those of one seat, or one. */
export const stopRecordings = async (tx: Transaction, of: { session: string; seat?: string; recording?: string | undefined }, now: number): Promise<void> => {
  const whose = of.seat === undefined ? undefined : eq(recording.seat, of.seat)
  const which = of.recording === undefined ? undefined : eq(recording.id, of.recording)
  await tx.update(recording).set({ stoppedAt: now }).where(and(runningIn(of.session), whose, which))
}

/** Who records the call and since when. Sound and picture never come here: pages record on their own machine while this says that they may. */
export const createRecordings = (needs: RecordingNeeds): { readonly commands: CommandHandlers<RecordingNames>; endOf(seat: string, session: string): Promise<void> } => ({
  commands: {
    'start-recording': async ({ session, video }, call) => {
      const meeting = await readMeeting(call.tx, session)
      if (!meeting) return unknown
      if (phaseOf(meeting) === 'over') return refuse('session/over', 'This session is over.')
      if (!bothAgreed(meeting, 'recording')) return refuse('recording/not-agreed', 'A call is recorded only when both agreed to it in the green room.')
      const seat = String(call.standing.seat)
      const mine = await call.tx.select({ stoppedAt: recording.stoppedAt }).from(recording).where(eq(recording.seat, seat))
      if (mine.length >= limits.recordingsPerSeat) return refuse('recording/too-many', `A call is recorded at most ${limits.recordingsPerSeat} times.`)
      if (mine.some(each => each.stoppedAt === null)) return refuse('recording/running', 'You are recording already.')
      const id = needs.ids.fresh()
      await call.tx.insert(recording).values({ id, session, seat, video, startedAt: call.now })
      call.after(() => needs.publish(session))
      return ok({ recording: id, startedAt: call.now })
    },
    'stop-recording': async ({ session, recording: one }, call) => {
      await stopRecordings(call.tx, { session, recording: one }, call.now)
      call.after(() => needs.publish(session))
      return ok({})
    },
  },
  async endOf(seat, session) {
    await needs.storage.transaction(tx => stopRecordings(tx, { session, seat }, needs.clock.now()))
    await needs.publish(session)
  },
})
