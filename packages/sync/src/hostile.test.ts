import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCodes } from './index.ts'
import { RawClient, startTestServer, stockClient, ticketFor, varBytes } from './server.test-kit.ts'
import { seeded } from './typing.test-kit.ts'

const until = expect.poll

/** One update that inserts text as a given client id, with nothing before it. */
const typed = (client: number, text = 'x'): Uint8Array => {
  const doc = new Y.Doc()
  doc.clientID = client
  doc.getText('code').insert(0, text)
  return Y.encodeStateAsUpdate(doc)
}

test('a frame that claims the next clocks of somebody else closes its sender, and the victim types on', async () => {
  await using server = await startTestServer()
  using victim = stockClient(server.port, 'd', 'ann')
  await until(() => victim.provider.synced).toBe(true)
  victim.text.insert(0, 'hello ')
  await until(() => server.sync.sequenceOf('d')).toBeGreaterThan(1)
  using attacker = await new RawClient(server.port, 'd', 'eve').join()
  // One section: GC of a billion clocks, then of the most one struct may claim, both under the victim's id.
  for (const length of [[0x80, 0x94, 0xeb, 0xdc, 0x03], [0x80, 0x80, 0x80, 0x02]]) {
    using again = await new RawClient(server.port, 'd', 'eve').join()
    again.sendUpdate(new Uint8Array([1, 1, ...varUint(victim.doc.clientID), 6, 0, ...length, 0]))
    expect([closeCodes.forged, closeCodes.malformed]).toContain(await again.closed)
  }
  // Deleting what the victim has not typed yet would delete it when it comes.
  attacker.sendUpdate(new Uint8Array([0, 1, ...varUint(victim.doc.clientID), 1, 6, 100]))
  expect(await attacker.closed).toBe(closeCodes.gap)
  victim.text.insert(6, 'world')
  using late = stockClient(server.port, 'd', 'late')
  await until(() => late.text.toString()).toBe('hello world')
  expect(victim.closes).toEqual([])
})

test('a client id announced by a cursor belongs to that seat before it ever typed', async () => {
  await using server = await startTestServer()
  using victim = stockClient(server.port, 'd', 'ann')
  await until(() => victim.provider.synced).toBe(true)
  using attacker = await new RawClient(server.port, 'd', 'eve').join()
  attacker.sendUpdate(typed(victim.doc.clientID))
  expect(await attacker.closed).toBe(closeCodes.forged)
})

test('a gap is dropped before the first answer and closes the socket after it', async () => {
  await using server = await startTestServer()
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  doc.getText('code').insert(0, 'a')
  doc.getText('code').insert(1, 'b')
  using client = new RawClient(server.port, 'd', 'ann')
  await client.opened()
  client.sendUpdate(updates[1] ?? new Uint8Array())
  client.sendAnswer(Y.encodeStateAsUpdate(doc))
  await until(() => server.sync.readState('d').then((state) => Y.decodeUpdate(state).structs.length)).toBe(1)
  expect(server.refusals).toEqual([])
  client.sendUpdate(typed(99).map((byte, index) => (index === 3 ? 5 : byte)))
  expect(await client.closed).toBe(closeCodes.gap)
  expect(closeCodes.gap).not.toSatisfy((code: number) => code >= 4400 && code < 4500)
})

test('64 client ids with structs per seat and document; ids that only showed a cursor do not count', async () => {
  await using server = await startTestServer()
  for (let id = 1_000; id < 1_100; id++) {
    using idle = await new RawClient(server.port, 'd', 'ann').join()
    idle.send(1, varBytes(new Uint8Array([1, ...varUint(id), 1, ...varBytes(Buffer.from('{}'))])))
    idle.send(3)
  }
  using client = await new RawClient(server.port, 'd', 'ann').join()
  for (let id = 1; id <= 64; id++) client.sendUpdate(typed(id))
  await until(() => server.sync.readState('d').then((state) => Y.decodeStateVector(Y.encodeStateVectorFromUpdate(state)).size)).toBe(64)
  client.sendUpdate(typed(65))
  expect(await client.closed).toBe(closeCodes.limit)
})

