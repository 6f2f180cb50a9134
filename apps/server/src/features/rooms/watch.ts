import { ok, refuse } from '@unanimous/kernel'
import type { Storage } from '@unanimous/db'
import { unwatchMessageSchema, watchMessageSchema, type RoundViewMessage, type SessionView } from '@unanimous/protocol'
import type { SocketHub } from '../../platform/socket-hub.ts'
import { readChat } from './chat.ts'
import type { InTurn } from './in-turn.ts'
import type { Presence } from './presence.ts'
import { readMeeting, seatOfPerson, type Meeting } from './sessions.store.ts'

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

/** Answers tabs that come to show a session, move to another tab, or leave. */
export const listenForWatchers = (needs: WatchNeeds): void => {
  const { storage, hub, presence, view } = needs
  hub.on('watch', watchMessageSchema, async (message, socket) => {
    const me = socket.data.me
    const meeting = await readMeeting(storage.db, message.session)
    const seat = me && meeting ? seatOfPerson(meeting, me.person) : undefined
    if (!meeting || !seat) return unknown
    const live = presence.liveTab(seat.id)
    if (!message.companion && live && live.tab !== message.tab && !message.takeOver) return refuse('room/moved', 'This room is open in another tab.')
    // Its end was told before it was here: a seat taken now would never be left.
    if (!socket.connected) return gone
    if (message.companion) presence.accompany(seat.id, message.session, socket.id)
    const replaced = message.companion ? undefined : presence.arrive(seat.id, message.session, { socket: socket.id, tab: message.tab })
    if (replaced) {
      hub.io.in(replaced.socket).socketsLeave(`seat:${seat.id}`)
      if (replaced.tab !== message.tab) hub.send(replaced.socket, 'moved', { session: message.session })
    }
    await socket.join(`seat:${seat.id}`)
    return needs.inTurn(message.session, async () => {
      const now = await readMeeting(storage.db, message.session) ?? meeting
      const chat = await readChat(storage.db, message.session, seat.id)
      const session = await view(now, seat.id)
      const alone = presence.pagesOf(seat.id) === 1
      const takeRounds = await needs.roundViewsFor(now.rounds.filter(round => round.state !== 'dropped').map(round => round.id), seat.id, alone)
      if (alone) needs.sent(seat.id, session)
      return ok({ session, rounds: takeRounds(), chat })
    })
  })
  hub.on('unwatch', unwatchMessageSchema, async (message, socket) => {
    const meeting = await readMeeting(storage.db, message.session)
    const seat = socket.data.me && meeting ? seatOfPerson(meeting, socket.data.me.person) : undefined
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
