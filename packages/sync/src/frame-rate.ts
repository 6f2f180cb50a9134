/** What one socket may send in a second, as a purse of frames and bytes that fills with time and holds two seconds' worth. */
export class FrameRate {
  readonly #framesPerSecond: number
  readonly #bytesPerSecond: number
  #frames: number
  #bytes: number
  #atMs: number

  constructor(framesPerSecond: number, bytesPerSecond: number, nowMs: number) {
    this.#framesPerSecond = framesPerSecond
    this.#bytesPerSecond = bytesPerSecond
    this.#frames = framesPerSecond * 2
    this.#bytes = bytesPerSecond * 2
    this.#atMs = nowMs
  }

  /** Pays for a frame; false when the purse is empty, and reading should stop. */
  pay(bytes: number, nowMs: number): boolean {
    this.#frames--
    this.#bytes -= bytes
    return (this.#frames > 0 && this.#bytes > 0) || this.isPaid(nowMs)
  }

  /** Whether reading may go on. */
  isPaid(nowMs: number): boolean {
    const seconds = Math.max(0, nowMs - this.#atMs) / 1000
    this.#atMs = nowMs
    this.#frames = Math.min(this.#framesPerSecond * 2, this.#frames + seconds * this.#framesPerSecond)
    this.#bytes = Math.min(this.#bytesPerSecond * 2, this.#bytes + seconds * this.#bytesPerSecond)
    return this.#frames > 0 && this.#bytes > 0
  }
}
