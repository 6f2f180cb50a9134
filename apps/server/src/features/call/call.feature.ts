import { ok, refuse, type Clock, type Result } from '@unanimous/kernel'
import { callJoinMessageSchema, callSignalMessageSchema, limits, type CallGrantMessage } from '@unanimous/protocol'
import type { SignedIn } from '../../platform/caller.ts'
import type { QueryHandlers } from '../../platform/handlers.ts'
import { createRateLimit } from '../../platform/rate-limit.ts'
import type { HubSocket, SocketHub } from '../../platform/socket-hub.ts'
import { dropFromCall, emptyCall, joinCall, rebuildCall, relaySignal, type CallMove, type CallPlace, type CallRoom } from './call-seats.ts'
import { mintTurnServer } from './turn-credentials.ts'

interface CallNeeds {
  readonly hub: SocketHub
  readonly clock: Clock
  readonly turn: { readonly url: string; readonly secret: string } | undefined
  readonly relayOnly: boolean
  /** A short ticket to a document that nobody writes to, for the connection test. */
  readonly emptyDocument: (asker: SignedIn) => { url: string; name: string; ticket: string }
  /** The seat that this socket shows, in it or beside it, in this session. */
  readonly liveSeat: (socket: HubSocket, session: string) => Promise<{ seat: string; position: 0 | 1 } | undefined>
}

/** Longer than any round with its swap, so that credentials do not run out in a call. */
const credentialLifeMs = 4 * 3_600_000
const notHere = refuse('call/not-in-room', 'Open the room before joining its call.')

export interface CallFeature {
  readonly queries: QueryHandlers<'line-test'>
  /** This socket's tab has left the room, though its line may well be up. */
  left(socket: string, session: string): void
}

export const createCallFeature = (needs: CallNeeds): CallFeature => {
  const { hub } = needs
  const rooms = new Map<string, CallRoom>()
  const tabs = new Map<string, { session: string; seat: string; tab: string }>()
  const signals = createRateLimit(limits.callSignalsPer10s, 10_000)

  const grantOf = (session: string, place: CallPlace): CallGrantMessage => {
    const now = needs.clock.now()
    const iceServers = needs.turn ? [mintTurnServer({ turnUrl: needs.turn.url, secret: needs.turn.secret, seat: place.seat, nowMs: now, lifeMs: credentialLifeMs })] : []
    return {
      session, role: place.role, epoch: place.epoch, peer: place.peer, iceServers, relayOnly: needs.relayOnly,
      expiresAt: now + credentialLifeMs,
    }
  }
  const moved = (session: string, socket: HubSocket, move: CallMove): Result<CallGrantMessage> => {
    rooms.set(session, move.room)
    tabs.set(socket.id, { session, seat: move.place.seat, tab: move.place.tab })
    // A second page of the same seat, such as a phone, carries the call on: the first one's is over.
    if (move.replaced !== undefined) hub.send(`seat:${move.place.seat}`, 'call:moved', { session, tab: move.place.tab })
    if (move.push) hub.send(`seat:${move.push.seat}`, 'call:grant', grantOf(session, move.push))
    return ok(grantOf(session, move.place))
  }

  hub.on('call:join', callJoinMessageSchema, async (message, socket) => {
    const live = await needs.liveSeat(socket, message.session)
    // A line that went down meanwhile has been told so already, and would never leave the call again.
    if (!live || !socket.connected) return notHere
    const room = rooms.get(message.session) ?? emptyCall
    const joined = message.rebuild ? rebuildCall(room, live.seat, message.tab, message.seenEpoch) : joinCall(room, live, message.tab, message.seenEpoch)
    if (!joined.ok) return joined
    const before = tabs.get(socket.id)
    // One line is in one call: that of another room is left, though its page has not said so yet.
    if (before && before.session !== message.session) leave(socket.id)
    return moved(message.session, socket, joined.value)
  })
  hub.on('call:signal', callSignalMessageSchema, async (message, socket) => {
    // From memory, because signals must leave in the order they came: a question to the database would let them overtake each other.
    const live = tabs.get(socket.id)
    if (live?.session !== message.session) return notHere
    const tooMany = await signals.take(live.seat)
    if (tooMany) return { ok: false, refusal: tooMany }
    const passed = relaySignal(rooms.get(message.session) ?? emptyCall, live.seat, message)
    if (!passed.ok) return passed
    hub.send(`seat:${passed.value.seat}`, 'call:signal', message)
    return ok({})
  })
  const leave = (socket: string) => {
    const left = tabs.get(socket)
    const room = left && rooms.get(left.session)
    tabs.delete(socket)
    // A dead line is often noticed only after the same tab is back on a new one.
    const back = [...tabs.values()].some(other => other.session === left?.session && other.tab === left.tab)
    const held = room?.taken.some(taken => taken.seat === left?.seat && taken.tab === left.tab)
    // A page whose call was carried on by another one of its seat leaves nothing when it goes.
    if (!left || !room || back || !held) return
    const now = dropFromCall(room, left.seat, left.tab)
    const stays = now.taken.find(taken => taken.present)
    if (!stays) return void rooms.delete(left.session)
    rooms.set(left.session, now)
    if (stays.seat !== left.seat) hub.send(`seat:${stays.seat}`, 'call:peer', { session: left.session, peer: null, epoch: now.epoch })
  }
  hub.onDisconnect(socket => leave(socket.id))
  const lineTests = createRateLimit(limits.lineTestsPerMinute, 60_000)
  const testServers = (person: string) => needs.turn === undefined ? [] : [mintTurnServer({
    turnUrl: needs.turn.url, secret: needs.turn.secret, seat: `test-${person}`, nowMs: needs.clock.now(), lifeMs: limits.lineTestMs,
  })]
  return {
    queries: {
      'line-test': async (_input, { me }) => {
        const tooMany = await lineTests.take(me.person)
        if (tooMany) return { ok: false, refusal: tooMany }
        return ok({ iceServers: testServers(me.person), relayOnly: needs.relayOnly, document: needs.emptyDocument(me) })
      },
    },
    left(socket, session) {
      // By now the tab may be in the call of the next room.
      if (tabs.get(socket)?.session === session) leave(socket)
    },
  }
}
