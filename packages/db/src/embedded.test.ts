import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStorage } from './index.ts'

let dataDirectory: string
beforeEach(() => { dataDirectory = mkdtempSync(join(tmpdir(), 'unanimous-db-')) })
afterEach(() => rmSync(dataDirectory, { recursive: true, force: true }))

it('tells that the engine died, whoever is waiting for it gets an error, and close still closes', async () => {
  let thread: Worker | undefined
  const see = (seen: unknown): void => { thread = (seen as { worker: Worker }).worker }
  subscribe('worker_threads', see)
  let tell = (_: Error): void => {}
  const fatal = new Promise<Error>(done => { tell = done })
  const opened = await openStorage({ dataDirectory, onFatal: error => tell(error) })
  unsubscribe('worker_threads', see)
  if (!opened.ok) throw new Error(opened.refusal.message)
  const waiting = opened.value.pool.query('select pg_sleep(0.2)').then(() => 'answered', () => 'failed')
  await thread?.terminate()
  expect((await fatal).message).toContain('embedded database')
  expect(await waiting).toBe('failed')
  await opened.value.close()
  expect(readdirSync(dataDirectory)).toEqual(['database'])
})

it('refuses a database it cannot read, with the folder, and gives the folder back', async () => {
  mkdirSync(join(dataDirectory, 'database'))
  writeFileSync(join(dataDirectory, 'database', 'PG_VERSION'), '9\n')
  const refused = await openStorage({ dataDirectory })
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'database/unreadable' } })
  expect(refused.ok ? '' : refused.refusal.message).toContain(dataDirectory)
  expect(readdirSync(dataDirectory)).toEqual(['database'])
})
