import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Bank } from '@unanimous/bank'
import { openStorage } from '@unanimous/db'
import { instant, type PersonId } from '@unanimous/kernel'
import type { QueryInput, QueryName } from '@unanimous/protocol'
import { createApp, type App } from '@unanimous/server'
import { openSegmentLog } from '@unanimous/sync'
import type { TestPostgres } from '@unanimous/testing'
import pg from 'pg'
import { pino } from 'pino'
import { communityOf, HEAVY_PEOPLE, loopId, personId, type Community } from './community.ts'

/** A page's query, and what it asks for somebody. */
export interface Page {
  readonly name: string
  readonly query: QueryName
  readonly input: (person: number) => QueryInput<QueryName>
}

/** Every page that reads what piles up. */
export const pages: readonly Page[] = [
  { name: 'home', query: 'home', input: () => ({}) },
  { name: 'history', query: 'history', input: () => ({}) },
  { name: 'history, older rounds of one kind', query: 'history', input: () => ({ kind: 'sd', after: `${Date.UTC(2025, 0, 8)}.${'z'.repeat(22)}` }) },
  { name: 'history, two words looked for', query: 'history', input: () => ({ text: 'failo budget' }) },
  { name: 'metrics', query: 'metrics', input: () => ({}) },
  { name: 'loops', query: 'loops', input: () => ({}) },
  { name: 'a loop’s board', query: 'loop', input: person => ({ loop: loopId(person, person % 2) }) },
]

/** A community behind the real app, asked at its door and not by HTTP. */
export interface Served {
  readonly community: Community
  /** Answers a page's query for a person, and says how many milliseconds that took. */
  ask(page: Page, person: number): Promise<number>
  close(): Promise<void>
}

const settings: Parameters<typeof createApp>[0]['config'] = {
  PUBLIC_URL: undefined, TRUST_PROXY: false, TURN_URL: undefined, TURN_SECRET: undefined, RELAY_ONLY: false, MODERATORS: [], SMTP_URL: undefined, MAIL_FROM: undefined,
  GITHUB_CLIENT_ID: undefined, GITHUB_CLIENT_SECRET: undefined, RUNNER: 'off', RUNNER_SOCKET: undefined, RUNNER_SECRET: undefined, lan: false,
}

const asks = async (app: App, { query, input, name }: Page, person: number): Promise<number> => {
  const caller = { signedIn: { person: personId(person) as PersonId, guest: false, signIn: 'bench' }, address: '127.0.0.1' }
  const from = performance.now()
  const answer = await app.door.query(query, input(person), caller)
  const ms = performance.now() - from
  if (!answer.ok) throw new Error(`${name} of person ${person}: ${answer.refusal.message}`)
  return ms
}

/** Opens the app over a seeded database; `folder` takes its documents, of which there are none. */
export const serve = async (url: string, scorecards: number, bank: Bank, folder: string): Promise<Served> => {
  const storage = await openStorage({ databaseUrl: url, dataDirectory: folder })
  if (!storage.ok) throw new Error(storage.refusal.message)
  const documentLog = await openSegmentLog(join(folder, `${scorecards}-${randomBytes(4).toString('hex')}`))
  const app = createApp({
    config: settings, version: 'bench', storage: storage.value, documentLog, bank, clock: { now: () => instant(Date.now()) },
    ids: { fresh: () => randomBytes(16).toString('base64url') }, random: { next: () => Math.random() },
    secrets: { auth: 'bench'.repeat(9), documents: 'bench'.repeat(9) }, log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }), reach: 'this-machine',
  })
  return {
    community: communityOf(scorecards),
    ask: (page, person) => asks(app, page, person),
    async close() {
      await app.close()
      await documentLog.close()
      await storage.value.close()
    },
  }
}

/** Somebody usual, from all over the community; nobody twice in thousands of turns, so that nobody is held back for asking too often. */
export const somebody = ({ people }: Community, turn: number): number => HEAVY_PEOPLE + ((turn * 7919) % (people - HEAVY_PEOPLE))

const WATCHED = /Seq Scan on (scorecard|self_estimate|round_event|round_digest|round|session|seat)\b/g

const setOn = async (url: string, name: string, changes: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  for (const change of changes) await client.query(`alter database "${name}" ${change}`)
  await client.end()
}

/** Which of the large tables any page reads from end to end, as the server's own EXPLAIN of every statement tells. */
export const readFromEndToEnd = async (server: TestPostgres, url: string, open: () => Promise<Served>): Promise<readonly string[]> => {
  const name = new URL(url).pathname.slice(1)
  await setOn(server.url, name, ["set session_preload_libraries = 'auto_explain'", 'set auto_explain.log_min_duration = 0', 'set auto_explain.log_nested_statements = on'])
  const before = server.log().length
  const served = await open()
  try {
    for (const page of pages) for (const person of [0, somebody(served.community, 3)]) await served.ask(page, person)
  } finally {
    await served.close()
    await setOn(server.url, name, ['reset session_preload_libraries', 'reset auto_explain.log_min_duration', 'reset auto_explain.log_nested_statements'])
  }
  const plans = server.log().slice(before)
  if (!plans.includes('Index Scan using round_digest')) throw new Error('the server did not tell its plans')
  return [...new Set([...plans.matchAll(WATCHED)].map(([, table = '']) => table))]
}
