import { ByteReader, MalformedBytes, putVarUint, varUintSize } from './bytes.ts'

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

const reader = new ByteReader()

/** Calls back for every entry of an awareness update; throws MalformedBytes. `state` is JSON text, not yet parsed. */
export const readAwareness = (bytes: Uint8Array, from: number, to: number, visit: (client: number, state: Uint8Array) => void): void => {
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
 * Rebuilds the cursor states of one socket field by field: `{user, cursor}` and nothing else a client invented. The person comes from the
 * ticket; where it names none (a server that runs alone), from the client, cleaned.
 */
export class CursorBuilder {
  readonly #claimed: Partial<Person>
  #user = ''
  #name: unknown
  #color: unknown
  #colorLight: unknown

  constructor(claimed: Partial<Person>) {
    this.#claimed = claimed
  }

  /**
   * The state as the server passes it on, as JSON; undefined when the client cleared it. A position that points at something unknown becomes
   * no position: it would make peers' documents grow or throw. Throws MalformedBytes for what is not JSON.
   */
  rebuild(state: Uint8Array, places: CursorPlaces): string | undefined {
    const raw = parseJson(state)
    if (raw === null) return undefined
    if (!isRecord(raw)) throw new MalformedBytes('not a cursor')
    const user = this.#userOf(isRecord(raw['user']) ? raw['user'] : {})
    const cursor = isRecord(raw['cursor']) ? raw['cursor'] : {}
    const anchor = readPosition(cursor['anchor'], places)
    const head = anchor === undefined ? undefined : readPosition(cursor['head'], places)
    return head === undefined ? `{"user":${user},"cursor":null}` : `{"user":${user},"cursor":{"anchor":${anchor},"head":${head}}}`
  }

  /** The person as JSON; built anew only when the client says something new, because cursors move with every key. */
  #userOf(own: Record<string, unknown>): string {
    const { name, color, colorLight } = own
    if (this.#user !== '' && name === this.#name && color === this.#color && colorLight === this.#colorLight) return this.#user
    this.#name = name
    this.#color = color
    this.#colorLight = colorLight
    const shown = this.#claimed.color ?? colorOf(color) ?? '#6b7280'
    this.#user = JSON.stringify({
      name: this.#claimed.name ?? nameOf(name), color: shown,
      colorLight: this.#claimed.colorLight ?? colorOf(colorLight) ?? `${shown.slice(0, 7)}33`,
    } satisfies Person)
    return this.#user
  }
}

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
  } catch {
    throw new MalformedBytes('not JSON')
  }
}

/** The frame that carries one cursor to a peer; `state` undefined says that it is gone. */
export const cursorFrame = (client: number, clock: number, state: string | undefined): Uint8Array => {
  const text = state ?? 'null'
  const length = Buffer.byteLength(text)
  const entry = 1 + varUintSize(client) + varUintSize(clock) + varUintSize(length) + length
  const frame = Buffer.allocUnsafe(1 + varUintSize(entry) + entry)
  frame[0] = 1
  let at = putVarUint(frame, 1, entry)
  frame[at++] = 1
  at = putVarUint(frame, at, client)
  at = putVarUint(frame, at, clock)
  at = putVarUint(frame, at, length)
  frame.write(text, at, 'utf8')
  return frame
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const nameOf = (value: unknown): string => (typeof value === 'string' ? value.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, 64) : '')

/** A colour as hexadecimal digits, or nothing: editors write it into a style attribute. */
export const colorOf = (value: unknown): string | undefined => (typeof value === 'string' && colorForm.test(value) ? value : undefined)

/** A relative position as JSON, rebuilt; undefined when it points nowhere we know. */
const readPosition = (value: unknown, places: CursorPlaces): string | undefined => {
  if (!isRecord(value)) return undefined
  const type = readPlace(value['type'], places)
  const item = readPlace(value['item'], places)
  const tname = readRoot(value['tname'], places)
  if (type === undefined || item === undefined || tname === undefined) return undefined
  if (type === 'null' && item === 'null' && tname === null) return undefined
  const assoc = typeof value['assoc'] === 'number' ? Math.sign(value['assoc']) || 0 : 0
  return `{"type":${type},"tname":${tname === null ? 'null' : JSON.stringify(tname)},"item":${item},"assoc":${assoc}}`
}

const readRoot = (value: unknown, places: CursorPlaces): string | null | undefined => {
  if (value === null || value === undefined) return null
  return typeof value === 'string' && places.allowsRoot(value) ? value : undefined
}

const readPlace = (value: unknown, places: CursorPlaces): string | undefined => {
  if (value === null || value === undefined) return 'null'
  if (!isRecord(value)) return undefined
  const { client, clock } = value
  if (!isClock(client) || !isClock(clock) || !places.knows(client, clock)) return undefined
  return `{"client":${client},"clock":${clock}}`
}

const isClock = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
