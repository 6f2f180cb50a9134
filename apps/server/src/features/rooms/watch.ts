import { ok, refuse } from '@unanimous/kernel'
import type { Storage } from '@unanimous/db'
import { unwatchMessageSchema, watchMessageSchema, type RoundViewMessage, type SessionView } from '@unanimous/protocol'
import type { z } from 'zod'
import type { HubSocket, SocketHub } from '../../platform/socket-hub.ts'
import { readChat } from './chat.ts'
import type { InTurn } from './in-turn.ts'
import type { Presence } from './presence.ts'
import { everybodyIn, readMeeting, type Meeting, type RoundRow, type SeatRow } from './sessions.store.ts'

interface WatchNeeds {
  readonly storage: Storage
  readonly hub: SocketHub
  readonly presence: Presence
  readonly view: (meeting: Meeting, seat: string) => Promise<SessionView>
  /** Notes what a seat was given, so that it is not pushed again unchanged. */
  readonly sent: (seat: string, view: SessionView) => void
  readonly inTurn: InTurn
  /** This socket's tab has left the room; its line stays. */
  readonly leftRoom: (socket: string, session: string) => void
  /**
   * Loads the rounds' views for a seat and answers how to take them at the last instant, so that none of them is old. Only
   * where no other page shows the seat do they count as shown: that one may still lack what this one is given.
   */
  readonly roundViewsFor: (rounds: readonly string[], seat: string, alone: boolean) => Promise<() => RoundViewMessage[]>
}

const unknown = refuse('session/unknown', 'There is no such session.')
const gone = refuse('room/gone', 'This page went away before the room was open.')

type WatchMessage = z.output<typeof watchMessageSchema>

/** Gives a page its place: beside the seat, or in it, where the tab that held it is told. */
const place = ({ hub, presence }: Pick<WatchNeeds, 'hub' | 'presence'>, seat: string, { session, tab, companion }: WatchMessage, socket: HubSocket): void => {
  if (companion) return presence.accompany(seat, session, socket.id)
  const replaced = presence.arrive(seat, session, { socket: socket.id, tab })
  if (!replaced) return
  hub.io.in(replaced.socket).socketsLeave(`seat:${seat}`)
  if (replaced.tab !== tab) hub.send(replaced.socket, 'moved', { session })
}

const seatOf = (meeting: Meeting | undefined, person: string | undefined): SeatRow | undefined =>
  (meeting && person !== undefined ? everybodyIn(meeting).find(each => each.person === person) : undefined)

/** Another tab holds the seat, and this one did not ask to take it over. */
const isHeld = (presence: Presence, seat: string, { tab, takeOver, companion }: WatchMessage): boolean => {
  const live = presence.liveTab(seat)
  return companion !== true && !takeOver && live !== undefined && live.tab !== tab
}

/** A second rater sees what they rate, and no other round. */
const isShownTo = ({ id, position }: SeatRow) => ({ state, rater }: RoundRow): boolean => state !== 'dropped' && (position < 2 || rater === id)

/** Answers tabs that come to show a session, move to another tab, or leave. */
export const listenForWatchers = (needs: WatchNeeds): void => {
  const { storage, hub, presence, view } = needs
  hub.on('watch', watchMessageSchema, async (message, socket) => {
    const seat = seatOf(await readMeeting(storage.db, message.session), socket.data.me?.person)
    if (!seat) return unknown
    if (isHeld(presence, seat.id, message)) return refuse('room/moved', 'This room is open in another tab.')
    // Its end was told before it was here: a seat taken now would never be left.
    if (!socket.connected) return gone
    place(needs, seat.id, message, socket)
    await socket.join(`seat:${seat.id}`)
    return needs.inTurn(message.session, async () => {
      const chat = await readChat(storage.db, message.session, seat.id)
      const now = await readMeeting(storage.db, message.session)
      // Whoever was shown out while this waited for its turn may have been so before they were placed, which nothing would undo.
      if (!now || seatOf(now, seat.person ?? undefined)?.id !== seat.id) {
        presence.dismiss(seat.id)
        await socket.leave(`seat:${seat.id}`)
        return unknown
      }
      const session = await view(now, seat.id)
      const alone = presence.pagesOf(seat.id) === 1
      const takeRounds = await needs.roundViewsFor(now.rounds.filter(isShownTo(seat)).map(round => round.id), seat.id, alone)
      if (alone) needs.sent(seat.id, session)
      return ok({ session, rounds: takeRounds(), chat })
    })
  })
  hub.on('unwatch', unwatchMessageSchema, async (message, socket) => {
    const seat = seatOf(await readMeeting(storage.db, message.session), socket.data.me?.person)
    if (!seat) return unknown
    // The same tab may go from the room to its companion's page, or back: then it is left in one of the two ways only.
    if (message.companion) presence.part(socket.id, seat.id)
    else presence.leave(socket.id, seat.id)
    if (presence.seatsOf(socket.id).includes(seat.id)) return ok({})
    await socket.leave(`seat:${seat.id}`)
    needs.leftRoom(socket.id, message.session)
    return ok({})
  })
  hub.onDisconnect(socket => {
    presence.part(socket.id)
    presence.leave(socket.id)
  })
}
