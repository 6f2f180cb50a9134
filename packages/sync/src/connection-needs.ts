import type { Connection } from './connection.ts'
import type { RefusalEntry, RoomNeeds } from './room-needs.ts'

/** What a connection is given by its server. */
export interface ConnectionNeeds extends Omit<RoomNeeds, 'report'> {
  report(entry: RefusalEntry): void
  /** The connection is gone, however that came. */
  left(connection: Connection): void
  /** Calls `flushCursor` soon; one timer serves all sockets. */
  flushCursorLater(connection: Connection): void
}
