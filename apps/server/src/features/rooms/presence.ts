import { instant, type Clock, type Instant } from '@unanimous/kernel'
import { limits } from '@unanimous/protocol'
import type { Timers } from '../../platform/time.ts'

/** One browser tab that shows a session for a seat. */
export interface Tab { readonly socket: string; readonly tab: string }

/**
 * Which seats have a live tab right now, and what follows when one has none. Beside its live tab a seat may have
 * companions, such as a phone: they are shown everything the seat is, but hold nothing, so that a clock stops all the same
 * when the live tab is gone.
 */
export interface Presence {
  /** Makes this tab the seat's live one. Returns the tab it replaced, if another. */
  arrive(seat: string, session: string, tab: Tab): Tab | undefined
  /** Shows the session on a page beside the live one. */
  accompany(seat: string, session: string, socket: string): void
  /** A companion went away, or turned from this one seat. */
  part(socket: string, seat?: string): void
  /** The socket went away, or turned from this one seat; a seat counts as absent 5 s later unless somebody is back. */
  leave(socket: string, seat?: string): void
  /** Every page of a seat turns from it at once; nobody waits for them to come back. */
  dismiss(seat: string): void
  isHere(seat: string): boolean
  /** Whether any page shows what this seat sees: its live tab or a companion. */
  isShown(seat: string): boolean
  companionsOf(seat: string): number
  /** How many pages show what this seat sees. */
  pagesOf(seat: string): number
  /** When the live tab of an absent seat went; null while it is here, and where this process never saw it. */
  lastSeen(seat: string): Instant | null
  /** Whether anybody looks at the session at all. */
  isWatched(session: string): boolean
  liveTab(seat: string): Tab | undefined
  /** The seats a socket is live for, or stands beside. */
  seatsOf(socket: string): readonly string[]
}

/** Seats of which it is known when they were last here; beyond that the longest gone are forgotten. */
const mostRemembered = 10_000

interface PresenceNeeds {
  readonly clock: Clock
  readonly timers: Timers
  /** A seat came or went: the session's pages show it. */
  readonly changed: (session: string) => void
  /** Nobody looks for this seat any more. */
  readonly left: (seat: string) => void
  readonly back: (seat: string, session: string) => void
  readonly absent: (seat: string, session: string, since: Instant) => void
}

export const createPresence = (needs: PresenceNeeds): Presence => {
  const live = new Map<string, Tab & { session: string }>()
  const waiting = new Map<string, () => void>()
  const gone = new Map<string, Instant>()
  /** By socket: each page stands beside one seat at most. */
  const beside = new Map<string, { readonly seat: string; readonly session: string }>()
  const companionsOf = (seat: string) => [...beside.values()].filter(each => each.seat === seat).length
  const isShown = (seat: string) => live.has(seat) || companionsOf(seat) > 0

  const depart = (seat: string, session: string) => {
    live.delete(seat)
    if (!isShown(seat)) needs.left(seat)
    const since = needs.clock.now()
    gone.delete(seat)
    gone.set(seat, since)
    const [longest] = gone.keys()
    if (gone.size > mostRemembered && longest !== undefined) gone.delete(longest)
    waiting.get(seat)?.()
    waiting.set(seat, needs.timers.at(instant(since + limits.seatAbsentAfterMs), () => {
      waiting.delete(seat)
      needs.absent(seat, session, since)
    }))
    needs.changed(session)
  }
  const part = (socket: string, only?: string) => {
    const left = beside.get(socket)
    if (!left || (only !== undefined && only !== left.seat)) return
    beside.delete(socket)
    if (!isShown(left.seat)) needs.left(left.seat)
    needs.changed(left.session)
  }
  return {
    arrive(seat, session, tab) {
      const before = live.get(seat)
      live.set(seat, { ...tab, session })
      waiting.get(seat)?.()
      waiting.delete(seat)
      gone.delete(seat)
      part(tab.socket)
      if (!before) needs.changed(session)
      needs.back(seat, session)
      return before && before.socket !== tab.socket ? before : undefined
    },
    accompany(seat, session, socket) {
      if (beside.get(socket)?.seat !== seat) part(socket)
      beside.set(socket, { seat, session })
      needs.changed(session)
    },
    part,
    leave(socket, only) {
      for (const [seat, tab] of live) if (tab.socket === socket && (only === undefined || only === seat)) depart(seat, tab.session)
    },
    dismiss(seat) {
      for (const [socket, each] of beside) if (each.seat === seat) beside.delete(socket)
      live.delete(seat)
      waiting.get(seat)?.()
      waiting.delete(seat)
      gone.delete(seat)
      needs.left(seat)
    },
    isHere: seat => live.has(seat),
    isShown,
    companionsOf,
    pagesOf: seat => companionsOf(seat) + (live.has(seat) ? 1 : 0),
    lastSeen: seat => (live.has(seat) ? null : gone.get(seat) ?? null),
    isWatched: session => [...live.values(), ...beside.values()].some(page => page.session === session),
    liveTab: seat => live.get(seat),
    seatsOf: socket => [
      ...[...live].filter(([, tab]) => tab.socket === socket).map(([seat]) => seat),
      ...[...beside].filter(([each]) => each === socket).map(([, { seat }]) => seat),
    ],
  }
}
