import { open, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LogRecord, readRecord } from './log-record.ts'

/** Records of one document in the shared log that its own file may lack, raw and in order. */
export interface Recovered {
  readonly parts: Uint8Array[]
}

/** What the record of a removal says: it began, or the document's files are gone and a new one of its name is another document. */
export const removal = { begun: Buffer.from('{"removed":true}'), done: Buffer.from('{"removed":true,"done":true}') }

/** One segment of the shared log. */
export interface RecoveredSegment {
  readonly name: string
  readonly docs: Set<string>
  readonly removes: boolean
}

/** What the shared segments hold after a start. */
export interface Recovery {
  /** Segment file names, oldest first, the documents each still holds records of, and whether it says that some were removed. */
  readonly segments: readonly RecoveredSegment[]
  readonly pending: ReadonlyMap<string, Recovered>
  /** Documents with a damaged record. */
  readonly damaged: ReadonlySet<string>
  /** Documents whose deletion began; their files may still be there. */
  readonly removed: ReadonlySet<string>
  /** Some segment ended inside a record. */
  readonly torn: boolean
}

/** How much behind a damaged header is looked at: more than any frame we accept. */
const maxRepairBytes = 1 << 21

/** Header, longest document name and longest seat. */
const checkedBytes = 40 + 100 + 1_024

const segmentForm = /^shared-\d{8}\.log$/

/** The name of the nth segment. */
export const segmentName = (index: number): string => `shared-${String(index).padStart(8, '0')}.log`

/**
 * Reads all segments of the shared log. A record cut short by the end of a segment is a crash in the middle of a write: it was never
 * acknowledged and is cut off. Anything else that fails its checksum is damage, unless the machine lost power (`powerLost`), which can
 * leave a whole record of nonsense at the very end; that is cut off too, since the next start no longer knows of the power.
 */
export const recoverSegments = async (directory: string, powerLost: boolean): Promise<Recovery> => {
  const names = (await readdir(directory)).filter((name) => segmentForm.test(name)).sort()
  const scan = new Scan()
  const segments: RecoveredSegment[] = []
  for (const name of names) {
    const bytes = await readFile(join(directory, name))
    const { end, ...segment } = scan.segment(bytes, powerLost)
    if (end < bytes.length) await cutOff(join(directory, name), end)
    segments.push({ name, ...segment })
  }
  return { segments, pending: scan.pending, damaged: scan.damaged, removed: scan.removed, torn: scan.torn }
}

class Scan {
  /** With the sequence number of each record beside it. */
  readonly pending = new Map<string, { parts: Uint8Array[]; sequences: number[] }>()
  readonly damaged = new Set<string>()
  readonly removed = new Set<string>()
  torn = false

  /** Takes a segment in; `end` is where it stops making sense. */
  segment(bytes: Buffer, powerLost: boolean): { readonly docs: Set<string>; readonly removes: boolean; readonly end: number } {
    const segment = { docs: new Set<string>(), removes: false, end: bytes.length }
    let isGuessed = false
    for (let at = 0; at < bytes.length;) {
      const read = readRecord(bytes, at)
      if (read.found === 'record') {
        segment.removes ||= isRemoval(read.record)
        this.#take(read.record, bytes.subarray(at, read.next), segment.docs, isGuessed)
        at = read.next
        continue
      }
      const next = read.found === 'cut' ? undefined : nextBehindDamage(bytes, at, read.next)
      if (next === undefined && (powerLost || read.found === 'cut')) {
        this.torn = true
        return { ...segment, end: at }
      }
      this.#blame(read.doc, bytes, at, next?.at, segment.docs)
      if (next === undefined) break
      isGuessed ||= next.isGuessed
      at = next.at
    }
    return segment
  }

