import { ok, refuse, type Clock, type Instant, type Result } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import type { RoundState } from '@unanimous/rounds'
import { and, eq, isNull } from 'drizzle-orm'
import type { Documents } from './features/documents/documents.feature.ts'
import { readMeeting } from './features/rooms/sessions.store.ts'
import type { Scorecards } from './features/scorecards/scorecards.feature.ts'
import type { Log } from './platform/log.ts'
import type { SocketHub } from './platform/socket-hub.ts'

type RoundRow = typeof schema.round.$inferSelect

interface EndingNeeds {
  readonly storage: Storage
  readonly documents: Documents
  readonly scorecards: () => Scorecards
  readonly stateOf: (round: string) => Promise<RoundState | undefined>
  readonly publish: (session: string) => Promise<void>
  readonly log: Log
}

/** What the start and the end of a round mean beyond the round itself: the session, the document, the cards. */
export const createEndings = (needs: EndingNeeds) => {
  const { storage } = needs

  const beforeStart = async (tx: Transaction, row: RoundRow, now: Instant): Promise<Result<unknown>> => {
    const meeting = await readMeeting(tx, row.session)
    if (!meeting) return refuse('round/unknown', 'There is no such round.')
    if (meeting.seats.some(seat => seat.joinedAt === null)) return refuse('session/alone', 'Nobody sits in the other seat yet.')
    if (row.packs.length === 0) return refuse('packs/none-left', 'No pack has been dealt for this round.')
    const earlier = meeting.rounds.filter(other => other.ordinal < row.ordinal)
    if (earlier.some(other => other.state === 'planned' || other.state === 'running')) return refuse('round/not-its-turn', 'The round before this one has not ended yet.')
    const seen = meeting.seats.flatMap(seat => (seat.person === null ? [] : row.packs.map(pack => ({ person: seat.person ?? '', pack: pack.id, role: seat.id === row.interviewer ? 'interviewer' as const : 'candidate' as const, at: now }))))
    for (const entry of seen) {
      await tx.insert(schema.seenPack).values(entry).onConflictDoUpdate({ target: [schema.seenPack.person, schema.seenPack.pack, schema.seenPack.role], set: { at: now } })
    }
    return ok(undefined)
  }

  const onEnd = async (tx: Transaction, row: RoundRow, now: Instant): Promise<void> => {
    const meeting = await readMeeting(tx, row.session)
    const more = meeting?.rounds.some(other => other.id !== row.id && (other.state === 'planned' || other.state === 'running'))
    if (!more) await tx.update(schema.session).set({ endedAt: now }).where(eq(schema.session.id, row.session))
    await needs.scorecards().settle({ tx, now }, row.session)
  }

  const keepFinal = async (row: RoundRow) => {
    const state = await needs.stateOf(row.id)
    if (state) await needs.documents.keepFinal(row, state)
  }
  return {
    beforeStart,
    onEnd,
    async afterEnd(row: RoundRow) {
      await keepFinal(row)
      await needs.publish(row.session)
    },
    /** A process killed between a round's end and the keeping of its texts left the second half undone. */
    async recover() {
      const rows = await storage.db.select({ round: schema.round }).from(schema.round).leftJoin(schema.roundFinal, eq(schema.roundFinal.round, schema.round.id))
        .where(and(eq(schema.round.state, 'ended'), isNull(schema.roundFinal.round)))
      for (const { round } of rows) await keepFinal(round).catch((error: unknown) => needs.log.error({ round: round.id, error: String(error) }, 'final texts were not kept'))
    },
  }
}

interface RevealNeeds {
  readonly storage: Storage
  readonly documents: Documents
  readonly hub: Pick<SocketHub, 'send'>
  readonly clock: Clock
  readonly stateOf: (round: string) => Promise<RoundState | undefined>
}

/** After the reveal: home pages and boards read again, and without both agreeing to a replay the timed log goes. */
export const afterReveal = async (needs: RevealNeeds, session: string): Promise<void> => {
  const meeting = await readMeeting(needs.storage.db, session)
  if (!meeting) return
  for (const seat of meeting.seats) if (seat.person !== null) needs.hub.send(`person:${seat.person}`, 'home:changed', { now: needs.clock.now() })
  if (meeting.seats.every(seat => seat.replayAgreed === true)) return
  for (const row of meeting.rounds.filter(round => round.state === 'ended')) {
    const state = await needs.stateOf(row.id)
    if (state) await needs.documents.compact(row, state)
  }
}