test.each([
  ['an unknown message', new Uint8Array([77])],
  ['a cut message', new Uint8Array([0, 2, 50, 1])],
  ['an empty message', new Uint8Array([])],
  ['bytes left over', new Uint8Array([0, 2, 2, 0, 0, 9])],
  ['an answer of ours', new Uint8Array([100, 1])],
  ['a state vector that lies about its length', new Uint8Array([0, 0, 5, 0xff, 0xff, 0xff, 0xff, 0x0f])],
  ['a V2 update', (() => {
    const doc = new Y.Doc()
    doc.getText('code').insert(0, 'hello')
    const update = Y.encodeStateAsUpdateV2(doc)
    return new Uint8Array([0, 2, ...varBytes(update)])
  })()],
  ['a cursor that is not JSON', new Uint8Array([1, ...varBytes(new Uint8Array([1, 5, 1, ...varBytes(Buffer.from('{'))]))])],
])('%s closes its own socket and nobody else\'s', async (_name, message) => {
  await using server = await startTestServer()
  using peer = stockClient(server.port, 'd', 'ann')
  await until(() => peer.provider.synced).toBe(true)
  using attacker = await new RawClient(server.port, 'd', 'eve').join()
  attacker.send(message)
  expect(await attacker.closed).toBe(closeCodes.malformed)
  expect(peer.closes).toEqual([])
  expect(server.refusals.at(-1)).toMatchObject({ doc: 'd', seat: 'eve', code: 'documents/malformed' })
})

test('an oversized frame closes with 1009, a text frame with our code', async () => {
  await using server = await startTestServer({ limits: { frameBytes: 10_000 } })
  using large = await new RawClient(server.port, 'd', 'eve').join()
  large.sendUpdate(new Uint8Array(20_000))
  expect(await large.closed).toBe(1009)
  using wordy = await new RawClient(server.port, 'd', 'eve').join()
  wordy.ws.send('hello')
  expect(await wordy.closed).toBe(closeCodes.malformed)
})

test('a broken WebSocket frame ends its connection and not the process', async () => {
  await using server = await startTestServer()
  for (const frame of [[0x8b, 0x80, 0, 0, 0, 0], [0xf2, 0x80, 0, 0, 0, 0], [0x82, 0x00], [0x89, 0xfe, 0xff, 0xff, 0, 0, 0, 0]]) {
    const socket = connect(server.port, '127.0.0.1')
    socket.write([
      `GET /d?ticket=${ticketFor('d', 'eve')} HTTP/1.1`, 'host: x', 'upgrade: websocket', 'connection: upgrade',
      'sec-websocket-version: 13', 'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==', '', '',
    ].join('\r\n'))
    await new Promise((resolve) => socket.once('data', resolve))
    socket.on('error', () => {})
    socket.write(Buffer.from(frame))
    await new Promise((resolve) => socket.once('close', resolve))
  }
  using peer = stockClient(server.port, 'd', 'ann')
  await until(() => peer.provider.synced).toBe(true)
})

test('mutated frames of a whole conversation never harm the other room: 5,000 of them', async () => {
  await using server = await startTestServer()
  using canary = stockClient(server.port, 'canary', 'ann')
  await until(() => canary.provider.synced).toBe(true)
  const random = seeded(3)
  const seeds = [
    new Uint8Array([0, 2, ...varBytes(typed(5, 'some text'))]), new Uint8Array([0, 1, ...varBytes(typed(6, 'other'))]),
    new Uint8Array([0, 0, 1, 0]), new Uint8Array([1, ...varBytes(new Uint8Array([1, 5, 1, ...varBytes(Buffer.from('{"cursor":null}'))]))]), new Uint8Array([3]),
  ]
  for (let i = 0; i < 250; i++) {
    using attacker = new RawClient(server.port, 'target', `eve${i}`)
    await attacker.opened()
    for (let n = 0; n < 20; n++) {
      const frame = (seeds[Math.floor(random() * seeds.length)] ?? new Uint8Array()).slice()
      for (let flips = Math.floor(random() * 4); flips > 0; flips--) frame[Math.floor(random() * frame.length)] = Math.floor(random() * 256)
      attacker.send(frame)
    }
    attacker.ws.close()
    await attacker.closed
  }
  canary.text.insert(0, 'alive')
  await until(() => server.sync.readState('canary').then((state) => Y.decodeUpdate(state).structs.length)).toBe(1)
  const doc = new Y.Doc()
  Y.applyUpdate(doc, await server.sync.readState('target'))
  expect(doc.store.pendingStructs).toBe(null)
  expect(canary.closes).toEqual([])
})

