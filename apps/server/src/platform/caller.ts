import type { Instant, PersonId } from '@unanimous/kernel'
import type { Transaction } from '@unanimous/db'

/** Somebody signed in, member or guest. */
export interface SignedIn {
  readonly person: PersonId
  readonly guest: boolean
  /** The sign-in this request came with; its end closes every socket opened with it. */
  readonly signIn: string
}

/** Whoever is at the other end of a request or socket. */
export interface Caller {
  readonly signedIn?: SignedIn
  /** Address for rate limits, taken from our own trusted header only. */
  readonly address: string
}

/** What the two doors found out before a handler runs: which seat of which session the caller holds. */
export interface Standing {
  readonly session?: string
  readonly seat?: string
  readonly round?: string
}

/** Everything a command's handler may use. Its database is the transaction; the rest happens after the commit. */
export interface Call {
  readonly person: PersonId
  readonly guest: boolean
  readonly signIn: string
  readonly commandId: string
  readonly now: Instant
  readonly standing: Standing
  readonly tx: Transaction
  /** Runs when the transaction is in the database: publishing, sockets, other features. Never runs when it was refused. */
  after(work: () => void | Promise<void>): void
}
