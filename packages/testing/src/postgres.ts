import { execFile } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { freePort, startOutside, unprivileged } from './outside-process.ts'
import { requireTool } from './outside-tools.ts'

const run = promisify(execFile)
const USER = 'unanimous'

/** A real PostgreSQL of this test run, empty, on loopback, thrown away at the end. */
export interface TestPostgres {
  /** The database `postgres`; for a test's own, ask `createDatabase`. */
  readonly url: string
  /** Everything the server wrote so far. */
  readonly log: () => string
  /** Ends every connection and stops the server; removes its folder unless that was to be kept. */
  readonly stop: () => Promise<void>
}

/** What a server that is to be measured needs beside. */
export interface PostgresOptions {
  /** A folder that keeps it: the next start finds the same databases. Without one it is thrown away. */
  readonly keptIn?: string
  /** Settings of the server, each `name=value`. */
  readonly settings?: readonly string[]
}

/** Starts one with fsync on, as production has it: a durability test on a server that skips it would prove nothing. */
export async function startPostgres({ keptIn, settings = [] }: PostgresOptions = {}): Promise<TestPostgres> {
  const bin = requireTool('postgresql')
  const account = unprivileged('postgres', 'nobody')
  const folder = keptIn ?? mkdtempSync(join(tmpdir(), 'unanimous-postgres-'))
  mkdirSync(folder, { recursive: true })
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid)
  const env = { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8' }
  const initialise = ['-D', folder, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  if (!existsSync(join(folder, 'PG_VERSION'))) await run(join(bin, 'initdb'), initialise, { ...account, cwd: folder, env })
  const port = await freePort()
  const all = ['listen_addresses=127.0.0.1', `port=${port}`, `unix_socket_directories=${folder}`, 'max_connections=200', ...settings]
  const server = startOutside(join(bin, 'postgres'), ['-D', folder, ...all.flatMap(setting => ['-c', setting])], { ...account, cwd: folder, env })
  await server.saw(/ready to accept connections/)
  return {
    url: `postgresql://${USER}@127.0.0.1:${port}/postgres`,
    log: server.log,
    stop: async () => {
      await server.stop('SIGINT')
      if (keptIn === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}

/**
 * A new empty database beside the one named by `url`, so that test files share a server and nothing else.
 * @param name lower-case letters, digits and `_`
 */
export async function createDatabase(url: string, name: string): Promise<string> {
  const address = new URL(url)
  const args = ['-h', address.hostname, '-p', address.port, '-U', address.username, name]
  await run(join(requireTool('postgresql'), 'createdb'), args)
  address.pathname = `/${name}`
  return address.href
}
