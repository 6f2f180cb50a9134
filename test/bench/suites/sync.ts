import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BenchContext, median, type Row, type Suite } from '../row.ts'
import { lostByKill } from '../sync/kills.ts'
import type { Job } from '../sync/load.ts'
import { installPeers } from '../sync/peers.ts'
import { type MeasuredServer, pinned, type ServerName, startServer } from '../sync/servers.ts'
import { writeTrace } from '../sync/traces.ts'

const kills = 20
const baseline: ServerName = 'y-websocket-server'

/** One figure that all servers are compared by, and what the comparison with each must not exceed. */
interface Case {
  readonly name: string
  readonly unit: string
  readonly servers: readonly ServerName[]
  readonly bar: number
  measure(server: MeasuredServer): Promise<number>
}

const run = async (context: BenchContext): Promise<Row[]> => {
  await installPeers(context.say)
  const folder = await mkdtemp(join(tmpdir(), 'bench-trace-'))
  try {
    const file = join(folder, 'trace')
    const trace = await writeTrace(context.root, file)
    const rows: Row[] = []
    for (const one of casesWith(file, trace.name)) rows.push(...(await compare(one, context)))
    return [...rows, await survive(context)]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const casesWith = (file: string, traceName: string): Case[] => [
  {
    name: 'CPU per delivered edit, 500 rooms of two', unit: 'us', bar: 0.5, servers: ['ours', baseline, 'ws-relay'],
    measure: async (server) => numberOf(await load(server, { kind: 'typing', rooms: 500, perSecond: 5, seconds: 8 }), 'microsecondsPerEdit'),
  },
  {
    // Fewer rooms, because five hundred are more than it serves on one core.
    name: 'CPU per delivered edit, 50 rooms of two', unit: 'us', bar: 0.5, servers: ['ours', 'hocuspocus'],
    measure: async (server) => numberOf(await load(server, { kind: 'typing', rooms: 50, perSecond: 5, seconds: 8 }), 'microsecondsPerEdit'),
  },
  {
    name: 'CPU per update, saturated', unit: 'us', bar: 0.25, servers: ['ours', baseline, 'ws-relay'],
    measure: async (server) => numberOf(await load(server, { kind: 'saturation', rooms: 32, underway: 16, seconds: 5 }), 'microsecondsPerEdit'),
  },
  {
    name: `CPU for the ${traceName}, text equal`, unit: 's', bar: 0.3, servers: ['ours', baseline, 'ws-relay'],
    measure: async (server) => {
      const result = await load(server, { kind: 'trace', file })
      // A server that loses text has not done the work: no figure is good enough.
      return result['isEqual'] === true ? numberOf(result, 'cpuSeconds') : Number.POSITIVE_INFINITY
    },
  },
  {
    name: 'idle heap per room of two, 500 edits', unit: 'KB', bar: 0.3, servers: ['ours', baseline, 'ws-relay'],
    measure: heapPerRoom,
  },
]

/** Runs a case on all its servers, each fresh, in an order that changes from run to run. */
const compare = async (one: Case, { runs, say }: BenchContext): Promise<Row[]> => {
  const figures = new Map<ServerName, number[]>(one.servers.map((name) => [name, []]))
  for (let turn = 0; turn < runs; turn++) {
    for (let i = 0; i < one.servers.length; i++) {
      const name = one.servers[(i + turn) % one.servers.length] ?? 'ours'
      const server = await startServer(name)
      try {
        const figure = await one.measure(server)
        figures.get(name)?.push(figure)
        say(`${one.name}: ${name} ${figure.toPrecision(3)} ${one.unit}`)
      } finally {
        await server.stop()
      }
    }
  }
  const ours = median(figures.get('ours') ?? [])
  return one.servers.filter((name) => name !== 'ours').map((name) => {
    const reference = median(figures.get(name) ?? [])
    const bar = name === baseline ? one.bar : null
    return rowOf({ case: one.name, ours, reference, referenceName: name, unit: one.unit, bar, runs })
  })
}

const rowOf = (row: Omit<Row, 'suite' | 'ratio' | 'holds' | 'load'>): Row => {
  const ratio = row.ours / row.reference
  return { suite: 'sync', ...row, ratio, holds: row.bar === null ? null : ratio <= row.bar, load: loadavg()[0] ?? 0 }
}

const survive = async ({ say }: BenchContext): Promise<Row> => {
  const server = await startServer('ours')
  let [seen, lost] = [0, 0]
  let seed = 1
  try {
    for (let round = 0; round < kills; round++) {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
      const result = await lostByKill(server, round, seed / 2 ** 32)
      seen += result.seen
      lost += result.lost
    }
  } finally {
    await server.stop()
  }
  say(`${kills} kills -9: ${lost} of ${seen} edits lost`)
  return {
    suite: 'sync', case: `edits lost over ${kills} kills -9, of ${seen} that a peer had seen`, ours: lost, reference: 0, referenceName: 'allowed', unit: 'edits',
    ratio: Number.NaN, bar: 0, holds: lost === 0 && seen > 0, runs: kills, load: loadavg()[0] ?? 0,
  }
}

const idleRooms = 300

async function heapPerRoom(server: MeasuredServer): Promise<number> {
  const before = await server.memory()
  const { result, end } = startLoad(server, { kind: 'idle', rooms: idleRooms, edits: 500 })
  await result
  const after = await server.memory()
  await end()
  return (after.heapUsed - before.heapUsed) / 1024 / idleRooms
}

const load = async (server: MeasuredServer, job: Job): Promise<Record<string, unknown>> => {
  const { result, end } = startLoad(server, job)
  const found = await result
  await end()
  return found
}

const startLoad = ({ name, port, pid }: MeasuredServer, job: Job): { result: Promise<Record<string, unknown>>; end: () => Promise<void> } => {
  const file = fileURLToPath(new URL('../sync/load.ts', import.meta.url))
  const [command, args] = pinned(1, process.execPath, [file, JSON.stringify([{ name, port, pid }, job])])
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const result = new Promise<Record<string, unknown>>((resolve, reject) => {
    let text = ''
    child.stdout.on('data', (data: Buffer) => {
      text += data.toString()
      if (text.endsWith('\n')) resolve(JSON.parse(text) as Record<string, unknown>)
    })
    void ended.then(() => reject(new Error(`the load on ${name} ended without a result`)))
  })
  return { result, end: () => (child.stdin.end(), ended) }
}

const numberOf = (result: Record<string, unknown>, field: string): number => {
  const value = result[field]
  if (typeof value !== 'number') throw new Error(`the load gave no ${field}`)
  return value
}

/** Documents: ours with tickets and the durable log on, against others with neither. */
export const suite: Suite = { name: 'sync', run }
