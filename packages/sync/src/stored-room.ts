import { ClientSeats } from './client-seats.ts'
import type { DocumentSnapshot, StoredDocument } from './document-log.ts'
import type { DocumentState } from './door.ts'
import type { SyncLimits } from './limits.ts'
import type { LogRecord } from './log-record.ts'
import { decodeSnapshot } from './snapshot-codec.ts'
import { StructStore } from './struct-store.ts'
import { UpdateWalk } from './update-walk.ts'

/** A document in memory with what the log knows about it. */
export interface LoadedDocument extends DocumentState {
  store: StructStore
  seats: ClientSeats
  sequence: number
  epoch: number
  readOnly: boolean
  /** Records since the newest snapshot. */
  unsnapshotted: number
}

/** What a `mark` record says about its document. */
export interface Mark {
  readonly epoch?: number
  readonly healing?: boolean
  readonly readOnly?: boolean
  /** Why, or by whom: for whoever reads the history. */
  readonly reason?: string
}

const recordsPerTurn = 5_000
const walk = new UpdateWalk()

/** An empty document. */
export const emptyDocument = (limits: SyncLimits): LoadedDocument => {
  const store = new StructStore(Object.keys(limits.guardedMaps))
  const seats = new ClientSeats(limits.clientIdsPerSeat, (client) => store.clockOf(client) > 0)
  return { store, seats, limits, healing: false, sequence: 0, epoch: 0, readOnly: false, unsnapshotted: 0 }
}

/** Builds a document from storage, in slices, so that a long history does not hold up other rooms. */
export const restoreDocument = async (limits: SyncLimits, stored: StoredDocument): Promise<LoadedDocument> => {
  const from = stored.snapshot === undefined ? emptyDocument(limits) : fromSnapshot(limits, stored.snapshot)
  return replay(limits, from, stored.records)
}

/** Builds a document from records alone; history asks for versions this way. */
export const replayDocument = (limits: SyncLimits, records: readonly LogRecord[]): Promise<LoadedDocument> =>
  replay(limits, emptyDocument(limits), records)

/** What a snapshot of the document holds. */
export const snapshotOf = (doc: LoadedDocument, at: number, state = doc.store.encode()): DocumentSnapshot => ({
  sequence: doc.sequence, at, state: state.slice(), writers: doc.seats.writers(), epoch: doc.epoch, healing: doc.healing, readOnly: doc.readOnly,
})

/** A document as a snapshot has it. */
export const fromSnapshot = (limits: SyncLimits, snapshot: DocumentSnapshot): LoadedDocument => {
  const doc = emptyDocument(limits)
  doc.store.restore(snapshot.state, walk)
  for (const [client, seat] of snapshot.writers) doc.seats.restore(client, seat)
  const { sequence, epoch, healing, readOnly } = snapshot
  return Object.assign(doc, { sequence, epoch, healing, readOnly })
}

const replay = async (limits: SyncLimits, start: LoadedDocument, records: readonly LogRecord[]): Promise<LoadedDocument> => {
  let doc = start
  for (const [index, record] of records.entries()) {
    if (index % recordsPerTurn === recordsPerTurn - 1) await new Promise((resolve) => setImmediate(resolve))
    if (record.kind === 'state') doc = fromSnapshot(limits, decodeSnapshot(record.bytes))
    else if (record.kind === 'update') takeUpdate(doc, record)
    else if (record.kind === 'seat') takeSeat(doc, record)
    else if (record.kind === 'mark') Object.assign(doc, readMark(record.bytes))
    doc.sequence = record.sequence
    doc.unsnapshotted++
  }
  return doc
}

const takeUpdate = (doc: LoadedDocument, { bytes, seat }: LogRecord): void => {
  doc.store.restore(bytes, walk)
  // Records without a seat hold what was given back after a rollback: whose they are shows when their writer returns.
  if (seat === '') return
  for (let i = 0; i < walk.sectionCount; i++) if (walk.section(i).count > 0) doc.seats.restore(walk.section(i).client, seat)
}

const takeSeat = (doc: LoadedDocument, { bytes, seat }: LogRecord): void => {
  const { client } = JSON.parse(Buffer.from(bytes).toString('utf8')) as { readonly client?: number }
  if (client !== undefined) doc.seats.restore(client, seat)
}

const readMark = (bytes: Uint8Array): Partial<Pick<LoadedDocument, 'epoch' | 'healing' | 'readOnly'>> => {
  const mark = JSON.parse(Buffer.from(bytes).toString('utf8')) as Mark
  return {
    ...(mark.epoch === undefined ? {} : { epoch: mark.epoch }),
    ...(mark.healing === undefined ? {} : { healing: mark.healing }),
    ...(mark.readOnly === undefined ? {} : { readOnly: mark.readOnly }),
  }
}
