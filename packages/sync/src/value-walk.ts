import { isUtf8 } from 'node:buffer'
import { type ByteReader, MalformedBytes } from './bytes.ts'

const deepest = 32
const proto = '__proto__'

/** Passes over a string and gives its length in UTF-16 units, as Yjs counts. Bytes that are not UTF-8 would throw in every peer's page. */
export const walkString = (reader: ByteReader): number => {
  const length = reader.varUint()
  const from = reader.skip(length)
  const { bytes } = reader
  let units = length
  let ascii = true
  for (let i = from; i < from + length; i++) {
    const byte = bytes[i] ?? 0
    if (byte < 0x80) continue
    ascii = false
    if (byte < 0xc0) units--
    else if (byte >= 0xf0) units++
  }
  // A four-byte character is a lead (+1), three continuations (-1 each) out of four bytes: two units.
  if (!ascii && !isUtf8(bytes.subarray(from, from + length))) throw new MalformedBytes('not UTF-8')
  return units
}

/** Reads a short string whose text matters (a root type's name). */
export const readName = (reader: ByteReader): string => {
  const length = reader.varUint()
  const from = reader.skip(length)
  if (length > 256) throw new MalformedBytes('name too long')
  const slice = reader.bytes.subarray(from, from + length)
  if (!isUtf8(slice)) throw new MalformedBytes('not UTF-8')
  const name = Buffer.from(slice.buffer, slice.byteOffset, slice.byteLength).toString('utf8')
  if (name === proto) throw new MalformedBytes('name not allowed')
  return name
}

/** Passes over a JSON text as `JSON.parse` would read it, refusing depth before parsing. `undefined` is allowed where Yjs writes it. */
export const walkJson = (reader: ByteReader, mayBeUndefined: boolean): void => {
  const slice = reader.varBytes()
  if (!isUtf8(slice)) throw new MalformedBytes('not UTF-8')
  const text = Buffer.from(slice.buffer, slice.byteOffset, slice.byteLength).toString('utf8')
  if (mayBeUndefined && text === 'undefined') return
  if (text.includes(proto) || jsonDepth(text) > deepest) throw new MalformedBytes('value not allowed')
  try {
    JSON.parse(text)
  } catch {
    throw new MalformedBytes('not JSON')
  }
}

/** How deep brackets nest in a JSON text, strings left out. */
export const jsonDepth = (text: string): number => {
  let depth = 0
  let deepestSeen = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (quoted) {
      if (c === 0x5c) i++
      else if (c === 0x22) quoted = false
    } else if (c === 0x22) quoted = true
    else if (c === 0x5b || c === 0x7b) deepestSeen = Math.max(deepestSeen, ++depth)
    else if (c === 0x5d || c === 0x7d) depth--
  }
  return deepestSeen
}

/** Passes over one plain value of the lib0 `any` encoding, refusing more than 32 levels. */
export const walkAny = (reader: ByteReader, depth = 0): void => {
  if (depth > deepest) throw new MalformedBytes('nested too deep')
  switch (reader.byte()) {
    case 127: case 126: case 121: case 120: return
    case 125: return walkVarInt(reader)
    case 124: return void reader.skip(4)
    case 123: case 122: return void reader.skip(8)
    case 119: return void walkString(reader)
    case 118: return walkObject(reader, depth)
    case 117:
      for (let rest = reader.varUint(); rest > 0; rest--) walkAny(reader, depth + 1)
      return
    case 116: return void reader.varBytes()
    default: throw new MalformedBytes('unknown value')
  }
}

const walkObject = (reader: ByteReader, depth: number): void => {
  for (let rest = reader.varUint(); rest > 0; rest--) {
    const from = reader.at
    walkString(reader)
    if (reader.at - from === proto.length + 1 && Buffer.from(reader.bytes.subarray(from + 1, reader.at)).toString() === proto) {
      throw new MalformedBytes('key not allowed')
    }
    walkAny(reader, depth + 1)
  }
}

const walkVarInt = (reader: ByteReader): void => {
  let value = reader.byte()
  if (value < 128) return
  let size = value & 63
  let factor = 64
  do {
    value = reader.byte()
    size += (value & 127) * factor
    factor *= 128
    if (size > Number.MAX_SAFE_INTEGER) throw new MalformedBytes('integer too large')
  } while (value >= 128)
}

/** Reads one plain value that `walkAny` has passed over. */
export const readAny = (reader: ByteReader): unknown => {
  switch (reader.byte()) {
    case 126: return null
    case 125: return readVarInt(reader)
    case 124: return viewOf(reader, 4).getFloat32(0)
    case 123: return viewOf(reader, 8).getFloat64(0)
    case 122: return viewOf(reader, 8).getBigInt64(0)
    case 121: return false
    case 120: return true
    case 119: return readString(reader)
    case 118: return Object.fromEntries(Array.from({ length: reader.varUint() }, () => [readString(reader), readAny(reader)]))
    case 117: return Array.from({ length: reader.varUint() }, () => readAny(reader))
    case 116: return reader.varBytes()
    default: return undefined
  }
}

const viewOf = (reader: ByteReader, length: number): DataView => {
  const from = reader.skip(length)
  return new DataView(reader.bytes.buffer, reader.bytes.byteOffset + from, length)
}

const readString = (reader: ByteReader): string => Buffer.from(reader.varBytes()).toString('utf8')

const readVarInt = (reader: ByteReader): number => {
  let value = reader.byte()
  const sign = (value & 64) === 0 ? 1 : -1
  let size = value & 63
  for (let factor = 64; value >= 128; factor *= 128) {
    value = reader.byte()
    size += (value & 127) * factor
  }
  return sign * size
}
