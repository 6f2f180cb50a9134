import { instant, type Clock, type Instant } from '@unanimous/kernel'

/** A clock that runs like the machine's and can be turned forward. */
export interface TurnedClock extends Clock {
  forward(ms: number): Instant
}

export const turnedClock = (startMs = Date.now()): TurnedClock => {
  const offset = startMs - Date.now()
  let turnedMs = 0
  const now = () => instant(Date.now() + offset + turnedMs)
  return {
    now,
    forward(ms) {
      turnedMs += ms
      return now()
    },
  }
}

/** A clock that stands still until it is turned, for runs that must give the same times twice. */
export const stoppedClock = (startMs: number): TurnedClock => {
  let nowMs = startMs
  return {
    now: () => instant(nowMs),
    forward(ms) {
      nowMs += ms
      return instant(nowMs)
    },
  }
}
