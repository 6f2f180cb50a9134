import { ok, refuse, type Clock, type Ids, type Instant, type Result, type SeatId } from '@unanimous/kernel'
import type { Bank } from '@unanimous/bank'
import { schema, type Storage, type Transaction } from '@unanimous/db'
import type { ParsedInput, RoundViewMessage } from '@unanimous/protocol'
import type { AnyRoundCommand, RoundCommand, RoundEvent, RoundSetup, RoundState } from '@unanimous/rounds'
import { eq } from 'drizzle-orm'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import type { KeyedQueue } from '../../platform/keyed-queue.ts'
import { createRoundBook } from './round-book.ts'
import { readEvents, readRound, setupOf, startedIn, type RoundRow } from './round-log.ts'
import { createRoundNews, messageOf } from './round-news.ts'
import { runRoundCommand, type Applied, type AskedOfRound } from './run-round-command.ts'

export interface RoundsNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: Ids
  readonly bank: Bank
  readonly queue: KeyedQueue
  readonly codeSequence: (document: string) => number | undefined
  readonly send: (seat: string, message: RoundViewMessage) => void
  /** Whether any page shows what this seat sees. */
  readonly isShown: (seat: string) => boolean
  /** Keeps everything else that would change the session waiting until the transaction ends. */
  readonly holdSession: (tx: Transaction, session: string) => Promise<void>
  /** Checks that it is this round's turn and settles what starting means for the session; runs in the transaction. */
  readonly beforeStart: (tx: Transaction, row: RoundRow, now: Instant) => Promise<Result<unknown>>
  /** The candidate is shown a further prompt; runs in the transaction. */
  readonly promptOpened: (tx: Transaction, row: RoundRow, pack: string, now: Instant) => Promise<void>
  readonly afterStart: (row: RoundRow) => Promise<void>
  /** Settles what the end of a round means for the session; runs in the transaction. */
  readonly onEnd: (tx: Transaction, row: RoundRow, now: Instant) => Promise<void>
  readonly afterEnd: (row: RoundRow) => Promise<void>
  /** Somebody pressed "complete" after the end: the round may count now, and its forms may be owed. */
  readonly recounted: (row: RoundRow) => Promise<void>
}

type RoundCommandName = RoundCommand['name']
type Commands = CommandHandlers<RoundCommandName>
type Queries = QueryHandlers<'round-view'>

const commandNames: readonly RoundCommandName[] = [
  'start-round', 'open-prompt', 'ask-follow-up', 'mark-follow-up', 'tick-signal', 'reveal-change-card', 'give-hint', 'ask-own-question', 'set-solution-state',
  'answer-left-unsaid', 'check-item', 'tap-heard', 'take-back-heard', 'note-project', 'note-decision', 'strike-component', 'capture-evidence', 'retract-evidence', 'write-note', 'bookmark-moment', 'choose-language', 'pause-round', 'resume-round', 'press-complete', 'end-round',
]

/** The input as the rules know it: the round itself is named by the caller, absent parts are absent. */
const toCommand = (name: RoundCommandName, { round: _round, ...rest }: ParsedInput<RoundCommandName>): AnyRoundCommand =>
  ({ name, ...Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined)) }) as AnyRoundCommand

export interface Rounds {
  readonly commands: Commands
  readonly queries: Queries
  /** What only the server may say of a round, in its queue; a refusal means that there was nothing to say. */
  runAsServer(round: string, command: AnyRoundCommand): Promise<void>
  /**
   * Loads rounds for a page that begins to watch, and answers how to take their newest views when its answer leaves:
   * nothing they hold is sent to it again.
   */
  viewsToWatch(rounds: readonly string[], seat: string, alone: boolean): Promise<() => RoundViewMessage[]>
  /** Turns a round to the first of these languages that it begins with some text in. */
  turnTo(round: string, languages: readonly string[]): Promise<void>
  /** Nobody looks for this seat any more. */
  seatLeft(seat: string): void
  /** The fold of a round's log, for features that read it off: cards, debrief, history. Inside a transaction give its handle. */
  foldOf(round: string, db?: Pick<Transaction, 'select'>): Promise<Applied['fold'] | undefined>
  /** A round's set-up and its whole log, for what shows it as it came about. */
  logOf(round: string): Promise<{ readonly setup: RoundSetup; readonly events: readonly RoundEvent[] } | undefined>
  /** The round as its log stands in a transaction that may have written to it. */
  stateIn(tx: Pick<Transaction, 'select'>, round: string): Promise<RoundState | undefined>
  /** Ends a running round because one of its two has gone for good, in the call's transaction, which holds the session. */
  endInside(call: Pick<Call, 'tx' | 'now' | 'after'>, round: string): Promise<void>
  /** The same for whatever else only the server may say; a refusal means that there was nothing to say. */
  sayInside(call: Pick<Call, 'tx' | 'now' | 'after'>, round: string, command: AnyRoundCommand): Promise<void>
  /** What stood in these rounds' logs was changed: they are read anew. */
  forget(rounds: readonly string[]): void
  /** The round's set-up changed before its start: its pages get the new view. */
  replanned(rounds: readonly string[]): Promise<void>
}

/** What a start, a further prompt or an end means beyond the round; a refusal undoes the start. */
const createSettle = (needs: Pick<RoundsNeeds, 'beforeStart' | 'promptOpened' | 'onEnd'>) => async (
  tx: Transaction, { row, events }: Applied, now: Instant,
): Promise<Result<unknown>> => {
  if (events.some(event => event.type === 'round-started')) {
    const mayStart = await needs.beforeStart(tx, row, now)
    if (!mayStart.ok) return mayStart
  }
  for (const event of events) if (event.type === 'prompt-opened') await needs.promptOpened(tx, row, event.body.pack, now)
  if (events.some(event => event.type === 'round-ended')) await needs.onEnd(tx, row, now)
  return ok(undefined)
}

