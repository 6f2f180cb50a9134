import type { LogBatch } from './log-record.ts'
import { readRecord } from './log-record.ts'
import type { Recovery } from './segment-recovery.ts'

const settleAtBytes = 1 << 20
/** An idle room should not keep its history in memory. */
const quietBytes = 1 << 14

/** Records of a document taken for its own file: `done` when they are there, `back` when that failed. */
export interface TakenRecords {
  readonly bytes: Uint8Array
  /** Sequence of the newest record taken; 0 when there is none. */
  newest(): number
  done(): void
  back(): void
}

interface Pending {
  bytes: Uint8Array
  used: number
  /** Came out of recovery: may repeat what the document's file has. */
  recovered: boolean
  /** The documents of the newest segment that holds some of these records. */
  newest: Set<string> | undefined
  /** Grew since somebody last looked. */
  isBusy: boolean
}

/** Records that are in the shared log but not yet in their documents' own files, and which segment must stay because of whom. */
export class PendingRecords {
  readonly #docs = new Map<string, Pending>()
  /** Segment name → documents that it is still needed for. */
  readonly #segments = new Map<string, Set<string>>()
  /** Segments that say of some document that it was removed. */
  readonly #removing: Set<string>
  #current: string

  constructor(recovery: Recovery, current: string) {
    for (const { name, docs } of recovery.segments) this.#segments.set(name, docs)
    this.#removing = new Set(recovery.segments.filter(({ removes }) => removes).map(({ name }) => name))
    for (const [doc, { parts }] of recovery.pending) {
      const bytes = Buffer.concat(parts)
      this.#docs.set(doc, { bytes, used: bytes.length, recovered: true, newest: undefined, isBusy: false })
    }
    this.#current = current
    this.#segments.set(current, new Set())
  }

  /** Takes a batch in; gives the documents that have enough for a file of their own. */
  add(batch: LogBatch): string[] {
    const current = this.#segments.get(this.#current) ?? new Set()
    const full: string[] = []
    let from = 0
    for (let i = 0; i < batch.ends.length; i++) {
      const doc = batch.docs[i] ?? ''
      let to = batch.ends[i] ?? 0
      // Typing comes in runs of one document: copied as one piece.
      while (batch.docs[i + 1] === doc) to = batch.ends[++i] ?? 0
      const pending = this.#docs.get(doc) ?? this.#begin(doc)
      if (pending.newest !== current) current.add(doc)
      pending.newest = current
      pending.isBusy = true
      append(pending, batch.bytes, from, to)
      if (pending.used >= settleAtBytes && !full.includes(doc)) full.push(doc)
      from = to
    }
    return full
  }

  /** What a document has here, oldest first. */
  bytesOf(doc: string): Uint8Array {
    const pending = this.#docs.get(doc)
    return pending === undefined ? new Uint8Array(0) : pending.bytes.subarray(0, pending.used)
  }

  /** Whether a document's records came out of recovery. */
  isRecovered(doc: string): boolean {
    return this.#docs.get(doc)?.recovered === true
  }

  /** Drops records up to a sequence, which the document's own file has. */
  cutTo(doc: string, sequence: number): void {
    const pending = this.#docs.get(doc)
    if (pending === undefined) return
    let at = 0
    while (at < pending.used) {
      const read = readRecord(pending.bytes.subarray(0, pending.used), at)
      if (read.found !== 'record' || read.record.sequence > sequence) break
      at = read.next
    }
    if (at === 0) return
    pending.bytes = pending.bytes.slice(at, pending.used)
    pending.used = pending.bytes.length
    if (pending.used === 0) this.take(doc).done()
  }

  /** Takes all records of a document out, keeping their segments until it is told how that went. */
  take(doc: string): TakenRecords {
    const pending = this.#docs.get(doc)
    this.#docs.delete(doc)
    const token = `\0${doc}`
    for (const docs of this.#segments.values()) if (docs.delete(doc)) docs.add(token)
    /** Gives the segments that were kept: also one that was begun meanwhile, which got what the one before it was kept for. */
    const release = (): Set<string>[] => [...this.#segments.values()].filter((docs) => docs.delete(token))
    const bytes = pending?.bytes.subarray(0, pending.used) ?? new Uint8Array(0)
    return {
      bytes,
      newest: () => newestSequence(bytes),
      done: () => void release(),
      back: () => {
        for (const docs of release()) docs.add(doc)
        if (pending === undefined) return
        const newer = this.#docs.get(doc)
        if (newer !== undefined) append(pending, newer.bytes, 0, newer.used)
        this.#docs.set(doc, pending)
      },
    }
  }

  /** Another segment is written from now on, with what was taken in for the old one and not yet written, or has to be written once more. */
  move(oldName: string, newName: string): void {
    this.#current = newName
    this.#segments.set(newName, new Set(this.#segments.get(oldName)))
  }

  /** The removal of a document stands in this segment. */
  removedIn(name: string): void {
    this.#removing.add(name)
  }

  /** Documents that did not grow since the last call and hold enough to be worth a write to their own file. */
  quietDocs(): string[] {
    const quiet: string[] = []
    for (const [doc, pending] of this.#docs) {
      if (!pending.isBusy && pending.used >= quietBytes) quiet.push(doc)
      pending.isBusy = false
    }
    return quiet
  }

  /** Documents that keep segments other than the current one. */
  oldDocs(): string[] {
    const docs = new Set<string>()
    for (const [name, needed] of this.#segments) if (name !== this.#current) for (const doc of needed) docs.add(doc)
    return [...docs].filter((doc) => !doc.startsWith('\0'))
  }

  /** All documents with records here. */
  allDocs(): string[] {
    return [...this.#docs.keys()]
  }

  /** Segments that nobody needs any more. One that says what was removed goes only after all older ones, which may hold that. */
  emptySegments(): string[] {
    const unneeded: string[] = []
    let olderStays = false
    for (const [name, docs] of this.#segments) {
      if (name !== this.#current && docs.size === 0 && !(olderStays && this.#removing.has(name))) unneeded.push(name)
      else olderStays = true
    }
    return unneeded
  }

  /** Forgets a deleted segment. */
  forget(name: string): void {
    this.#segments.delete(name)
    this.#removing.delete(name)
  }

  #begin(doc: string): Pending {
    const pending = { bytes: new Uint8Array(512), used: 0, recovered: false, newest: undefined, isBusy: true }
    this.#docs.set(doc, pending)
    return pending
  }
}

const append = (pending: Pending, source: Uint8Array, from: number, to: number): void => {
  const needed = pending.used + to - from
  if (needed > pending.bytes.length) {
    const grown = new Uint8Array(Math.max(needed, pending.bytes.length * 2))
    grown.set(pending.bytes.subarray(0, pending.used))
    pending.bytes = grown
  }
  pending.bytes.set(source.subarray(from, to), pending.used)
  pending.used = needed
}

const newestSequence = (bytes: Uint8Array): number => {
  let newest = 0
  for (let at = 0; at < bytes.length;) {
    const read = readRecord(bytes, at)
    if (read.found !== 'record') throw new Error('a record in memory is damaged')
    newest = read.record.sequence
    at = read.next
  }
  return newest
}
