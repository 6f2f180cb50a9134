import { instant, type Instant } from '@unanimous/kernel'

/** A clock that may run faster than time, and never jumps when its pace changes. */
export interface FastClock {
  readonly now: () => Instant
  readonly setRate: (rate: number) => void
}

/** Starts at the local time, one second in a second. */
export const createFastClock = (local: () => number = Date.now): FastClock => {
  let [real, shown, pace] = [local(), local(), 1]
  const now = () => instant(Math.round(shown + (local() - real) * pace))
  return {
    now,
    setRate(rate) {
      ;[shown, real, pace] = [now(), local(), rate]
    },
  }
}
