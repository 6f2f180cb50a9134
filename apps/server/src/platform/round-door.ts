import { ok, refuse, type Refusal, type Result } from '@unanimous/kernel'
import type { HubSocket } from './socket-hub.ts'

interface RoundDoorNeeds {
  /** The seat that this socket is the live tab of, in this session. */
  readonly liveSeat: (socket: HubSocket, session: string) => Promise<{ readonly seat: string } | undefined>
  /** The seats of a round's session while the round runs and is about code. */
  readonly seatsOfRunning: (session: string, round: string) => Promise<readonly string[] | undefined>
}

/** Lets pages in that are to run code. */
export interface RoundDoor {
  /**
   * The seat of a page that may run code in this round, and everybody's. What was true when storage was asked is looked at again when it
   * has answered: the page may have gone meanwhile, or the round have ended, and nobody would hear of what was begun for them.
   * `mayTake` is asked as soon as the seat is known.
   */
  enter(socket: HubSocket, place: { readonly session: string; readonly round: string }, mayTake?: (seat: string) => Promise<Refusal | undefined>): Promise<Result<{ readonly seat: string; readonly seats: readonly string[] }>>
  roundEnded(round: string): void
}

const notHere = refuse('run/not-in-room', 'Open the room before running its code.')
const noRound = refuse('run/no-round', 'Code runs while a round about code runs.')

export const createRoundDoor = ({ liveSeat, seatsOfRunning }: RoundDoorNeeds): RoundDoor => {
  const entering = new Set<{ readonly round: string; ended: boolean }>()
  return {
    async enter(socket, { session, round }, mayTake) {
      const mine = await liveSeat(socket, session)
      if (!mine) return notHere
      const limited = await mayTake?.(mine.seat)
      if (limited) return { ok: false, refusal: limited }
      const entry = { round, ended: false }
      entering.add(entry)
      const seats = await seatsOfRunning(session, round).finally(() => entering.delete(entry))
      if (!socket.connected) return notHere
      return entry.ended || !seats?.includes(mine.seat) ? noRound : ok({ seat: mine.seat, seats })
    },
    roundEnded(round) {
      for (const entry of entering) if (entry.round === round) entry.ended = true
    },
  }
}
