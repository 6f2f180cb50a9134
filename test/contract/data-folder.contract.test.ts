import { type ChildProcess, spawn } from 'node:child_process'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Worker } from 'node:worker_threads'
import { type Storage, openStorage } from '@unanimous/db'
import { embeddedTemplate, freePort, isMissing, openTestStorage } from '@unanimous/testing'
import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'

let root: string
let dataDirectory: string
const children: ChildProcess[] = []
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'unanimous-folder-'))
  dataDirectory = root
})
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  rmSync(root, { recursive: true, force: true })
})

const writerFile = fileURLToPath(new URL('storage-writer.ts', import.meta.url))

/** A second process on the storage; `until` resolves with the lines read so far when one begins with the given words. */
const startWriter = (databaseUrl?: string) => {
  const child = spawn(process.execPath, [writerFile, dataDirectory, ...(databaseUrl === undefined ? [] : [databaseUrl])], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const said: string[] = []
  const gone = new Promise<void>(done => child.once('close', () => done()))
  const lines = createInterface({ input: child.stdout })
  lines.on('line', line => said.push(line))
  return {
    child, said,
    until: async (words: string, times = 1): Promise<void> => {
      const count = (): number => said.filter(line => line.startsWith(words)).length
      while (count() < times) {
        await Promise.race([new Promise(next => lines.once('line', next)), gone.then(() => { throw new Error(`ended after: ${said.at(-1)}`) })])
      }
    },
    kill: async (): Promise<void> => {
      child.kill('SIGKILL')
      await gone
    },
  }
}

const open = async (options: Partial<Parameters<typeof openStorage>[0]> = {}): Promise<Storage> => {
  const opened = await openStorage({ dataDirectory, template: await embeddedTemplate(), ...options })
  if (!opened.ok) throw new Error(opened.refusal.message)
  return opened.value
}

eachEngine('a process killed while it writes on the %s engine', engine => {
  it('loses nothing that was acknowledged, and no half transaction stays', async () => {
    const server = engine === 'postgres' ? await openTestStorage({ engine, serverUrl: inject('postgresUrl') }) : undefined
    if (server === undefined) await (await open()).close()
    for (let round = 1; round <= 5; round += 1) {
      const writer = startWriter(server?.url)
      await writer.until('acknowledged', 5 * round)
      await writer.kill()
      const last = Number(writer.said.at(-1)?.split(' ')[1])
      const storage = server ?? await open()
      const { rows } = await storage.db.execute(sql`select
        (select count(*) from ledger)::int as count, sum(amount)::int as sum, max(n) as newest,
        (select count(distinct n) from ledger)::int as distinct_count from ledger`)
      const newest = Number(rows[0]?.['newest'])
      expect(newest).toBeGreaterThanOrEqual(last + 1)
      expect(rows[0]).toMatchObject({ count: newest, distinct_count: newest, sum: 0 })
      if (server === undefined) await storage.close()
    }
    await server?.close()
  })
})

describe('a data folder', () => {
  it('is made for this user alone', async () => {
    dataDirectory = join(dataDirectory, 'made', 'on the way')
    const storage = await open()
    expect(statSync(dataDirectory).mode & 0o777).toBe(0o700)
    await storage.close()
  })

  it('is built without a template too', async () => {
    const storage = await open({ template: undefined })
    expect((await storage.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await storage.close()
  })

  it('is used when its path is too long for a socket', async () => {
    dataDirectory = join(dataDirectory, 'long'.repeat(30))
    const storage = await open()
    expect((await storage.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await storage.close()
    expect(readdirSync(dataDirectory)).toEqual(['database'])
  })

  it('has one process: the next one is told which, and may come when it has gone', async () => {
    await (await open()).close()
    const first = startWriter()
    await first.until('ready')
    const second = await openStorage({ dataDirectory })
    expect(second).toMatchObject({ ok: false, refusal: { code: 'data-folder/locked' } })
    const sentence = second.ok ? '' : second.refusal.message
    expect(sentence).toContain(`process ${first.child.pid}`)
    expect(sentence).toContain(dataDirectory)
    expect(sentence).toContain('DATA_DIR')
    await first.kill()
    await (await open()).close()
  })

  it('has one process even when several reach for a dead one\'s folder at once', async () => {
    await (await open()).close()
    writeFileSync(join(dataDirectory, 'lock'), JSON.stringify({ ...lockOfThisProcess(), startedAt: '1' }))
    const opened = await Promise.all(Array.from({ length: 5 }, () => openStorage({ dataDirectory })))
    const winners = opened.flatMap(result => (result.ok ? [result.value] : []))
    expect(winners).toHaveLength(1)
    await winners[0]?.close()
  })

  it('is given back by close, and by a process that just ends', async () => {
    await (await open()).close()
    expect(readdirSync(dataDirectory)).toEqual(['database'])
  })

  it('is taken over from another machine or container only after its holder fell silent', async () => {
    await (await open()).close()
    const lock = join(dataDirectory, 'lock')
    writeFileSync(lock, JSON.stringify({ ...lockOfThisProcess(), world: 'another container' }))
    const beats = setInterval(() => utimesSync(lock, new Date(), new Date()), 200)
    expect(await openStorage({ dataDirectory })).toMatchObject({ ok: false, refusal: { code: 'data-folder/locked' } })
    clearInterval(beats)
    await (await open()).close()
  })

  it('tells when somebody removes its lock', async () => {
    let tell = (_: Error): void => {}
    const lost = new Promise<Error>(done => { tell = done })
    const storage = await open({ onFatal: error => tell(error) })
    rmSync(join(dataDirectory, 'lock'))
    expect((await lost).message).toContain('lock')
    await storage.close()
  })

  it('whose engine dies says so, fails whoever waits for it, and is given back', async () => {
    let thread: Worker | undefined
    const see = (seen: unknown): void => { thread = (seen as { worker: Worker }).worker }
    let tell = (_: Error): void => {}
    const fatal = new Promise<Error>(done => { tell = done })
    subscribe('worker_threads', see)
    const storage = await open({ onFatal: error => tell(error) })
    unsubscribe('worker_threads', see)
    const waiting = storage.pool.query('select pg_sleep(0.2)').then(() => 'answered', () => 'failed')
    await thread?.terminate()
    expect((await fatal).message).toContain('embedded database')
    expect(await waiting).toBe('failed')
    await storage.close()
    expect(readdirSync(dataDirectory)).toEqual(['database'])
  })

  it('with a database that cannot be read is refused, and given back', async () => {
    mkdirSync(join(dataDirectory, 'database'))
    writeFileSync(join(dataDirectory, 'database', 'PG_VERSION'), '9\n')
    const refused = await openStorage({ dataDirectory })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'database/unreadable' } })
    expect(refused.ok ? '' : refused.refusal.message).toContain(dataDirectory)
    expect(readdirSync(dataDirectory)).toEqual(['database'])
  })

  it('that cannot be written is refused in one sentence', async () => {
    const file = join(dataDirectory, 'a file')
    writeFileSync(file, '')
    const refused = await openStorage({ dataDirectory: join(file, 'data') })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'data-folder/unwritable' } })
    expect(refused.ok ? '' : refused.refusal.message).toMatch(/^DATA_DIR: .*a file\/data cannot be written/)
  })

  it('with half a database from a first start that was cut off is built again', async () => {
    mkdirSync(join(dataDirectory, 'database.new'))
    writeFileSync(join(dataDirectory, 'database.new', 'PG_VERSION'), '18')
    await (await open()).close()
    expect(existsSync(join(dataDirectory, 'database.new'))).toBe(false)
  })
})

