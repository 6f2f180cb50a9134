import type { CallMessage, CallSignal, MediaState } from './call-types.ts'

/** Whose signals count right now: addressed to this tab, from the granted peer, of the granted epoch. */
export interface Pairing {
  readonly self: string
  readonly peer: string
  readonly epoch: number
}

/** Decides which arrivals belong to the call. */
export interface SignalGate {
  /** The signal if it counts now. One of a coming epoch is kept until that epoch's pairing is given to `open`. */
  admit(arrival: unknown, pairing: Pairing | undefined): CallSignal | undefined
  /** Begins an epoch and returns what had arrived for it already, in order. */
  open(pairing: Pairing): readonly CallSignal[]
}

/** An honest description of three lines with all candidates is below 16 KB. */
const sdpMaxChars = 64_000
const heldMax = 100

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
const isText = (value: unknown, max: number): value is string => typeof value === 'string' && value.length <= max
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0

const parseDescription = ({ type, sdp }: Record<string, unknown>, offer: number): CallMessage | undefined =>
  (type === 'offer' || type === 'answer') && isText(sdp, sdpMaxChars) ? { kind: 'description', payload: { offer, type, sdp } } : undefined

const parseCandidate = ({ candidate, sdpMid, sdpMLineIndex }: Record<string, unknown>, offer: number): CallMessage | undefined => {
  if (!isText(candidate, 2_000)) return undefined
  const media = { sdpMid: isText(sdpMid, 100) ? sdpMid : null, sdpMLineIndex: isCount(sdpMLineIndex) ? sdpMLineIndex : null }
  return { kind: 'candidate', payload: { offer, candidate, ...media } }
}

const parseState = ({ mic, camera, screen, audioOnly }: Record<string, unknown>): MediaState => ({
  mic: mic === true,
  camera: camera === true,
  screen: screen === true,
  audioOnly: audioOnly === true,
})

const parseMessage = (kind: unknown, payload: unknown): CallMessage | undefined => {
  if (!isRecord(payload)) return undefined
  if (kind === 'restart-please') return { kind, payload: {} }
  if (kind === 'state') return { kind, payload: parseState(payload) }
  if (!isCount(payload.offer)) return undefined
  if (kind === 'description') return parseDescription(payload, payload.offer)
  return kind === 'candidate' ? parseCandidate(payload, payload.offer) : undefined
}

/** Reads an arrival as a signal, or undefined when it is none. The other browser is not trusted to be ours. */
export const parseSignal = (arrival: unknown): CallSignal | undefined => {
  if (!isRecord(arrival)) return undefined
  const { to, from, epoch, seq } = arrival
  if (!isText(to, 100) || !isText(from, 100) || !isCount(epoch) || !isCount(seq)) return undefined
  const message = parseMessage(arrival.kind, arrival.payload)
  return message && { ...message, to, from, epoch, seq }
}

/** A gate with nothing seen yet. Replays are dropped by `seq`, other tabs' and past epochs' signals by their envelope. */
export const createSignalGate = (): SignalGate => {
  let held: CallSignal[] = []
  let lastSeq = -1

  const admit = (arrival: unknown, pairing: Pairing | undefined): CallSignal | undefined => {
    const signal = parseSignal(arrival)
    if (signal === undefined) return undefined
    if (pairing === undefined || signal.epoch > pairing.epoch) {
      // The push that grants an epoch and the other side's first offer may overtake each other.
      held = [...held, signal].slice(-heldMax)
      return undefined
    }
    if (signal.to !== pairing.self || signal.from !== pairing.peer || signal.epoch !== pairing.epoch || signal.seq <= lastSeq) return undefined
    lastSeq = signal.seq
    return signal
  }

  const open = (pairing: Pairing): readonly CallSignal[] => {
    const waiting = held
    held = []
    lastSeq = -1
    return waiting.flatMap((signal) => admit(signal, pairing) ?? [])
  }

  return { admit, open }
}
