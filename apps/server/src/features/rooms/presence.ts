import { instant, type Clock, type Instant } from '@unanimous/kernel'
import { limits } from '@unanimous/protocol'
import type { Timers } from '../../platform/time.ts'

/** One browser tab that shows a session for a seat. */
export interface Tab { readonly socket: string; readonly tab: string }

/** Which seats have a live tab right now, and what follows when one has none. */
export interface Presence {
  /** Makes this tab the seat's live one. Returns the tab it replaced, if another. */
  arrive(seat: string, session: string, tab: Tab): Tab | undefined
  /** The socket went away, or turned from this one seat; a seat counts as absent 5 s later unless somebody is back. */
  leave(socket: string, seat?: string): void
  isHere(seat: string): boolean
  /** Whether anybody looks at the session at all. */
  isWatched(session: string): boolean
  liveTab(seat: string): Tab | undefined
  /** The seats a socket is live for. */
  seatsOf(socket: string): readonly string[]
}

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

  const depart = (seat: string, session: string) => {
    live.delete(seat)
    needs.left(seat)
    const since = needs.clock.now()
    waiting.get(seat)?.()
    waiting.set(seat, needs.timers.at(instant(since + limits.seatAbsentAfterMs), () => {
      waiting.delete(seat)
      needs.absent(seat, session, since)
    }))
    needs.changed(session)
  }
  return {
    arrive(seat, session, tab) {
      const before = live.get(seat)
      live.set(seat, { ...tab, session })
      waiting.get(seat)?.()
      waiting.delete(seat)
      if (!before) needs.changed(session)
      needs.back(seat, session)
      return before && before.socket !== tab.socket ? before : undefined
    },
    leave(socket, only) {
      for (const [seat, tab] of live) if (tab.socket === socket && (only === undefined || only === seat)) depart(seat, tab.session)
    },
    isHere: seat => live.has(seat),
    isWatched: session => [...live.values()].some(tab => tab.session === session),
    liveTab: seat => live.get(seat),
    seatsOf: socket => [...live].filter(([, tab]) => tab.socket === socket).map(([seat]) => seat),
  }
}
