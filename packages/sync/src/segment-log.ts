import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, type Result } from '@unanimous/kernel'
import { bootId, lockDirectory } from './directory-lock.ts'
import { damaged, DocumentFiles, type FileContent, isUnbroken } from './document-files.ts'
import type { Appended, DocumentLog, DocumentSnapshot, StoredDocument } from './document-log.ts'
import { LogBatch, type LogRecord, readRecord, recordAuthor } from './log-record.ts'
import { PendingRecords, type TakenRecords } from './pending-records.ts'
import { readRun, writeRun } from './run-file.ts'
import { recoverSegments, type Recovery, removal } from './segment-recovery.ts'
import { SegmentWriter } from './segment-writer.ts'

/** How a segment log behaves; all optional. */
export interface SegmentLogOptions {
  /** Shortest time between two fdatasyncs: what a power cut may cost of edits not yet acknowledged. Each costs as much as some ten edits. */
  readonly syncEveryMs?: number
  /** Size at which the shared segment is changed for a new one and the old one's records move to their documents' files. */
  readonly segmentBytes?: number
  /** Told when nothing can be written (one sentence), and with undefined when it works again. */
  readonly onTrouble?: (sentence: string | undefined) => void
  /** Identity of the machine's boot; a test hands in another to play a power cut. */
  readonly boot?: string
}

const watchEveryMs = 1_000
const lostPollMs = 100
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Opens the documents of a directory for this process alone. Throws DirectoryUnavailable, with one line for the operator, when another
 * process has it or it can't be written. Records go to a shared log first (`shared-*.log`, one write for all rooms) and move to a file
 * per document when it is closed, when it has many, or when the shared segment is full.
 */
export const openSegmentLog = async (directory: string, options: SegmentLogOptions = {}): Promise<DocumentLog> => {
  const release = await lockDirectory(directory)
  try {
    await mkdir(join(directory, 'documents'), { recursive: true })
    const boot = options.boot ?? (await bootId())
    const run = await readRun(directory)
    const powerLost = run !== undefined && !run.clean && run.boot !== boot
    const recovery = await recoverSegments(directory, powerLost)
    const files = new DocumentFiles(join(directory, 'documents'))
    for (const doc of recovery.removed) await files.remove(doc)
    await writeRun(directory, { boot, clean: false })
    const last = Number(recovery.segments.at(-1)?.name.slice(7, 15) ?? 0)
    const listener: { tell?: (sentence: string | undefined) => void } = {}
    const writer = await SegmentWriter.open(directory, last + 1, options.syncEveryMs ?? 100, (sentence) => listener.tell?.(sentence))
    const log = new SegmentLog({ directory, boot, release, files, writer, recovery, options, powerLost })
    listener.tell = (sentence) => log.troubled(sentence)
    return log
  } catch (error) {
    await release()
    throw error
  }
}

interface Parts {
  readonly directory: string
  readonly boot: string
  readonly release: () => Promise<void>
  readonly files: DocumentFiles
  readonly writer: SegmentWriter
  readonly recovery: Recovery
  readonly options: SegmentLogOptions
  readonly powerLost: boolean
}

class SegmentLog implements DocumentLog {
  readonly #parts: Parts
  readonly #pending: PendingRecords
  readonly #damaged: Set<string>
  /** Documents that were being written when the machine lost power, until they are loaded: their last records may be missing. */
  readonly #suspects: Set<string>
  /** One chain per document: its files are never touched by two operations at once. */
  readonly #chains = new Map<string, Promise<unknown>>()
  /** Documents whose file is about to be replaced, once for each time. */
  readonly #replacing: string[] = []
  /** What the newest move of a chain brought into its document's file; the chain's end forgets it. */
  readonly #moved = new Map<string, TakenRecords>()
  #writing: Promise<unknown> = Promise.resolve()
  #settling: Promise<unknown> = Promise.resolve()
  #rotation: Promise<void> | undefined
  /** No new segment could be begun; that is tried again each second, not with each write. */
  #rotationFailed = false
  #trouble: string | undefined
  #backlog = 0
  #closed = false
  /** The segment is not where its name says; writing waits. */
  #lost = false
  readonly #watch: NodeJS.Timeout

