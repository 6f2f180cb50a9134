/** Half a tenth of a second at 48 kHz: few enough messages, and soon enough. */
const BLOCK = 2_048

/** Hands a microphone's samples on, in blocks, to whoever holds the other end of the port it is given. */
class Frames extends AudioWorkletProcessor {
  #to: MessagePort | undefined
  #block = new Float32Array(BLOCK)
  #filled = 0

  constructor() {
    super()
    this.port.addEventListener('message', ({ data }: MessageEvent<MessagePort>) => {
      this.#to = data
    })
    this.port.start()
  }

  process([input]: Float32Array[][]): boolean {
    for (const sample of input?.[0] ?? []) {
      this.#block[this.#filled++] = sample
      if (this.#filled < BLOCK) continue
      this.#to?.postMessage(this.#block, [this.#block.buffer])
      this.#block = new Float32Array(BLOCK)
      this.#filled = 0
    }
    return true
  }
}

registerProcessor('frames', Frames)
