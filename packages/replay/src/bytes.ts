/** Numbers and text written back to back. */
export class ByteWriter {
  #bytes = new Uint8Array(1 << 12)
  #used = 0

  /** A whole number from 0, seven bits a byte. */
  number(value: number): void {
    let rest = value
    while (rest > 127) {
      this.#byte((rest % 128) | 128)
      rest = Math.floor(rest / 128)
    }
    this.#byte(rest)
  }

  /** A whole number of either sign. */
  signed(value: number): void {
    this.number(value < 0 ? -value * 2 - 1 : value * 2)
  }

  text(text: string): void {
    const encoded = new TextEncoder().encode(text)
    this.number(encoded.length)
    this.#reserve(encoded.length)
    this.#bytes.set(encoded, this.#used)
    this.#used += encoded.length
  }

  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#used)
  }

  #byte(value: number): void {
    this.#reserve(1)
    this.#bytes[this.#used++] = value
  }

  #reserve(more: number): void {
    if (this.#used + more <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#used + more, this.#bytes.length * 2))
    grown.set(this.#bytes.subarray(0, this.#used))
    this.#bytes = grown
  }
}

/** Reads what a `ByteWriter` wrote; throws where the bytes end too early. */
export class ByteReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  number(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined || scale > 2 ** 49) throw new Error('a number is cut short')
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }

  signed(): number {
    const value = this.number()
    return value % 2 === 1 ? -(value + 1) / 2 : value / 2
  }

  text(): string {
    const length = this.number()
    if (this.#at + length > this.#bytes.length) throw new Error('a text is cut short')
    this.#at += length
    return new TextDecoder('utf-8', { fatal: true }).decode(this.#bytes.subarray(this.#at - length, this.#at))
  }
}

const through = async (bytes: Uint8Array<ArrayBuffer>, stream: CompressionStream | DecompressionStream): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream as ReadableWritablePair<Uint8Array, Uint8Array<ArrayBuffer>>)).arrayBuffer())

/** Packs bytes with a checksum (RFC 1952). */
export const pack = (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => through(bytes, new CompressionStream('gzip'))
/** Unpacks them; throws when the checksum does not hold. */
export const unpack = (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> => through(bytes, new DecompressionStream('gzip'))