  constructor(parts: Parts) {
    this.#parts = parts
    this.#damaged = new Set(parts.recovery.damaged)
    this.#suspects = new Set(parts.powerLost ? parts.recovery.pending.keys() : [])
    this.#pending = new PendingRecords(parts.recovery, parts.writer.name)
    parts.writer.onMove((oldName, newName) => this.#pending.move(oldName, newName))
    this.#watch = setInterval(() => {
      this.#rotationFailed = false
      this.#settleInBackground(this.#pending.quietDocs())
      void this.#lookAfter()
    }, watchEveryMs)
    this.#watch.unref()
    this.#settleInBackground(this.#pending.oldDocs())
    this.#retire().catch(this.#failed)
  }

  get trouble(): string | undefined {
    return this.#trouble
  }

  get backlogBytes(): number {
    return this.#backlog
  }

  readonly #failed = (error: unknown): void => this.troubled(`Documents can't be written: ${error instanceof Error ? error.message : String(error)}`)

  troubled(sentence: string | undefined): void {
    if (sentence === this.#trouble) return
    this.#trouble = sentence
    this.#parts.options.onTrouble?.(sentence)
  }

  append(batch: LogBatch): Appended {
    const size = batch.used
    this.#backlog += size
    // Remembered before it is written, so that a load that comes in between already sees it.
    const full = this.#pending.add(batch)
    const written = this.#enqueue(async () => {
      while (this.#lost) await pause(lostPollMs)
      // Handed on inside an object: a bare promise would be awaited here, and the next batch would wait for the disk.
      const result = await this.#parts.writer.write(batch.bytes.subarray(0, size))
      this.troubled(undefined)
      return result
    })
    const durable = written.then((result) => result.durable).then(() => {
      this.#backlog -= size
    })
    void written.then(() => this.#rotateIfFull())
    for (const doc of full) void this.settle(doc, undefined)
    return { written: written.then(() => {}), durable }
  }

  async load(doc: string): Promise<Result<StoredDocument>> {
    return this.#exclusive(doc, async () => {
      if (this.#damaged.has(doc)) return damaged()
      const read = await this.#parts.files.read(doc)
      if (!read.ok) return this.#quarantine(doc)
      const { snapshot, records, cut, sequence } = read.value
      this.#pending.cutTo(doc, sequence)
      const pending = recordsOf(this.#pending.bytesOf(doc))
      if (!isUnbroken(pending, sequence)) return this.#quarantine(doc)
      if (cut) await this.#mend(doc, read.value)
      const tailLost = (cut && pending.length === 0) || this.#suspects.delete(doc)
      return ok({ snapshot, records: [...records, ...pending], tailLost })
    })
  }

  async history(doc: string, upTo = Infinity): Promise<Result<readonly LogRecord[]>> {
    return this.#exclusive(doc, async () => {
      const read = this.#damaged.has(doc) ? undefined : await this.#parts.files.read(doc, true)
      if (read === undefined || !read.ok) return damaged()
      this.#pending.cutTo(doc, read.value.sequence)
      const all = [...read.value.records, ...recordsOf(this.#pending.bytesOf(doc))]
      return ok(all.filter((record) => record.sequence <= upTo))
    })
  }

  /** Never rejects: what can't be moved yet stays where it is, and is moved another time. */
  async settle(doc: string, snapshot: DocumentSnapshot | undefined): Promise<void> {
    return this.#exclusive(doc, () => this.#settle(doc, snapshot)).catch(this.#failed)
  }

  async replaceHistory(doc: string, states: readonly DocumentSnapshot[]): Promise<void> {
    this.#replacing.push(doc)
    await this.#exclusive(doc, async () => {
      await this.#parts.files.replace(doc, states)
      this.#pending.cutTo(doc, states.at(-1)?.sequence ?? 0)
    }).finally(() => this.#replacing.splice(this.#replacing.indexOf(doc), 1))
    await this.#rotate()
  }

  async remove(doc: string): Promise<void> {
    // Whoever asks for the document meanwhile waits, and finds that it is gone.
    await this.#exclusive(doc, async () => {
      await this.#recordRemoval(doc, removal.begun)
      const taken = this.#pending.take(doc)
      this.#damaged.delete(doc)
      this.#moved.delete(doc)
      await this.#parts.files.remove(doc)
      await this.#recordRemoval(doc, removal.done)
      taken.done()
    })
    await this.#rotate()
  }

  async #recordRemoval(doc: string, says: Uint8Array): Promise<void> {
    const batch = new LogBatch()
    batch.add(recordAuthor(doc, ''), 0, 0, 'mark', says)
    const { durable } = await this.#enqueue(async () => {
      const written = await this.#parts.writer.write(batch.bytes.subarray(0, batch.used))
      this.#pending.removedIn(this.#parts.writer.name)
      return written
    })
    await durable
  }

  async close(): Promise<void> {
    if (this.#closed) return
    this.#closed = true
    clearInterval(this.#watch)
    await this.#settling
    await Promise.all(this.#chains.values())
    await this.#writing
    await this.#parts.writer.close()
    await writeRun(this.#parts.directory, { boot: this.#parts.boot, clean: true })
    await this.#parts.release()
  }

  async #settle(doc: string, snapshot: DocumentSnapshot | undefined): Promise<void> {
    // Records newer than what replaces the file must not be in it by then; they move with the next settling.
    if (this.#damaged.has(doc) || this.#replacing.includes(doc)) return
    if (this.#pending.isRecovered(doc)) {
      const read = await this.#parts.files.read(doc)
      if (!read.ok) return void this.#quarantine(doc)
      this.#pending.cutTo(doc, read.value.sequence)
      if (read.value.cut) await this.#mend(doc, read.value)
    }
    const end = await this.#moveToFile(doc, snapshot !== undefined)
    // A move that waited ahead may have brought records that this snapshot does not have: written behind them, it would hide them.
    if (snapshot !== undefined && this.#newestMoved(doc) <= snapshot.sequence) await this.#parts.files.writeSnapshot(doc, snapshot, end)
    await this.#retire()
  }

  #newestMoved(doc: string): number {
    return this.#moved.get(doc)?.newest() ?? 0
  }

  /** Gives the length of the document's file, where that is needed or there was something to move. */
  async #moveToFile(doc: string, isEndNeeded: boolean): Promise<number> {
    const taken = this.#pending.take(doc)
    let end = 0
    try {
      if (taken.bytes.length > 0 || isEndNeeded) end = await this.#parts.files.append(doc, taken.bytes)
    } catch (error) {
      taken.back()
      throw error
    }
    taken.done()
    if (taken.bytes.length > 0) this.#moved.set(doc, taken)
    return end
  }

  #quarantine(doc: string): ReturnType<typeof damaged> {
    this.#damaged.add(doc)
    return damaged()
  }

  /** Cuts a torn record off a document's file, so that the next one does not follow half a record. */
  async #mend(doc: string, { shortened, snapshot, end }: FileContent): Promise<void> {
    if (shortened && snapshot !== undefined) await this.#parts.files.replace(doc, [snapshot])
    else await this.#parts.files.append(doc, new Uint8Array(0), end)
  }

  #enqueue<T>(job: () => Promise<T>): Promise<T> {
    const next = this.#writing.then(job)
    this.#writing = next.catch(() => {})
    return next
  }

  #exclusive<T>(doc: string, job: () => Promise<T>): Promise<T> {
    const next = (this.#chains.get(doc) ?? Promise.resolve()).then(job)
    const settled = next.catch(() => {}).then(() => {
      if (this.#chains.get(doc) !== settled) return
      this.#chains.delete(doc)
      this.#moved.delete(doc)
    })
    this.#chains.set(doc, settled)
    return next
  }

  #rotateIfFull(): void {
    if (this.#rotationFailed || this.#rotation !== undefined || this.#parts.writer.size <= (this.#parts.options.segmentBytes ?? 64 << 20)) return
    this.#rotate().catch((error: unknown) => {
      this.#rotationFailed = true
      this.#failed(error)
    })
  }

  /** Starts a new segment and empties the old ones into their documents' files. */
  async #rotate(): Promise<void> {
    if (this.#closed) return
    // Whoever asks meanwhile has written before: the segment that is begun is new to both.
    this.#rotation ??= this.#enqueue(async () => {
      const old = this.#parts.writer.name
      await this.#parts.writer.rotate()
      this.#pending.move(old, this.#parts.writer.name)
    }).finally(() => {
      this.#rotation = undefined
    })
    await this.#rotation
    this.#settleInBackground(this.#pending.oldDocs())
    await this.#settling
    await this.#retire()
  }

  /** One after the other, so that a thousand rooms that fall quiet at once don't hold up the sync that others wait for. */
  #settleInBackground(docs: readonly string[]): void {
    if (docs.length === 0) return
    this.#settling = this.#settling.then(async () => {
      for (const doc of docs) await this.settle(doc, undefined)
    })
  }

  async #retire(): Promise<void> {
    for (const name of this.#pending.emptySegments()) {
      await rm(join(this.#parts.directory, name), { force: true })
      this.#pending.forget(name)
    }
  }

  /** A deleted segment would swallow what is written to it: everything it held goes to the documents' files, and a new one is begun. */
  async #lookAfter(): Promise<void> {
    const { writer, directory } = this.#parts
    if (this.#rotation !== undefined || (await writer.isInPlace())) {
      this.#lost = false
      return
    }
    this.#lost = true
    this.troubled(`The documents folder ${directory} lost its log file; nothing is acknowledged until it can be written again.`)
    if (!(await writer.abandon().catch(() => false))) return
    this.#lost = false
    for (const doc of this.#pending.allDocs()) void this.settle(doc, undefined)
  }
}

const recordsOf = (bytes: Uint8Array): LogRecord[] => {
  const records: LogRecord[] = []
  for (let at = 0; at < bytes.length;) {
    const read = readRecord(bytes, at)
    if (read.found !== 'record') throw new Error('a record in memory is damaged')
    records.push(read.record)
    at = read.next
  }
  return records
}

