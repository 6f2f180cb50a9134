import { instant, type Clock, type Instant } from '@unanimous/kernel'

/** The machine's clock. */
export const systemClock: Clock = { now: () => instant(Date.now()) }

/** Work to be done at an instant of the app's clock; follows that clock even when a test turns it. */
export interface Timers {
  /** Runs `work` once when the clock has reached `at`; the returned function forgets it. */
  at(at: Instant, work: () => void): () => void
  /** Runs `work` now and then: at least `everyMs` apart. */
  every(everyMs: number, work: () => void): () => void
  /** Forgets everything, now and from now on. */
  stop(): void
}

const tickMs = 200

/** One ticker for all timers, running only while something is due some day, so that an idle server sleeps. */
export const createTimers = (clock: Clock): Timers => {
  const pending = new Map<number, { at: Instant; work: () => void }>()
  let lastKey = 0
  let ticker: NodeJS.Timeout | undefined
  let stopped = false

  const tick = () => {
    const now = clock.now()
    for (const [key, timer] of pending) {
      if (timer.at > now) continue
      pending.delete(key)
      timer.work()
    }
    if (pending.size === 0 && ticker) {
      clearInterval(ticker)
      ticker = undefined
    }
  }
  const at = (due: Instant, work: () => void) => {
    // What still runs while a server closes may ask for its next turn; there is none.
    if (stopped) return () => {}
    const key = ++lastKey
    pending.set(key, { at: due, work })
    ticker ??= setInterval(tick, tickMs)
    return () => void pending.delete(key)
  }
  return {
    at,
    every(everyMs, work) {
      let cancel = () => {}
      const again = () => {
        cancel = at(instant(clock.now() + everyMs), () => {
          again()
          work()
        })
      }
      again()
      return () => cancel()
    },
    stop() {
      stopped = true
      pending.clear()
      clearInterval(ticker)
      ticker = undefined
    },
  }
}
