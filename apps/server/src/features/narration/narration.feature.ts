import { ok, refuse, type Result } from '@unanimous/kernel'
import { schema, type Database, type Transaction } from '@unanimous/db'
import type { ParsedInput } from '@unanimous/protocol'
import { elapsedMs, NOTHING_COUNTED, runningSilence, SILENT_CUE_S, silentRun, withCounted, type AnyRoundCommand, type CountedSeconds, type RoundState } from '@unanimous/rounds'
import { eq, inArray } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers } from '../../platform/handlers.ts'

type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>

export interface NarrationNeeds {
  /** Whether both seats of a session agree to be counted, as it stands in this transaction. */
  readonly bothAgreed: (tx: Transaction, session: string) => Promise<boolean>
  readonly stateOf: (round: string, db: Transaction) => Promise<RoundState | undefined>
  /** Says of a round what only the server may say, in the call's transaction. */
  readonly sayInside: (call: Call, round: string, command: AnyRoundCommand) => Promise<void>
}

/** What was counted of one seat of a round, and whether a mere loudness gate did some of it. */
export interface Counted extends CountedSeconds {
  readonly seat: string
  readonly approximate: boolean
}

export interface Narration {
  readonly commands: CommandHandlers<'count-narration'>
  /** Nobody counts these rounds any more, and what was counted of them goes, in the call's transaction. */
  takenBack(call: Call, rounds: readonly string[]): Promise<void>
  /** What was counted in a round, a seat each; empty where nothing was. */
  countedIn(db: Reader, round: string): Promise<readonly Counted[]>
}

/** A page's clock may be this far ahead of the server's. */
const aheadSeconds = 5

const { narration, round, session } = schema

const countedIn = async (db: Reader, id: string): Promise<readonly Counted[]> => {
  const rows = await db.select().from(narration).where(eq(narration.round, id))
  return rows.map(({ seat, spoke, typed, approximate }) => ({ seat, spoke, typed, approximate }))
}

const mayCount = async (needs: NarrationNeeds, call: Call, input: ParsedInput<'count-narration'>): Promise<Result<RoundState>> => {
  if (input.spoke.length !== input.typed.length) return refuse('narration/uneven', 'Speech and typing must cover the same seconds.')
  const [row] = await call.tx.select({ session: round.session, revealedAt: session.revealedAt }).from(round)
    .innerJoin(session, eq(session.id, round.session)).where(eq(round.id, input.round))
  const state = row && await needs.stateOf(input.round, call.tx)
  if (!row || !state) return refuse('round/unknown', 'There is no such round.')
  if (state.status === 'waiting') return refuse('round/not-running', 'The round has not started yet.')
  if (row.revealedAt !== null) return refuse('round/opened', 'The cards are open; nothing of this round changes any more.')
  if (!await needs.bothAgreed(call.tx, row.session)) return refuse('narration/not-agreed', 'Speech and typing are counted only while both agree to it.')
  const seconds = Math.ceil(elapsedMs(state.clock, call.now) / 1_000)
  if (input.fromS + input.spoke.length > seconds + aheadSeconds) return refuse('narration/ahead', 'These seconds of the round have not come yet.')
  return ok(state)
}

/** The interviewer is told of two minutes of typing without a word, and when they are over. */
const notice = async ({ sayInside }: NarrationNeeds, call: Call, state: RoundState, counted: CountedSeconds): Promise<void> => {
  const run = silentRun(counted)
  const told = runningSilence(state)
  if (told && told.sinceS !== run?.sinceS) await sayInside(call, state.setup.round, { name: 'candidate-heard' })
  if (run && run.seconds >= SILENT_CUE_S) await sayInside(call, state.setup.round, { name: 'candidate-silent', sinceS: run.sinceS })
}

/** Seconds of own speech and typing, counted by browsers and kept by round and seat. Sound never comes here. */
export const createNarration = (needs: NarrationNeeds): Narration => ({
  commands: {
    'count-narration': async (input, call) => {
      const may = await mayCount(needs, call, input)
      if (!may.ok) return may
      const seat = String(call.standing.seat)
      const before = (await countedIn(call.tx, input.round)).find(each => each.seat === seat)
      const counted = withCounted(before ?? NOTHING_COUNTED, input)
      const kept = { ...counted, approximate: input.approximate || (before?.approximate ?? false) }
      await call.tx.insert(narration).values({ round: input.round, seat, ...kept }).onConflictDoUpdate({ target: [narration.round, narration.seat], set: kept })
      if (may.value.setup.candidate === seat && may.value.status !== 'ended') await notice(needs, call, may.value, counted)
      return ok({})
    },
  },
  async takenBack(call, rounds) {
    if (rounds.length === 0) return
    await call.tx.delete(narration).where(inArray(narration.round, [...rounds]))
    for (const id of rounds) await needs.sayInside(call, id, { name: 'forget-silences' })
  },
  countedIn,
})
