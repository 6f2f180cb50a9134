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
 * Rebuilds the cursor states of one socket field by field: `{user, cursor, board}` and nothing else a client invented. The person comes from the
 * ticket; where it names none (a server that runs alone), from the client, cleaned.
 */
export class CursorBuilder {
  readonly #claimed: Partial<Person>
  /** How the client wrote the person last, and how we write it; an editor repeats it with every key. */
  #said: Uint8Array = nothing
  #shown: Uint8Array = nothing
  #rebuilt: Uint8Array = nothing

  constructor(claimed: Partial<Person>) {
    this.#claimed = claimed
  }

  /**
   * The state as the server passes it on, as JSON; undefined when the client cleared it. A position that points at something unknown becomes
   * no position: it would make peers' documents grow or throw. Throws MalformedBytes for what is not JSON. The bytes last until the next
   * call: whoever keeps them copies them.
   */
  rebuild(state: Uint8Array, places: CursorPlaces): Uint8Array | undefined {
    return this.#rebuildUsual(state, places) ?? this.#rebuildAny(state, places)
  }

  /** The form an editor sends with every key, checked and copied without building a string or an object. */
  #rebuildUsual(state: Uint8Array, places: CursorPlaces): Uint8Array | undefined {
    const from = this.#said.length
    if (from === 0 || !startsWith(state, 0, this.#said) || !isUsualCursor(state, from, places)) return undefined
    const length = this.#shown.length + state.length - from
    if (this.#rebuilt.length !== length) this.#rebuilt = this.#withLength(length)
    for (let i = from, to = this.#shown.length; i < state.length; i++, to++) this.#rebuilt[to] = state[i] ?? 0
    return this.#rebuilt
  }

  /** A view of the one buffer this socket's cursors live in: a new buffer for every key would outlive the young generation each time. */
  #withLength(length: number): Uint8Array {
    const room = this.#rebuilt.buffer.byteLength >= length ? this.#rebuilt.buffer : new ArrayBuffer(length + 32)
    const view = new Uint8Array(room, 0, length)
    view.set(this.#shown, 0)
    return view
  }

  #rebuildAny(state: Uint8Array, places: CursorPlaces): Uint8Array | undefined {
    const text = Buffer.from(state.buffer, state.byteOffset, state.byteLength).toString('utf8')
    const raw = parseJson(text)
    if (raw === null) return undefined
    if (!isRecord(raw)) throw new MalformedBytes('not a cursor')
    const shown = `{"user":${JSON.stringify(this.#personOf(isRecord(raw['user']) ? raw['user'] : {}))}`
    this.#shown = new Uint8Array(Buffer.from(shown))
    this.#rebuilt = nothing
    this.#said = Buffer.from(userText.exec(text)?.[1] ?? '')
    const cursor = isRecord(raw['cursor']) ? raw['cursor'] : {}
    const anchor = readPosition(cursor['anchor'], places)
    const head = anchor === undefined ? undefined : readPosition(cursor['head'], places)
    return Buffer.from(`${shown},"cursor":${head === undefined ? 'null' : `{"anchor":${anchor},"head":${head}}`}${pointerText(raw['board'])}}`)
  }

  #personOf({ name, color, colorLight }: Record<string, unknown>): Person {
    const shown = this.#claimed.color ?? colorOf(color) ?? '#6b7280'
    return {
      name: this.#claimed.name ?? nameOf(name), color: shown,
      colorLight: this.#claimed.colorLight ?? colorOf(colorLight) ?? `${shown.slice(0, 7)}33`,
    }
  }
}

const nothing = new Uint8Array(0)
const userText = /^(\{"user":\{[^{}]*\}),"cursor":/
const beforeAnchor = Buffer.from(',"cursor":{"anchor":{"type":null,"tname":null,"item":{"client":')
const beforeClock = Buffer.from(',"clock":')
const beforeHead = Buffer.from('},"assoc":0},"head":{"type":null,"tname":null,"item":{"client":')
const atEnd = Buffer.from('},"assoc":0}}}')

/** Whether `state[from, end)` is a cursor exactly as `JSON.stringify` writes it, at places that are known. */
const isUsualCursor = (state: Uint8Array, from: number, places: CursorPlaces): boolean => {
  if (!startsWith(state, from, beforeAnchor)) return false
  const anchorEnd = knownPlaceAt(state, from + beforeAnchor.length, places)
  if (anchorEnd < 0 || !startsWith(state, anchorEnd, beforeHead)) return false
  const headEnd = knownPlaceAt(state, anchorEnd + beforeHead.length, places)
  return headEnd > 0 && headEnd + atEnd.length === state.length && startsWith(state, headEnd, atEnd)
}

/** Reads `CLIENT,"clock":CLOCK` and gives where it ends; -1 when it is something else or not known. */
const knownPlaceAt = (state: Uint8Array, at: number, places: CursorPlaces): number => {
  const clientEnd = digitsEnd(state, at)
  if (clientEnd === at || !startsWith(state, clientEnd, beforeClock)) return -1
  const clockAt = clientEnd + beforeClock.length
  const clockEnd = digitsEnd(state, clockAt)
  return clockEnd > clockAt && places.knows(numberIn(state, at, clientEnd), numberIn(state, clockAt, clockEnd)) ? clockEnd : -1
}

const startsWith = (bytes: Uint8Array, at: number, start: Uint8Array): boolean => {
  for (let i = 0; i < start.length; i++) if (bytes[at + i] !== start[i]) return false
  return true
}

/** End of at most fifteen digits without a leading zero, which is how JSON writes integers that we can hold. */
const digitsEnd = (bytes: Uint8Array, at: number): number => {
  let end = at
  while (end - at < 15 && (bytes[end] ?? 0) >= 0x30 && (bytes[end] ?? 0) <= 0x39) end++
  return bytes[at] === 0x30 && end > at + 1 ? at : end
}

const numberIn = (bytes: Uint8Array, from: number, to: number): number => {
  let value = 0
  for (let i = from; i < to; i++) value = value * 10 + (bytes[i] ?? 0) - 0x30
  return value
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new MalformedBytes('not JSON')
  }
}

/** The frame that carries one cursor to a peer; `state` undefined says that it is gone. */
export const cursorFrame = (client: number, clock: number, state: Uint8Array = gone): Uint8Array => {
  const entry = 1 + varUintSize(client) + varUintSize(clock) + varUintSize(state.length) + state.length
  const frame = Buffer.allocUnsafe(1 + varUintSize(entry) + entry)
  frame[0] = 1
  let at = putVarUint(frame, 1, entry)
  frame[at++] = 1
  at = putVarUint(frame, at, client)
  at = putVarUint(frame, at, clock)
  at = putVarUint(frame, at, state.length)
  frame.set(state, at)
  return frame
}

const gone = Buffer.from('null')

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const nameOf = (value: unknown): string => (typeof value === 'string' ? value.replaceAll(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '').slice(0, 64) : '')

/** Who a ticket says its bearer is, as far as it says so. */
export const personOf = (claims: { readonly name?: string; readonly color?: string; readonly colorLight?: string }): Partial<Person> => {
  const color = colorOf(claims.color)
  const colorLight = colorOf(claims.colorLight)
  return {
    ...(claims.name === undefined ? {} : { name: claims.name }),
    ...(color === undefined ? {} : { color }),
    ...(colorLight === undefined ? {} : { colorLight }),
  }
}

/** A colour as hexadecimal digits, or nothing: editors write it into a style attribute. */
const colorOf = (value: unknown): string | undefined => (typeof value === 'string' && colorForm.test(value) ? value : undefined)

const furthest = 1e7
const maxHeld = 20

/** Coordinates on a board, to a tenth of a pixel; undefined when one of them is not a number within reach. */
const readNumbers = (value: unknown, names: readonly string[]): Record<string, number> | undefined => {
  if (!isRecord(value)) return undefined
  const read: Record<string, number> = {}
  for (const name of names) {
    const at = value[name]
    if (typeof at !== 'number' || !(Math.abs(at) <= furthest)) return undefined
    read[name] = Math.round(at * 10) / 10
  }
  return read
}

/** Where somebody points on a board, what they have selected and what they see of it, as the tail of a state; empty when they are not on it. */
const pointerText = (value: unknown): string => {
  const at = readNumbers(value, ['x', 'y'])
  if (at === undefined || !isRecord(value)) return ''
  const view = readNumbers(value['view'], ['x', 'y', 'w', 'h'])
  const held = Array.isArray(value['held']) ? value['held'].filter((id) => typeof id === 'string' && /^[\w-]{1,64}$/.test(id)).slice(0, maxHeld) : []
  return `,"board":${JSON.stringify({ ...at, down: value['down'] === true, held, ...(view === undefined ? {} : { view }) })}`
}

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
