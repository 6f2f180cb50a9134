import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { type Refusal, type Result, ok, refuse } from '@unanimous/kernel'
import pg from 'pg'
import { timeouts } from './pool.ts'
import type { Storage } from './storage.ts'

/** Any number will do; it must only be the same in every process that migrates this database. */
const advisoryLock = 7_310_041

interface Migration {
  /** Counts from 0, without gaps. */
  readonly version: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** The bundler finds this very expression, copies the folder and puts its new place here. */
const folder = new URL('../migrations/', import.meta.url)

const readMigrations = (): Migration[] => {
  const journal = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8')) as { entries: { idx: number, tag: string }[] }
  return journal.entries.map(({ idx, tag }) => {
    const text = readFileSync(new URL(`${tag}.sql`, folder), 'utf8').replaceAll('\r\n', '\n')
    return { version: idx, name: tag, sql: text, checksum: createHash('sha256').update(text).digest('hex') }
  })
}

/**
 * Changes whenever a freshly migrated embedded database would look different: names a cached one.
 */
export const databaseFingerprint = (): string => {
  const engine = createRequire(import.meta.url).resolve('@electric-sql/pglite')
  return createHash('sha256').update([engine, ...readMigrations().map(step => step.checksum)].join()).digest('hex').slice(0, 16)
}

interface Asks {
  query(text: string): Promise<{ rows: Record<string, unknown>[] }>
}

const readApplied = async (client: Asks): Promise<Map<number, string>> => {
  const { rows: [known] } = await client.query(`select to_regclass('public.schema_version') is not null as there`)
  if (known?.['there'] !== true) return new Map()
  const { rows } = await client.query('select version, checksum from schema_version')
  return new Map(rows.map(row => [Number(row['version']), String(row['checksum'])]))
}

const newerRefusal = (applied: ReadonlyMap<number, string>, known: readonly Migration[]): Refusal | undefined => {
  const newest = Math.max(-1, ...applied.keys())
  if (newest < known.length) return undefined
  return {
    code: 'database/newer-schema',
    message: `The database was written by a newer version of Unanimous (schema ${newest}, this one knows ${known.length - 1}); start that version instead.`,
  }
}

/** The refusal for a database whose tables this code is too old for, if it is one. */
export const refuseNewerSchema = async (pool: Asks): Promise<Refusal | undefined> => newerRefusal(await readApplied(pool), readMigrations())

/**
 * Brings the tables to the state this code expects and tells how many steps that took (0: nothing to do).
 * Safe when several processes start at once: one does it, the others wait. Each step is a transaction, so
 * a killed process leaves whole steps. Refuses `database/newer-schema`, and `database/other-history` when
 * a step that was applied here differs from the one of the same number in this code.
 */
export const migrate = async (storage: Storage): Promise<Result<number>> => {
  // Outside the pool: a step over a large table may take longer than a statement of the product ever should.
  const client = new pg.Client({ connectionString: storage.url, connectionTimeoutMillis: timeouts.connectMs, application_name: 'unanimous migrate' })
  client.on('error', () => {})
  await client.connect()
  try {
    for (let applied = 0; ; applied += 1) {
      const step = await applyNext(client)
      if (!step.ok) return step
      if (step.value === undefined) return ok(applied)
    }
  }
  finally {
    await client.end()
  }
}

/** Applies the first step that is missing, and says which, if any. */
const applyNext = async (client: pg.Client): Promise<Result<string | undefined>> => {
  await client.query('begin')
  try {
    // Of the transaction, not of the session: all connections of the embedded engine are one session, which holds its locks twice.
    await client.query(`select pg_advisory_xact_lock(${advisoryLock})`)
    const next = nextStep(await readApplied(client), readMigrations())
    if (next.ok && next.value !== undefined) await apply(client, next.value)
    await client.query('commit')
    return next.ok ? ok(next.value?.name) : next
  }
  catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}

const nextStep = (applied: ReadonlyMap<number, string>, known: readonly Migration[]): Result<Migration | undefined> => {
  const newer = newerRefusal(applied, known)
  if (newer !== undefined) return { ok: false, refusal: newer }
  const changed = known.find(step => (applied.get(step.version) ?? step.checksum) !== step.checksum)
  if (changed !== undefined) {
    return refuse('database/other-history', `The database was built with another text of schema step ${changed.name}; it belongs to a different version.`)
  }
  return ok(known.find(step => !applied.has(step.version)))
}

const apply = async (client: pg.Client, step: Migration): Promise<void> => {
  await client.query(`create table if not exists schema_version (
    version integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())`)
  await client.query(step.sql)
  await client.query('insert into schema_version (version, name, checksum) values ($1, $2, $3)', [step.version, step.name, step.checksum])
}
