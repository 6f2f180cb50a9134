import { crc32c } from './crc32c.ts'

/**
 * What a record of a document's log says. `update`: an edit (V1 bytes). `cursor`: a sample of where a seat's cursor stood (JSON).
 * `seat`: a seat came or went (JSON). `mark`: something about the document itself, such as a new epoch (JSON). `state`: the whole
 * document at this sequence, which replaces everything before it (see stored-room.ts).
 */
export type RecordKind = 'update' | 'cursor' | 'seat' | 'mark' | 'state'
const kinds: readonly RecordKind[] = ['update', 'cursor', 'seat', 'mark', 'state']

/** One line of a document's history. `sequence` rises by one per record of the document; `at` is the server's clock in ms. */
export interface LogRecord {
  readonly doc: string
  readonly sequence: number
  readonly at: number
  readonly kind: RecordKind
  readonly seat: string
  readonly bytes: Uint8Array
}

/*
 * Layout, little-endian: u32 crc32c of the 36 bytes behind it | u32 crc32c of the bytes | u32 length of the record | u8 kind | u8 version |
 * u16 doc bytes | u32 sequence high | u32 sequence low | f64 server time | u16 seat bytes | u16 zero | u32 crc32c of the names | doc |
 * seat | bytes. The header has a checksum of its own, so that a damaged length is not mistaken for a record cut short by a crash, and the
 * names have one, so that damage is blamed on the right document.
 */
const headerBytes = 40
const version = 1
const maxRecordBytes = 1 << 28

/**
 * What `readRecord` found: a record and where the next begins, a record cut short by the end of the bytes, or damage. Where the header is
 * whole, damage ends where the record does: what its bytes hold may look like a record and is nobody's.
 */
export type ReadRecord =
  | { readonly found: 'record'; readonly record: LogRecord; readonly next: number }
  | { readonly found: 'cut'; readonly doc?: string }
  | { readonly found: 'damage'; readonly doc?: string; readonly next?: number }

/** Reads the record at `at`. The record's bytes are a view. */
export const readRecord = (bytes: Uint8Array, at: number): ReadRecord => {
  if (at + headerBytes > bytes.length) return { found: 'cut' }
  const view = new DataView(bytes.buffer, bytes.byteOffset + at)
  if (crc32c(bytes, at + 4, at + headerBytes) !== view.getUint32(0, true)) return { found: 'damage' }
  const length = view.getUint32(8, true)
  const docEnd = headerBytes + view.getUint16(14, true)
  const seatEnd = docEnd + view.getUint16(32, true)
  const kind = kinds[view.getUint8(12)]
  if (kind === undefined || view.getUint8(13) !== version || seatEnd > length || length > maxRecordBytes) return { found: 'damage' }
  if (at + seatEnd > bytes.length) return { found: 'cut' }
  if (crc32c(bytes, at + headerBytes, at + seatEnd) !== view.getUint32(36, true)) return { found: 'damage', next: at + length }
  const doc = textOf(bytes, at + headerBytes, at + docEnd)
  if (at + length > bytes.length) return { found: 'cut', doc }
  if (crc32c(bytes, at + seatEnd, at + length) !== view.getUint32(4, true)) return { found: 'damage', doc, next: at + length }
  const record = {
    doc, kind,
    sequence: view.getUint32(16, true) * 2 ** 32 + view.getUint32(20, true),
    at: view.getFloat64(24, true),
    seat: textOf(bytes, at + docEnd, at + seatEnd),
    bytes: bytes.subarray(at + seatEnd, at + length),
  }
  return { found: 'record', record, next: at + length }
}

const textOf = (bytes: Uint8Array, from: number, to: number): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString('utf8')

/** Document and seat of a writer, encoded once per socket because every record repeats them. */
export interface RecordAuthor {
  readonly doc: string
  readonly names: Uint8Array
  readonly docBytes: number
  readonly namesCrc: number
}

/** Prepares the author part of records. */
export const recordAuthor = (doc: string, seat: string): RecordAuthor => {
  const docName = Buffer.from(doc)
  const names = new Uint8Array(Buffer.concat([docName, Buffer.from(seat)]))
  return { doc, names, docBytes: docName.length, namesCrc: crc32c(names) }
}

/** Records of one turn, encoded back to back in the order they were accepted; one write puts all of them on disk. */
export class LogBatch {
  bytes = Buffer.allocUnsafeSlow(1 << 14)
  used = 0
  /** Document of each record and where its bytes end. */
  readonly docs: string[] = []
  readonly ends: number[] = []

  /** Appends a record whose body is `body[from, to)`. */
  add(author: RecordAuthor, sequence: number, at: number, kind: RecordKind, body: Uint8Array, from = 0, to = body.length): void {
    const { names } = author
    const length = headerBytes + names.length + to - from
    this.#reserve(length)
    const { bytes, used } = this
    bytes.writeUInt32LE(length, used + 8)
    bytes[used + 12] = kinds.indexOf(kind)
    bytes[used + 13] = version
    bytes.writeUInt16LE(author.docBytes, used + 14)
    bytes.writeUInt32LE(Math.floor(sequence / 2 ** 32), used + 16)
    bytes.writeUInt32LE(sequence % 2 ** 32, used + 20)
    bytes.writeDoubleLE(at, used + 24)
    bytes.writeUInt32LE(names.length - author.docBytes, used + 32)
    bytes.writeUInt32LE(author.namesCrc, used + 36)
    bytes.set(names, used + headerBytes)
    const bodyAt = used + headerBytes + names.length
    if (to - from < 48) for (let i = from; i < to; i++) bytes[bodyAt + i - from] = body[i] ?? 0
    else bytes.set(body.subarray(from, to), bodyAt)
    bytes.writeUInt32LE(crc32c(bytes, bodyAt, used + length), used + 4)
    bytes.writeUInt32LE(crc32c(bytes, used + 4, used + headerBytes), used)
    this.used += length
    this.docs.push(author.doc)
    this.ends.push(this.used)
  }

  /** Makes the batch empty for another turn, giving back memory that a burst took. */
  clear(): void {
    this.used = 0
    this.docs.length = 0
    this.ends.length = 0
    if (this.bytes.length > 1 << 20) this.bytes = Buffer.allocUnsafeSlow(1 << 14)
  }

  #reserve(more: number): void {
    if (this.used + more <= this.bytes.length) return
    const grown = Buffer.allocUnsafeSlow(Math.max(this.used + more, this.bytes.length * 2))
    grown.set(this.bytes.subarray(0, this.used))
    this.bytes = grown
  }
}
