import type { Result } from '@unanimous/kernel'
import type { LogBatch, LogRecord } from './log-record.ts'

/** A document at one sequence number: what a snapshot holds, and what pinned versions are kept as. */
export interface DocumentSnapshot {
  readonly sequence: number
  /** Server time in ms. */
  readonly at: number
  /** The whole document as one V1 update. */
  readonly state: Uint8Array
  /** Client ids with structs and the seat each belongs to. */
  readonly writers: readonly (readonly [client: number, seat: string])[]
  /** How often this document was rolled back. */
  readonly epoch: number
  /** Rolled back, and nobody has given the lost part back yet. */
  readonly healing: boolean
  /** Its round is over. */
  readonly readOnly: boolean
}

/** A document as storage has it: the newest snapshot, if any, and the records after it in order. `tailLost`: the log ended in a torn record. */
export interface StoredDocument {
  readonly snapshot: DocumentSnapshot | undefined
  readonly records: readonly LogRecord[]
  readonly tailLost: boolean
}

/** The two promises about a batch. Neither rejects: a log that can't write keeps trying and says so in `trouble`. */
export interface Appended {
  /** Handed to the operating system: survives kill -9 of this process. */
  readonly written: Promise<void>
  /** On the disk: survives a power cut. */
  readonly durable: Promise<void>
}

/**
 * Where documents live. Segment files on one machine; PostgreSQL rows across several. Records of a document arrive in sequence order
 * from one process, the one that holds the document.
 */
export interface DocumentLog {
  /** Appends a batch; the caller must not touch the batch until `written`. Batches are written in the order of the calls. */
  append(batch: LogBatch): Appended
  /** Reads a document; an unknown one is empty. Refusal `documents/damaged`: a checksum failed, the document is quarantined. */
  load(doc: string): Promise<Result<StoredDocument>>
  /** The records of a document that history still has, oldest first, up to a sequence; state records stand for what was compacted. */
  history(doc: string, upTo?: number): Promise<Result<readonly LogRecord[]>>
  /** Moves a document's records out of the shared log into its own file and keeps a snapshot, so that the next load is short. */
  settle(doc: string, snapshot: DocumentSnapshot | undefined): Promise<void>
  /**
   * Replaces a document's history by these states, oldest first. What they don't contain is gone from the disk afterwards, but for
   * records newer than the last of them, which follow it.
   */
  replaceHistory(doc: string, states: readonly DocumentSnapshot[]): Promise<void>
  /** Deletes a document. */
  remove(doc: string): Promise<void>
  /** Why nothing can be written at the moment, in a sentence; undefined while all is well. */
  readonly trouble: string | undefined
  /** Bytes accepted but not yet on the disk. */
  readonly backlogBytes: number
  /** Writes and syncs what is left, and gives the directory free. */
  close(): Promise<void>
}
