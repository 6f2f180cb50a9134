import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { embeddedTemplate, freePort, startOutside, type OutsideProcess } from '@unanimous/testing'

const main = resolve(import.meta.dirname, '../../apps/server/src/main.ts')

/** The product as an operator runs it: the process of main.ts over its own folder, on one port for good. */
export interface RealServer {
  readonly url: string
  /** Its DATA_DIR. */
  readonly folder: string
  /** kill -9, in the middle of whatever it does. */
  kill(): Promise<void>
  start(): Promise<void>
  /** Asked to end, as a deploy does. Gives the exit code. */
  stop(): Promise<number | null>
  close(): Promise<void>
}

export const startRealServer = async (options: { readonly databaseUrl?: string } = {}): Promise<RealServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'unanimous-real-'))
  if (options.databaseUrl === undefined) cpSync(await embeddedTemplate(), join(folder, 'database'), { recursive: true })
  const port = await freePort()
  let running: OutsideProcess | undefined
  const start = async () => {
    running = startOutside(process.execPath, [main], { env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', DATA_DIR: folder, LOG_LEVEL: 'warn', ...(options.databaseUrl === undefined ? {} : { DATABASE_URL: options.databaseUrl }) } })
    await running.saw(/Unanimous is at/)
  }
  const kill = async () => {
    await running?.stop('SIGKILL')
    running = undefined
  }
  await start()
  return {
    url: `http://127.0.0.1:${port}`, folder, start, kill,
    stop: async () => running ? running.stop('SIGTERM') : null,
    close: async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
