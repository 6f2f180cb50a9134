import type { Clock } from '@unanimous/kernel'
import { schema, type Database, type Storage, type Transaction } from '@unanimous/db'
import { recordTape, roundTimeOf, storeTape, type StoredPart } from '@unanimous/replay'
import { guardedMaps, rootNames } from '@unanimous/room-doc'
import { LANGUAGES, type RoundEvent, type RoundSetup } from '@unanimous/rounds'
import type { SyncServer } from '@unanimous/sync'
import { asc, eq, inArray } from 'drizzle-orm'
import type { Background } from '../../platform/background.ts'
import type { KeyedQueue } from '../../platform/keyed-queue.ts'
import { replayRefusal } from './replayable.ts'

export type RoundRow = typeof schema.round.$inferSelect
type Reader = Pick<Transaction, 'select'> | Pick<Database, 'select'>
type Writer = Pick<Transaction, 'delete'> | Pick<Database, 'delete'>

/** A round's set-up and its whole log. */
export interface RoundLog {
  readonly setup: RoundSetup
  readonly events: readonly RoundEvent[]
}

export interface TapeNeeds {
  readonly storage: Storage
  readonly clock: Clock
  readonly background: Background
  readonly queue: KeyedQueue
  readonly sync: Pick<SyncServer, 'historyOf'>
  readonly logOf: (round: string) => Promise<RoundLog | undefined>
}

/** A tape with whose edits it holds. */
export interface KeptTape {
  readonly seats: readonly string[]
  readonly parts: readonly StoredPart[]
  readonly unreadable: number
}

export interface Tapes {
  /**
   * The tape of an ended round, as it was kept or is at hand. Nobody waits for one: where there is none yet, it is being made from now
   * on. `unreadable` where the document's log cannot be read.
   */
  of(row: RoundRow): Promise<KeptTape | 'being made' | 'unreadable'>
  /** Keeps an ended round's tape, so that its timed log may go; nothing where consent went meanwhile. Throws where the log cannot be read. */
  keep(row: RoundRow): Promise<void>
  /** Consent has gone, or never was: everything kept for a replay of these rounds goes. */
  forget(db: Writer, rounds: readonly string[]): Promise<void>
}

const { replayClip, replayComment, replayPart, replayTape } = schema
const maps = Object.keys(guardedMaps)
const roots = { maps, texts: rootNames(LANGUAGES).filter(name => !maps.includes(name)) }
/** Tapes that were made while their cards are sealed and are not kept yet. */
const mostInMemory = 16
/** A log that could not be read is looked at again after so long. */
const unreadableMs = 30_000
/** A tape takes a second or two of the busiest hour: they are made one after the other. */
const lane = 'tapes'

export const createTapes = ({ storage, clock, sync, logOf, background, queue }: TapeNeeds): Tapes => {
  const inMemory = new Map<string, KeptTape>()
  const unreadable = new Map<string, number>()
  const beingMade = new Map<string, symbol>()

  const kept = async (db: Reader, round: string): Promise<KeptTape | undefined> => {
    const [tape] = await db.select().from(replayTape).where(eq(replayTape.round, round))
    if (!tape) return undefined
    const parts = await db.select().from(replayPart).where(eq(replayPart.round, round)).orderBy(asc(replayPart.part))
    return { seats: tape.seats, unreadable: tape.unreadable, parts }
  }
  const made = (row: RoundRow): Promise<KeptTape | undefined> => queue.run(lane, async () => {
    const log = await logOf(row.id)
    const records = log && await sync.historyOf(row.document)
    if (!log || !records?.ok) return undefined
    const tape = await recordTape(records.value, roots, roundTimeOf(log.setup, log.events))
    return { seats: tape.seats, unreadable: tape.unreadable, parts: await storeTape(tape) }
  })
  const remember = (round: string, tape: KeptTape) => {
    inMemory.set(round, tape)
    const [oldest] = inMemory.keys()
    if (inMemory.size > mostInMemory && oldest !== undefined) inMemory.delete(oldest)
  }
  /** Makes a tape for those who look at it before it is kept. Whatever was forgotten meanwhile stays forgotten. */
  const makeLater = (row: RoundRow) => {
    if (beingMade.has(row.id)) return
    const making = Symbol(row.id)
    beingMade.set(row.id, making)
    background.run('a tape', async () => {
      try {
        const tape = await made(row)
        if (beingMade.get(row.id) !== making) return
        if (tape) remember(row.id, tape)
        else unreadable.set(row.id, clock.now() + unreadableMs)
      } catch (error) {
        unreadable.set(row.id, clock.now() + unreadableMs)
        throw error
      } finally {
        if (beingMade.get(row.id) === making) beingMade.delete(row.id)
      }
    })
  }
  return {
    async of(row) {
      const known = inMemory.get(row.id) ?? await kept(storage.db, row.id)
      if (known) return known
      if ((unreadable.get(row.id) ?? 0) > clock.now()) return 'unreadable'
      unreadable.delete(row.id)
      makeLater(row)
      return 'being made'
    },
    async keep(row) {
      if (await kept(storage.db, row.id)) return
      const tape = inMemory.get(row.id) ?? await made(row)
      if (!tape) throw new Error(`the document of round ${row.id} cannot be read`)
      const { seats, unreadable: missing, parts } = tape
      const changes = parts.reduce((sum, part) => sum + part.changes, 0)
      await storage.transaction(async tx => {
        // Either seat may take its consent back while the tape is made: the session is held, and asked once more.
        await tx.select({ id: schema.session.id }).from(schema.session).where(eq(schema.session.id, row.session)).for('update')
        if (await replayRefusal(tx, row.id) || await kept(tx, row.id)) return
        await tx.insert(replayTape).values({ round: row.id, seats: [...seats], unreadable: missing, changes, at: clock.now() })
        if (parts.length > 0) await tx.insert(replayPart).values(parts.map(part => ({ round: row.id, ...part })))
      })
      inMemory.delete(row.id)
    },
    async forget(db, rounds) {
      if (rounds.length === 0) return
      for (const round of rounds) {
        inMemory.delete(round)
        beingMade.delete(round)
      }
      await db.delete(replayTape).where(inArray(replayTape.round, [...rounds]))
      await db.delete(replayComment).where(inArray(replayComment.round, [...rounds]))
      await db.delete(replayClip).where(inArray(replayClip.round, [...rounds]))
    },
  }
}
