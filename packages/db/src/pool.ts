import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'

/** The transaction that the running code is inside of; `open` turns false when it ends, whatever still runs. */
export interface OpenTransaction {
  open: boolean
}

/** Which transaction the running code is inside of. */
export const currentTransaction = new AsyncLocalStorage<OpenTransaction>()

/**
 * Throws when called inside a transaction. On the embedded engine another query waits for the
 * transaction that waits for it; on a server it would silently run outside of the transaction.
 */
export const assertOutsideTransaction = (what: string): void => {
  if (currentTransaction.getStore()?.open === true) {
    throw new Error(`bug: ${what} was used inside a transaction; use the transaction's own handle, or do it after the commit`)
  }
}

/** A pool that refuses to be used by code that is inside a transaction. */
export class GuardedPool extends pg.Pool {
  constructor(config: pg.PoolConfig, onIdleError: (error: Error) => void) {
    super(config)
    // Without a listener an idle connection that breaks ends the process.
    this.on('error', onIdleError)
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: ConnectCallback): void
  override connect(callback?: ConnectCallback): Promise<pg.PoolClient> | void {
    // `query` comes through here as well.
    assertOutsideTransaction('the pool')
    return callback === undefined ? super.connect() : super.connect(callback)
  }
}

type ConnectCallback = (error: Error | undefined, client: pg.PoolClient | undefined, done: (release?: unknown) => void) => void

/** How long each thing may take, in milliseconds. */
export const timeouts = { connectMs: 5_000, statementMs: 10_000, lockMs: 5_000, idleInTransactionMs: 10_000 } as const

/** The settings every connection of the product has. */
export const poolConfig = (max: number): pg.PoolConfig => ({
  max,
  application_name: 'unanimous',
  connectionTimeoutMillis: timeouts.connectMs,
  idleTimeoutMillis: 30_000,
  statement_timeout: timeouts.statementMs,
  lock_timeout: timeouts.lockMs,
  idle_in_transaction_session_timeout: timeouts.idleInTransactionMs,
  // The embedded engine knows no statement timeout, and no server helps when the network went away.
  query_timeout: timeouts.statementMs + 2_000,
})
