import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { closeCodes } from './index.ts'
import { RawClient, startTestServer, stockClient } from './server.test-kit.ts'

const until = expect.poll

const guardedMaps = {
  notes: ({ key, value, seat }: { key: string; value: unknown; seat: string }) =>
    key.length < 5 && typeof value === 'object' && value !== null && 'by' in value && value.by === seat && Object.keys(value).length <= 2,
}
const serve = (directory?: string) => startTestServer({ limits: { guardedMaps }, ...(directory === undefined ? {} : { directory }) })
const edited = (change: (doc: Y.Doc) => void, from?: Uint8Array): Uint8Array => {
  const doc = new Y.Doc()
  if (from) Y.applyUpdate(doc, from)
  const before = Y.encodeStateVector(doc)
  change(doc)
  return Y.encodeStateAsUpdate(doc, before)
}

test('a guarded map takes entries of its shape, their replacement and their deletion, from stock clients', async () => {
  await using server = await serve()
  using ann = stockClient(server.port, 'd', 'ann')
  using ben = stockClient(server.port, 'd', 'ben')
  await until(() => ann.provider.synced && ben.provider.synced).toBe(true)
  const [hers, his] = [ann.doc.getMap('notes'), ben.doc.getMap('notes')]
  ann.doc.getText('code').insert(0, 'typed before')
  hers.set('a', { by: 'ann', text: 'one' })
  await until(() => his.get('a')).toEqual({ by: 'ann', text: 'one' })
  his.set('a', { by: 'ben', text: 'two' })
  his.set('b', { by: 'ben', n: [1.5, -70_000, null, true, { deep: 'ü' }] })
  await until(() => hers.get('a')).toEqual({ by: 'ben', text: 'two' })
  hers.delete('b')
  hers.set('b', { by: 'ann' })
  ann.doc.getText('code').insert(5, ' a lot')
  await until(() => his.get('b')).toEqual({ by: 'ann' })
  await until(() => ben.doc.getText('code').toString()).toBe('typed a lot before')
  expect([...ann.closes, ...ben.closes]).toEqual([])
})

test.each<[string, (doc: Y.Doc) => void]>([
  ['a value of another shape', doc => doc.getMap('notes').set('a', { by: 'eve', x: 1, y: 2 })],
  ['a name that is not the writer’s', doc => doc.getMap('notes').set('a', { by: 'ann' })],
  ['a key that is refused', doc => doc.getMap('notes').set('too long', { by: 'eve' })],
  ['a shared type', doc => doc.getMap('notes').set('a', new Y.Text('hidden'))],
  ['bytes', doc => doc.getMap('notes').set('a', new Uint8Array(4))],
  ['a list in its place', doc => doc.getArray('notes').push([{ by: 'eve' }])],
  ['a text in its place', doc => doc.getText('notes').insert(0, 'hello')],
])('a guarded map refuses %s', async (_name, change) => {
  await using server = await serve()
  using peer = stockClient(server.port, 'd', 'ann')
  await until(() => peer.provider.synced).toBe(true)
  using eve = await new RawClient(server.port, 'd', 'eve').join()
  eve.sendUpdate(edited(change))
  expect(await eve.closed).toBe(closeCodes.malformed)
  expect(server.refusals.at(-1)).toMatchObject({ seat: 'eve', code: 'documents/not-taken' })
  expect(peer.doc.getMap('notes').size).toBe(0)
})

test('what replaces an entry is judged like an entry, also after the server has read the document from the disk', async () => {
  const first = await serve()
  const { directory } = first
  {
    using ann = stockClient(first.port, 'd', 'ann')
    await until(() => ann.provider.synced).toBe(true)
    ann.doc.getMap('notes').set('a', { by: 'ann' })
    await until(() => first.sync.readState('d').then(state => state.length > 10)).toBe(true)
  }
  await first.stop()
  await using server = await serve(directory)
  const state = await server.sync.readState('d')
  using eve = await new RawClient(server.port, 'd', 'eve').join()
  eve.sendUpdate(edited(doc => doc.getMap('notes').set('a', 'anything'), state))
  expect(await eve.closed).toBe(closeCodes.malformed)
  expect(server.refusals.at(-1)?.code).toBe('documents/not-taken')
})

test('a guarded map has so many keys and no more, deleted ones included, over a restart too', async () => {
  const few = { notes: Object.assign(({ value }: { value: unknown }) => typeof value === 'object', { mostKeys: 3 }) }
  await using server = await startTestServer({ limits: { guardedMaps: few } })
  using ann = stockClient(server.port, 'd', 'ann')
  await until(() => ann.provider.synced).toBe(true)
  const notes = ann.doc.getMap('notes')
  for (const key of ['a', 'b', 'c']) notes.set(key, {})
  notes.delete('a')
  for (let n = 0; n < 5; n++) notes.set('a', { n })
  await until(async () => {
    const doc = new Y.Doc()
    Y.applyUpdate(doc, await server.sync.readState('d'))
    return doc.getMap('notes').toJSON()
  }).toEqual({ a: { n: 4 }, b: {}, c: {} })
  expect(ann.closes).toEqual([])
  const more = edited(doc => doc.getMap('notes').set('d', {}))
  using eve = await new RawClient(server.port, 'd', 'eve').join()
  eve.sendUpdate(more)
  expect(await eve.closed).toBe(closeCodes.malformed)
  ann.provider.destroy()
  await server.stop()
  await using again = await startTestServer({ limits: { guardedMaps: few }, directory: server.directory })
  using late = await new RawClient(again.port, 'd', 'eve').join()
  late.sendUpdate(more)
  expect(await late.closed).toBe(closeCodes.malformed)
})
