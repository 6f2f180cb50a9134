import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { startTestServer, stockClient } from './server.test-kit.ts'
import { seeded } from './typing.test-kit.ts'

const until = expect.poll

test('two stock clients and one who comes later see the same text and each other', async () => {
  await using server = await startTestServer()
  using ann = stockClient(server.port, 'plain', 'ann', { claims: { name: 'Ann', color: '#112233' } })
  using ben = stockClient(server.port, 'plain', 'ben')
  await until(() => ann.provider.synced && ben.provider.synced).toBe(true)
  ann.text.insert(0, 'hello')
  await until(() => ben.text.toString()).toBe('hello')
  ben.text.insert(5, ' world')
  await until(() => ann.text.toString()).toBe('hello world')
  ann.provider.awareness.setLocalStateField('user', { name: 'Not Ann', color: 'red' })
  await until(() => ben.provider.awareness.getStates().get(ann.doc.clientID)?.['user']).toMatchObject({ name: 'Ann', color: '#112233' })
  using cleo = stockClient(server.port, 'plain', 'cleo')
  await until(() => cleo.text.toString()).toBe('hello world')
  await until(() => cleo.provider.awareness.getStates().has(ann.doc.clientID)).toBe(true)
  ann.provider.disconnect()
  await until(() => cleo.provider.awareness.getStates().has(ann.doc.clientID)).toBe(false)
  expect(server.refusals).toEqual([])
})

test('a document outlives its server', async () => {
  const first = await startTestServer()
  using ann = stockClient(first.port, 'kept', 'ann')
  await until(() => ann.provider.synced).toBe(true)
  for (let i = 0; i < 300; i++) ann.text.insert(ann.text.length, `${i} `)
  ann.text.delete(0, 10)
  await until(() => first.sync.sequenceOf('kept')).toBeGreaterThan(300)
  await first.stop()
  ann.provider.disconnect()
  await using second = await startTestServer({ directory: first.directory })
  using ben = stockClient(second.port, 'kept', 'ben')
  await until(() => ben.provider.synced).toBe(true)
  expect(ben.text.toString()).toBe(ann.text.toString())
  expect(Y.encodeStateVector(ben.doc)).toEqual(Y.encodeStateVector(ann.doc))
})

test.each([1, 2, 3])('two who make two hundred random edits each, and lose the line in turn, end with the same text: seed %i', async seed => {
  await using server = await startTestServer()
  using ann = stockClient(server.port, 'busy', 'ann')
  using ben = stockClient(server.port, 'busy', 'ben')
  await until(() => ann.provider.synced && ben.provider.synced).toBe(true)
  const random = seeded(seed)
  const below = (most: number) => Math.floor(random() * most)
  const edit = ({ text, doc }: typeof ann, name: string, count: number) => doc.transact(() => {
    if (text.length > 4 && random() < 0.3) text.delete(below(text.length - 3), 1 + below(3))
    else text.insert(below(text.length + 1), random() < 0.1 ? `${name}${count}\nnext\n` : `${name}${count} `)
  })
  for (let count = 0; count < 200; count++) {
    edit(ann, 'a', count)
    edit(ben, 'b', count)
    if (count % 50 === 20) (count % 100 === 20 ? ann : ben).provider.disconnect()
    if (count % 50 === 40) {
      for (const { provider } of [ann, ben]) if (!provider.wsconnected) provider.connect()
    }
    // Lets the line carry what there is, at every second edit.
    if (count % 2 === 0) await new Promise(setImmediate)
  }
  await until(() => ann.provider.synced && ben.provider.synced && ann.text.toString() === ben.text.toString(), { timeout: 20_000 }).toBe(true)
  expect(Y.encodeStateVector(ann.doc)).toEqual(Y.encodeStateVector(ben.doc))
  using late = stockClient(server.port, 'busy', 'late')
  await until(() => late.text.toString(), { timeout: 20_000 }).toBe(ann.text.toString())
  expect(ann.text.length).toBeGreaterThan(200)
  expect(server.refusals.filter(({ kind }) => kind === 'socket')).toEqual([])
})
