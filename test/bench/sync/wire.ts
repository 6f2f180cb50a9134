/** The bytes of one typist, built by hand: what y-websocket would send for typing at the end of its own text. */
export interface Typist {
  /** The next edit, as a sync update message. */
  edit(): Uint8Array
  /** The cursor behind it, as an awareness message. */
  cursor(): Uint8Array
  readonly client: number
}

const varUint = (out: number[], value: number): void => {
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push(128 | (rest % 128))
  out.push(rest)
}

const withLength = (out: number[], bytes: readonly number[]): void => {
  varUint(out, bytes.length)
  for (const byte of bytes) out.push(byte)
}

/** A protocol that carries the same updates; Hocuspocus puts the document's name in front of every message. */
export interface Dialect {
  readonly prefix: readonly number[]
}

/** The dialect of y-websocket, which everybody but Hocuspocus speaks. */
export const plain: Dialect = { prefix: [] }

/** The dialect of Hocuspocus for one document. */
export const named = (doc: string): Dialect => {
  const prefix: number[] = []
  withLength(prefix, [...Buffer.from(doc)])
  return { prefix }
}

/** A typist with a client id of its own. */
export const typist = (client: number, dialect: Dialect): Typist => {
  let clock = 0
  let cursorClock = 0
  return {
    client,
    edit: () => {
      const update: number[] = [1, 1]
      varUint(update, client)
      varUint(update, clock)
      if (clock === 0) update.push(4, 1, 4, ...Buffer.from('text'))
      else {
        update.push(0x84)
        varUint(update, client)
        varUint(update, clock - 1)
      }
      update.push(1, 97 + (clock % 26), 0)
      clock++
      return updateMessage(update, dialect)
    },
    cursor: () => {
      const place = { type: null, tname: null, item: { client, clock: Math.max(0, clock - 1) }, assoc: 0 }
      const state = JSON.stringify({ user: { name: `user ${client}`, color: '#30bced', colorLight: '#30bced33' }, cursor: { anchor: place, head: place } })
      const entry: number[] = [1]
      varUint(entry, client)
      varUint(entry, ++cursorClock)
      withLength(entry, [...Buffer.from(state)])
      const message = [...dialect.prefix, 1]
      withLength(message, entry)
      return new Uint8Array(message)
    },
  }
}

/** Any update as a message. */
export const updateMessage = (update: ArrayLike<number>, { prefix }: Dialect): Uint8Array => {
  const message = [...prefix, 0, 2]
  withLength(message, Array.from(update))
  return new Uint8Array(message)
}

/** An answer to step 1 with nothing in it, and a step 1 of one's own. */
export const greetings = ({ prefix }: Dialect): Uint8Array[] => [new Uint8Array([...prefix, 0, 1, 2, 0, 0]), new Uint8Array([...prefix, 0, 0, 1, 0])]

/** What Hocuspocus wants to hear first. */
export const hello = ({ prefix }: Dialect): Uint8Array => new Uint8Array([...prefix, 2, 0, 1, 120])

/** Reads a variable-length integer; gives it and where the next byte is. */
export const readVarUint = (bytes: Uint8Array, at: number): [number, number] => {
  let value = 0
  let factor = 1
  for (let i = at; ; i++) {
    const byte = bytes[i] ?? 0
    value += (byte & 127) * factor
    factor *= 128
    if (byte < 128) return [value, i + 1]
  }
}

/** Where the update of a sync message (answer or update) begins; undefined for any other message. */
export const updateWithin = (bytes: Uint8Array, from: number, { prefix }: Dialect): number | undefined => {
  const at = from + prefix.length
  if (bytes[at] !== 0 || (bytes[at + 1] !== 1 && bytes[at + 1] !== 2)) return undefined
  return readVarUint(bytes, at + 2)[1]
}

/** The client id of the first struct of an update at `at`; undefined when it has none. */
export const writerOf = (bytes: Uint8Array, at: number): number | undefined => {
  const [clients, next] = readVarUint(bytes, at)
  return clients === 0 ? undefined : readVarUint(bytes, readVarUint(bytes, next)[1])[0]
}
