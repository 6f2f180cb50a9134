import type { DocumentLog } from './document-log.ts'
import { LogBatch, type RecordAuthor, type RecordKind } from './log-record.ts'

/** A socket as the commit loop sees it. */
export interface Committer {
  /** The turn's frames for this socket, sealed; they go out once the turn is in the log. */
  seal(): Buffer
  /** Sends sealed frames, at this instant of `performance.now()`. */
  deliver(frames: Buffer, nowMs: number): void
  /** The turn that holds what this socket wrote begins its way into the log. */
  committing(): void
  /** It is there. */
  committed(): void
}

/** A promise of a socket's that everything it wrote so far is on the disk. */
export type DurableListener = () => void

/**
 * Gathers what all rooms of the process did in one turn: records into one batch, frames into one write per socket. The batch goes to the
 * log first and the frames leave when the log has it, so that nobody ever saw an edit that a killed process could lose. While one batch
 * is being written the next gathers; under load batches grow by themselves.
 */
export class CommitLoop {
  readonly #log: DocumentLog
  readonly #everyMs: number
  #batch = new LogBatch()
  #spare = new LogBatch()
  #readers: Committer[] = []
  #writers: Committer[] = []
  #listeners: DurableListener[] = []
  #lastDurable: Promise<void> = Promise.resolve()
  #writing = false
  #scheduled = false
  #lastMs = 0
  #handOvers: (() => void)[] = []

  constructor(log: DocumentLog, everyMs: number) {
    this.#log = log
    this.#everyMs = everyMs
  }

  /** Adds a record to this turn. */
  record(author: RecordAuthor, sequence: number, at: number, kind: RecordKind, body: Uint8Array, from?: number, to?: number): void {
    this.#batch.add(author, sequence, at, kind, body, from, to)
    this.#schedule()
  }

  /** This socket has frames to be sent. Called once per turn and socket: a set would be dearer than the flag that the socket keeps. */
  wake(reader: Committer): void {
    this.#readers.push(reader)
    this.#schedule()
  }

  /** This socket wrote in this turn. Called once per turn and socket. */
  wrote(writer: Committer): void {
    this.#writers.push(writer)
    this.#schedule()
  }

  /** Calls back when everything recorded so far is on the disk. */
  whenDurable(listener: DurableListener): void {
    this.#listeners.push(listener)
    this.#schedule()
  }

  /** Settles when everything recorded so far is on the disk. */
  durable(): Promise<void> {
    return new Promise((resolve) => this.whenDurable(resolve))
  }

  /** Nothing is recorded that the log was not given: it goes by what it was given, in that order, also before it has written that. */
  get isHandedOver(): boolean {
    return this.#batch.used === 0
  }

  /** Settles when everything recorded so far was given to the log; whoever needs that in its own turn asks `isHandedOver` again. */
  handedOver(): Promise<void> {
    if (this.isHandedOver) return Promise.resolve()
    return new Promise((resolve) => this.#handOvers.push(resolve))
  }

  #schedule(): void {
    if (this.#scheduled || this.#writing) return
    this.#scheduled = true
    const waitMs = this.#lastMs + this.#everyMs - performance.now()
    if (waitMs <= 0.5) setImmediate(this.#flush)
    else setTimeout(this.#flush, waitMs)
  }

  readonly #flush = (): void => {
    this.#lastMs = performance.now()
    const readers = this.#readers
    this.#readers = []
    const frames = readers.map((reader) => reader.seal())
    const writers = this.#writers
    this.#writers = []
    for (const writer of writers) writer.committing()
    const listeners = this.#listeners
    this.#listeners = []
    // Not before: what `committing` asks for belongs to this turn, and a second flush beside this one would write one batch twice.
    this.#scheduled = false
    if (this.#batch.used === 0) {
      this.#done(readers, frames, writers)
      if (listeners.length > 0) void this.#lastDurable.then(() => tell(listeners))
      return
    }
    const batch = this.#batch
    this.#batch = this.#spare
    this.#writing = true
    const { written, durable } = this.#log.append(batch)
    this.#lastDurable = durable
    for (const resolve of this.#handOvers.splice(0)) resolve()
    void written.then(() => {
      batch.clear()
      this.#spare = batch
      this.#writing = false
      this.#done(readers, frames, writers)
    })
    if (listeners.length > 0) void durable.then(() => tell(listeners))
  }

  #done(readers: readonly Committer[], frames: readonly Buffer[], writers: readonly Committer[]): void {
    const nowMs = performance.now()
    for (let i = 0; i < readers.length; i++) readers[i]?.deliver(frames[i] ?? nothing, nowMs)
    for (const writer of writers) writer.committed()
    if (this.#batch.used > 0 || this.#readers.length > 0 || this.#writers.length > 0 || this.#listeners.length > 0) this.#schedule()
  }
}

const nothing = Buffer.alloc(0)

const tell = (listeners: readonly DurableListener[]): void => {
  for (const listener of listeners) listener()
}
