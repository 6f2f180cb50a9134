import { ok, refuse, type Clock, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import type { RoundState } from '@unanimous/rounds'
import { and, eq, isNotNull, isNull, or } from 'drizzle-orm'
import type { Documents } from './features/documents/documents.feature.ts'
import { rateFromStart } from './features/rooms/second-rater.ts'
import { noteAnswered, noteAsked, noteRead } from './features/rooms/seen-packs.ts'
import { everybodyIn, readMeeting, type Meeting } from './features/rooms/sessions.store.ts'
import type { Replays } from './features/replay/replay.feature.ts'
import type { Scorecards } from './features/scorecards/scorecards.feature.ts'
import type { Background } from './platform/background.ts'
import type { KeyedQueue } from './platform/keyed-queue.ts'
import { described, type Log } from './platform/log.ts'
import type { SocketHub } from './platform/socket-hub.ts'

type RoundRow = typeof schema.round.$inferSelect

interface EndingNeeds {
  readonly storage: Storage
  readonly documents: Documents
  readonly replays: Pick<Replays, 'keep' | 'forget'>
  readonly scorecards: () => Scorecards
  readonly hub: Pick<SocketHub, 'send'>
  readonly clock: Clock
  readonly stateOf: (round: string) => Promise<RoundState | undefined>
  readonly publish: (session: string) => Promise<void>
  readonly log: Log
  readonly background: Background
  readonly queue: KeyedQueue
}

const { documentToRemove } = schema

const firstRetryMs = 30_000
const longestRetryMs = 3_600_000

/** When a job that failed is due again: sooner at first, then once an hour. */
const createRetries = (clock: Clock) => {
  const failed = new Map<string, { readonly times: number; readonly dueAt: number }>()
  return {
    isDue: (job: string): boolean => (failed.get(job)?.dueAt ?? 0) <= clock.now(),
    done: (job: string) => void failed.delete(job),
    failed(job: string) {
      const times = (failed.get(job)?.times ?? 0) + 1
      failed.set(job, { times, dueAt: clock.now() + Math.min(longestRetryMs, firstRetryMs * 2 ** (times - 1)) })
    },
  }
}

/**
 * What becomes of the documents of ended rounds. Final texts are kept at once; a tape and compacting take seconds, so nobody waits for
 * them: that a round is revealed and not compacted is the job, and lasts until it is done. One that cannot be settled is logged and tried again.
 */
const createSettling = (needs: Omit<EndingNeeds, 'scorecards' | 'hub' | 'publish'>) => {
  const { storage, documents, replays } = needs
  const retries = createRetries(needs.clock)
  const keepFinal = async (row: RoundRow): Promise<RoundState | undefined> => {
    const state = await needs.stateOf(row.id)
    if (state) await documents.keepFinal(row, state)
    return state
  }
  /** Does nothing twice: a tape that is kept stays as it is, and what is compacted is left alone. */
  const settle = async (row: RoundRow) => {
    const [final] = await storage.db.select({ compactedAt: schema.roundFinal.compactedAt }).from(schema.roundFinal).where(eq(schema.roundFinal.round, row.id))
    const meeting = await readMeeting(storage.db, row.session)
    const keepsReplay = meeting?.seats.every(seat => seat.replayAgreed === true) === true
    if (!keepsReplay) await replays.forget(storage.db, [row.id])
    const state = typeof final?.compactedAt === 'number' ? undefined : await needs.stateOf(row.id)
    if (!state) return
    if (keepsReplay) await replays.keep(row)
    await documents.compact(row, state)
  }
  const orLog = async (row: RoundRow, work: Promise<unknown>): Promise<void> => {
    await work.catch((error: unknown) => needs.log.error({ round: row.id, error: described(error) }, 'the document of an ended round was not settled'))
  }
  /** After whatever settles it, which would put its files there again. */
  const remove = ({ document, session }: typeof documentToRemove.$inferSelect) => needs.queue.run(`settle:${session}`, async () => {
    await documents.remove(document)
    await storage.db.delete(documentToRemove).where(eq(documentToRemove.document, document))
  })
  const removeLeft = async () => {
    const left = (await storage.db.select().from(documentToRemove)).filter(row => retries.isDue(row.document))
    const tried = await Promise.all(left.map(row => remove(row).then(() => {
      retries.done(row.document)
      return true
    }, (error: unknown) => {
      retries.failed(row.document)
      needs.log.error({ document: row.document, error: described(error) }, 'the document of a removed round is still there')
      return false
    })))
    if (left.length > 0) needs.log.info({ documents: tried.filter(Boolean).length, of: left.length }, 'documents of removed rounds are gone')
  }
  const settleLater = (row: RoundRow) => {
    needs.background.run('settling a document', () => needs.queue.run(`settle:${row.session}`, () => settle(row)).then(() => retries.done(row.id), (error: unknown) => {
      retries.failed(row.id)
      throw error
    }))
  }
  /** What was pinned since a round ended is kept as well. The timed log goes: where both agreed to a replay, once its tape is kept. */
  const settleAll = async ({ rounds }: Meeting) => {
    for (const row of rounds.filter(round => round.state === 'ended')) {
      await orLog(row, keepFinal(row))
      settleLater(row)
    }
  }
  /** Ended rounds of which something is still to be kept or to go. */
  const unsettled = () => {
    const { round, roundFinal, session } = schema
    const timedLogRemains = and(isNotNull(session.revealedAt), isNull(roundFinal.compactedAt))
    return storage.db.select({ round, revealedAt: session.revealedAt, kept: roundFinal.round }).from(round)
      .innerJoin(session, eq(session.id, round.session)).leftJoin(roundFinal, eq(roundFinal.round, round.id))
      .where(and(eq(round.state, 'ended'), or(isNull(roundFinal.round), timedLogRemains)))
  }
  return {
    keep: (row: RoundRow) => orLog(row, keepFinal(row)),
    settleAll,
    removeLeft,
    /** What a killed process or a failure left undone, unless it has only just failed again. */
    async recover() {
      for (const { round: row, revealedAt, kept } of (await unsettled()).filter(each => retries.isDue(each.round.id))) {
        if (kept === null) await orLog(row, keepFinal(row))
        if (revealedAt !== null) settleLater(row)
      }
      await removeLeft()
    },
  }
}

const isStillOpen = ({ state }: RoundRow) => state === 'planned' || state === 'running'

const personIn = ({ seats }: Meeting, id: string): string | null => seats.find(seat => seat.id === id)?.person ?? null

/** What the start and the end of a round mean beyond the round itself: the session, the document, the cards. */
export const createEndings = (needs: EndingNeeds) => {
  const { storage } = needs

  const beforeStart = async (tx: Transaction, row: RoundRow, now: Instant): Promise<Result<unknown>> => {
    // The log of a round that was called off says nothing of it: only the row, read while the session is held, does.
    if (row.state !== 'planned') return refuse('round/not-its-turn', 'This round is not held any more.')
    const meeting = await readMeeting(tx, row.session)
    if (!meeting) return refuse('round/unknown', 'There is no such round.')
    if (meeting.seats.some(seat => seat.joinedAt === null)) return refuse('session/alone', 'Nobody sits in the other seat yet.')
    if (row.packs.length === 0) return refuse('packs/none-left', 'No pack has been dealt for this round.')
    const earlier = meeting.rounds.filter(other => other.ordinal < row.ordinal)
    if (earlier.some(isStillOpen)) return refuse('round/not-its-turn', 'The round before this one has not ended yet.')
    const [interviewer, candidate, rater] = [personIn(meeting, row.interviewer), personIn(meeting, row.candidate), await rateFromStart(tx, meeting, row)]
    if (interviewer !== null) await noteAsked(tx, { person: interviewer, packs: row.packs, now })
    if (candidate !== null) await noteAnswered(tx, { person: candidate, packs: row.packs.slice(0, 1), now })
    if (rater !== null) await noteRead(tx, { person: rater, packs: row.packs, now })
    return ok(undefined)
  }

  /** A further prompt is met by its candidate when it is shown to them, and not before: until then nothing may tell what it is. */
  const promptOpened = async (tx: Transaction, row: RoundRow, pack: string, now: Instant): Promise<void> => {
    const meeting = await readMeeting(tx, row.session)
    const candidate = meeting ? personIn(meeting, row.candidate) : null
    if (candidate !== null) await noteAnswered(tx, { person: candidate, packs: [{ id: pack }], now })
  }

  const onEnd = async (tx: Transaction, row: RoundRow, now: Instant): Promise<void> => {
    const meeting = await readMeeting(tx, row.session)
    const more = meeting?.rounds.some(other => other.id !== row.id && isStillOpen(other))
    if (!more) await tx.update(schema.session).set({ endedAt: now }).where(eq(schema.session.id, row.session))
    await needs.scorecards().settle({ tx, now }, row.session)
  }

  const settling = createSettling(needs)

  /** Everything of a session opened: home pages and boards read again, and the documents are settled. */
  const afterReveal = async (session: string): Promise<void> => {
    const meeting = await readMeeting(storage.db, session)
    if (!meeting) return
    const now = needs.clock.now()
    for (const { person } of everybodyIn(meeting)) if (person !== null) needs.hub.send(`person:${person}`, 'home:changed', { now })
    await settling.settleAll(meeting)
  }
  return {
    beforeStart,
    promptOpened,
    onEnd,
    afterReveal,
    async afterEnd(row: RoundRow) {
      const meeting = await readMeeting(storage.db, row.session)
      // A loop round that fell short owes nothing, so its end may be what opens the session.
      if (meeting && meeting.session.revealedAt !== null) await afterReveal(row.session)
      else await settling.keep(row)
      await needs.publish(row.session)
    },
    /** Removes the documents of rounds that an account took along, once those are gone; what cannot be removed now is tried again. */
    removeLeft: settling.removeLeft,
    recover: settling.recover,
  }
}
