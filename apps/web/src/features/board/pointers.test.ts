import { expect, it, vi } from 'vitest'
import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { showOthers } from './pointers.ts'

const pointing = (x: number) => ({ x, y: 0, down: false, held: [] })

it('the board is drawn for where others point and once they left, and not for what one does oneself', () => {
  const [own, other] = [new Awareness(new Y.Doc()), new Awareness(new Y.Doc())]
  const tell = () => applyAwarenessUpdate(own, encodeAwarenessUpdate(other, [other.clientID]), 'line')
  other.setLocalState({ user: { name: 'Ben' }, board: pointing(1) })
  tell()
  const updateScene = vi.fn<(scene: { readonly collaborators: ReadonlyMap<string, { readonly pointer: { readonly x: number } }> }) => void>()
  const stop = showOthers({ updateScene } as unknown as Parameters<typeof showOthers>[0], own, () => undefined)
  const lastDrawn = () => [...updateScene.mock.lastCall?.[0].collaborators.values() ?? []].map(({ pointer }) => pointer.x)
  expect(lastDrawn()).toEqual([1])
  expect(updateScene).toHaveBeenCalledTimes(1)

  own.setLocalStateField('board', pointing(5))
  own.setLocalStateField('cursor', 7)
  expect(updateScene).toHaveBeenCalledTimes(1)

  other.setLocalStateField('board', pointing(2))
  tell()
  expect(lastDrawn()).toEqual([2])
  other.setLocalState(null)
  tell()
  expect(lastDrawn()).toEqual([])
  expect(updateScene).toHaveBeenCalledTimes(3)
  stop()
  own.destroy()
  other.destroy()
})
