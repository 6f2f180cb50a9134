import { EditorState, Text } from '@codemirror/state'
import { limits } from '@unanimous/protocol'
import { describe, expect, test, vi } from 'vitest'
import { YSyncConfig, ySyncAnnotation } from 'y-codemirror.next'
import * as Y from 'yjs'
import { fits, withinSize } from './text-size.ts'

const most = limits.sharedTextBytes

describe('how much a shared text holds', () => {
  test('is counted in bytes as they are sent, not in characters', () => {
    expect(fits(Text.of(['x'.repeat(most)]))).toBe(true)
    expect(fits(Text.of(['x'.repeat(most + 1)]))).toBe(false)
    expect(fits(Text.of(['界'.repeat(most / 3)]))).toBe(true)
    expect(fits(Text.of(['界'.repeat(most / 3), '']))).toBe(false)
    expect(fits(Text.of(['😀'.repeat(most / 4)]))).toBe(true)
  })

  test('fits into one message with room to spare', () => {
    const doc = new Y.Doc()
    doc.getText('code').insert(0, 'x'.repeat(most))
    expect(Y.encodeStateAsUpdate(doc).length).toBeLessThan(1 << 20)
  })

  test('refuses the edit that passes it, and says so; a smaller one and the other person’s are taken', async () => {
    const refused = vi.fn<() => void>()
    const state = EditorState.create({ doc: 'start', extensions: withinSize(refused) })
    const large = { from: 5, insert: 'x'.repeat(most) }
    expect(state.update({ changes: large }).state.doc.toString()).toBe('start')
    await Promise.resolve()
    expect(refused).toHaveBeenCalledTimes(1)
    expect(state.update({ changes: { from: 5, insert: '!' } }).state.doc.toString()).toBe('start!')
    const theirs = new YSyncConfig(new Y.Doc().getText('code'), undefined)
    expect(state.update({ changes: large, annotations: ySyncAnnotation.of(theirs) }).state.doc.length).toBe(most + 5)
  })
})
