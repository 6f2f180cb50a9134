import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { signTicket } from '@unanimous/sync'

/** The servers that are measured. */
export type ServerName = 'ours' | 'y-websocket-server' | 'ws-relay' | 'hocuspocus'

/** What a load generator must know of a server. */
export interface Target {
  readonly name: ServerName
  readonly port: number
  readonly pid: number
}

/** A server under measurement, in a process of its own, on a core of its own where the machine has two. */
export interface MeasuredServer extends Target {
  /** Memory after a full collection. */
  memory(): Promise<{ readonly heapUsed: number; readonly external: number; readonly rss: number }>
  /** Ends it without a word. */
  kill(): Promise<void>
  /** Starts it again on the same port and data. */
  restart(): Promise<void>
  /** Ends it and deletes its data. */
  stop(): Promise<void>
}

const secret = 'a secret of the benchmark'
const root = fileURLToPath(new URL('../../../', import.meta.url))
const peers = fileURLToPath(new URL('../peers/', import.meta.url))
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }))

const programs: Record<ServerName, { readonly file: string; readonly args: (port: number, data: string) => string[] }> = {
  ours: { file: join(root, 'packages/sync/src/serve.ts'), args: (port, data) => ['--port', String(port), '--data', data] },
  'y-websocket-server': { file: join(peers, 'node_modules/@y/websocket-server/src/server.js'), args: () => [] },
  'ws-relay': { file: join(peers, 'relay.mjs'), args: () => [] },
  hocuspocus: { file: join(peers, 'hocuspocus.mjs'), args: () => [] },
}

const canPin = ((): boolean => {
  try {
    execFileSync('taskset', ['-c', '1', 'true'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
})()

/** A command pinned to a core, or the command itself. */
export const pinned = (core: number, command: string, args: readonly string[]): [string, string[]] =>
  canPin ? ['taskset', ['-c', String(core), command, ...args]] : [command, [...args]]

/** Starts a server with data of its own and waits until it takes connections. */
export const startServer = async (name: ServerName): Promise<MeasuredServer> => {
  const data = await mkdtemp(join(tmpdir(), 'bench-sync-'))
  const port = await freePort()
  let child = await launch(name, port, data)
  const kill = async (): Promise<void> => {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
  }
  return {
    name, port, kill,
    get pid() {
      return child.pid ?? 0
    },
    memory: () => new Promise((resolve) => {
      child.once('message', (usage) => resolve(usage as NodeJS.MemoryUsage))
      child.send('memory')
    }),
    restart: async () => {
      child = await launch(name, port, data)
    },
    stop: async () => {
      await kill()
      await rm(data, { recursive: true, force: true })
    },
  }
}

const launch = async (name: ServerName, port: number, data: string): Promise<ChildProcess> => {
  const { file, args } = programs[name]
  const [command, line] = pinned(0, process.execPath, ['--expose-gc', '--import', join(peers, 'heap-on-demand.mjs'), file, ...args(port, data)])
  const child = spawn(command, line, {
    cwd: peers, stdio: ['ignore', 'ignore', process.env['BENCH_VERBOSE'] === undefined ? 'ignore' : 'inherit', 'ipc'],
    env: { ...process.env, HOST: '127.0.0.1', PORT: String(port), DATA: data, SYNC_TICKET_SECRET: secret, NODE_OPTIONS: '' },
  })
  let isUp = true
  child.once('exit', () => {
    isUp = false
  })
  for (let tries = 0; !(await accepts(port)); tries++) {
    if (!isUp || tries > 400) throw new Error(`${name} did not start; BENCH_VERBOSE=1 shows why`)
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  return child
}

const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer()
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })

/** Path and query of a document for one person. */
export const pathOf = ({ name }: Target, doc: string, person: string): string =>
  name === 'ours' ? `/${doc}?ticket=${signTicket(secret, { doc, user: person, access: 'write', exp: Math.floor(Date.now() / 1000) + 3600 })}` : `/${doc}`

/** User and system time of a process. `taskset` replaces itself by the server, so the child's pid is the server's. */
export const cpuMsOf = (pid: number): number => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return ((Number(fields[11]) + Number(fields[12])) / ticksPerSecond) * 1000
}
