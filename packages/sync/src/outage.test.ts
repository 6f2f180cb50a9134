import { readdir, readFile, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCodes, createLocalBus, createSyncServer, openSegmentLog } from './index.ts'
import { closedGate, newDirectory, RawClient, secret, startTestServer, stockClient } from './server.test-kit.ts'

const until = expect.poll

test('edits made while the server is away come with a gap and are merged, on both sides, without a close', async () => {
  const first = await startTestServer()
  using ann = stockClient(first.port, 'd', 'ann')
  using ben = stockClient(first.port, 'd', 'ben')
  await until(() => ann.provider.synced && ben.provider.synced).toBe(true)
  ann.text.insert(0, 'before ')
  await until(() => ben.text.toString()).toBe('before ')
  await first.stop()
  await until(() => ann.provider.wsconnected || ben.provider.wsconnected).toBe(false)
  ann.text.insert(7, 'ann offline ')
  ben.text.insert(0, 'ben offline ')
  // New edits leave before the answer to our step 1: sent the moment the line opens.
  for (const client of [ann, ben]) client.provider.on('status', ({ status }) => status === 'connected' && client.text.insert(0, 'on opening '))
  const closesBefore = [ann.closes.length, ben.closes.length]
  await using second = await startTestServer({ directory: first.directory, port: first.port })
  await until(() => ann.text.toString().includes('ben offline') && ben.text.toString().includes('ann offline')).toBe(true)
  await until(() => ann.text.toString() === ben.text.toString()).toBe(true)
  expect(ann.text.toString().match(/on opening/g)).toHaveLength(2)
  expect(second.refusals.filter((entry) => entry.kind === 'socket')).toEqual([])
  expect(ann.closes.slice(closesBefore[0]).concat(ben.closes.slice(closesBefore[1])).filter((code) => code >= 4000)).toEqual([])
})

test('every reload brings a new client id and all are welcome', async () => {
  await using server = await startTestServer()
  for (let reload = 0; reload < 50; reload++) {
    using page = stockClient(server.port, 'd', 'ann')
    await until(() => page.provider.synced, { interval: 5 }).toBe(true)
    page.text.insert(page.text.length, `${reload},`)
    await until(() => server.sync.readState('d').then((state) => Y.encodeStateVectorFromUpdate(state)[0]), { interval: 5 }).toBe(reload + 1)
  }
  expect(server.refusals).toEqual([])
})

/** Two people type, the server stops, and the end of its log is lost on the way back. */
const loseTail = async (options: { readonly boot?: string; readonly cutBytes: number }) => {
  const first = await startTestServer({ log: { boot: 'one' } })
  const ann = stockClient(first.port, 'd', 'ann')
  const ben = stockClient(first.port, 'd', 'ben')
  await until(() => ann.provider.synced && ben.provider.synced).toBe(true)
  ann.text.insert(0, 'kept ')
  await until(() => ben.text.toString()).toBe('kept ')
  await first.sync.seed('d', new Uint8Array([0, 0]))
  const size = (await readFile(await newestSegment(first.directory))).length
  ben.text.insert(5, 'lost by ben ')
  await until(() => ann.text.length).toBe(17)
  ann.text.insert(17, 'and ann')
  await until(() => ben.text.length).toBe(24)
  ann.provider.disconnect()
  ben.provider.disconnect()
  await first.stop()
  await truncate(await newestSegment(first.directory), size + options.cutBytes)
  await writeFile(join(first.directory, 'run.json'), JSON.stringify({ boot: 'one', clean: false }))
  const second = await startTestServer({ directory: first.directory, port: first.port, log: { boot: options.boot ?? 'one' } })
  return { second, ann, ben }
}

const newestSegment = async (directory: string): Promise<string> =>
  join(directory, (await readdir(directory)).filter((name) => name.startsWith('shared-')).sort().at(-1) ?? '')

test('after a lost tail that nobody noticed, each gives back its own edits and never the other\'s', async () => {
  const { second, ann, ben } = await loseTail({ cutBytes: 0 })
  ann.provider.connect()
  await until(() => ann.provider.synced).toBe(true)
  await until(() => second.refusals.map((entry) => entry.code)).toContain('documents/gap')
  const alone = new Y.Doc()
  Y.applyUpdate(alone, await second.sync.readState('d'))
  expect(alone.getText('code').toString()).toBe('kept ')
  ben.provider.connect()
  using late = stockClient(second.port, 'd', 'late')
  await until(() => late.text.toString()).toBe('kept lost by ben and ann')
  expect(ann.closes.filter((code) => code >= 4000)).toEqual([])
  ann[Symbol.dispose]()
  ben[Symbol.dispose]()
  await second[Symbol.asyncDispose]()
})

