import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type LogRecord, readRecord } from './log-record.ts'

/** Records of one document in the shared log that its own file may lack, raw and in order. */
export interface Recovered {
  readonly parts: Uint8Array[]
}

/** What the shared segments hold after a start. */
export interface Recovery {
  /** Segment file names, oldest first, and the documents each still holds records of. */
  readonly segments: readonly { readonly name: string; readonly docs: Set<string> }[]
  readonly pending: ReadonlyMap<string, Recovered>
  /** Documents with a damaged record. */
  readonly damaged: ReadonlySet<string>
  /** Documents that were deleted; their files may still be there. */
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
 * acknowledged and is left out. Anything else that fails its checksum is damage, unless the machine lost power (`powerLost`), which can
 * leave a whole record of nonsense at the very end.
 */
export const recoverSegments = async (directory: string, powerLost: boolean): Promise<Recovery> => {
  const names = (await readdir(directory)).filter((name) => segmentForm.test(name)).sort()
  const scan = new Scan()
  const segments: { name: string; docs: Set<string> }[] = []
  for (const name of names) {
    const docs = new Set<string>()
    scan.segment(await readFile(join(directory, name)), docs, powerLost)
    segments.push({ name, docs })
  }
  return { segments, pending: scan.pending, damaged: scan.damaged, removed: scan.removed, torn: scan.torn }
}

class Scan {
  /** With the sequence number of each record beside it. */
  readonly pending = new Map<string, { parts: Uint8Array[]; sequences: number[] }>()
  readonly damaged = new Set<string>()
  readonly removed = new Set<string>()
  torn = false

  segment(bytes: Buffer, docs: Set<string>, powerLost: boolean): void {
    let at = 0
    while (at < bytes.length) {
      const read = readRecord(bytes, at)
      if (read.found === 'record') {
        this.#take(read.record, bytes.subarray(at, read.next), docs)
        at = read.next
        continue
      }
      const next = nextRecordAt(bytes, at + 1)
      if (next === undefined && (read.found === 'cut' || powerLost)) {
        this.torn = true
        return
      }
      this.#blame(read.doc ?? docBehindFlippedBit(bytes, at), bytes, next, docs)
      if (next === undefined) return
      at = next
    }
  }

  #take(record: LogRecord, raw: Uint8Array, docs: Set<string>): void {
    const { doc, sequence } = record
    if (isRemoval(record)) {
      this.pending.delete(doc)
      this.damaged.delete(doc)
      this.removed.add(doc)
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
  #blame(doc: string | undefined, bytes: Buffer, next: number | undefined, docs: ReadonlySet<string>): void {
    if (doc !== undefined) this.damaged.add(doc)
    else {
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
    } else at = nextRecordAt(bytes, at + 1)
  }
  return docs
}

/** The document of a record with one wrong bit in its header or names: the flip that makes their checksums right again names it. */
const docBehindFlippedBit = (bytes: Buffer, at: number): string | undefined => {
  const copy = Buffer.from(bytes.subarray(at, at + maxRepairBytes))
  for (let bit = 0; bit < checkedBytes * 8 && bit < copy.length * 8; bit++) {
    const byte = bit >> 3
    const mask = 1 << (bit & 7)
    copy[byte] = (copy[byte] ?? 0) ^ mask
    const read = readRecord(copy, 0)
    copy[byte] = (copy[byte] ?? 0) ^ mask
    if (read.found === 'record') return read.record.doc
    if (read.doc !== undefined) return read.doc
  }
  return undefined
}
