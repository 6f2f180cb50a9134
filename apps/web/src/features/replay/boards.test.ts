import { openTape, storeTape, type Change, type Json } from '@unanimous/replay'
import { storeElement } from '@unanimous/room-doc'
import { expect, test } from 'vitest'
import { boardsOf, hasBoard } from './boards.ts'

const box = (id: string, x: number) => storeElement({ id, type: 'rectangle', x, y: 0, width: 90, height: 40, angle: 0, index: 'a0', version: 1, versionNonce: 1, seed: 1, groupIds: [] }) as Json
const frame = { by: 0, joins: false }
const drawn = (atMs: number, key: string, value: Json | null): Change => ({ ...frame, kind: 'map', atMs, target: 'board', key, patch: value === null ? null : [0, value] })
const typed = (atMs: number): Change => ({ ...frame, kind: 'text', atMs, target: 'code:python', at: 0, removed: 0, inserted: 'x' })

const changes = [typed(1), drawn(2, 'one', box('one', 10)), typed(3), typed(4), drawn(5, 'two', { t: 'iframe', link: 'https://evil.example' }), drawn(6, 'three', box('three', 70)), typed(7), drawn(8, 'one', null)]

test('gives what lay on the board after so many changes, and the same list while nothing is drawn', async () => {
  const player = await openTape(await storeTape({ changes }))
  const boardAfter = boardsOf(player)
  const ids = (index: number) => boardAfter(index).map(({ id }) => id)
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8].map(ids)).toEqual([[], [], ['one'], ['one'], ['one'], ['one'], ['one', 'three'], ['one', 'three'], ['three']])
  // Back and forth, in any order.
  expect([8, 0, 7, 2].map(ids)).toEqual([['three'], [], ['one', 'three'], ['one']])
  expect(boardAfter(3)).toBe(boardAfter(4))
  expect(boardAfter(2)[0]).toMatchObject({ type: 'rectangle', x: 10, width: 90 })
  expect([hasBoard(player), hasBoard({ changes: [typed(1)] })]).toEqual([true, false])
})
