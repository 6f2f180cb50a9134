import type { Refusal } from '@unanimous/kernel'

/**
 * What the server decides about one seat's place in the call. Pushed whenever the pair changes, and answered to a refresh.
 * `role`: the lower seat of the session offers, for ever, so both sides never offer at once.
 * `epoch` counts the pairings of two tabs: a signal of another epoch belongs to a call that is over.
 * `peer` is the other seat's tab id, absent while nobody is there.
 * `iceServers` holds only what the operator configured; `[]` means host candidates alone. `relayOnly` hides addresses.
 */
export interface CallGrant {
  readonly role: 'offerer' | 'answerer'
  readonly epoch: number
  readonly peer: string | undefined
  readonly iceServers: readonly RTCIceServer[]
  readonly relayOnly: boolean
}

/** An offer or answer. `offer` numbers the offers of one epoch from 1; an answer carries the number it answers. */
export interface DescriptionPayload {
  readonly offer: number
  readonly type: 'offer' | 'answer'
  readonly sdp: string
}

/** A network candidate that belongs to the offer, or to the answer of the offer, with this number. */
export interface CandidatePayload {
  readonly offer: number
  readonly candidate: string
  readonly sdpMid: string | null
  readonly sdpMLineIndex: number | null
}

/**
 * What of this person reaches the other side. Browsers fire no event for it, so it is said aloud.
 * `audioOnly`: this side asks both to hold their cameras back, because its line is poor or by choice; `camera` is then false.
 */
export interface MediaState {
  readonly mic: boolean
  readonly camera: boolean
  readonly screen: boolean
  readonly audioOnly: boolean
}

/** What the connection of one pairing has to tell the connection at the other end. */
export type TransportMessage =
  | { readonly kind: 'description'; readonly payload: DescriptionPayload }
  | { readonly kind: 'candidate'; readonly payload: CandidatePayload }

/** What one tab has to tell the other: descriptions, candidates, the answerer's wish for an ICE restart, and media state. */
export type CallMessage =
  | TransportMessage
  | { readonly kind: 'restart-please'; readonly payload: Record<string, never> }
  | { readonly kind: 'state'; readonly payload: MediaState }

/**
 * A message between the two tabs of one pairing, relayed by the server, which checks the envelope and never reads `payload`.
 * `seq` rises with every signal a tab sends, so that a replayed one is dropped.
 */
export type CallSignal = CallMessage & {
  readonly to: string
  readonly from: string
  readonly epoch: number
  readonly seq: number
}

/** The line to the server. `onSignal` hands over whatever arrived, unchecked; the call judges it. Returns the way to stop. */
export interface Signalling {
  send(message: CallSignal): void
  onSignal(listener: (message: unknown) => void): () => void
}

/**
 * Where the call stands.
 * `joining`: waiting for a grant or for the other person. `negotiating`: first contact. `connected`: packets arrive.
 * `degraded`: none for 1.5 s. `reconnecting`: looking for another path. `rebuilding`: starting over under a new epoch.
 * `chat-only`: 30 s without success; still retrying, ever more slowly. `ended`: closed here, for good.
 */
export type CallPhase =
  | 'idle'
  | 'joining'
  | 'negotiating'
  | 'connected'
  | 'degraded'
  | 'reconnecting'
  | 'rebuilding'
  | 'chat-only'
  | 'ended'

/** Why no call comes about, as far as this side can tell. The room is unaffected. */
export interface CallFailure extends Refusal {
  readonly code: 'call/turn-missing' | 'call/turn-unreachable' | 'call/turn-refused' | 'call/no-answer' | 'call/blocked' | 'call/unsupported'
}

/**
 * How the line is, over the last two seconds. `tier` is undefined until measured.
 * `lossShare` is the worse of both directions, 0 to 1. `relayProtocol` is how this side reaches the relay.
 */
export interface CallQuality {
  readonly rttMs: number | undefined
  readonly lossShare: number | undefined
  readonly tier: 'good' | 'fair' | 'poor' | undefined
  readonly path: 'direct' | 'relay' | undefined
  readonly relayProtocol: 'udp' | 'tcp' | 'tls' | undefined
}

/** What a person wants of the pictures: as the line allows, whatever the line, or none. */
export type PictureWish = 'auto' | 'always' | 'never'

/**
 * Why cameras are held back right now. `line`: measured here; `choice`: this person's; `peer`: the other side asked.
 * `offered`: the line is poor, and audio alone would help; nothing has been done yet.
 */
export interface PictureHold {
  readonly wish: PictureWish
  readonly heldBy: 'line' | 'choice' | 'peer' | undefined
  readonly offered: boolean
}

/**
 * Everything a screen shows of the call. Replaced whole on every change, so identity tells whether anything did.
 * `socket` is the server line and independent of the media: a call outlives a restart of the server.
 * `remote.stream` holds the other person's microphone and camera; show the picture only while `remote.camera` is true.
 * `remote.screenStream` holds the screen they share, while `remote.screen` is true.
 * `relayOnly`: this side gives its address to nobody, by the server's rule or by this person's own.
 */
export interface CallSnapshot {
  readonly phase: CallPhase
  readonly socket: 'up' | 'down'
  readonly local: MediaState
  readonly remote: MediaState & {
    readonly present: boolean
    readonly stream: MediaStream | undefined
    readonly screenStream: MediaStream | undefined
  }
  readonly quality: CallQuality
  readonly pictures: PictureHold
  readonly relayOnly: boolean
  readonly failure?: CallFailure
}
