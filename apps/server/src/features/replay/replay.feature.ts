import { ok, refuse, type Clock, type Instant, type Milliseconds } from '@unanimous/kernel'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import type { OpenedCard, Replay, RoundRecord } from '@unanimous/protocol'
import { scenesOf } from '@unanimous/replay'
import { evolve, initialState, pacing, type RoundState } from '@unanimous/rounds'
import { lowestVote } from '@unanimous/verdict'
import { and, eq, lt } from 'drizzle-orm'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import { replayRefusal } from './replayable.ts'
import { createSaid, readSaid } from './said.ts'
import { createTapes, type KeptTape, type RoundLog, type RoundRow, type TapeNeeds, type Tapes } from './tapes.ts'

interface ReplayNeeds extends TapeNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly stateIn: (tx: Pick<Transaction, 'select'>, round: string) => Promise<RoundState | undefined>
  /** Seconds that were counted in a round, a seat each; empty where nobody counted. */
  readonly countedIn: (round: string) => Promise<readonly { readonly seat: string; readonly spoke: string; readonly approximate: boolean }[]>
  readonly titleOf: (state: RoundState) => string
  readonly recordOf: (state: RoundState, now: Instant, sealedFor: string | 'opened') => RoundRecord
  readonly openedCard: (row: typeof schema.scorecard.$inferSelect, round: RoundRow) => OpenedCard | null
}

type Commands = CommandHandlers<'comment-on-replay' | 'delete-replay-comment' | 'cut-clip' | 'delete-clip'>

export interface Replays extends Pick<Tapes, 'keep' | 'forget'> {
  readonly commands: Commands
  readonly queries: QueryHandlers<'replay'>
}

const whole = (ms: Milliseconds): number => Math.round(ms)

const tapeOf = (known: Awaited<ReturnType<Tapes['of']>>, row: RoundRow, seat: string): Pick<Replay, 'prepared' | 'seats' | 'parts' | 'unreadable'> => {
  const tape: KeptTape = typeof known === 'string' ? { seats: [], parts: [], unreadable: 0 } : known
  return {
    prepared: known !== 'being made',
    seats: tape.seats.map(each => (each === seat ? 'you' as const : each === row.interviewer || each === row.candidate ? 'peer' as const : 'server' as const)),
    parts: tape.parts.map(({ part, fromMs, toMs, changes, bytes }) => ({ part, fromMs, toMs, changes, bytes: Buffer.from(bytes).toString('base64') })),
    unreadable: known === 'unreadable' ? null : tape.unreadable,
  }
}

/** The round as its reader's seat lived it; what was captured is the interviewer's until the cards are open. */
const livedOf = (needs: ReplayNeeds, { setup, events }: RoundLog, youAre: 'interviewer' | 'candidate', seat: string, opened: boolean) => {
  const state = events.reduce(evolve, initialState(setup))
  const { first, changes } = scenesOf(setup, events, youAre)
  return {
    title: needs.titleOf(state), language: state.language ?? null, lengthMs: whole(state.clock.elapsedMs),
    phases: pacing(setup).map(({ phase, startMs, endMs }) => ({ phase, startMs: whole(startMs), endMs: whole(endMs) })),
    scenes: { first, changes: changes.map(([atMs, patch]): [number, unknown] => [atMs, patch]) },
    record: opened || youAre === 'interviewer' ? needs.recordOf(state, needs.clock.now(), opened ? 'opened' : seat) : null,
  }
}

/** Who spoke when: one's own seconds, and once the cards are open the other's too. */
const talkedOf = async (needs: ReplayNeeds, { id }: RoundRow, seat: string, opened: boolean): Promise<Replay['talked']> =>
  (await needs.countedIn(id)).filter(each => opened || each.seat === seat).map(each => ({ by: each.seat === seat ? 'you' as const : 'peer' as const, spoke: each.spoke, approximate: each.approximate }))

/** Ended rounds as they came about, for their two seats. What is sealed of the other stays so here too. */
export const createReplay = (needs: ReplayNeeds): Replays => {
  const { storage } = needs
  const tapes = createTapes(needs)
  const voteOf = async (row: RoundRow) => {
    const cards = await storage.db.select().from(schema.scorecard).where(eq(schema.scorecard.round, row.id))
    return lowestVote(cards.flatMap(card => needs.openedCard(card, row)?.vote ?? [])) ?? null
  }
  return {
    keep: tapes.keep,
    forget: tapes.forget,
    commands: createSaid({ lengthOf: async (tx, round) => whole((await needs.stateIn(tx, round))?.clock.elapsedMs ?? 0 as Milliseconds) }),
    queries: {
      replay: async ({ round }, { standing }) => {
        const refused = await replayRefusal(storage.db, round)
        if (refused) return refused
        const [row] = await storage.db.select().from(schema.round).where(eq(schema.round.id, round))
        const log = await needs.logOf(round)
        if (!row || !log) return refuse('round/unknown', 'There is no such round.')
        const seat = String(standing.seat)
        const [session] = await storage.db.select().from(schema.session).where(eq(schema.session.id, row.session))
        const seats = await storage.db.select().from(schema.seat).where(and(eq(schema.seat.session, row.session), lt(schema.seat.position, 2)))
        const opened = typeof session?.revealedAt === 'number'
        const youAre = row.interviewer === seat ? 'interviewer' as const : 'candidate' as const
        return ok({
          round, session: row.session, kind: row.kind, youAre, peer: seats.find(each => each.id !== seat)?.name || null, heldAt: row.startedAt ?? 0, opened,
          vote: await voteOf(row), ...livedOf(needs, log, youAre, seat, opened), ...tapeOf(await tapes.of(row), row, seat), ...await readSaid(storage, round, seat, opened), talked: await talkedOf(needs, row, seat, opened),
        })
      },
    },
  }
}
