import type { Duplex } from 'node:stream'
import { varUintSize } from './bytes.ts'

const smallest = 512

/**
 * What one socket is about to be sent, as finished WebSocket frames back to back: one write per turn, however many edits and cursors
 * went into it. Frames are written here and not by `ws`, whose sender would allocate and write for each. That is safe because nothing is
 * compressed or masked on the way down, and every write consists of whole frames.
 */
export class Outbox {
  readonly socket: Duplex
  #bytes: Buffer | undefined
  #used = 0

  constructor(socket: Duplex) {
    this.socket = socket
  }

  /** Bytes that are waiting. */
  get size(): number {
    return this.#used
  }

  /** Adds one binary message: `payload[from, to)`. */
  push(payload: Uint8Array, from = 0, to = payload.length): void {
    const bytes = this.#header(to - from)
    this.#copy(bytes, payload, from, to)
  }

  /** Adds one sync message `[0, kind, length, update]`. */
  pushSync(kind: number, update: Uint8Array): void {
    const bytes = this.#header(2 + varUintSize(update.length) + update.length)
    bytes[this.#used++] = 0
    bytes[this.#used++] = kind
    let rest = update.length
    for (; rest > 127; rest = Math.floor(rest / 128)) bytes[this.#used++] = 128 | (rest % 128)
    bytes[this.#used++] = rest
    this.#copy(bytes, update, 0, update.length)
  }

  /** Takes what is waiting; the outbox starts anew. */
  seal(): Buffer {
    const sealed = this.#bytes?.subarray(0, this.#used) ?? Buffer.alloc(0)
    this.#bytes = undefined
    this.#used = 0
    return sealed
  }

  #header(length: number): Buffer {
    const bytes = this.#reserve(length + 10)
    bytes[this.#used++] = 0x82
    if (length < 126) bytes[this.#used++] = length
    else if (length < 65_536) {
      bytes[this.#used++] = 126
      this.#used = bytes.writeUInt16BE(length, this.#used)
    } else {
      bytes[this.#used++] = 127
      this.#used = bytes.writeUInt32BE(Math.floor(length / 2 ** 32), this.#used)
      this.#used = bytes.writeUInt32BE(length % 2 ** 32, this.#used)
    }
    return bytes
  }

  #copy(bytes: Buffer, source: Uint8Array, from: number, to: number): void {
    if (to - from < 48) for (let i = from; i < to; i++) bytes[this.#used++] = source[i] ?? 0
    else {
      bytes.set(source.subarray(from, to), this.#used)
      this.#used += to - from
    }
  }

  #reserve(more: number): Buffer {
    const needed = this.#used + more
    const bytes = this.#bytes
    if (bytes !== undefined && needed <= bytes.length) return bytes
    const grown = Buffer.allocUnsafe(Math.max(needed, smallest, (bytes?.length ?? 0) * 2))
    if (bytes !== undefined) grown.set(bytes.subarray(0, this.#used))
    this.#bytes = grown
    return grown
  }
}
