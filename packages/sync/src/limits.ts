import type { EntryGuard } from './guarded-maps.ts'

/** What one client, document or process may use. Bytes and counts unless the name says otherwise. */
export interface SyncLimits {
  /** Largest WebSocket message; a larger one closes its socket with 1009. */
  readonly frameBytes: number
  /** Largest document (its structs as encoded, and what is held of its deletions); a socket whose edit would pass it is closed. */
  readonly documentBytes: number
  /** Yjs client ids with structs that one seat may bring into one document (each page load makes one). */
  readonly clientIdsPerSeat: number
  /** Distinct root types in one document. */
  readonly rootTypes: number
  /** Root maps that take only entries of a known shape, each with its judge. All other roots take whatever V1 can say. */
  readonly guardedMaps: Readonly<Record<string, EntryGuard>>
  /** Documents open at once in this process. */
  readonly rooms: number
  /** Sockets on one document. */
  readonly socketsPerRoom: number
  /** Sockets of one seat in this process. High, because alone the server knows no seats, only users; the product sets its own. */
  readonly socketsPerSeat: number
  /** Sent but not yet taken by the peer; past it the reader is dropped, so that nobody else waits or pays. */
  readonly unreadBytes: number
  /** Taken from one socket but not yet in the log; past it reading from that socket pauses until they are. */
  readonly unloggedBytesPerSocket: number
  /** Sustained frames per second of one socket (twice as many at once); past it reading pauses, the socket stays. */
  readonly framesPerSecond: number
  /** Sustained bytes per second of one socket (twice as many at once); past it reading pauses, the socket stays. */
  readonly bytesPerSecond: number
  /** Shortest time between two cursor frames of one socket that are passed on; the newest wins. */
  readonly cursorEveryMs: number
  /** Shortest time between two cursor samples of one socket in the log. */
  readonly cursorSampleEveryMs: number
  /** Longest cursor state a client may send. */
  readonly cursorBytes: number
  /** A socket that we sent nothing for this long gets a small frame: the stock client gives up after 30 s of silence. */
  readonly keepAliveMs: number
  /** A socket that sent nothing for this long, not even a pong, is dead. */
  readonly silenceMs: number
  /** How long an empty document stays loaded, for the reload that is probably coming. */
  readonly lingerMs: number
}

/** Limits of a process that serves interviews; far above what two people type, far below what hurts. */
export const defaultLimits: SyncLimits = {
  frameBytes: 1 << 20,
  documentBytes: 32 << 20,
  clientIdsPerSeat: 64,
  rootTypes: 256,
  guardedMaps: {},
  rooms: 20_000,
  socketsPerRoom: 64,
  socketsPerSeat: 20_000,
  unreadBytes: 4 << 20,
  unloggedBytesPerSocket: 1 << 20,
  framesPerSecond: 100_000,
  bytesPerSecond: 8 << 20,
  cursorEveryMs: 50,
  cursorSampleEveryMs: 1_000,
  cursorBytes: 4_096,
  keepAliveMs: 10_000,
  silenceMs: 40_000,
  lingerMs: 2_000,
}
