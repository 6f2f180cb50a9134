import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Storage, type StorageOptions, databaseFingerprint, migrate, openStorage } from '@unanimous/db'
import type { Result } from '@unanimous/kernel'
import pg from 'pg'
import { type TestPostgres, startPostgres } from './postgres.ts'

/** Both databases the product runs on; what is stored is tested on each. */
export const engines = ['embedded', 'postgres'] as const
/** One of the two. */
export type Engine = (typeof engines)[number]

/** How to get a storage for a test. */
export interface TestStorageOptions {
  readonly engine: Engine
  /** A running server to make the database on; without it one is started while any test of this process needs it. */
  readonly serverUrl?: string | undefined
  /** Seen when the embedded engine dies under the test; by default it throws, which fails the run. */
  readonly onFatal?: StorageOptions['onFatal']
}

/** A storage with all tables and no rows. `close` also removes what it stood on. */
export interface TestStorage extends Storage {
  /** For what else a server keeps in DATA_DIR. */
  readonly dataDirectory: string
}

/** Opens a fresh, migrated storage, copied from one that is built once. The test closes it. */
export const openTestStorage = (options: TestStorageOptions): Promise<TestStorage> =>
  options.engine === 'embedded' ? openOnFolder(options) : openOnServer(options)

const granted = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.message}`)
  return result.value
}

const fatal = (error: Error): never => { throw error }

const openOnFolder = async ({ onFatal = fatal }: TestStorageOptions): Promise<TestStorage> => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'unanimous-test-'))
  const template = await embeddedTemplate()
  const storage = granted(await openStorage({ dataDirectory, template, onFatal }))
  return closing(storage, dataDirectory, async () => {})
}

const closing = (storage: Storage, dataDirectory: string, after: () => Promise<void>): TestStorage => ({
  ...storage,
  dataDirectory,
  close: async () => {
    await storage.close()
    rmSync(dataDirectory, { recursive: true, force: true })
    await after()
  },
})

/** A folder with an empty migrated database, kept between runs; pass it to `openStorage` to start a process on it quickly. */
export const embeddedTemplate = async (): Promise<string> => {
  const cache = fileURLToPath(new URL('../../../node_modules/.cache/unanimous/', import.meta.url))
  const template = join(cache, `database-${databaseFingerprint()}`)
  if (existsSync(template)) return template
  mkdirSync(cache, { recursive: true })
  const dataDirectory = mkdtempSync(join(cache, 'building-'))
  const storage = granted(await openStorage({ dataDirectory, onFatal: fatal }))
  granted(await migrate(storage))
  await storage.close()
  try {
    renameSync(join(dataDirectory, 'database'), template)
  }
  catch (error) {
    // Another test process built the same one meanwhile.
    if (!existsSync(template)) throw error
  }
  rmSync(dataDirectory, { recursive: true, force: true })
  return template
}

let server: Promise<TestPostgres> | undefined
let users = 0

const borrowServer = async (): Promise<string> => {
  users += 1
  server ??= startPostgres()
  return (await server).url
}

const returnServer = async (): Promise<void> => {
  users -= 1
  if (users > 0 || server === undefined) return
  const idle = server
  server = undefined
  await (await idle).stop()
}

const openOnServer = async ({ onFatal = fatal, ...options }: TestStorageOptions): Promise<TestStorage> => {
  const serverUrl = options.serverUrl ?? await borrowServer()
  const template = await serverTemplate(serverUrl)
  const name = `test_${randomBytes(8).toString('hex')}`
  await onceOn(serverUrl, `create database ${name} template ${template}`)
  const dataDirectory = mkdtempSync(join(tmpdir(), 'unanimous-test-'))
  const storage = granted(await openStorage({ databaseUrl: withDatabase(serverUrl, name), dataDirectory, onFatal }))
  return closing(storage, dataDirectory, async () => {
    await onceOn(serverUrl, `drop database ${name} with (force)`)
    if (options.serverUrl === undefined) await returnServer()
  })
}

const withDatabase = (serverUrl: string, name: string): string => {
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

const onceOn = async (url: string, statement: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  }
  finally {
    await client.end()
  }
}

const serverTemplate = async (serverUrl: string): Promise<string> => {
  const name = `template_${databaseFingerprint()}`
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  try {
    // Test processes that share the server build it once.
    await client.query('select pg_advisory_lock(1)')
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name])
    if (rowCount === 0) await buildServerTemplate(client, serverUrl, name)
    return name
  }
  finally {
    await client.end()
  }
}

const buildServerTemplate = async (client: pg.Client, serverUrl: string, name: string): Promise<void> => {
  await client.query(`create database ${name}_new`)
  const storage = granted(await openStorage({ databaseUrl: withDatabase(serverUrl, `${name}_new`), dataDirectory: tmpdir() }))
  granted(await migrate(storage))
  await storage.close()
  await client.query(`alter database ${name}_new rename to ${name}`)
}