interface Running {
  readonly run: (tx: Transaction, asked: AskedOfRound) => Promise<Result<Applied>>
  readonly settle: ReturnType<typeof createSettle>
  readonly afterwards: (applied: Applied) => Promise<void>
}

/** What only the server may do to a round: in a transaction of its own, or inside another feature's. */
const createServersHand = ({ storage, clock, ids, queue, holdSession }: RoundsNeeds, { run, settle, afterwards }: Running): Pick<Rounds, 'runAsServer' | 'endInside' | 'sayInside'> => {
  const apply = async (tx: Transaction, round: string, command: AnyRoundCommand, now: Instant) => {
    const result = await run(tx, { round, command, by: 'server', now, commandId: ids.fresh() })
    if (result.ok) await settle(tx, result.value, now)
    return result
  }
  const sayInside: Rounds['sayInside'] = async (call, round, command) => {
    const said = await apply(call.tx, round, command, call.now)
    if (said.ok && said.value.events.length > 0) call.after(() => afterwards(said.value))
  }
  return {
    runAsServer: (round, command) => queue.run(round, async () => {
      const now = clock.now()
      const applied = await storage.transaction(async tx => {
        const row = await readRound(tx, round)
        if (row) await holdSession(tx, row.session)
        return apply(tx, round, command, now)
      })
      if (applied.ok && applied.value.events.length > 0) await afterwards(applied.value)
    }),
    endInside: (call, round) => sayInside(call, round, { name: 'end-round' }),
    sayInside,
  }
}

/** A start writes down who rates the round. */
const asStarted = async ({ db }: Storage, row: RoundRow): Promise<RoundRow> => await readRound(db, row.id) ?? row

export const createRounds = (needs: RoundsNeeds): Rounds => {
  const { storage } = needs
  const book = createRoundBook(needs.bank)
  const news = createRoundNews(needs.isShown)

  /** Sends to each seat what it has not seen: a message without news would itself tell that something happened. */
  const publish = (row: Pick<RoundRow, 'id' | 'interviewer' | 'candidate' | 'rater'>, fold: Applied['fold']) => {
    for (const seat of [row.interviewer, row.candidate, row.rater]) if (seat !== null && news.isNews(row.id, seat, fold)) needs.send(seat, messageOf(row.id, seat, fold))
  }

  const settle = createSettle(needs)
  const afterwards = async ({ row, events }: Applied) => {
    book.applied(row.id, events)
    const fold = await book.upToDate(storage.db, row.id)
    const begun = events.some(event => event.type === 'round-started')
    if (fold) publish(begun ? await asStarted(storage, row) : row, fold)
    if (begun) await needs.afterStart(row)
    if (events.some(event => event.type === 'round-ended')) await needs.afterEnd(row)
    if (row.state === 'ended' && events.some(event => event.type === 'complete-pressed')) await needs.recounted(row)
  }
  const run = (tx: Transaction, asked: AskedOfRound) => runRoundCommand({ book, codeSequence: needs.codeSequence }, tx, asked)

  const handler = (name: RoundCommandName) => async (input: ParsedInput<RoundCommandName>, call: Call) => {
    const applied = await run(
      call.tx,
      {
        round: input.round, command: toCommand(name, input), by: call.standing.seat as SeatId, now: call.now,
        commandId: call.commandId,
      }
    )
    if (!applied.ok) return applied
    const settled = await settle(call.tx, applied.value, call.now)
    if (!settled.ok) return settled
    call.after(() => afterwards(applied.value))
    return ok({})
  }

  const viewsToWatch: Rounds['viewsToWatch'] = async (rounds, seat, alone) => {
    const loaded = await Promise.all(rounds.map(async round => ({ round, fold: await book.upToDate(storage.db, round) })))
    return () => loaded.flatMap(({ round, fold }) => {
      if (!fold) return []
      if (alone) news.isNews(round, seat, fold)
      return [messageOf(round, seat, fold)]
    })
  }
  const hand = createServersHand(needs, { run, settle, afterwards })
  return {
    commands: Object.fromEntries(commandNames.map(name => [name, handler(name)])) as unknown as Commands,
    queries: {
      'round-view': async (input, { standing }) => {
        const fold = await book.upToDate(storage.db, input.round)
        return fold ? ok(messageOf(input.round, String(standing.seat), fold)) : refuse('round/unknown', 'There is no such round.')
      },
    },
    ...hand,
    forget: rounds => rounds.forEach(book.forget),
    async turnTo(round, languages) {
      const row = await readRound(storage.db, round)
      const offered = row ? startedIn(row, needs.bank) : []
      const language = languages.flatMap(wanted => offered.filter(each => each === wanted))[0]
      if (language !== undefined) await hand.runAsServer(round, { name: 'choose-language', language })
    },
    viewsToWatch,
    seatLeft: news.seatLeft,
    foldOf: (round, db = storage.db) => book.upToDate(db, round),
    async logOf(id) {
      const row = await readRound(storage.db, id)
      return row && { setup: setupOf(row, needs.bank), events: await readEvents(storage.db, id) }
    },
    stateIn: book.apart,
    async replanned(rounds) {
      for (const id of rounds) {
        const row = await readRound(storage.db, id)
        const fold = row && await book.upToDate(storage.db, id)
        if (row && fold && row.state === 'planned') publish(row, fold)
      }
    },
  }
}

/** Rounds whose clock may be running: looked at when the process starts and when a seat comes or goes. */
export const runningRounds = async (storage: Storage): Promise<RoundRow[]> => storage.db.select().from(schema.round).where(eq(schema.round.state, 'running'))
