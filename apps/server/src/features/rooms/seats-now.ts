import type { Storage } from '@unanimous/db'
import { mediumOf } from '@unanimous/rounds'
import type { HubSocket } from '../../platform/socket-hub.ts'
import type { Presence } from './presence.ts'
import { everybodyIn, readMeeting } from './sessions.store.ts'

/** Who is where at this moment, for features whose messages are not commands. */
export interface SeatsNow {
  /** Which of the two seats this socket shows in this session: as its live tab, or from beside it, as a phone does. A second rater is in no call and runs nothing. */
  liveSeat(socket: HubSocket, session: string): Promise<{ seat: string; position: 0 | 1 } | undefined>
  /** Everybody's seats in a session whose round about code is running. */
  seatsOfRunning(session: string, round: string): Promise<readonly string[] | undefined>
}

export const createSeatsNow = ({ storage, presence }: { readonly storage: Storage; readonly presence: Presence }): SeatsNow => ({
  async liveSeat(socket, session) {
    const seats = presence.seatsOf(socket.id)
    const meeting = seats.length > 0 ? await readMeeting(storage.db, session) : undefined
    const seat = meeting?.seats.find(candidate => seats.includes(candidate.id))
    return seat && { seat: seat.id, position: seat.position === 0 ? 0 : 1 }
  },
  async seatsOfRunning(session, round) {
    const meeting = await readMeeting(storage.db, session)
    const found = meeting?.rounds.find(each => each.id === round)
    return found?.state === 'running' && mediumOf(found.kind) === 'editor' ? meeting && everybodyIn(meeting).map(seat => seat.id) : undefined
  },
})
