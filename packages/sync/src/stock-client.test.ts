import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { startTestServer, stockClient } from './server.test-kit.ts'

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
