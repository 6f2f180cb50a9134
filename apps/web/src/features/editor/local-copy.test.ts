import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { localDocumentName } from '../../platform/local-documents.ts'
import { openLocalCopy } from './local-copy.ts'

let last = 0
const freshKey = () => ({ seat: 'seat', document: `text-${(last += 1)}`, epoch: 0 })
type Key = ReturnType<typeof freshKey>

const open = async (key: Key) => {
  const doc = new Y.Doc()
  const copy = openLocalCopy(doc, key)
  await copy.loaded
  return { doc, copy, text: doc.getText('text') }
}

const typeIn = (text: Y.Text, words: string) => {
  for (const letter of words) text.insert(text.length, letter)
}

const rowsIn = async (key: Key): Promise<number> => {
  const database = await new Promise<IDBDatabase>(resolve => {
    const request = indexedDB.open(localDocumentName(key.seat, key.document, key.epoch))
    request.addEventListener('success', () => resolve(request.result))
  })
  const count = await new Promise<number>(resolve => {
    const request = database.transaction('updates').objectStore('updates').count()
    request.addEventListener('success', () => resolve(request.result))
  })
  database.close()
  return count
}

const readAgain = async (key: Key): Promise<string> => {
  const { text, copy } = await open(key)
  copy.close()
  return text.toString()
}

describe('a local copy', () => {
  test('holds what was typed up to the moment it was closed', async () => {
    const key = freshKey()
    const { text, copy, doc } = await open(key)
    typeIn(text, 'every letter of a line that was typed fast')
    copy.close()
    doc.destroy()
    expect(await readAgain(key)).toBe('every letter of a line that was typed fast')
  })

  test('owes one write for all that came while another was under way', async () => {
    const key = freshKey()
    const { text, copy } = await open(key)
    typeIn(text, 'x')
    await new Promise(resolve => setTimeout(resolve))
    typeIn(text, 'x'.repeat(49))
    copy.close()
    expect(await readAgain(key)).toBe('x'.repeat(50))
    expect(await rowsIn(key)).toBe(2)
  })

  test('holds what was typed before it had been read', async () => {
    const key = freshKey()
    const first = await open(key)
    typeIn(first.text, 'then')
    first.copy.close()
    const doc = new Y.Doc()
    const copy = openLocalCopy(doc, key)
    typeIn(doc.getText('text'), 'now')
    await copy.loaded
    copy.close()
    expect(['thennow', 'nowthen']).toContain(await readAgain(key))
  })

  test('puts the whole text in the place of many rows, and keeps what another tab wrote meanwhile', async () => {
    const key = freshKey()
    const one = await open(key)
    const two = await open(key)
    for (let count = 0; count < 520; count++) {
      typeIn(one.text, 'a')
      await new Promise(resolve => setTimeout(resolve))
    }
    typeIn(two.text, 'b')
    one.copy.close()
    two.copy.close()
    const all = await readAgain(key)
    expect(all.replaceAll('a', '')).toBe('b')
    expect(all).toHaveLength(521)
    expect(await rowsIn(key)).toBeLessThan(100)
  })

  test('forgets it all, and another seat or epoch never meets it', async () => {
    const key = freshKey()
    const { text, copy } = await open(key)
    typeIn(text, 'mine')
    copy.close()
    expect(await readAgain({ ...key, seat: 'other' })).toBe('')
    expect(await readAgain({ ...key, epoch: 1 })).toBe('')
    const again = await open(key)
    again.copy.clear()
    await expect.poll(async () => (await indexedDB.databases()).some(({ name }) => name === localDocumentName(key.seat, key.document, key.epoch))).toBe(false)
    expect(await readAgain(key)).toBe('')
  })

  test('stores nothing where the browser does not, and the text works on', async () => {
    const real = indexedDB.open.bind(indexedDB)
    indexedDB.open = () => { throw new DOMException('private window', 'SecurityError') }
    try {
      const { text, copy } = await open(freshKey())
      typeIn(text, 'still here')
      copy.close()
      expect(text.toString()).toBe('still here')
    } finally {
      indexedDB.open = real
    }
  })
})
