import type { Clock } from '@unanimous/kernel'
import { schema, type Database, type Storage, type Transaction } from '@unanimous/db'
import { recordTape, roundTimeOf, storeTape, type StoredPart } from '@unanimous/replay'
import { guardedMaps, rootNames } from '@unanimous/room-doc'
import { LANGUAGES, type RoundEvent, type RoundSetup } from '@unanimous/rounds'
import type { SyncServer } from '@unanimous/sync'
import { asc, eq, inArray } from 'drizzle-orm'

export type RoundRow = typeof schema.round.$inferSelect
type Writer = Pick<Transaction, 'delete'> | Pick<Database, 'delete'>

/** A round's set-up and its whole log. */
export interface RoundLog {
  readonly setup: RoundSetup
  readonly events: readonly RoundEvent[]
}

export interface TapeNeeds {
  readonly storage: Storage
  readonly clock: Clock
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
  /** The tape of an ended round: as it was kept, or made of the document's log while that is there. Nothing where neither can be read. */
  of(row: RoundRow, log: RoundLog): Promise<KeptTape | undefined>
  /** Keeps an ended round's tape, so that its timed log may go. Throws where the log cannot be read. */
  keep(row: RoundRow): Promise<void>
  /** Consent has gone, or never was: everything kept for a replay of these rounds goes. */
  forget(db: Writer, rounds: readonly string[]): Promise<void>
}

const { replayClip, replayComment, replayPart, replayTape } = schema
const maps = Object.keys(guardedMaps)
const roots = { maps, texts: rootNames(LANGUAGES).filter(name => !maps.includes(name)) }
/** Tapes that were made while their cards are sealed and are not kept yet. */
const mostInMemory = 16

export const createTapes = ({ storage, clock, sync, logOf }: TapeNeeds): Tapes => {
  const inMemory = new Map<string, KeptTape>()

  const kept = async (round: string): Promise<KeptTape | undefined> => {
    const [tape] = await storage.db.select().from(replayTape).where(eq(replayTape.round, round))
    if (!tape) return undefined
    const parts = await storage.db.select().from(replayPart).where(eq(replayPart.round, round)).orderBy(asc(replayPart.part))
    return { seats: tape.seats, unreadable: tape.unreadable, parts }
  }
  const made = async ({ document }: RoundRow, { setup, events }: RoundLog): Promise<KeptTape | undefined> => {
    const records = await sync.historyOf(document)
    if (!records.ok) return undefined
    const tape = await recordTape(records.value, roots, roundTimeOf(setup, events))
    return { seats: tape.seats, unreadable: tape.unreadable, parts: await storeTape(tape) }
  }
  return {
    async of(row, log) {
      const known = await kept(row.id) ?? inMemory.get(row.id)
      if (known) return known
      const fresh = await made(row, log)
      if (!fresh) return undefined
      inMemory.set(row.id, fresh)
      const [oldest] = inMemory.keys()
      if (inMemory.size > mostInMemory && oldest !== undefined) inMemory.delete(oldest)
      return fresh
    },
    async keep(row) {
      if (await kept(row.id)) return
      const log = await logOf(row.id)
      const tape = log && await made(row, log)
      if (!tape) throw new Error(`the document of round ${row.id} cannot be read`)
      const { seats, unreadable, parts } = tape
      const changes = parts.reduce((sum, part) => sum + part.changes, 0)
      await storage.transaction(async tx => {
        await tx.insert(replayTape).values({ round: row.id, seats: [...seats], unreadable, changes, at: clock.now() }).onConflictDoNothing()
        if (parts.length > 0) await tx.insert(replayPart).values(parts.map(part => ({ round: row.id, ...part }))).onConflictDoNothing()
      })
      inMemory.delete(row.id)
    },
    async forget(db, rounds) {
      if (rounds.length === 0) return
      for (const round of rounds) inMemory.delete(round)
      await db.delete(replayTape).where(inArray(replayTape.round, [...rounds]))
      await db.delete(replayComment).where(inArray(replayComment.round, [...rounds]))
      await db.delete(replayClip).where(inArray(replayClip.round, [...rounds]))
    },
  }
}
