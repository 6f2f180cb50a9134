import { execFile } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
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
  /** Ends every connection, stops the server and removes its folder. */
  readonly stop: () => Promise<void>
}

/** Starts one with fsync on, as production has it: a durability test on a server that skips it would prove nothing. */
export async function startPostgres(): Promise<TestPostgres> {
  const bin = requireTool('postgresql')
  const account = unprivileged('postgres', 'nobody')
  const folder = mkdtempSync(join(tmpdir(), 'unanimous-postgres-'))
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid)
  const env = { ...process.env, HOME: folder, LC_ALL: 'C.UTF-8' }
  const initialise = ['-D', folder, '-U', USER, '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync']
  await run(join(bin, 'initdb'), initialise, { ...account, cwd: folder, env })
  const port = await freePort()
  const settings = ['-c', 'listen_addresses=127.0.0.1', '-c', `port=${port}`, '-c', `unix_socket_directories=${folder}`, '-c', 'max_connections=200']
  const server = startOutside(join(bin, 'postgres'), ['-D', folder, ...settings], { ...account, cwd: folder, env })
  await server.saw(/ready to accept connections/)
  return {
    url: `postgresql://${USER}@127.0.0.1:${port}/postgres`,
    stop: async () => {
      await server.stop('SIGINT')
      rmSync(folder, { recursive: true, force: true })
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
