/**
 * How many of one's own edits the server has not yet called durable. It says so by the number of frames it took on this
 * connection, so each frame remembers how many edits had been made when it went out.
 */
export interface KeptEdits {
  /** An edit was made here, online or not. */
  made(): void
  /** A connection opened; its frames are counted from 0. */
  connected(): void
  /** A frame with edits went out: one edit, or the answer that holds everything the server lacks. */
  sent(frame: 'edit' | 'answer'): void
  /** The server's frames up to this count are durable. */
  saved(frames: number): void
  count(): number
}

export const createKeptEdits = (): KeptEdits => {
  let made = 0
  let durable = 0
  let frames: number[] = []
  // What goes out before the answer may be dropped by the server, because the answer holds it anyway.
  let answeredAt: number | undefined
  return {
    made: () => void (made += 1),
    connected() {
      frames = []
      answeredAt = undefined
    },
    sent(frame) {
      frames.push(made)
      if (frame === 'answer') answeredAt ??= frames.length
    },
    saved(count) {
      if (answeredAt === undefined || count < answeredAt) return
      durable = Math.max(durable, frames[Math.min(count, frames.length) - 1] ?? 0)
    },
    count: () => made - durable,
  }
}
