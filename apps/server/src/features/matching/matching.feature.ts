import { ok, refuse, type Clock, type Ids, type Result } from '@unanimous/kernel'
import { schema, type Storage } from '@unanimous/db'
import type { Call } from '../../platform/caller.ts'
import type { CommandHandlers, QueryHandlers } from '../../platform/handlers.ts'
import type { KeyedQueue } from '../../platform/keyed-queue.ts'
import type { Log } from '../../platform/log.ts'
import type { SocketHub } from '../../platform/socket-hub.ts'
import type { Timers } from '../../platform/time.ts'
import { createInvites, type SessionMaking } from './invites.ts'
import { answerOffer, endOfferBetween, lapseOffer, peopleOf, type HeldOffer } from './offers.ts'
import { createQueueKeeper } from './queue-keeper.ts'
import { readMatched, readQueueView } from './queue-view.ts'
import { createRematch } from './rematch.ts'
import { isInRound, leaveWaiting, openTicketOf, type InterviewersToAvoid } from './tickets.store.ts'

export interface MatchingNeeds extends SessionMaking {
  readonly storage: Storage
  readonly clock: Clock
  readonly timers: Timers
  readonly ids: Ids
  readonly queue: KeyedQueue
  readonly hub: Pick<SocketHub, 'send' | 'onlinePeople'>
  readonly log: Log
  readonly interviewersToAvoid: InterviewersToAvoid
}

type QueueCommands = CommandHandlers<'join-queue' | 'leave-queue' | 'accept-offer' | 'decline-offer' | 'extend-offer'>

export interface Matching {
  readonly commands: QueueCommands & CommandHandlers<'create-invite' | 'accept-invite' | 'revoke-invite' | 'rematch'>
  readonly queries: QueryHandlers<'queue' | 'invite'>
  /** Takes up the queue where the last process left it. */
  start(): Promise<void>
  /** A block took effect between two people: an open offer between them ends. */
  blocked(one: string, other: string): void
}

const alreadyWaiting = refuse('matching/already-waiting', 'You are waiting already, perhaps in another tab.')
const notWaiting = refuse('matching/not-waiting', 'You are not waiting.')
const inSession = refuse('matching/in-a-session', 'You are in a session. Finish it first.')

export const createMatching = (needs: MatchingNeeds): Matching => {
  const { storage, clock, hub } = needs
  const keeper = createQueueKeeper(needs)
  const viewFor = (call: Call) => readQueueView(call.tx, call.person, hub.onlinePeople().size, call.now)

  /** The pass is not waited for: an acknowledgement must not overtake, with an older view, what the pass pushes. */
  const tendAfter = (call: Call, people: readonly string[]) => call.after(() => void keeper.tend(people))

  const answer = async (name: 'accept' | 'decline' | 'extend', offer: string, call: Call): Promise<Result<HeldOffer>> => {
    const answered = await answerOffer(call.tx, needs, { name, offer, person: call.person }, call.now)
    if (answered.ok) tendAfter(call, peopleOf(answered.value))
    return answered
  }

  const commands: QueueCommands = {
    'join-queue': async (input, call) => {
      if (await isInRound(call.tx, call.person)) return inSession
      const matched = await readMatched(call.tx, [call.person], call.now)
      if (matched.size > 0) return refuse('matching/in-a-session', 'You have just been matched. Go to that room first.')
      const added = await call.tx.insert(schema.queueTicket).values({
        id: needs.ids.fresh(), person: call.person, criteria: input, joinedAt: call.now, state: 'waiting',
      })
        .onConflictDoNothing().returning()
      if (added.length === 0) return alreadyWaiting
      tendAfter(call, [call.person])
      return ok(await viewFor(call))
    },
    'leave-queue': async (_input, call) => {
      tendAfter(call, [call.person])
      if (await leaveWaiting(call.tx, call.person)) return ok({})
      const ticket = await openTicketOf(call.tx, call.person)
      if (!ticket) return notWaiting
      const declined = ticket.offer === null ? undefined : await answer('decline', ticket.offer, call)
      if (declined?.ok) return ok({})
      // The offer ended this very instant, which may have put its people back in front, also the one who wants to leave.
      if (ticket.offer !== null) tendAfter(call, await lapseOffer(call.tx, ticket.offer, call.now))
      await leaveWaiting(call.tx, call.person)
      return ok({})
    },
    'accept-offer': async (input, call) => {
      if (await isInRound(call.tx, call.person)) return inSession
      const answered = await answer('accept', input.offer, call)
      return answered.ok ? ok(await viewFor(call)) : answered
    },
    'decline-offer': async (input, call) => {
      const answered = await answer('decline', input.offer, call)
      return answered.ok ? ok({}) : answered
    },
    'extend-offer': async (input, call) => {
      const answered = await answer('extend', input.offer, call)
      return answered.ok ? ok(await viewFor(call)) : answered
    },
  }
  const invites = createInvites(needs)
  return {
    commands: { ...commands, ...invites.commands, ...createRematch(needs) },
    queries: {
      ...invites.queries,
      queue: async (_input, { me }) => ok(await readQueueView(storage.db, me.person, hub.onlinePeople().size, clock.now())),
    },
    start: () => keeper.tend(),
    blocked: (one, other) => void keeper.tend([], () => endOfferBetween(storage, one, other, clock.now())),
  }
}