  /** `isGuessed`: it was found by looking, and may be the inside of something that somebody wrote. No document goes because of that. */
  #take(record: LogRecord, raw: Uint8Array, docs: Set<string>, isGuessed: boolean): void {
    const { doc, sequence } = record
    if (isRemoval(record)) {
      if (isGuessed) return
      this.pending.delete(doc)
      this.damaged.delete(doc)
      if (removal.done.equals(record.bytes)) this.removed.delete(doc)
      else this.removed.add(doc)
      docs.delete(doc)
      return
    }
    docs.add(doc)
    const pending = this.pending.get(doc)
    if (pending === undefined) this.pending.set(doc, { parts: [raw], sequences: [sequence] })
    else if (!isRepeated(pending, sequence, raw)) {
      pending.parts.push(raw)
      pending.sequences.push(sequence)
    }
  }

  /** Puts aside the document a damaged record belonged to. When not even that can be read: every one it may have been. */
  #blame(named: string | undefined, bytes: Buffer, at: number, next: number | undefined, docs: Set<string>): void {
    const doc = named ?? behindFlippedBit(bytes, at)?.doc
    if (doc !== undefined) {
      this.damaged.add(doc)
      // What is damaged is kept where it is, for a person to look at, and stays damaged.
      docs.add(doc)
    } else {
      // A document with records behind the damage proves by its sequence numbers whether one of its own is missing.
      const proven = next === undefined ? new Set<string>() : docsFrom(bytes, next)
      for (const candidate of docs) if (!proven.has(candidate)) this.damaged.add(candidate)
    }
  }
}

/**
 * Whether a record was read before: after a failed sync the writer repeats what the older segment may still hold. Only the same bytes count;
 * another record under the same number breaks the order, and its document is put aside when it is loaded.
 */
const isRepeated = ({ parts, sequences }: { readonly parts: readonly Uint8Array[]; readonly sequences: readonly number[] }, sequence: number, raw: Uint8Array): boolean => {
  const at = sequences.findLastIndex((each) => each <= sequence)
  const before = parts[at]
  return before !== undefined && sequences[at] === sequence && Buffer.compare(before, raw) === 0
}

const isRemoval = (record: { readonly kind: string; readonly sequence: number }): boolean => record.kind === 'mark' && record.sequence === 0

const cutOff = async (path: string, end: number): Promise<void> => {
  const handle = await open(path, 'r+')
  try {
    await handle.truncate(end)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Where reading goes on behind a damaged record: behind its own end where that is known, else at the next thing that reads as a record. */
const nextBehindDamage = (bytes: Buffer, at: number, end = behindFlippedBit(bytes, at)?.next): { readonly at: number; readonly isGuessed: boolean } | undefined => {
  if (end !== undefined) return end < bytes.length ? { at: end, isGuessed: false } : undefined
  const next = nextRecordAt(bytes, at + 1)
  return next === undefined ? undefined : { at: next, isGuessed: true }
}

const nextRecordAt = (bytes: Buffer, from: number): number | undefined => {
  for (let at = from; at < bytes.length; at++) if (readRecord(bytes, at).found === 'record') return at
  return undefined
}

const docsFrom = (bytes: Buffer, from: number): Set<string> => {
  const docs = new Set<string>()
  for (let at: number | undefined = from; at !== undefined && at < bytes.length;) {
    const read = readRecord(bytes, at)
    if (read.found === 'record') {
      docs.add(read.record.doc)
      at = read.next
    } else at = read.found === 'cut' ? undefined : nextBehindDamage(bytes, at, read.next)?.at
  }
  return docs
}

/** A record with one wrong bit in its header or names: the flip that makes their checksums right again names its document and its end. */
const behindFlippedBit = (bytes: Buffer, at: number): { readonly doc: string; readonly next?: number } | undefined => {
  const copy = Buffer.from(bytes.subarray(at, at + maxRepairBytes))
  for (let bit = 0; bit < checkedBytes * 8 && bit < copy.length * 8; bit++) {
    const byte = bit >> 3
    const mask = 1 << (bit & 7)
    copy[byte] = (copy[byte] ?? 0) ^ mask
    const read = readRecord(copy, 0)
    copy[byte] = (copy[byte] ?? 0) ^ mask
    if (read.found === 'record') return { doc: read.record.doc, next: at + read.next }
    if (read.doc !== undefined) return { doc: read.doc }
  }
  return undefined
}
