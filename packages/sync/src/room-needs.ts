import type { Clock } from '@unanimous/kernel'
import type { CommitLoop } from './commit-loop.ts'
import type { SyncLimits } from './limits.ts'

/** A frame, ticket or upgrade that was refused, for the log. Never holds a ticket. `kind` says where: at the door or on a socket. */
export interface RefusalEntry {
  readonly kind: 'upgrade' | 'socket' | 'document'
  readonly doc: string | undefined
  readonly seat: string | undefined
  readonly code: string
  readonly message: string
}

/** What a room is given by its server. */
export interface RoomNeeds {
  readonly limits: SyncLimits
  readonly clock: Clock
  readonly commits: CommitLoop
  /** Root types of the product's documents; undefined for a server that runs alone and serves anybody's. */
  readonly rootNames: readonly string[] | undefined
  report(entry: Omit<RefusalEntry, 'kind'>): void
}
