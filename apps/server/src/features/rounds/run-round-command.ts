import { ok, refuse, type CommandId, type Instant, type Result, type SeatId } from '@unanimous/kernel'
import { schema, type Transaction } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { capturesOf, decide, evolve, wasHeld, type AnyRoundCommand, type CommandStamp, type RoundEvent, type RoundFold, type RoundState } from '@unanimous/rounds'
import { and, count, eq, isNotNull } from 'drizzle-orm'
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

/** Whether this seat's own card is filed; before the end of the round there is none. */
const hasFiledCard = async (tx: Transaction, { id, state }: RoundRow, by: string): Promise<boolean> => {
  if (state !== 'ended') return false
  const { scorecard } = schema
  const filed = await tx.select({ round: scorecard.round }).from(scorecard).where(and(eq(scorecard.round, id), eq(scorecard.seat, by), isNotNull(scorecard.filedAt)))
  return filed.length > 0
}

type Asked<Name extends AnyRoundCommand['name']> = Extract<AnyRoundCommand, { readonly name: Name }>

/** How much of one thing there may be, counted before it is added to. */
interface Limit<Name extends AnyRoundCommand['name']> {
  readonly isReached: (state: RoundState, command: Asked<Name>, by: string) => boolean
  readonly refusal: Result<never>
}

const own = <Item extends { readonly seat: string }>(items: readonly Item[], by: string): readonly Item[] => items.filter(({ seat }) => seat === by)

/** Of private things only the asking seat's own are counted: a limit must not tell of the other's work. What is there may always be changed. */
const LIMITS: { readonly [Name in AnyRoundCommand['name']]?: Limit<Name> } = {
  'capture-evidence': {
    isReached: (state, _, by) => capturesOf(state, by).length >= limits.evidencePerRound,
    refusal: refuse('round/too-much-evidence', `A round holds at most ${limits.evidencePerRound} pieces of evidence.`),
  },
  'write-note': {
    isReached: ({ notes }, asked, by) => isFull(own(notes, by), ({ note }) => note === asked.note, limits.notesPerRound),
    refusal: refuse('round/too-many-notes', `A round holds at most ${limits.notesPerRound} notes.`),
  },
  'bookmark-moment': {
    isReached: ({ bookmarks }, asked, by) => asked.on && isFull(own(bookmarks, by), ({ bookmark }) => bookmark === asked.bookmark, limits.bookmarksPerRound),
    refusal: refuse('round/too-many-bookmarks', `A round holds at most ${limits.bookmarksPerRound} bookmarks.`),
  },
  'tap-heard': {
    isReached: ({ heard }) => heard.length >= limits.tapsPerRound,
    refusal: refuse('round/too-many-taps', `A round counts at most ${limits.tapsPerRound} words.`),
  },
  'note-decision': {
    isReached: ({ decisions }, asked) => isFull(decisions, ({ decision }) => decision === asked.decision, limits.decisionsPerRound),
    refusal: refuse('round/too-many-decisions', `A round holds at most ${limits.decisionsPerRound} decisions.`),
  },
  'strike-component': {
    isReached: ({ struck }, asked) => asked.struck && struck.length >= limits.struckAtOnce,
    refusal: refuse('round/too-many-struck', `At most ${limits.struckAtOnce} components are struck out at once.`),
  },
}

const tooMuch = <Name extends AnyRoundCommand['name']>(state: RoundState, command: Asked<Name> & { readonly name: Name }, by: string): Result<never> | undefined => {
  const limit = LIMITS[command.name]
  return limit?.isReached(state, command, by) ? limit.refusal : undefined
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
  const limited = by === 'server' ? undefined : tooMuch(fold.state(), command, by)
  if (limited) return limited
  if (by !== 'server' && await hasFilledLog(tx, fold, command, by)) return tooMuchDone
  const [session] = await tx.select({ revealedAt: schema.session.revealedAt }).from(schema.session).where(eq(schema.session.id, row.session))
  const decided = decide(fold.state(), command, by, now, {
    commandId: commandId as CommandId, opened: typeof session?.revealedAt === 'number', filed: await hasFiledCard(tx, row, by),
    ...stampOf(needs, row, command, by),
  })
  if (!decided.ok) return decided
  const events = await appendEvents(tx, fold.state().lastSeq, decided.value)
  await noteOnRow(tx, row, fold, events)
  return ok({ row, fold, events })
}
