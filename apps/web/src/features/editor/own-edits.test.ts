import { EditorState } from '@codemirror/state'
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { ownEdits, redoOwn, undoOwn } from './own-edits.ts'

/** Two people at one text, each with a document of their own that hears of the other's edits at once. */
const twoAt = (start: string) => {
  const [mine, theirs] = [new Y.Doc(), new Y.Doc()]
  mine.on('update', (update: Uint8Array, origin: unknown) => origin !== 'line' && Y.applyUpdate(theirs, update, 'line'))
  theirs.on('update', (update: Uint8Array, origin: unknown) => origin !== 'line' && Y.applyUpdate(mine, update, 'line'))
  mine.getText('code').insert(0, start)
  const { manager, extension } = ownEdits(mine.getText('code'))
  const me = Symbol('me')
  manager.addTrackedOrigin(me)
  return {
    text: () => mine.getText('code').toString(),
    me: (at: number, words: string) => mine.transact(() => mine.getText('code').insert(at, words), me),
    them: (at: number, words: string) => theirs.getText('code').insert(at, words),
    press: (act: typeof undoOwn, readOnly = false) => act({ state: EditorState.create({ extensions: [extension, EditorState.readOnly.of(readOnly)] }), dispatch: () => undefined }),
    pause: () => manager.stopCapturing(),
    manager,
  }
}

describe('taking back', () => {
  test('takes one’s own edits one after another and leaves the other’s and the starter where they are', () => {
    const { me, them, press, pause, text } = twoAt('start\n')
    me(6, 'one\n')
    them(0, 'theirs ')
    pause()
    me(text().length, 'two\n')
    expect(text()).toBe('theirs start\none\ntwo\n')
    press(undoOwn)
    expect(text()).toBe('theirs start\none\n')
    press(undoOwn)
    press(undoOwn)
    expect(text()).toBe('theirs start\n')
    press(redoOwn)
    expect(text()).toBe('theirs start\none\n')
  })

  test('changes nothing in a text that is only read', () => {
    const { me, press, text } = twoAt('')
    me(0, 'kept')
    press(undoOwn, true)
    expect(text()).toBe('kept')
  })

  test('is remembered for a text after its editor is gone', () => {
    const doc = new Y.Doc()
    const text = doc.getText('code')
    expect(ownEdits(text).manager).toBe(ownEdits(text).manager)
    expect(ownEdits(doc.getText('other')).manager).not.toBe(ownEdits(text).manager)
  })
})
