import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Bank } from '@unanimous/bank'
import { databaseFingerprint, migrate, openStorage } from '@unanimous/db'
import { createDatabase, requireTool } from '@unanimous/testing'
import pg from 'pg'
import { communityOf, tablesOf, type TableRows } from './community.ts'

/** A database that holds a community; `seconds` is what filling it took, when this run did it. */
export interface Seeded {
  readonly url: string
  readonly seconds: number | undefined
}

const CHUNK_CHARS = 1 << 20

const ask = async (url: string, text: string): Promise<pg.QueryResult> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await client.query(text)
  } finally {
    await client.end()
  }
}

/** Fills one table in a transaction that also emptied it, so that nothing of it is logged or has to be vacuumed. Foreign keys hold by construction. */
const copyInto = async (url: string, { table, columns, rows }: TableRows): Promise<void> => {
  const copy = `begin; truncate ${table} cascade; copy ${table} (${columns}) from stdin with (freeze); commit`
  const psql = spawn(join(requireTool('postgresql'), 'psql'), ['-X', '-q', '-v', 'ON_ERROR_STOP=1', '-d', url, '-c', copy], {
    stdio: ['pipe', 'ignore', 'inherit'], env: { ...process.env, PGOPTIONS: '-c session_replication_role=replica -c client_min_messages=warning' },
  })
  const ended = once(psql, 'close')
  let chunk = ''
  for (const row of rows) {
    chunk += row
    if (chunk.length < CHUNK_CHARS) continue
    if (!psql.stdin.write(chunk)) await Promise.race([once(psql.stdin, 'drain'), ended])
    chunk = ''
  }
  psql.stdin.end(chunk)
  const [code] = await ended as [number]
  if (code !== 0) throw new Error(`COPY into ${table} ended with ${code}`)
}

const isComplete = async (url: string): Promise<boolean> =>
  ask(url, 'select 1 from bench_seeded').then(({ rowCount }) => rowCount === 1, () => false)

/** Databases of this size that another schema or another community was written into. */
const dropOlder = async (serverUrl: string, size: string, kept: string): Promise<void> => {
  const { rows } = await ask(serverUrl, `select datname from pg_database where datname like '${size}\\_%' and datname <> '${kept}'`)
  for (const { datname } of rows as { datname: string }[]) await ask(serverUrl, `drop database "${datname}"`)
}

/** The community of so many scorecards, filled by `COPY` unless an earlier run left it whole. */
export const seeded = async (serverUrl: string, scorecards: number, bank: Bank, say: (text: string) => void): Promise<Seeded> => {
  const size = `community_${scorecards}`
  const name = `${size}_${databaseFingerprint()}`
  const url = Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href
  await dropOlder(serverUrl, size, name)
  if (await isComplete(url)) return { url, seconds: undefined }
  const started = performance.now()
  await ask(serverUrl, `drop database if exists "${name}"`)
  await createDatabase(serverUrl, name)
  const storage = await openStorage({ databaseUrl: url, dataDirectory: '' })
  if (!storage.ok) throw new Error(storage.refusal.message)
  await migrate(storage.value)
  await storage.value.close()
  for (const rows of tablesOf(communityOf(scorecards), bank)) {
    await copyInto(url, rows)
    say(`${rows.table} of ${scorecards} scorecards, after ${Math.round((performance.now() - started) / 1000)} s`)
  }
  await ask(url, 'analyze')
  await ask(url, 'create table bench_seeded as select 1 as whole')
  return { url, seconds: (performance.now() - started) / 1000 }
}

