import { open, readFile, rename, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { ok, refuse, type Result } from '@unanimous/kernel'
import type { DocumentSnapshot } from './document-log.ts'
import { LogBatch, type LogRecord, readRecord, recordAuthor } from './log-record.ts'
import { decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts'

/** What a document's own files hold. `end` is the length of the readable part of the log file. */
export interface FileContent {
  readonly snapshot: DocumentSnapshot | undefined
  /** Records after the snapshot, or all of them when asked for. */
  readonly records: readonly LogRecord[]
  readonly end: number
  /** The file ended inside a record. */
  readonly cut: boolean
  /** The file ends before what its own snapshot covers: history is missing, the content is not. */
  readonly shortened: boolean
  /** Newest sequence in the files; 0 when there are none. */
  readonly sequence: number
}

const empty = Buffer.alloc(0)

/**
 * The files of settled documents: `NAME.log`, the records in order, and `NAME.snap`, a snapshot with the offset in the log file that it
 * covers. NAME is the document's name in hexadecimal, so that no file system and no name can surprise the other.
 */
export class DocumentFiles {
  readonly #directory: string

  constructor(directory: string) {
    this.#directory = directory
  }

  /** Reads what is there. With `all`, the records before the snapshot too. Refuses damage; the files stay as they are. */
  async read(doc: string, all = false): Promise<Result<FileContent>> {
    const log = await readOrEmpty(this.#path(doc, 'log'))
    // A snapshot is a short cut, never the only copy: a damaged one is left out and the log read from its start.
    const saved = this.#readSnapshot(await readOrEmpty(this.#path(doc, 'snap')), doc)
    const parsed = parseLog(log, all ? undefined : saved, doc)
    if (parsed === undefined) return damaged()
    const { snapshot, records, end, cut } = parsed
    const sequence = records.at(-1)?.sequence ?? snapshot?.sequence ?? 0
    if (saved !== undefined && sequence < saved.snapshot.sequence) {
      return ok({ snapshot: saved.snapshot, records: [], end, cut: true, shortened: true, sequence: saved.snapshot.sequence })
    }
    return ok({ snapshot, records, end, cut, shortened: false, sequence })
  }

  /** Appends whole records and puts them on the disk. `end` is where the readable part ends, when a torn tail must go first. */
  async append(doc: string, bytes: Uint8Array, end?: number): Promise<number> {
    const path = this.#path(doc, 'log')
    if (end !== undefined) await truncate(path, end).catch(ignoreMissing)
    const handle = await open(path, 'a', 0o600)
    try {
      const { size } = await handle.stat()
      try {
        await handle.writeFile(bytes)
        await handle.datasync()
      } catch (error) {
        // A part of the bytes would make the next append follow half a record.
        await handle.truncate(size)
        throw error
      }
      return size + bytes.length
    } finally {
      await handle.close()
    }
  }

  /** Keeps a snapshot that covers the log file up to `offset`. */
  async writeSnapshot(doc: string, snapshot: DocumentSnapshot, offset: number): Promise<void> {
    const state = encodeSnapshot(snapshot)
    const body = Buffer.allocUnsafeSlow(8 + state.length)
    body.writeDoubleLE(offset, 0)
    body.set(state, 8)
    await this.#replace(this.#path(doc, 'snap'), encodeOne(doc, snapshot, body))
  }

  /** Replaces the log file by state records and drops the snapshot. */
  async replace(doc: string, states: readonly DocumentSnapshot[]): Promise<void> {
    await this.#replace(this.#path(doc, 'log'), Buffer.concat(states.map((state) => encodeOne(doc, state, encodeSnapshot(state)))))
    await rm(this.#path(doc, 'snap'), { force: true })
  }

  /** Deletes both files, and what a replacement that was broken off left of them. */
  async remove(doc: string): Promise<void> {
    for (const kind of ['snap', 'log'] as const) for (const end of ['', '.new']) await rm(`${this.#path(doc, kind)}${end}`, { force: true })
    await this.#syncDirectory()
  }

  #readSnapshot(bytes: Buffer, doc: string): SavedSnapshot | undefined {
    if (bytes.length === 0) return undefined
    const read = readRecord(bytes, 0)
    if (read.found !== 'record' || read.record.doc !== doc || read.next !== bytes.length) return undefined
    const body = Buffer.from(read.record.bytes.buffer, read.record.bytes.byteOffset, read.record.bytes.byteLength)
    return { offset: body.readDoubleLE(0), snapshot: decodeSnapshot(body.subarray(8)) }
  }

  async #replace(path: string, bytes: Uint8Array): Promise<void> {
    const handle = await open(`${path}.new`, 'w', 0o600)
    try {
      await handle.writeFile(bytes)
      await handle.datasync()
    } finally {
      await handle.close()
    }
    await rename(`${path}.new`, path)
    await this.#syncDirectory()
  }

  /** A renamed or deleted file is only so for certain once its directory is on the disk. */
  async #syncDirectory(): Promise<void> {
    const handle = await open(this.#directory, 'r')
    await handle.sync().finally(() => handle.close())
  }

  #path(doc: string, kind: 'log' | 'snap'): string {
    return join(this.#directory, `${Buffer.from(doc).toString('hex')}.${kind}`)
  }
}

/** Refusal of a document whose checksums fail: kept as it is for a person to look at, never shown wrong. */
export const damaged = () => refuse('documents/damaged', 'This document is damaged on the disk and was put aside; restore it from a backup.')

/** Whether sequences rise by one from `before` on; state records may jump, because compaction leaves only pinned sequences. */
export const isUnbroken = (records: readonly LogRecord[], before: number): boolean => {
  let last = before
  for (const record of records) {
    if (record.kind === 'state' ? record.sequence <= last : record.sequence !== last + 1) return false
    last = record.sequence
  }
  return true
}

interface SavedSnapshot {
  readonly snapshot: DocumentSnapshot
  readonly offset: number
}

type ParsedLog = Pick<FileContent, 'snapshot' | 'records' | 'end' | 'cut'>

/** What is to be read: behind the snapshot when the log file reaches that far, else from the start. Undefined when it is damaged. */
const parseLog = (bytes: Buffer, saved: SavedSnapshot | undefined, doc: string): ParsedLog | undefined => {
  if (saved === undefined || saved.offset > bytes.length) return parseFrom(bytes, undefined, doc)
  const short = parseFrom(bytes, saved, doc)
  if (short?.cut === false) return short
  // A file that replaced its history may meet the snapshot of the old one, whose end came too late: the offset means nothing, the file is whole.
  const whole = parseFrom(bytes, undefined, doc)
  return whole?.cut === false ? whole : short
}

const parseFrom = (bytes: Buffer, saved: SavedSnapshot | undefined, doc: string): ParsedLog | undefined => {
  const parsed = parseRecords(bytes, saved?.offset ?? 0, doc)
  if (parsed === undefined || !isUnbroken(parsed.records, saved?.snapshot.sequence ?? 0)) return undefined
  return { ...parsed, snapshot: saved?.snapshot }
}

/** Records from `from` on, of one document; undefined when one is damaged. */
const parseRecords = (bytes: Buffer, from: number, doc: string): { records: LogRecord[]; end: number; cut: boolean } | undefined => {
  const records: LogRecord[] = []
  let at = from
  while (at < bytes.length) {
    const read = readRecord(bytes, at)
    if (read.found === 'cut' || isZeroFrom(bytes, at)) return { records, end: at, cut: true }
    if (read.found === 'damage' || read.record.doc !== doc) return undefined
    records.push(read.record)
    at = read.next
  }
  return { records, end: at, cut: false }
}

/** A power cut can leave a file that grew before its bytes came. Whether something is missing by that, the records behind it tell. */
const isZeroFrom = (bytes: Uint8Array, from: number): boolean => {
  for (let at = from; at < bytes.length; at++) if (bytes[at] !== 0) return false
  return true
}

const encodeOne = (doc: string, { sequence, at }: DocumentSnapshot, body: Uint8Array): Buffer => {
  const batch = new LogBatch()
  batch.add(recordAuthor(doc, ''), sequence, at, 'state', body)
  return Buffer.from(batch.bytes.subarray(0, batch.used))
}

const readOrEmpty = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: unknown) => {
    ignoreMissing(error)
    return empty
  })

const ignoreMissing = (error: unknown): void => {
  if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
}
