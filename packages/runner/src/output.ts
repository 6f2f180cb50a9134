const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** The beginning of a text that takes no more than so many bytes of UTF-8, cut between characters. */
export const cutToBytes = (text: string, bytes: number): string => {
  // No character takes more than three bytes for each of its units.
  if (text.length * 3 <= bytes) return text
  const encoded = encoder.encode(text)
  if (encoded.length <= bytes) return text
  let end = Math.max(0, bytes)
  while (end > 0 && ((encoded[end] ?? 0) & 0xc0) === 0x80) end--
  return decoder.decode(encoded.subarray(0, end))
}

export const byteLength = (text: string): number => encoder.encode(text).length

interface BatchNeeds {
  readonly send: (text: string) => void
  readonly now: () => number
  readonly capBytes: number
  readonly batchBytes: number
  readonly batchMs: number
}

/** So many writes go out as they are made, so that what is printed right before an endless loop is seen; a flood soon has none left. */
const mostAtOnce = 40

/**
 * Collects what code prints into few messages. A busy loop never lets a timer fire, so each write looks at the clock itself; what is left
 * over is sent by `flush`, which whoever has timers calls. Beyond the cap everything is thrown away.
 */
export class OutputBatch {
  readonly #needs: BatchNeeds
  #waiting: string[] = []
  #units = 0
  #leftBytes: number
  #sentAt: number
  #atOnce = mostAtOnce
  truncated = false

  constructor(needs: BatchNeeds) {
    this.#needs = needs
    this.#leftBytes = needs.capBytes
    this.#sentAt = needs.now()
  }

  write(text: string): void {
    if (text === '' || this.truncated) return
    // A single write may be as long as memory allows.
    const part = text.length > this.#leftBytes ? text.slice(0, this.#leftBytes + 1) : text
    this.#waiting.push(part)
    this.#units += part.length
    const batches = (this.#needs.now() - this.#sentAt) / this.#needs.batchMs
    if (batches >= 1) this.#atOnce = Math.min(mostAtOnce, this.#atOnce + Math.floor(batches))
    else if (this.#atOnce === 0 && this.#units < this.#needs.batchBytes) return
    else this.#atOnce = Math.max(0, this.#atOnce - 1)
    this.flush()
  }

  flush(): void {
    this.#sentAt = this.#needs.now()
    if (this.#waiting.length === 0) return
    const text = this.#waiting.join('')
    this.#waiting = []
    this.#units = 0
    const sent = cutToBytes(text, this.#leftBytes)
    this.truncated = sent.length < text.length
    this.#leftBytes -= byteLength(sent)
    if (sent !== '') this.#needs.send(sent)
  }
}
