import { milliseconds } from '@unanimous/kernel'
import type { Instant, Milliseconds, SeatId } from '@unanimous/kernel'
import type { PauseCause } from './events.ts'
import type { Role } from './setup.ts'

/** One thing that holds the clock, and whose it is. The clock runs again when none is left. */
export interface PauseReason {
  readonly cause: PauseCause
  readonly seat: SeatId
}

/** The round's clock as the rules keep it. */
export interface Clock {
  readonly startedAt?: Instant
  readonly endedAt?: Instant
  /** Unpaused time gathered up to `runningSince`, or in all while it stands. */
  readonly elapsedMs: Milliseconds
  readonly runningSince?: Instant
  readonly reasons: readonly PauseReason[]
}

/** The same clock as a page gets it: nothing in it changes by time passing, so the page computes "now" itself. */
export interface ClockView {
  readonly minutes: number
  readonly elapsedMs: Milliseconds
  readonly startedAt?: Instant
  readonly runningSince?: Instant
  readonly endedAt?: Instant
  readonly pausedBecause: readonly { readonly cause: PauseCause; readonly who: Role }[]
}

/** A clock that has not started. */
export const STOPPED: Clock = { elapsedMs: milliseconds(0), reasons: [] }

/** Unpaused time of the round at an instant. A server clock that was set back counts as no time, never as less. */
export const elapsedMs = (clock: Pick<Clock, 'elapsedMs' | 'runningSince'>, now: Instant): Milliseconds =>
  clock.runningSince === undefined ? clock.elapsedMs : milliseconds(clock.elapsedMs + Math.max(0, now - clock.runningSince))

/** The instant a pause may be dated to: the drop, but neither before the clock last began to run nor in the future. (C4) */
export const pauseSince = (clock: Clock, drop: Instant, now: Instant): Instant => {
  const latest = drop < now ? drop : now
  return clock.runningSince !== undefined && latest < clock.runningSince ? clock.runningSince : latest
}

const withoutRunning = ({ runningSince: _, ...rest }: Clock): Clock => rest

/** Starts the clock. */
export const startClock = (at: Instant): Clock => ({ ...STOPPED, startedAt: at, runningSince: at })

/** Adds reasons to stand still; the first one stops the clock at `since`. */
export const holdClock = (clock: Clock, since: Instant, reasons: readonly PauseReason[]): Clock => ({
  ...withoutRunning(clock),
  elapsedMs: elapsedMs(clock, since),
  reasons: [...clock.reasons, ...reasons],
})

/** Takes reasons away; when none is left the clock runs from `at`. */
export const releaseClock = (clock: Clock, at: Instant, gone: readonly PauseReason[]): Clock => {
  const reasons = clock.reasons.filter((reason) => !gone.includes(reason))
  return reasons.length === 0 ? { ...clock, reasons, runningSince: at } : { ...clock, reasons }
}

/** Stops the clock for good. */
export const endClock = (clock: Clock, at: Instant): Clock => ({
  ...withoutRunning(clock),
  elapsedMs: elapsedMs(clock, at),
  endedAt: at,
  reasons: [],
})

/** What of a seat's reasons ends when it comes back, or when the person lifts their own pause. */
export const reasonsOf = (clock: Clock, seat: string, of: 'absence' | 'person'): readonly PauseReason[] =>
  clock.reasons.filter((reason) => reason.seat === seat && (reason.cause === 'person') === (of === 'person'))
