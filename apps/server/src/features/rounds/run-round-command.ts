import { ok, refuse, type CommandId, type Instant, type Result, type SeatId } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { capturesOf, decide, evolve, wasHeld, type AnyRoundCommand, type CommandStamp, type RoundEvent, type RoundFold } from '@unanimous/rounds'
import { and, count, eq } from 'drizzle-orm'
import type { RoundBook } from './round-book.ts'
import { appendEvents, readRound, type RoundRow } from './round-log.ts'

export interface RunNeeds {
  readonly book: RoundBook
  /** The newest sequence of a document's log; stamped on evidence the moment it arrives. */
  readonly codeSequence: (document: string) => number | undefined
}

/** One command to one round, by whom and when. */
export interface AskedOfRound {
  readonly round: string
  readonly command: AnyRoundCommand
  readonly by: SeatId | 'server'
  readonly now: Instant
  readonly commandId: string
}

/** What a command did, for whoever publishes it after the commit. */
export interface Applied {
  readonly row: RoundRow
  readonly fold: RoundFold
  readonly events: readonly RoundEvent[]
}

/** Whether one more would be too many, where the one that is meant is not there yet. */
const isFull = <Item>(items: readonly Item[], isMeant: (item: Item) => boolean, most: number): boolean => items.length >= most && !items.some(isMeant)

const tooMuchDone = refuse('round/too-much', `A seat does at most ${limits.eventsPerSeat} things in a round.`)

/** Whether a seat has filled its part of the log; only counted where it may have. The end of a round always fits. */
const hasFilledLog = async (tx: Transaction, fold: RoundFold, command: AnyRoundCommand, by: string): Promise<boolean> => {
  if (command.name === 'end-round' || fold.state().lastSeq < limits.eventsPerSeat) return false
  const { roundEvent } = schema
  const [done] = await tx.select({ n: count() }).from(roundEvent).where(and(eq(roundEvent.round, fold.state().setup.round), eq(roundEvent.seat, by)))
  return (done?.n ?? 0) >= limits.eventsPerSeat
}

/** Counts only what the asking seat itself has done: a limit must not tell of the other's private work. What is there may always be changed. */
const tooMuch = (fold: RoundFold, command: AnyRoundCommand, by: string): Result<never> | undefined => {
  const state = fold.state()
  if (command.name === 'capture-evidence' && capturesOf(state, by).length >= limits.evidencePerRound) {
    return refuse('round/too-much-evidence', `A round holds at most ${limits.evidencePerRound} pieces of evidence.`)
  }
  if (command.name === 'write-note' && isFull(state.notes.filter(({ seat }) => seat === by), ({ note }) => note === command.note, limits.notesPerRound)) {
    return refuse('round/too-many-notes', `A round holds at most ${limits.notesPerRound} notes.`)
  }
  if (command.name === 'tap-heard' && state.heard.length >= limits.tapsPerRound) {
    return refuse('round/too-many-taps', `A round counts at most ${limits.tapsPerRound} words.`)
  }
  if (command.name === 'note-decision' && isFull(state.decisions, ({ decision }) => decision === command.decision, limits.decisionsPerRound)) {
    return refuse('round/too-many-decisions', `A round holds at most ${limits.decisionsPerRound} decisions.`)
  }
  if (command.name === 'strike-component' && command.struck && state.struck.length >= limits.struckAtOnce) {
    return refuse('round/too-many-struck', `At most ${limits.struckAtOnce} components are struck out at once.`)
  }
  return undefined
}

/** Writes what queries need to know of a start, an end or a late "complete" onto the round's row. */
const noteOnRow = async (tx: Transaction, row: RoundRow, fold: RoundFold, events: readonly RoundEvent[]): Promise<void> => {
  const set = (values: Partial<RoundRow>) => tx.update(schema.round).set(values).where(eq(schema.round.id, row.id))
  const after = events.reduce(evolve, fold.state())
  for (const event of events) {
    if (event.type === 'round-started') await set({ state: 'running', startedAt: event.at })
    if (event.type === 'round-ended') await set({ state: 'ended', endedAt: event.at, counts: wasHeld(after, event.at) })
    if (event.type === 'complete-pressed' && row.state === 'ended') await set({ counts: wasHeld(after, event.at) })
  }
}

/** Who else may ask, and the version that is pinned. Versions are kept for what the interviewer pins: that one was kept would tell the other rater. */
const stampOf = ({ codeSequence }: RunNeeds, { rater, document }: RoundRow, { name }: AnyRoundCommand, by: string): Pick<CommandStamp, 'rater' | 'codeSequence'> => {
  const sequence = name === 'capture-evidence' && by !== rater ? codeSequence(document) : undefined
  return { ...(rater === null ? {} : { rater: rater as SeatId }), ...(sequence === undefined ? {} : { codeSequence: sequence }) }
}

/**
 * Load, decide, append, in the caller's transaction, which holds the session. The fold is brought up to date from the
 * log first, so a command that waited for another process is decided on what really happened.
 */
export const runRoundCommand = async (needs: RunNeeds, tx: Transaction, asked: AskedOfRound): Promise<Result<Applied>> => {
  const { round: roundId, command, by, now, commandId } = asked
  const row = await readRound(tx, roundId)
  const fold = await needs.book.upToDate(tx, roundId)
  if (!row || !fold) return refuse('round/unknown', 'There is no such round.')
  const limited = by === 'server' ? undefined : tooMuch(fold, command, by)
  if (limited) return limited
  if (by !== 'server' && await hasFilledLog(tx, fold, command, by)) return tooMuchDone
  const [session] = await tx.select({ revealedAt: schema.session.revealedAt }).from(schema.session).where(eq(schema.session.id, row.session))
  const decided = decide(fold.state(), command, by, now, {
    commandId: commandId as CommandId, opened: typeof session?.revealedAt === 'number',
    ...stampOf(needs, row, command, by),
  })
  if (!decided.ok) return decided
  const events = await appendEvents(tx, fold.state().lastSeq, decided.value)
  await noteOnRow(tx, row, fold, events)
  return ok({ row, fold, events })
}