test('a reader that takes nothing is dropped, and whoever types does not notice', async () => {
  await using server = await startTestServer({ limits: { unreadBytes: 1 << 18 } })
  using lazy = await new RawClient(server.port, 'd', 'ann').join()
  lazy.ws.pause()
  using writer = stockClient(server.port, 'd', 'ben')
  await until(() => writer.provider.synced).toBe(true)
  for (let i = 0; i < 600 && !server.refusals.some((entry) => entry.code === 'documents/slow-reader'); i++) {
    writer.text.insert(0, 'z'.repeat(40_000))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await until(() => server.refusals.map((entry) => entry.code)).toContain('documents/slow-reader')
  expect(writer.closes).toEqual([])
})

test('a flood is read more slowly and never closed', async () => {
  await using server = await startTestServer({ limits: { framesPerSecond: 500, keepAliveMs: 200 } })
  using flood = stockClient(server.port, 'd', 'ann')
  using peer = stockClient(server.port, 'd', 'ben')
  await until(() => flood.provider.synced && peer.provider.synced).toBe(true)
  for (let i = 0; i < 4_000; i++) flood.text.insert(i, 'x')
  // Twice the rate at once, then the rate: 4,000 frames take six seconds longer than reading them would.
  await until(() => peer.text.length).toBeGreaterThan(500)
  expect(peer.text.length).toBeLessThan(4_000)
  await until(() => peer.text.length).toBe(4_000)
  expect(flood.closes).toEqual([])
})

test('a frame of a hundred thousand writers closes its sender', async () => {
  await using server = await startTestServer()
  using peer = stockClient(server.port, 'd', 'ann')
  await until(() => peer.provider.synced).toBe(true)
  using attacker = await new RawClient(server.port, 'd', 'eve').join()
  const writers = Array.from({ length: 100_000 }, (_, index) => [1, ...varUint(1_000 + index), 0, 0, 1]).flat()
  attacker.sendUpdate(Uint8Array.from([...varUint(100_000), ...writers, 0]))
  expect(await attacker.closed).toBe(closeCodes.limit)
  using second = await new RawClient(server.port, 'd', 'eve').join()
  second.sendUpdate(new Uint8Array([1, 0, ...varUint(5), 0, 0]))
  expect(await second.closed).toBe(closeCodes.malformed)
  peer.text.insert(0, 'still here')
  await until(() => server.sync.sequenceOf('d')).toBeGreaterThan(1)
  expect(peer.closes).toEqual([])
})

test('what is held of deletions counts towards the size of a document', async () => {
  await using server = await startTestServer({ limits: { documentBytes: 100_000 } })
  using client = await new RawClient(server.port, 'd', 'ann').join()
  client.sendUpdate(typed(7, 'x'.repeat(20_000)))
  const everySecond = Array.from({ length: 9_000 }, (_, index) => [...varUint(19_998 - 2 * index), 1]).flat()
  client.sendUpdate(Uint8Array.from([0, 1, 7, ...varUint(9_000), ...everySecond]))
  client.sendUpdate(Uint8Array.from([0, 1, 7, 1, 1, 1]))
  expect(await client.closed).toBe(closeCodes.limit)
})

test('a frame that deletes one place ten thousand times costs what it deletes', async () => {
  await using server = await startTestServer()
  using peer = stockClient(server.port, 'd', 'ann')
  using client = await new RawClient(server.port, 'd', 'eve').join()
  client.sendUpdate(typed(7, 'x'.repeat(100)))
  const often = Array.from({ length: 10_000 }, () => [5, 1]).flat()
  client.sendUpdate(Uint8Array.from([0, 1, 7, ...varUint(10_000), ...often]))
  client.sendUpdate(Uint8Array.from([0, 1, 7, ...varUint(10_001), ...often, 6, 2]))
  await until(() => peer.text.length).toBe(97)
  const history = await server.sync.historyOf('d')
  if (!history.ok) throw new Error(history.refusal.message)
  const deletions = history.value.filter(({ kind }) => kind === 'update').slice(1)
  expect(deletions.map(({ bytes }) => [...bytes])).toEqual([[0, 1, 7, 1, 5, 1], [0, 1, 7, 1, 6, 2]])
})

test('a document is sent once at a time, however often it is asked for', async () => {
  await using server = await startTestServer()
  using client = await new RawClient(server.port, 'd', 'ann').join()
  client.sendUpdate(typed(7, 'x'.repeat(100_000)))
  await until(() => server.sync.sequenceOf('d')).toBeGreaterThan(1)
  const asked = 5_000
  const answers = () => client.messages.filter((message) => message[0] === 0 && message[1] === 1 && message.length > 100_000).length
  client.ws.pause()
  for (let times = 0; times < asked; times++) client.send(0, 0, 1, 0)
  // What comes behind the last question has been read when this is refused.
  client.send(77)
  await until(() => server.refusals.map((entry) => entry.code)).toContain('documents/malformed')
  client.ws.resume()
  expect(await client.closed).toBe(closeCodes.malformed)
  expect(answers()).toBeLessThan(asked / 10)

  using again = await new RawClient(server.port, 'd', 'ann').join()
  for (let times = 0; times < 3; times++) again.send(0, 0, 1, 0)
  again.send(0, 0, 3, 1, 7, 0)
  await again.message((message) => message[1] === 1 && message.length > 100_000)
  expect(server.refusals.map((entry) => entry.code)).not.toContain('documents/slow-reader')
})

test('nesting of shared types is capped at 32', async () => {
  await using server = await startTestServer()
  using client = await new RawClient(server.port, 'd', 'ann').join()
  const nested = (depth: number, client: number): Uint8Array => {
    const doc = new Y.Doc()
    doc.clientID = client
    let map = doc.getMap<unknown>('root')
    for (let i = 1; i < depth; i++) {
      const next = new Y.Map<unknown>()
      map.set('k', next)
      map = next
    }
    map.set('leaf', 1)
    return Y.encodeStateAsUpdate(doc)
  }
  client.sendUpdate(nested(31, 1))
  await until(() => server.sync.readState('d').then((state) => Y.decodeUpdate(state).structs.length)).toBe(31)
  client.sendUpdate(nested(34, 2))
  expect(await client.closed).toBe(closeCodes.malformed)
})

const varUint = (value: number): number[] => {
  const out: number[] = []
  let rest = value
  for (; rest > 127; rest = Math.floor(rest / 128)) out.push(128 | (rest % 128))
  return [...out, rest]
}

test('whoever only reads documents in which nothing was ever written leaves nothing on the disk, however many they name', async () => {
  await using server = await startTestServer({ limits: { lingerMs: 20, keepAliveMs: 200 } })
  for (let count = 0; count < 5; count += 1) {
    using reader = await new RawClient(server.port, `empty-${count}`, 'eve', { access: 'read' }).join()
    reader.ws.close()
    await reader.closed
  }
  using writer = await new RawClient(server.port, 'written', 'ann').join()
  writer.sendUpdate(typed(7))
  await until(() => server.sync.sequenceOf('written')).toBeGreaterThan(1)
  using reader = await new RawClient(server.port, 'written', 'eve', { access: 'read' }).join()
  for (const client of [reader, writer]) client.ws.close()
  await until(() => server.sync.stats().rooms).toBe(0)
  const told = async (doc: string) => {
    const records = await server.sync.historyOf(doc)
    return records.ok ? records.value.flatMap(({ kind, seat, bytes }) => (kind === 'seat' ? [`${seat} ${Buffer.from(bytes).toString()}`] : [])) : ['damaged']
  }
  expect(await told('empty-0')).toEqual([])
  expect((await told('written')).filter(line => line.startsWith('eve'))).toEqual(['eve {"seat":"joined"}', 'eve {"seat":"left"}'])
  expect(await readdir(join(server.directory, 'documents'))).toHaveLength(1)
})
