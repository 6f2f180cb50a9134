import { setTimeout as passes } from 'node:timers/promises'
import { type NodePgDatabase, drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { isRetryable } from './errors.ts'
import { type OpenTransaction, assertOutsideTransaction, currentTransaction } from './pool.ts'
import * as schema from './schema/index.ts'

/** The product's tables, queried through drizzle. */
export type Database = NodePgDatabase<typeof schema>

/** The handle inside a transaction; nothing else may touch the database there. */
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** How strictly a transaction is kept apart from others; read committed when not said. */
export type TransactionConfig = NonNullable<Parameters<Database['transaction']>[1]>

const attempts = 3

/**
 * Runs work in a transaction of its own connection, again (up to three times in all) when the database
 * asks for it, so work must have no effects but those on its handle. Throws when used inside another.
 */
export const runTransaction = async <T>(
  pool: pg.Pool, work: (tx: Transaction) => Promise<T>, config?: TransactionConfig,
): Promise<T> => {
  assertOutsideTransaction('a second transaction')
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptOnce(pool, work, config)
    }
    catch (error) {
      if (attempt === attempts || !isRetryable(error)) throw error
      // Two that met once would meet again when they waited for the same time.
      await passes(Math.random() * 20 * attempt)
    }
  }
}

const attemptOnce = async <T>(pool: pg.Pool, work: (tx: Transaction) => Promise<T>, config?: TransactionConfig): Promise<T> => {
  const client = await pool.connect()
  const state: OpenTransaction = { open: true }
  let broken = false
  let cause: unknown
  const onError = (): void => { broken = true }
  client.on('error', onError)
  const noting = async (tx: Transaction): Promise<T> => {
    try {
      const result = await work(tx)
      // The database answers the commit of a failed transaction with a rollback and no error.
      if (await isFailed(client)) throw new Error('bug: a statement of this transaction failed and its error was swallowed')
      return result
    }
    catch (error) {
      cause = error
      throw error
    }
  }
  try {
    return await currentTransaction.run(state, () => drizzle(client, { schema }).transaction(noting, config))
  }
  catch (error) {
    // What work threw comes out again only after its rollback went through. Anything else leaves a
    // connection of which nobody knows whether a transaction is open on it.
    if (error !== cause) broken = true
    throw cause ?? error
  }
  finally {
    state.open = false
    client.removeListener('error', onError)
    client.release(broken)
  }
}

/**
 * A statement is rejected by the server's error message, which arrives before the message that says how the transaction
 * stands now. One more statement in line is answered after both.
 */
const isFailed = async (client: pg.PoolClient): Promise<boolean> => {
  if (client.getTransactionStatus() !== 'T') return true
  await client.query('select').catch(() => undefined)
  return client.getTransactionStatus() !== 'T'
}
