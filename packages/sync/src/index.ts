/**
 * A document server for stock y-websocket clients: tickets at the door, an append-only log behind it, and no Y.Doc in between. The product
 * mounts it in its own HTTP server; `serve.ts` runs it alone. README.md has the wire, the limits and the close codes.
 */
export { type Bus, createLocalBus } from './bus.ts'
export { closeCodes } from './close-codes.ts'
export { DirectoryUnavailable } from './directory-lock.ts'
export type { Appended, DocumentLog, DocumentSnapshot, StoredDocument } from './document-log.ts'
export type { EntryGuard, MapEntry } from './guarded-maps.ts'
export { defaultLimits, type SyncLimits } from './limits.ts'
export { LogBatch, type LogRecord, type RecordKind } from './log-record.ts'
export type { RefusalEntry } from './room-needs.ts'
export { openSegmentLog, type SegmentLogOptions } from './segment-log.ts'
export { createSyncServer, type SocketMatch, type SyncNeeds, type SyncServer, type SyncStats } from './sync-server.ts'
export { isDocumentName, signTicket, type TicketClaims, verifyTicket } from './ticket.ts'
