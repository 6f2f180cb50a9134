import { ByteReader, ByteWriter, MalformedBytes } from './bytes.ts'

/** Who stands at a cursor, as the others see it. */
export interface Person {
  readonly name: string
  readonly color: string
  readonly colorLight: string
}

/** What a cursor may point at: structs the server knows, and root types the document has. */
export interface CursorPlaces {
  knows(client: number, clock: number): boolean
  allowsRoot(name: string): boolean
}

const maxEntries = 256
const colorForm = /^#(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i

/** Calls back for every entry of an awareness update; throws MalformedBytes. `state` is JSON text, not yet parsed. */
export const readAwareness = (bytes: Uint8Array, from: number, to: number, visit: (client: number, state: Uint8Array) => void): void => {
  const reader = new ByteReader()
  reader.reset(bytes, from, to)
  const count = reader.varUint()
  if (count > maxEntries) throw new MalformedBytes('too many cursors')
  for (let i = 0; i < count; i++) {
    const client = reader.varUint()
    reader.varUint()
    visit(client, reader.varBytes())
  }
  if (reader.at !== to) throw new MalformedBytes('bytes left over')
}

/**
 * A cursor state as the server passes it on, rebuilt field by field: `{user, cursor}` and nothing else a client invented. Undefined when
 * the client cleared it. A position that points at something unknown becomes no position: it would make peers' documents grow or throw.
 */
export const rebuildCursor = (state: Uint8Array, claimed: Partial<Person>, places: CursorPlaces): string | undefined => {
  let raw: unknown
  try {
    raw = JSON.parse(Buffer.from(state.buffer, state.byteOffset, state.byteLength).toString('utf8'))
  } catch {
    throw new MalformedBytes('not JSON')
  }
  if (raw === null) return undefined
  if (!isRecord(raw)) throw new MalformedBytes('not a cursor')
  const cursor = isRecord(raw['cursor']) ? raw['cursor'] : {}
  const anchor = readPosition(cursor['anchor'], places)
  const head = readPosition(cursor['head'], places)
  const user = personOf(claimed, isRecord(raw['user']) ? raw['user'] : {})
  return JSON.stringify({ user, cursor: anchor === undefined || head === undefined ? null : { anchor, head } })
}

/** The frame that carries one cursor to a peer; `state` undefined says that it is gone. */
export const cursorFrame = (client: number, clock: number, state: string | undefined): Uint8Array => {
  const text = Buffer.from(state ?? 'null')
  const entry = new ByteWriter(text.length + 32)
  entry.varUint(1)
  entry.varUint(client)
  entry.varUint(clock)
  entry.varBytes(text)
  const frame = new ByteWriter(entry.used + 8)
  frame.varUint(1)
  frame.varUint(entry.used)
  frame.raw(entry.bytes, 0, entry.used)
  return frame.bytes.subarray(0, frame.used)
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The ticket's name and colours; where it names none (a server that runs alone), the client's own, cleaned. */
const personOf = (claimed: Partial<Person>, own: Record<string, unknown>): Person => {
  const color = claimed.color ?? colorOf(own['color']) ?? '#6b7280'
  return { name: claimed.name ?? nameOf(own['name']), color, colorLight: claimed.colorLight ?? colorOf(own['colorLight']) ?? `${color.slice(0, 7)}33` }
}

const nameOf = (value: unknown): string => (typeof value === 'string' ? value.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, 64) : '')

/** A colour as hexadecimal digits, or nothing: editors write it into a style attribute. */
export const colorOf = (value: unknown): string | undefined => (typeof value === 'string' && colorForm.test(value) ? value : undefined)

const readPosition = (value: unknown, places: CursorPlaces): Record<string, unknown> | undefined => {
  if (!isRecord(value)) return undefined
  const type = readPlace(value['type'], places)
  const item = readPlace(value['item'], places)
  const tname = readRoot(value['tname'], places)
  if (type === undefined || item === undefined || tname === undefined) return undefined
  if (type === null && item === null && tname === null) return undefined
  const assoc = typeof value['assoc'] === 'number' ? Math.sign(value['assoc']) : 0
  return { type, tname, item, assoc }
}

const readRoot = (value: unknown, places: CursorPlaces): string | null | undefined => {
  if (value === null || value === undefined) return null
  return typeof value === 'string' && places.allowsRoot(value) ? value : undefined
}

const readPlace = (value: unknown, places: CursorPlaces): { client: number; clock: number } | null | undefined => {
  if (value === null || value === undefined) return null
  if (!isRecord(value)) return undefined
  const { client, clock } = value
  if (!isClock(client) || !isClock(clock) || !places.knows(client, clock)) return undefined
  return { client, clock }
}

const isClock = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
