import { ok, refuse, type Clock, type Ids, type Instant } from '@unanimous/kernel'
import type { Bank } from '@unanimous/bank'
import type { Storage } from '@unanimous/db'
import type { RoundViewMessage, SessionView } from '@unanimous/protocol'
import type { Background } from '../../platform/background.ts'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import type { SocketHub } from '../../platform/socket-hub.ts'
import type { Timers } from '../../platform/time.ts'
import { createChat, readChat } from './chat.ts'
import { createConsents, type ConsentNames, type NarrationTaken } from './consents.ts'
import { createDealer } from './deal.ts'
import { createGreenRoom } from './green-room.ts'
import { createOwnQuestion, createRefresh } from './own-question.ts'
import { createSession } from './create-session.ts'
import { createTurns } from './in-turn.ts'
import { createPresence, type Presence } from './presence.ts'
import { createSecondRater, type RaterNames, type RaterNeeds } from './second-rater.ts'
import { createRecordings, type RecordingNames } from './recordings.ts'
import { sessionViewFor } from './session-view.ts'
import { createSeating, type Seating } from './seating.ts'
import { createSeatsNow, type SeatsNow } from './seats-now.ts'
import { listenForWatchers } from './watch.ts'
import { everybodyIn, readMeeting, type Meeting, type Reader } from './sessions.store.ts'

type CommandNames = 'set-plan' | 'declare-loop-round' | 'ask-switch' | 'deal-again' | ConsentNames | RecordingNames | 'leave-wish' | 'be-ready' | 'drop-round' | 'say-in-chat' | 'use-own-question' | RaterNames

export interface RoomsNeeds extends Pick<RaterNeeds, 'isBlocked' | 'handleOf' | 'renamed'> {
  readonly storage: Storage
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: Ids
  readonly bank: Bank
  readonly hub: SocketHub
  readonly random: { next(): number }
  readonly formsOf: (db: Reader, meeting: Meeting, seat: string) => Promise<SessionView['youFiled']>
  readonly deadlineOf: (db: Reader, meeting: Meeting) => Promise<number | null>
  readonly roundViewsFor: (rounds: readonly string[], seat: string, alone: boolean) => Promise<() => RoundViewMessage[]>
  readonly replanned: (rounds: readonly string[]) => Promise<void>
  readonly checkDeclaration: Parameters<typeof createGreenRoom>[0]['checkDeclaration']
  readonly questionOf: Parameters<typeof createOwnQuestion>[0]['questionOf']
  /** What was counted of this session's rounds goes, in the call's transaction. */
  readonly narrationTakenBack: NarrationTaken
  readonly roundDropped: Parameters<typeof createGreenRoom>[0]['roundDropped']
  /** What was kept of this session's rounds to be replayed goes, in the call's transaction. */
  readonly replayWithdrawn: NarrationTaken
  readonly background: Background
  /** No socket of this seat reads a document any more, nor does one that comes with a ticket of before. */
  readonly closeDocuments: (seat: string) => void
  readonly seatBack: (seat: string) => Promise<void>
  readonly seatAbsent: (seat: string, since: Instant) => Promise<void>
  readonly leftRoom: (socket: string, session: string) => void
  /** Nobody looks for this seat any more: what it was sent last need not be remembered. */
  readonly seatLeft: (seat: string) => void
}

export interface Rooms extends Seating, SeatsNow {
  readonly commands: CommandHandlers<CommandNames>
  readonly queries: QueryHandlers<'session' | 'chat' | 'rater-link'>
  readonly presence: Presence
  readonly createSession: ReturnType<typeof createSession>
  /** Brings an own question up to its newest text wherever its author is still to ask it, in the call's transaction. */
  readonly refreshQuestion: ReturnType<typeof createRefresh>
  /** Pushes the session's view to each seat for which it changed. */
  publish(session: string): Promise<void>
}

const unknown = refuse('session/unknown', 'There is no such session.')