test('after a power cut the first answer may give back everybody\'s edits, once, and that is written down', async () => {
  const { second, ann, ben } = await loseTail({ boot: 'two', cutBytes: 0 })
  ann.provider.connect()
  using late = stockClient(second.port, 'd', 'late')
  await until(() => late.text.toString()).toBe('kept lost by ben and ann')
  expect(second.refusals.filter((entry) => entry.code === 'documents/rolled-back').map((entry) => entry.seat)).toEqual([undefined, 'ann'])
  expect(await second.sync.epochOf('d')).toBe(1)
  // Whose the returned edits are was lost too; their writer goes on under the same id.
  ben.provider.connect()
  await until(() => ben.provider.synced).toBe(true)
  ben.text.insert(0, 'ben again ')
  await until(() => late.text.toString()).toBe('ben again kept lost by ben and ann')
  expect(ben.closes.filter((code) => code >= 4000)).toEqual([])
  ann[Symbol.dispose]()
  ben[Symbol.dispose]()
  await second[Symbol.asyncDispose]()
})

test('a document older than the product\'s epoch is healed the same way', async () => {
  const first = await startTestServer()
  await first.sync.seed('d', typedAs(5, 'seed'))
  await first.stop()
  await using second = await startTestServer({ directory: first.directory, epochOf: () => 3 })
  expect(await second.sync.epochOf('d')).toBe(3)
  expect(second.refusals.map((entry) => entry.code)).toEqual(['documents/rolled-back'])
})

test('a starter is inserted once, however many ask at once and however often', async () => {
  const directory = await newDirectory()
  const log = await openSegmentLog(directory)
  const bus = createLocalBus()
  const sync = createSyncServer({ log, bus, clock: { now: () => Date.now() as never }, ticketSecret: secret, singleUseTickets: false })
  await Promise.all(Array.from({ length: 20 }, (_, n) => sync.seed('d', typedAs(n + 1, 'starter'))))
  await sync.close()
  const again = await startTestServer({ directory })
  await again.sync.seed('d', typedAs(99, 'starter'))
  using ann = stockClient(again.port, 'd', 'ann')
  await until(() => ann.provider.synced).toBe(true)
  expect(ann.text.toString()).toBe('starter')
  await again[Symbol.asyncDispose]()
})

test('a joiner is never told it is in sync before it has the content', async () => {
  const first = await startTestServer()
  using ann = stockClient(first.port, 'd', 'ann')
  await until(() => ann.provider.synced).toBe(true)
  ann.text.insert(0, 'x'.repeat(100_000))
  await until(() => first.sync.readState('d').then((state) => state.length)).toBeGreaterThan(100_000)
  ann.provider.disconnect()
  await first.stop()
  await using second = await startTestServer({ directory: first.directory })
  using late = stockClient(second.port, 'd', 'late')
  const lengthAtSync = await new Promise<number>((resolve) => late.provider.once('sync', () => resolve(late.text.length)))
  expect(lengthAtSync).toBe(100_000)
})

test('saved is said only once the disk has it, and counts what this socket sent', async () => {
  await using server = await startTestServer({ log: { syncEveryMs: 50 } })
  using client = new RawClient(server.port, 'd', 'ann', {}, '&saved=1')
  await client.opened()
  client.sendAnswer(new Uint8Array([0, 0]))
  const order: string[] = []
  client.ws.on('message', (data: Buffer) => data[0] === 100 && order.push(`saved ${data[2]} with ${server.log.backlogBytes} unsynced`))
  for (let id = 1; id <= 5; id++) client.sendUpdate(typedAs(id, 'x'))
  const ack = await client.message((message) => message[0] === 100 && message[2] === 6)
  expect(ack[1]).toBe(server.sync.sequenceOf('d'))
  expect(order.at(-1)).toBe('saved 6 with 0 unsynced')
})

test('a silent socket hears something small before the stock client would give up', async () => {
  await using server = await startTestServer({ limits: { keepAliveMs: 80 } })
  using client = await new RawClient(server.port, 'd', 'ann').join()
  expect(await client.message((message) => message[0] === 1)).toEqual(new Uint8Array([1, 1, 0]))
  using stock = stockClient(server.port, 'd', 'ben')
  await until(() => stock.provider.synced).toBe(true)
  const heard = stock.provider.wsLastMessageReceived
  await until(() => stock.provider.wsLastMessageReceived).toBeGreaterThan(heard)
})

test('when the round ends writers are closed, come back as readers, and the end survives a restart', async () => {
  const first = await startTestServer()
  using ann = stockClient(first.port, 'd', 'ann')
  await until(() => ann.provider.synced).toBe(true)
  ann.text.insert(0, 'final')
  await until(() => first.sync.readState('d').then((state) => state.length)).toBeGreaterThan(10)
  await first.sync.setReadOnly('d')
  await until(() => ann.closes).toContain(closeCodes.ended)
  ann.provider.disconnect()
  await first.stop()
  await using second = await startTestServer({ directory: first.directory })
  using raw = await new RawClient(second.port, 'd', 'ann').join()
  raw.sendUpdate(typedAs(77, 'too late'))
  expect(await raw.closed).toBe(closeCodes.ended)
})

