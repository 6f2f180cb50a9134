import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { loadBank, type Bank } from '@unanimous/bank'
import type { Clock, Ids, Random } from '@unanimous/kernel'
import { createApp, type App, type AppNeeds } from '@unanimous/server'
import { openSegmentLog, type DocumentLog } from '@unanimous/sync'
import { openTestStorage, type Engine, type TestStorage } from '@unanimous/testing'
import { pino } from 'pino'
import { inject, onTestFinished } from 'vitest'
import { turnedClock, type TurnedClock } from './turned-clock.ts'

export interface StartOptions {
  readonly engine?: Engine
  readonly clock?: TurnedClock
  readonly bank?: Bank
  readonly random?: Random
  readonly ids?: Ids
  readonly config?: Partial<AppNeeds['config']>
  readonly webDirectory?: string
  /** Of an app that runs already: this one starts over the same database, with documents of its own. */
  readonly storage?: TestStorage
  /** Stands before the log of the documents, for tests of a disk that does not answer. */
  readonly disk?: (log: DocumentLog) => DocumentLog
  /** Where it listens, for tests that must name the address beforehand; a free port otherwise. */
  readonly port?: number
}

export interface RunningApp {
  readonly app: App
  readonly url: string
  readonly clock: TurnedClock
  readonly storage: TestStorage
  /** The document server's secret, for tests that forge tickets. */
  readonly documentSecret: string
  close(): Promise<void>
}

const freshIds: Ids = { fresh: () => randomBytes(16).toString('base64url') }

const openStorageOf = async ({ storage, engine = 'embedded' }: StartOptions): Promise<TestStorage> =>
  storage ?? openTestStorage({ engine, serverUrl: engine === 'postgres' ? inject('postgresUrl') : undefined })

/** The real app on a free port over a fresh storage. Only its clock can be turned. Whoever opens it closes it. */
export const openApp = async (options: StartOptions = {}): Promise<RunningApp> => {
  const clock = options.clock ?? turnedClock()
  const storage = await openStorageOf(options)
  const documentLog = await openSegmentLog(join(storage.dataDirectory, options.storage ? 'documents-of-the-second' : 'documents'))
  const documentSecret = randomBytes(32).toString('base64url')
  const app = createApp({
    config: {
      PUBLIC_URL: undefined, TRUST_PROXY: false, TURN_URL: undefined, TURN_SECRET: undefined, RELAY_ONLY: false, MODERATORS: [], SMTP_URL: undefined, MAIL_FROM: undefined,
      GITHUB_CLIENT_ID: undefined, GITHUB_CLIENT_SECRET: undefined, RUNNER: 'off', RUNNER_SOCKET: undefined, RUNNER_SECRET: undefined, lan: false, ...options.config,
    },
    version: '0.0.0-test', storage, documentLog: options.disk?.(documentLog) ?? documentLog, bank: options.bank ?? loadBank(), clock: clock satisfies Clock, ids: options.ids ?? freshIds, random: options.random ?? { next: () => Math.random() },
    secrets: { auth: randomBytes(32).toString('base64url'), documents: documentSecret }, log: pino({ level: process.env['TEST_LOG'] ?? 'silent' }),
    reach: 'this-machine', strict: true, ...(options.webDirectory === undefined ? {} : { webDirectory: options.webDirectory }),
  })
  const port = await app.listen(options.port ?? 0, '127.0.0.1')
  const close = async () => {
    await app.close()
    await documentLog.close()
    if (!options.storage) await storage.close()
  }
  return { app, url: `http://127.0.0.1:${port}`, clock, storage, documentSecret, close }
}

/** The same, closed when the test finishes. */
export const startApp = async (options: StartOptions = {}): Promise<RunningApp> => {
  const running = await openApp(options)
  onTestFinished(running.close)
  return running
}
