import { limits } from '@unanimous/protocol'
import { ok, refuse, type Result } from '@unanimous/kernel'

/** One of the two seats of a session. Seat 0 offers, for ever, so that both sides never offer at once. */
export interface CallSeat {
  readonly seat: string
  readonly position: 0 | 1
}

interface TakenSeat extends CallSeat {
  readonly tab: string
  readonly present: boolean
}

/**
 * Who is in the call of one session. `epoch` counts pairings of tabs: it rises with every new tab and every rebuild, and
 * only signals of the present one pass. A restarted server takes it up again from what the tabs say they were in.
 */
export interface CallRoom {
  readonly epoch: number
  readonly taken: readonly TakenSeat[]
}

/** A seat's own part of a grant; the relay's servers are added where they are minted. */
export interface CallPlace {
  readonly seat: string
  readonly tab: string
  readonly role: 'offerer' | 'answerer'
  readonly epoch: number
  readonly peer: string | null
}

/** The room as it is now, the asker's place, and the place to push to the other seat when it is there. */
export interface CallMove {
  readonly room: CallRoom
  readonly place: CallPlace
  readonly push: CallPlace | undefined
  /** A tab of the same seat that is in the call no longer and has to be told. */
  readonly replaced: string | undefined
}

/** The envelope of a signal, without what it says. */
export interface SignalEnvelope {
  readonly to: string
  readonly from: string
  readonly epoch: number
  readonly kind: string
  readonly payload: unknown
}

/** A call that nobody has joined. */
export const emptyCall: CallRoom = { epoch: 0, taken: [] }

const kinds = new Set(['description', 'candidate', 'restart-please', 'state'])
/** Far beyond any honest call; a claim above it is nonsense and counts as none. */
const epochMax = 1_000_000_000

const takenBy = (room: CallRoom, seat: string): TakenSeat | undefined => room.taken.find((taken) => taken.seat === seat)
const otherThan = (room: CallRoom, seat: string): TakenSeat | undefined => room.taken.find((taken) => taken.seat !== seat)

const placeOf = (room: CallRoom, mine: TakenSeat): CallPlace => {
  const other = otherThan(room, mine.seat)
  return {
    seat: mine.seat,
    tab: mine.tab,
    role: mine.position === 0 ? 'offerer' : 'answerer',
    epoch: room.epoch,
    peer: other?.present === true ? other.tab : null,
  }
}

const moveOf = (room: CallRoom, mine: TakenSeat, replaced?: string): CallMove => {
  const other = otherThan(room, mine.seat)
  return { room, place: placeOf(room, mine), push: other?.present === true ? placeOf(room, other) : undefined, replaced }
}

/** The same tab keeps the pairing it is in, and takes it along to a server that forgot; every other arrival is a new one. */
const epochAfter = (room: CallRoom, before: TakenSeat | undefined, tab: string, seen: number): number => {
  if (before?.tab === tab && seen <= room.epoch) return room.epoch
  const forgotten = before === undefined && seen > 0 && (room.taken.length === 0 || seen === room.epoch)
  return forgotten ? seen : Math.max(room.epoch, seen) + 1
}

/**
 * Takes a seat of the call with a tab. `seenEpoch` is the epoch that this tab's call is already in, 0 for none.
 * A second tab of the same seat replaces the first. Refused when both seats are others'.
 */
export const joinCall = (room: CallRoom, who: CallSeat, tab: string, seenEpoch: number): Result<CallMove> => {
  const before = takenBy(room, who.seat)
  const others = room.taken.filter((taken) => taken.seat !== who.seat)
  if (others.some((taken) => taken.position === who.position) || others.length > 1)
    return refuse('call/full', 'Both seats of this call are taken.')
  const seen = seenEpoch > epochMax ? 0 : seenEpoch
  const mine = { ...who, tab, present: true }
  const epoch = epochAfter(room, before, tab, seen)
  return ok(moveOf({ epoch, taken: [...others, mine] }, mine, before !== undefined && before.tab !== tab ? before.tab : undefined))
}

/** The tab's line dropped. Its place is kept: the media does not need the line, and it may well be back. */
export const dropFromCall = (room: CallRoom, seat: string, tab: string): CallRoom => ({
  ...room,
  taken: room.taken.map((taken) => (taken.seat === seat && taken.tab === tab ? { ...taken, present: false } : taken)),
})

/**
 * Starts the pairing over under the next epoch. Both sides ask when a call breaks: the first one's question raises the
 * epoch, and the second, still speaking of the old one, gets the same answer.
 */
export const rebuildCall = (room: CallRoom, seat: string, tab: string, epoch: number): Result<CallMove> => {
  const mine = takenBy(room, seat)
  if (mine?.tab !== tab) return refuse('call/moved', 'This call has moved to another tab.')
  return ok(moveOf({ ...room, epoch: epoch === room.epoch ? room.epoch + 1 : room.epoch }, mine))
}

/** Decides whether a signal passes, and to which seat. The server reads the envelope and the size, never the payload. */
export const relaySignal = (room: CallRoom, seat: string, signal: SignalEnvelope): Result<{ readonly seat: string; readonly tab: string }> => {
  const mine = takenBy(room, seat)
  if (mine === undefined || signal.from !== mine.tab) return refuse('call/moved', 'This call has moved to another tab.')
  if (!kinds.has(signal.kind)) return refuse('call/unknown-signal', 'The call does not know this signal.')
  if (signal.epoch !== room.epoch) return refuse('call/old-epoch', 'This belongs to a call that has been started over.')
  const other = otherThan(room, seat)
  if (other?.present !== true || signal.to !== other.tab) return refuse('call/no-peer', 'The other person is not in the call.')
  if (Buffer.byteLength(JSON.stringify(signal.payload ?? null)) > limits.callSignalBytes)
    return refuse('call/too-large', 'This call signal is too large.')
  return ok({ seat: other.seat, tab: other.tab })
}