test('all sockets of a person, a sign-in or a document close at once', async () => {
  await using server = await startTestServer()
  const open = async (doc: string, user: string, session: string) => new RawClient(server.port, doc, user, { session }).join()
  const [a, b, c] = await Promise.all([open('d', 'ann', 's1'), open('e', 'ann', 's2'), open('d', 'ben', 's3')])
  expect(server.sync.closeSocketsOf({ session: 's1' }, 4510, 'signed out')).toBe(1)
  expect(await a.closed).toBe(4510)
  expect(server.sync.closeSocketsOf({ user: 'ann' }, 4511, 'blocked')).toBe(1)
  expect(await b.closed).toBe(4511)
  expect(server.sync.closeSocketsOf({ doc: 'd' }, 4512, 'ended')).toBe(1)
  expect(await c.closed).toBe(4512)
  expect(server.sync.stats().sockets).toBe(0)
})

test('a socket that ignores our close is cut off within two seconds', async () => {
  await using server = await startTestServer({ limits: { keepAliveMs: 200 } })
  using client = await new RawClient(server.port, 'd', 'ann').join()
  client.ws.pause()
  server.sync.closeSocketsOf({ user: 'ann' }, 4510, 'signed out')
  client.sendUpdate(typedAs(5, 'after the close'))
  await until(() => server.sync.stats().sockets).toBe(0)
  expect(await server.sync.readState('d')).toEqual(new Uint8Array([0, 0]))
})

test('an empty room leaves memory and comes back as it was; pinned versions outlive a compaction, deleted text does not', async () => {
  await using server = await startTestServer({ limits: { lingerMs: 50, keepAliveMs: 200 } })
  using ann = stockClient(server.port, 'd', 'ann')
  await until(() => ann.provider.synced).toBe(true)
  ann.text.insert(0, 'first version')
  await until(() => server.sync.readState('d').then((state) => state.length)).toBeGreaterThan(10)
  const pinned = server.sync.sequenceOf('d') ?? 0
  ann.text.insert(0, 'a secret thought ')
  ann.text.delete(0, 17)
  ann.text.insert(13, ', second')
  for (let i = 0; i < 100; i++) ann.text.insert(ann.text.length, '.')
  await until(() => server.sync.sequenceOf('d')).toBeGreaterThan(pinned + 100)
  ann.provider.disconnect()
  await until(() => server.sync.stats().rooms).toBe(0)
  await server.sync.compact('d', [pinned])
  await until(() => server.sync.stats().rooms).toBe(0)
  expect(textOf(await server.sync.readState('d', pinned))).toBe('first version')
  expect(textOf(await server.sync.readState('d'))).toBe(`first version, second${'.'.repeat(100)}`)
  const bytes = await Promise.all((await readdir(server.directory, { recursive: true, withFileTypes: true })).filter((file) => file.isFile())
    .map((file) => readFile(join(file.parentPath, file.name))))
  expect(Buffer.concat(bytes).includes('secret')).toBe(false)
  ann.provider.connect()
  await until(() => ann.provider.synced).toBe(true)
  ann.text.insert(0, 'still open ')
  await until(() => server.sync.readState('d').then(textOf)).toContain('still open first version')
  await server.sync.remove('d')
  await until(() => ann.closes).toContain(closeCodes.removed)
  ann.provider.disconnect()
  expect(await server.sync.readState('d')).toEqual(new Uint8Array([0, 0]))
})

const textOf = (state: Uint8Array): string => {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, state)
  return doc.getText('code').toString()
}

const typedAs = (client: number, text: string): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getText('code').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

test('who comes and goes while a document is compacted is recorded behind it, and the document opens again', async () => {
  const first = await startTestServer()
  using ann = stockClient(first.port, 'd', 'ann')
  await until(() => ann.provider.synced).toBe(true)
  ann.text.insert(0, 'final')
  await until(() => first.sync.readState('d').then(textOf)).toBe('final')
  const gate = closedGate()
  const replace = first.log.replaceHistory.bind(first.log)
  const asked = closedGate()
  first.log.replaceHistory = async (...states) => {
    asked.open()
    await gate.opened
    return replace(...states)
  }
  const compacted = first.sync.compact('d', [])
  await asked.opened
  const before = first.sync.sequenceOf('d') ?? 0
  using ben = await new RawClient(first.port, 'd', 'ben', { access: 'read' }).join()
  await until(() => first.sync.sequenceOf('d')).toBe(before + 1)
  gate.open()
  await compacted
  ben.ws.close()
  await until(() => first.sync.sequenceOf('d')).toBe(before + 2)
  ann.text.insert(5, ' and on')
  await until(() => first.sync.readState('d').then(textOf)).toBe('final and on')
  ann.provider.disconnect()
  await first.stop()
  await using second = await startTestServer({ directory: first.directory })
  expect(textOf(await second.sync.readState('d'))).toBe('final and on')
  expect(second.refusals).toEqual([])
})
