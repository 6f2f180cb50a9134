import { useEffect, useReducer } from 'react'
import { type Instant, instant } from '@unanimous/kernel'

interface Sample {
  /** This machine's time when it asked and when the answer came, and what the server's clock said. */
  readonly sentMs: number
  readonly serverMs: number
  readonly receivedMs: number
}

/**
 * The server's clock as this browser knows it. Rounds are timed by it, so both screens show the same second.
 * Of all samples the one with the shortest way there and back is kept, because its error is at most half of that way;
 * after ten minutes any newer one replaces it, since clocks drift and machines sleep, and at once when no way there and
 * back explains the difference: then one of the two clocks was set.
 */
export const createServerClock = (local: () => number = Date.now) => {
  const STALE_MS = 600_000
  const SET_MS = 1_000
  const PUSH_MS = 2_000
  let offsetMs = 0
  let best: { readonly roundTripMs: number; readonly atMs: number } | undefined
  return {
    now: (): Instant => instant(local() + offsetMs),
    /** Takes the server's time from an answer. */
    observe({ sentMs, serverMs, receivedMs }: Sample): void {
      const roundTripMs = receivedMs - sentMs
      const seenMs = serverMs - (sentMs + receivedMs) / 2
      const wasSet = best && Math.abs(seenMs - offsetMs) > (roundTripMs + best.roundTripMs) / 2 + SET_MS
      if (best && !wasSet && roundTripMs >= best.roundTripMs && receivedMs - best.atMs < STALE_MS) return
      best = { roundTripMs, atMs: receivedMs }
      offsetMs = seenMs
    },
    /**
     * Takes the time that stands in a message nobody asked for. How long it was on its way is unknown, so it only counts
     * where it contradicts what is known: then one of the clocks was set, or nothing has been asked yet.
     */
    observePush(serverMs: number): void {
      const seenMs = serverMs - local()
      if (Math.abs(seenMs - offsetMs) <= PUSH_MS) return
      best = undefined
      offsetMs = seenMs
    },
    offsetMs: (): number => offsetMs,
  }
}

export const serverClock = createServerClock()

interface TimeSource {
  readonly now: () => Instant
  readonly rate: number
}

const serverTime: TimeSource = { now: serverClock.now, rate: 1 }

/** Draws again on each whole `everyMs` of the server's clock, and gives its time. Stops while nobody can see it. */
export const useServerNow = (everyMs = 1_000, running = true): Instant => useNow(serverTime, everyMs, running)

/** The same by any clock, one that runs faster among them. */
export const useNow = ({ now, rate }: TimeSource, everyMs = 1_000, running = true): Instant => {
  const [, tick] = useReducer((count: number) => count + 1, 0)
  useEffect(() => {
    if (!running) return
    let timer: ReturnType<typeof setTimeout>
    const next = () => {
      timer = setTimeout(() => {
        tick()
        next()
      }, (everyMs - (now() % everyMs)) / rate)
    }
    next()
    return () => clearTimeout(timer)
  }, [now, rate, everyMs, running])
  return now()
}

const parts = (ms: number) => {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  return { minutes: String(Math.floor(seconds / 60)), seconds: String(seconds % 60).padStart(2, '0') }
}

/** A length of time in a round, `03:06`; minutes go past 60. */
export const formatMmSs = (ms: number): string => {
  const { minutes, seconds } = parts(ms)
  return `${minutes.padStart(2, '0')}:${seconds}`
}

/** The same where nothing stands in a column, `1:24`. */
export const formatMSs = (ms: number): string => {
  const { minutes, seconds } = parts(ms)
  return `${minutes}:${seconds}`
}

/** `5:30` and `1:05:30` are moments, and so is `90`, in seconds. */
export const readMoment = (text: string): number | undefined => {
  const parts = text.trim().split(':').map(Number)
  if (parts.length > 3 || parts.some(part => !Number.isFinite(part) || part < 0)) return undefined
  return parts.reduce((sum, part) => sum * 60 + part, 0) * 1_000
}
