import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { MalformedBytes } from './bytes.ts'
import { StructStore } from './struct-store.ts'
import { UpdateWalk } from './update-walk.ts'
import { busyDocument, contentOf, seeded } from './typing.test-kit.ts'

const walk = new UpdateWalk()
const accepts = (bytes: Uint8Array): boolean => {
  try {
    walk.walk(bytes, 0, bytes.length)
    return true
  } catch (error) {
    if (error instanceof MalformedBytes) return false
    throw error
  }
}

test('an update is walked to the same clocks as Yjs decodes', () => {
  const { updates } = busyDocument(1, 400)
  for (const update of updates) {
    expect(accepts(update)).toBe(true)
    const meta = Y.parseUpdateMeta(update)
    const ends = new Map<number, number>()
    for (let i = 0; i < walk.sectionCount; i++) ends.set(walk.section(i).client, walk.section(i).end)
    expect(ends).toEqual(meta.to)
  }
})

test('whatever the walk accepts Yjs can decode, and its structs are as long: 200,000 mutated updates', () => {
  const random = seeded(7)
  const { updates } = busyDocument(2, 300)
  let accepted = 0
  for (let i = 0; i < 200_000; i++) {
    const source = updates[Math.floor(random() * updates.length)] ?? new Uint8Array()
    const bytes = source.slice(0, random() < 0.2 ? Math.ceil(random() * source.length) : source.length)
    for (let flips = Math.floor(random() * 3); flips >= 0; flips--) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256)
    if (!accepts(bytes)) continue
    accepted++
    const { structs } = Y.decodeUpdate(bytes)
    const length = structs.reduce((sum, struct) => sum + struct.length, 0)
    let walked = 0
    for (let n = 0; n < walk.sectionCount; n++) walked += walk.section(n).end - walk.section(n).clock
    expect(walked).toBe(length)
  }
  expect(accepted).toBeGreaterThan(1_000)
})

test('a V2 update is refused', () => {
  const doc = new Y.Doc()
  doc.getText('t').insert(0, 'hello')
  expect(accepts(Y.encodeStateAsUpdateV2(doc))).toBe(false)
  expect(accepts(Y.encodeStateAsUpdate(doc))).toBe(true)
})

test('plain values nested deeper than 32 are refused before anybody recurses into them', () => {
  const nest = (depth: number): Uint8Array => {
    let value: unknown = 1
    for (let i = 0; i < depth; i++) value = [value]
    const doc = new Y.Doc()
    doc.getArray('a').insert(0, [value])
    return Y.encodeStateAsUpdate(doc)
  }
  expect(accepts(nest(30))).toBe(true)
  expect(accepts(nest(40))).toBe(false)
  expect(accepts(nest(5_000))).toBe(false)
})

test('subdocuments and prototype keys are refused', () => {
  const doc = new Y.Doc()
  doc.getMap('m').set('sub', new Y.Doc())
  expect(accepts(Y.encodeStateAsUpdate(doc))).toBe(false)
  const other = new Y.Doc()
  other.getArray('a').insert(0, [JSON.parse('{"__proto__":{"polluted":1}}')])
  expect(accepts(Y.encodeStateAsUpdate(other))).toBe(false)
})

test('a document kept as bytes is the document Yjs has, for whoever asks from wherever', () => {
  for (let seed = 0; seed < 20; seed++) {
    const { updates, doc, vectors } = busyDocument(seed, 200)
    // Yjs tidies formats when it integrates, so the documents to compare with are made of merged updates too.
    const merged = Y.mergeUpdates(updates)
    const whole = new Y.Doc()
    Y.applyUpdate(whole, merged)
    const store = new StructStore()
    for (const update of updates) store.restore(update, walk)
    const fresh = new Y.Doc()
    Y.applyUpdate(fresh, store.encode())
    expect(contentOf(fresh)).toEqual(contentOf(whole))
    expect(Y.decodeStateVector(store.stateVector())).toEqual(Y.decodeStateVector(Y.encodeStateVector(doc)))
    for (const { known, update } of vectors) {
      const late = new Y.Doc()
      Y.applyUpdate(late, update)
      Y.applyUpdate(late, store.encode(Y.decodeStateVector(known)))
      const reference = new Y.Doc()
      Y.applyUpdate(reference, update)
      Y.applyUpdate(reference, Y.diffUpdate(merged, known))
      expect(contentOf(late)).toEqual(contentOf(reference))
    }
  }
})

test('typing one character at a time is kept as one text', () => {
  const doc = new Y.Doc()
  const store = new StructStore()
  doc.on('update', (update: Uint8Array) => store.restore(update, walk))
  for (let i = 0; i < 20_000; i++) doc.getText('t').insert(i, 'é')
  expect(store.byteLength).toBeLessThan(40_030)
  const copy = new Y.Doc()
  Y.applyUpdate(copy, store.encode())
  expect(copy.getText('t').toString()).toBe(doc.getText('t').toString())
})
