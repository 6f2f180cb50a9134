import { randomBytes } from 'node:crypto'
import { type Refusal, type Result, ok, refuse } from '@unanimous/kernel'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import type pg from 'pg'
import { type EmbeddedEngine, startEmbedded } from './embedded.ts'
import { refuseNewerSchema } from './migrate.ts'
import { GuardedPool, assertOutsideTransaction, poolConfig } from './pool.ts'
import * as schema from './schema/index.ts'
import { type Database, type Transaction, type TransactionConfig, runTransaction } from './transaction.ts'

/** Where everything but documents is kept: one `pg` pool, whichever engine is behind it. */
export interface Storage {
  readonly db: Database
  readonly pool: pg.Pool
  readonly kind: 'embedded' | 'postgres'
  /** Opens the same engine for a library that wants its own connections. Holds a password: never log it. */
  readonly url: string
  /**
   * Runs work in one transaction, up to three times when the database asks for a retry, so work must
   * do nothing but use its handle: no message sent, no counter moved. Inside it, any other query of this
   * storage throws. A statement may take 10 s, a lock 5 s, silence 10 s.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>, config?: TransactionConfig): Promise<T>
  /** Rejects when the engine cannot be reached or does not answer in the time a statement has. */
  ping(): Promise<void>
  /** Waits for running queries, closes the engine and gives the data folder back. May be called twice. */
  close(): Promise<void>
}

/** How to open the storage. Names in upper case inside refusals are the settings an operator knows. */
export interface StorageOptions {
  /** DATABASE_URL: a PostgreSQL server. The embedded engine when absent or empty. */
  readonly databaseUrl?: string | undefined
  /** DATA_DIR: made with mode 0700 when it is not there. Not touched when a server is used. */
  readonly dataDirectory: string
  /** A folder with a database to start from instead of building an empty one: seconds faster. Copied, never written. */
  readonly template?: string | undefined
  /** The embedded engine died or lost its folder. Nothing more can be stored; end the process. */
  onFatal?(error: Error): void
  log?(line: string): void
}

/** Connections in the pool. One engine thread answers the embedded ones: from four on, more did not make it faster. */
const poolSize = { embedded: 4, postgres: 10 } as const

/**
 * Opens the storage for this process alone. Run `migrate` before using its tables.
 * Refusals: `database/unreachable`, `database/newer-schema`, `data-folder/locked` (names the process and
 * the folder), `data-folder/unwritable`, `database/unreadable` (damaged, or of another version of the engine).
 * A refusal leaves nothing behind.
 */
export const openStorage = (options: StorageOptions): Promise<Result<Storage>> =>
  options.databaseUrl ? openPostgres(options.databaseUrl, options) : openEmbedded(options)

const openPostgres = async (databaseUrl: string, options: StorageOptions): Promise<Result<Storage>> => {
  const refusal = refuseUnreadable(databaseUrl)
  if (refusal !== undefined) return { ok: false, refusal }
  const storage = assemble('postgres', databaseUrl, options)
  const unreachable = await storage.ping().then(() => undefined, (error: unknown) => reasonOf(error))
  if (unreachable !== undefined) {
    await storage.close()
    return refuse('database/unreachable', `DATABASE_URL: the database at ${placeOf(databaseUrl)} cannot be used: ${unreachable}.`)
  }
  return unlessNewer(storage)
}

const openEmbedded = async (options: StorageOptions): Promise<Result<Storage>> => {
  const password = randomBytes(16).toString('base64url')
  const engine = await startEmbedded({ ...options, password })
  return engine.ok ? unlessNewer(assemble('embedded', engine.value.url, options, engine.value)) : engine
}

const unlessNewer = async (storage: Storage): Promise<Result<Storage>> => {
  const refusal = await refuseNewerSchema(storage.pool)
  if (refusal === undefined) return ok(storage)
  await storage.close()
  return { ok: false, refusal }
}

const assemble = (kind: Storage['kind'], url: string, options: StorageOptions, engine?: EmbeddedEngine): Storage => {
  const log = options.log ?? (() => {})
  const pool = new GuardedPool({ ...poolConfig(poolSize[kind]), connectionString: url }, error => log(`database connection lost: ${error.message}`))
  const transaction: Storage['transaction'] = (work, config) => runTransaction(pool, work, config)
  // The pool refuses too, but there drizzle hides the reason behind 'Failed query'.
  const db = drizzle(pool, { schema, logger: { logQuery: () => assertOutsideTransaction('storage.db') } })
  // Libraries that are handed `db` open transactions by themselves; they get the same guard and retries.
  db.transaction = transaction
  let closing: Promise<void> | undefined
  const close = async (): Promise<void> => {
    await pool.end()
    await engine?.stop()
  }
  return {
    db, pool, kind, url, transaction,
    ping: async () => void await db.execute(sql`select 1`),
    close: () => closing ??= close(),
  }
}

const refuseUnreadable = (databaseUrl: string): Refusal | undefined => {
  const protocol = URL.canParse(databaseUrl) ? new URL(databaseUrl).protocol : ''
  if (protocol === 'postgres:' || protocol === 'postgresql:') return undefined
  return { code: 'database/unreachable', message: 'DATABASE_URL: not an address of the form postgres://user:password@host:5432/name.' }
}

/** The address without user, password and parameters, which a log must not show. */
const placeOf = (databaseUrl: string): string => {
  const { host, pathname } = new URL(databaseUrl)
  return `${host}${pathname}`
}

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error
  if (cause instanceof AggregateError && cause.errors.length > 0) return reasonOf(cause.errors[0])
  return (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '')
}