/** The holder that a process of this machine would write, had it taken the folder. */
const lockOfThisProcess = (): object => ({
  pid: process.pid,
  startedAt: readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ')[19],
  world: 'unknown',
})

describe('a wrong DATABASE_URL', () => {
  const cases: [string, () => Promise<string>][] = [
    ['that is no address', async () => 'nonsense'],
    ['of another kind of database', async () => 'mysql://localhost/unanimous'],
    ['where nobody listens', async () => `postgres://somebody:s3cret@127.0.0.1:${await freePort()}/unanimous`],
  ]
  it.each(cases)('%s is refused with the setting\'s name, and nothing is made', async (_, address) => {
    const untouched = join(dataDirectory, 'untouched')
    const refused = await openStorage({ databaseUrl: await address(), dataDirectory: untouched })
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'database/unreachable' } })
    const sentence = refused.ok ? '' : refused.refusal.message
    expect(sentence).toMatch(/^DATABASE_URL: /)
    expect(sentence).not.toContain('s3cret')
    expect(existsSync(untouched)).toBe(false)
  })

  it.skipIf(isMissing('postgresql'))('of a database that is not there is refused with what the server says', async () => {
    const server = await openTestStorage({ engine: 'postgres', serverUrl: inject('postgresUrl') })
    const url = new URL(server.url)
    url.pathname = '/no_such_database'
    const refused = await openStorage({ databaseUrl: url.href, dataDirectory })
    await server.close()
    expect(refused.ok ? '' : refused.refusal.message).toContain('database "no_such_database" does not exist')
  })
})