const createQueries = ({ db }: Storage, view: (meeting: Meeting, seat: string) => Promise<SessionView>): QueryHandlers<'session' | 'chat'> => ({
  session: async (input, { standing }) => {
    const meeting = await readMeeting(db, input.session)
    // A second rater may have been shown out since they were found to be in the room.
    return meeting && everybodyIn(meeting).some(seat => seat.id === standing.seat) ? ok(await view(meeting, String(standing.seat))) : unknown
  },
  chat: async (input, { standing }) => ok({ messages: await readChat(db, input.session, String(standing.seat)) }),
})

export const createRooms = (needs: RoomsNeeds): Rooms => {
  const { storage, clock, hub } = needs
  /** By seat that somebody looks for. */
  const lastSent = new Map<string, string>()
  const inTurn = createTurns()

  const view = (meeting: Meeting, seat: string) => sessionViewFor(
    { bank: needs.bank, presence, formsOf: needs.formsOf, deadlineOf: needs.deadlineOf }, storage.db, meeting, seat
  )

  const publish = (session: string) => inTurn(session, async () => {
    const meeting = presence.isWatched(session) ? await readMeeting(storage.db, session) : undefined
    if (!meeting) return
    for (const seat of everybodyIn(meeting)) {
      if (!presence.isShown(seat.id)) continue
      const next = await view(meeting, seat.id)
      const text = JSON.stringify(next)
      // What did not change for a seat is not sent to it: a message would itself tell that something happened.
      if (lastSent.get(seat.id) === text || !presence.isShown(seat.id)) continue
      lastSent.set(seat.id, text)
      hub.send(`seat:${seat.id}`, 'session:view', { view: next, now: clock.now() })
    }
    const planned = meeting.rounds.filter(round => round.state === 'planned').map(round => round.id)
    await needs.replanned(planned)
  })
  const presence = createPresence({
    clock, timers: needs.timers,
    left: seat => {
      lastSent.delete(seat)
      needs.seatLeft(seat)
    },
    changed: session => needs.background.run('publish', () => publish(session)),
    back: seat => needs.background.run('seat-back', () => needs.seatBack(seat)),
    absent: (seat, session, since) => needs.background.run('seat-absent', async () => {
      await needs.seatAbsent(seat, since)
      // Whoever is not in the room any more records nothing there.
      await recordings.endOf(seat, session)
    }),
  })
  const recordings = createRecordings({ storage, clock, ids: needs.ids, publish })
  const shownOut = async (seat: string, session: string) => {
    hub.send(`seat:${seat}`, 'shown-out', { session })
    hub.io.in(`seat:${seat}`).socketsLeave(`seat:${seat}`)
    presence.dismiss(seat)
    needs.closeDocuments(seat)
    await publish(session)
  }
  const seconds = createSecondRater({ ...needs, publish, shownOut })
  const dealer = createDealer({ bank: needs.bank, random: needs.random })

  listenForWatchers({
    storage, hub, presence, view, inTurn, roundViewsFor: needs.roundViewsFor, leftRoom: needs.leftRoom,
    sent: (seat, view) => {
      if (presence.isShown(seat)) lastSent.set(seat, JSON.stringify(view))
    },
  })

  return {
    commands: {
      ...createGreenRoom({
        dealer, bank: needs.bank, ids: needs.ids, publish, checkDeclaration: needs.checkDeclaration, roundDropped: needs.roundDropped,
      }),
      ...createConsents({ publish, narrationTakenBack: needs.narrationTakenBack, replayWithdrawn: needs.replayWithdrawn }),
      ...recordings.commands, ...seconds.commands,
      ...createOwnQuestion({ dealer, publish, questionOf: needs.questionOf }),
      ...createChat({
        inTurn,
        send: (seat, session, message) => hub.send(`seat:${seat}`, 'chat:message', { session, message, now: clock.now() }),
      }),
    },
    queries: { ...createQueries(storage, view), ...seconds.queries },
    presence,
    createSession: createSession(needs.ids, dealer),
    ...createSeating(dealer),
    refreshQuestion: createRefresh(publish),
    publish,
    ...createSeatsNow({ storage, presence }),
  }
}
