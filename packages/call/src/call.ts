import type { CallGrant, CallSnapshot, PictureWish, Signalling } from './call-types.ts'
import type { CreateTransport } from './transport.ts'

/**
 * What a call is made from. `tabId` names this tab to the server and to the peer.
 * `refreshGrant` asks the server: `restart` for the same epoch with fresh relay credentials, `rebuild` for the epoch after
 * the stated one (the same answer to both sides that ask). It may reject, and must do so when no answer comes (ten
 * seconds are plenty); the call tries again later.
 * `timers` and `createTransport` default to the real ones.
 */
export interface CallNeeds {
  readonly tabId: string
  readonly signalling: Signalling
  refreshGrant(why: { readonly reason: 'restart' | 'rebuild'; readonly epoch: number }): Promise<CallGrant>
  readonly timers?: CallTimers
  readonly createTransport?: CreateTransport
}

/** Where waiting comes from. */
export interface CallTimers {
  set(run: () => void, afterMs: number): unknown
  clear(handle: unknown): void
}

/**
 * A call between the two seats of a session, from one tab's point of view. Never throws into the room: whatever goes wrong
 * is in the snapshot. Tracks belong to the caller, who stops them. Its functions may be passed around on their own.
 */
export interface Call {
  /** The present state; the same object until something changes. */
  snapshot(): CallSnapshot
  /** Calls back after every change. Returns the way to stop. */
  subscribe(listener: () => void): () => void
  /** Shows that this tab is about to join; the grant follows. */
  join(): void
  /** Takes what the server granted or pushed. An older epoch than the present one is ignored. */
  applyGrant(grant: CallGrant): void
  /** The other seat's tab lost its line. Media goes on while it flows. */
  peerLeft(): void
  /** The same tab of the other seat is back on the line. */
  peerJoined(): void
  /** The line to the server broke or is back (after re-joining): what was lost meanwhile is said again. */
  setSocket(socket: 'up' | 'down'): void
  /** Sends this microphone from now on, or none. No renegotiation, at any time, before or during the call. */
  setMicrophone(track: MediaStreamTrack | undefined): void
  /** Sends this camera from now on, or none. No renegotiation. */
  setCamera(track: MediaStreamTrack | undefined): void
  /** Both at once, from one stream; a missing kind counts as none. */
  setLocalStream(stream: MediaStream | undefined): void
  /** Shares this screen beside the camera, or stops sharing. Sharp text counts for more than smooth motion. No renegotiation. */
  setScreen(track: MediaStreamTrack | undefined): void
  /** Whether cameras are sent as the line allows, always, or never. Held back, the camera keeps running for its owner. */
  setPictures(wish: PictureWish): void
  /** This person's own rule: only through the relay, so that the other learns no address. The server's rule stays above it. */
  setRelayOnly(relayOnly: boolean): void
  /** Mutes without giving the microphone back; the other side is told. */
  setMuted(muted: boolean): void
  /** The person's own "try again". */
  restart(): void
  /** Leaves for good. The tracks keep running. */
  close(): void
}
