/** Thrown by readers of untrusted bytes and caught at the door, where it becomes a refusal. Nothing else may throw it. */
export class MalformedBytes extends Error {}

const shift = [1, 128, 128 ** 2, 128 ** 3, 128 ** 4, 128 ** 5, 128 ** 6, 128 ** 7]

/** Reads the variable-length integers of the Yjs encoding from one frame. Reused between frames: the hot path allocates nothing. */
export class ByteReader {
  bytes: Uint8Array = new Uint8Array(0)
  at = 0
  end = 0

  /** Points the reader at `bytes[from, to)`. */
  reset(bytes: Uint8Array, from: number, to: number): void {
    this.bytes = bytes
    this.at = from
    this.end = to
  }

  /** One byte. */
  byte(): number {
    if (this.at >= this.end) throw new MalformedBytes('cut short')
    return this.bytes[this.at++] ?? 0
  }

  /** An unsigned integer of at most 53 bits. */
  varUint(): number {
    const first = this.byte()
    if (first < 128) return first
    let value = first & 127
    for (let i = 1; i < 8; i++) {
      const next = this.byte()
      value += (next & 127) * (shift[i] ?? 0)
      if (next < 128) {
        if (value > Number.MAX_SAFE_INTEGER) break
        return value
      }
    }
    throw new MalformedBytes('integer too large')
  }

  /** Passes over `count` bytes and gives the offset where they began. */
  skip(count: number): number {
    const from = this.at
    if (count > this.end - from) throw new MalformedBytes('cut short')
    this.at = from + count
    return from
  }

  /** Passes over bytes that carry their own length; gives a view, not a copy. */
  varBytes(): Uint8Array {
    const length = this.varUint()
    const from = this.skip(length)
    return this.bytes.subarray(from, from + length)
  }
}

/** Bytes that grow at the end. Starts small, because an idle room keeps one for each person who ever typed in it. */
export class ByteWriter {
  bytes: Uint8Array
  used = 0

  constructor(capacity = 64) {
    this.bytes = new Uint8Array(capacity)
  }

  /** Makes room for `more` further bytes. */
  reserve(more: number): void {
    const needed = this.used + more
    if (needed <= this.bytes.length) return
    const grown = new Uint8Array(Math.max(needed, this.bytes.length * 2))
    grown.set(this.bytes.subarray(0, this.used))
    this.bytes = grown
  }

  /** Appends one byte. */
  byte(value: number): void {
    this.reserve(1)
    this.bytes[this.used++] = value
  }

  /** Appends an unsigned integer of at most 53 bits. */
  varUint(value: number): void {
    this.reserve(8)
    let rest = value
    while (rest > 127) {
      this.bytes[this.used++] = 128 | (rest % 128)
      rest = Math.floor(rest / 128)
    }
    this.bytes[this.used++] = rest
  }

  /** Writes an integer over one of the same size. */
  overwriteVarUint(at: number, value: number): void {
    putVarUint(this.bytes, at, value)
  }

  /** Appends `source[from, to)`. */
  raw(source: Uint8Array, from = 0, to = source.length): void {
    const length = to - from
    this.reserve(length)
    // A loop beats `set(subarray())` below this size: no view is allocated, and most edits are a few bytes long.
    if (length < 48) for (let i = from; i < to; i++) this.bytes[this.used++] = source[i] ?? 0
    else {
      this.bytes.set(source.subarray(from, to), this.used)
      this.used += length
    }
  }

  /** Appends bytes with their length in front. */
  varBytes(source: Uint8Array): void {
    this.varUint(source.length)
    this.raw(source)
  }

  /** A copy of what was written. */
  take(): Uint8Array {
    return this.bytes.slice(0, this.used)
  }
}

/** How many bytes `value` takes as a variable-length integer. */
export const varUintSize = (value: number): number => {
  let size = 1
  for (let rest = value; rest > 127; rest = Math.floor(rest / 128)) size++
  return size
}

/** Writes an integer into bytes that have room for it; gives where the next byte goes. */
export const putVarUint = (bytes: Uint8Array, at: number, value: number): number => {
  let to = at
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) bytes[to++] = 128 | (rest % 128)
  bytes[to++] = rest
  return to
}
