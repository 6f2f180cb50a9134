import * as Y from 'yjs'

/** A seeded generator of numbers in [0, 1). */
export const seeded = (seed: number): (() => number) => {
  let state = (seed * 2_654_435_761 + 1) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A document that three people wrote with every kind of content, the updates in the order they were made, and some states on the way. */
export const busyDocument = (seed: number, edits: number) => {
  const random = seeded(seed)
  const people = [0, 1, 2].map((n) => {
    const doc = new Y.Doc()
    doc.clientID = seed * 10 + n + 1
    return doc
  })
  const updates: Uint8Array[] = []
  const underway: { from: Y.Doc; update: Uint8Array }[] = []
  for (const doc of people) doc.on('update', (update: Uint8Array, origin: unknown) => origin !== 'peer' && underway.push({ from: doc, update }))
  const deliver = (): void => {
    for (let next = underway.shift(); next !== undefined; next = underway.shift()) {
      updates.push(next.update)
      for (const other of people) if (other !== next.from) Y.applyUpdate(other, next.update, 'peer')
    }
  }
  const vectors: { known: Uint8Array; update: Uint8Array }[] = []
  for (let i = 0; i < edits; i++) {
    const doc = people[Math.floor(random() * people.length)] ?? new Y.Doc()
    edit(doc, random)
    deliver()
    if (i % 23 === 0) vectors.push({ known: Y.encodeStateVector(doc), update: Y.encodeStateAsUpdate(doc) })
  }
  return { updates, doc: people[0] ?? new Y.Doc(), people, vectors }
}

/** What a reader of the document sees, and which edits it knows. */
export const contentOf = (doc: Y.Doc): unknown => ({
  code: doc.getText('code').toDelta() as unknown, board: doc.getArray('board').toJSON(), answers: doc.getMap('answers').toJSON(),
  known: [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b), pending: doc.store.pendingStructs, pendingDeletes: doc.store.pendingDs,
})

const edit = (doc: Y.Doc, random: () => number): void => {
  const text = doc.getText('code')
  const list = doc.getArray<unknown>('board')
  const map = doc.getMap('answers')
  const at = Math.floor(random() * (text.length + 1))
  const kind = random()
  if (kind < 0.4) text.insert(text.length, 'abcé𝒳\n'[Math.floor(random() * 4)] ?? 'x')
  else if (kind < 0.55) text.insert(at, 'some words 𝒳')
  else if (kind < 0.7) text.delete(Math.min(at, Math.max(0, text.length - 3)), Math.min(3, text.length))
  else if (kind < 0.75) text.format(0, Math.min(4, text.length), { bold: random() < 0.5 })
  else if (kind < 0.82) list.insert(0, [{ a: [1, null, true, 1.5, -3, 'x'] }, new Uint8Array([1, 2, 3])])
  else if (kind < 0.88) map.set(`k${Math.floor(random() * 3)}`, random())
  else if (kind < 0.92) list.push([new Y.Map([['inner', new Y.Text('deep')]])])
  else if (kind < 0.95) text.insertEmbed(0, { image: 'x' })
  else if (list.length > 0) list.delete(0, 1)
}
