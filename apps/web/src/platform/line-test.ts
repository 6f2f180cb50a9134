import { PROTOCOL_VERSION, type QueryOutput } from '@unanimous/protocol'
import type { ProbedWay, ProbeResult } from '@unanimous/call'
import { read } from './api.ts'
import { ask, tabId } from './server-socket.ts'

/** One line that a room needs, and what came of trying it; no result while it is being tried. */
export interface TestedLine {
  /** The line that commands and signals take, the line of shared texts, one way to the relay, and the relay itself. */
  readonly what: 'server' | 'documents' | 'way' | 'relay'
  readonly way?: ProbedWay
  readonly result: ProbeResult | undefined
}

/** What was tried. `relay` says whether the server has one; undefined until it has answered. */
export interface LineTest {
  readonly lines: readonly TestedLine[]
  readonly relay: 'none' | 'offered' | 'required' | undefined
}

const patienceMs = 8_000

const timed = async (work: () => Promise<unknown>): Promise<ProbeResult> => {
  const startedAt = performance.now()
  const took = () => Math.round(performance.now() - startedAt)
  return work().then(() => ({ outcome: 'reached', tookMs: took() }), () => ({ outcome: 'unreachable', tookMs: took() }))
}

/** Opens the empty document and waits for the server's first word in it. */
const openDocument = ({ url, name, ticket }: QueryOutput<'line-test'>['document']): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(`${new URL(url, location.href.replace(/^http/, 'ws')).href}/${name}?ticket=${encodeURIComponent(ticket)}`)
    const end = (then: () => void) => {
      clearTimeout(timer)
      socket.close()
      then()
    }
    const timer = setTimeout(() => end(() => reject(new Error('no answer'))), patienceMs)
    socket.addEventListener('message', () => end(resolve))
    socket.addEventListener('error', () => end(() => reject(new Error('no line'))))
  })

const relayOf = ({ iceServers, relayOnly }: QueryOutput<'line-test'>): LineTest['relay'] =>
  iceServers.length === 0 ? 'none' : relayOnly ? 'required' : 'offered'

const toServers = (servers: QueryOutput<'line-test'>['iceServers']): readonly RTCIceServer[] =>
  servers.map(({ urls, username, credential }) => ({ urls, ...(username !== undefined && { username }), ...(credential !== undefined && { credential }) }))

/** Tries everything that a room needs, all at once, and shows it as it comes in. Takes at most some eight seconds. */
export const runLineTest = async (show: (test: LineTest) => void): Promise<void> => {
  let test: LineTest = { lines: [{ what: 'server', result: undefined }, { what: 'documents', result: undefined }], relay: undefined }
  const set = (change: Partial<LineTest>) => {
    test = { ...test, ...change }
    show(test)
  }
  const put = (line: TestedLine, result: ProbeResult) =>
    set({ lines: test.lines.map(each => (each.what === line.what && each.way?.url === line.way?.url ? { ...each, result } : each)) })
  const run = async (line: TestedLine, work: Promise<ProbeResult>) => put(line, await work)
  set({})
  const [server, documents] = test.lines as [TestedLine, TestedLine]
  const serverTried = run(server, timed(() => ask('hello', { protocol: PROTOCOL_VERSION, tab: tabId })))
  const means = await read('line-test', {}).catch(() => undefined)
  if (!means) {
    put(documents, { outcome: 'unreachable', tookMs: 0 })
    return serverTried
  }
  const { probeRelay, probeWay, waysOf } = await import('@unanimous/call')
  const servers = toServers(means.iceServers)
  const ways = waysOf(servers).map((way): TestedLine => ({ what: 'way', way, result: undefined }))
  const relay: TestedLine = { what: 'relay', result: undefined }
  set({ relay: relayOf(means), lines: [...test.lines, ...ways, ...(servers.length > 0 ? [relay] : [])] })
  await Promise.all([
    serverTried,
    run(documents, timed(() => openDocument(means.document))),
    ...ways.map(line => run(line, probeWay(line.way as ProbedWay, servers))),
    ...(servers.length > 0 ? [run(relay, probeRelay(servers))] : []),
  ])
}

/** Whether the relay carries a word from here, for the green room's tick. Undefined where none is configured or nobody answers. */
export const tryRelay = async (): Promise<ProbeResult | undefined> => {
  const means = await read('line-test', {}).catch(() => undefined)
  if (!means || means.iceServers.length === 0) return undefined
  const { probeRelay } = await import('@unanimous/call')
  return probeRelay(toServers(means.iceServers))
}
