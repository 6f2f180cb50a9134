import type { Clock, Instant } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import { and, eq, max, or } from 'drizzle-orm'
import { described, type Log } from '../../platform/log.ts'
import type { Timers } from '../../platform/time.ts'
import { runningRounds, type Rounds } from './rounds.feature.ts'

interface PauseNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly timers: Timers
  readonly log: Log
  readonly rounds: Pick<Rounds, 'runAsServer'>
  readonly isHere: (seat: string) => boolean
}

const livenessEveryMs = 1_000
/** Nothing has happened in a running round for this long: nobody is coming back to it. */
const abandonedAfterMs = 6 * 3_600_000

/** Pauses that nobody pressed: a seat without a socket, and this process having been down. */
export interface Pauses {
  seatAbsent(seat: string, since: Instant): Promise<void>
  seatBack(seat: string): Promise<void>
  /** A round has just started: whoever is not in the room is absent from now on. */
  roundStarted(round: { id: string; interviewer: string; candidate: string }): Promise<void>
  /** Before the first connection: every running round was down since the process was last certainly alive. */
  recover(): Promise<void>
  /** Ends rounds that everybody left for good, so that their session can still be filed and opened. */
  endAbandoned(): Promise<void>
  /** Keeps writing down that the process is alive while rounds run. */
  keepAlive(): void
}

export const createPauses = (needs: PauseNeeds): Pauses => {
  const { storage, clock, rounds } = needs
  const { liveness, round } = schema

  const runningOf = (seat: string) => storage.db.select({ id: round.id }).from(round)
    .where(and(eq(round.state, 'running'), or(eq(round.interviewer, seat), eq(round.candidate, seat))))
  const stamp = async () => {
    const now = clock.now()
    await storage.db.insert(liveness).values({ id: 1, at: now }).onConflictDoUpdate({ target: liveness.id, set: { at: now } })
  }
  return {
    async seatAbsent(seat, since) {
      for (const { id } of await runningOf(seat)) {
        // Who came back while this was looked up has already been noted as back.
        if (!needs.isHere(seat)) await rounds.runAsServer(id, { name: 'seat-absent', seat, since })
      }
    },
    async seatBack(seat) {
      for (const { id } of await runningOf(seat)) await rounds.runAsServer(id, { name: 'seat-back', seat })
    },
    async roundStarted({ id, interviewer, candidate }) {
      await stamp()
      for (const seat of [interviewer, candidate]) {
        if (!needs.isHere(seat)) await rounds.runAsServer(id, { name: 'seat-absent', seat, since: clock.now() })
      }
    },
    async recover() {
      const [last] = await storage.db.select().from(liveness)
      for (const row of await runningRounds(storage)) {
        // One round that cannot be read must not keep the others, or the whole server, from starting.
        await rounds.runAsServer(row.id, { name: 'process-was-down', since: last?.at ?? row.startedAt ?? clock.now() })
          .catch((error: unknown) => needs.log.error({ round: row.id, error: described(error) }, 'a running round was not taken up'))
      }
    },
    async endAbandoned() {
      for (const row of await runningRounds(storage)) {
        const [last] = await storage.db.select({ at: max(schema.roundEvent.at) }).from(schema.roundEvent).where(eq(schema.roundEvent.round, row.id))
        if (clock.now() - (last?.at ?? row.startedAt ?? 0) > abandonedAfterMs && !needs.isHere(row.interviewer) && !needs.isHere(row.candidate)) await rounds.runAsServer(row.id, { name: 'end-round' })
      }
    },
    keepAlive() {
      needs.timers.every(livenessEveryMs, () => {
        runningRounds(storage).then(async running => {
          if (running.length > 0) await stamp()
        }).catch((error: unknown) => needs.log.warn({ error: String(error) }, 'liveness was not written'))
      })
    },
  }
}
