import type { TransportFacts } from './call-failure.ts'
import type { CallGrant, TransportMessage } from './call-types.ts'
import type { StatEntry } from './quality.ts'

/** The three lines every call has, in this order in the description. A line without a track is silent, never removed. */
export const callLines = ['mic', 'camera', 'screen'] as const
export type CallLine = (typeof callLines)[number]

/** The tracks to send, per line. */
export type LocalTracks = Readonly<Record<CallLine, MediaStreamTrack | null>>

/** What a connection is made from, and whom it tells. Callbacks never come before the constructor returned. */
export interface TransportNeeds {
  readonly grant: CallGrant
  readonly tracks: LocalTracks
  onMessage(message: TransportMessage): void
  onChange(change: 'connected' | 'disconnected' | 'failed' | 'closed'): void
  /** Something arrived from the other side just now. */
  onHeard(): void
}

/**
 * One connection of one epoch to one tab. After `closed`, `failed` or `close()` it is dead and another is built.
 * The interface is what the call relies on; the library behind it stays in one file.
 */
export interface CallTransport {
  /** Microphone and camera of the other person; the tracks appear as the connection comes up. */
  readonly remoteStream: MediaStream
  /** The screen the other person may share, on a line of its own from the start. */
  readonly remoteScreen: MediaStream
  receive(message: TransportMessage): void
  /** Takes effect without renegotiation. */
  setTrack(line: CallLine, track: MediaStreamTrack | null): void
  /** Fresh relay credentials count from the next ICE restart. */
  configure(grant: CallGrant): void
  /** Offerer only: the one way a second offer is ever made. An unanswered offer is sent again instead. */
  restartIce(): void
  /** Says again what may have been lost with the server line. Receiving it twice is harmless. */
  resend(): void
  facts(): TransportFacts
  stats(): Promise<readonly StatEntry[]>
  close(): void
}

/** Makes a connection, or throws when the browser cannot. */
export type CreateTransport = (needs: TransportNeeds) => CallTransport
