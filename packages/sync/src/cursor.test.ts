import { expect, test } from 'vitest'
import { CursorBuilder } from './cursor.ts'

const everything = { knows: () => true, allowsRoot: () => true }
const rebuilt = (state: unknown): unknown => {
  const bytes = new CursorBuilder({ name: 'ann', color: '#a23a72' }).rebuild(Buffer.from(JSON.stringify(state)), everything)
  return bytes && JSON.parse(Buffer.from(bytes).toString('utf8'))
}
const user = { name: 'ann', color: '#a23a72', colorLight: '#a23a7233' }

test('where somebody points on a board is passed on: numbers, ids and nothing else', () => {
  const board = { x: 1.234, y: -5, down: true, held: ['a', '../b', 7, 'c'], view: { x: 0, y: 0, w: 800, h: 600, url: 'x' }, html: '<b>' }
  expect(rebuilt({ user: { name: 'eve' }, cursor: null, board })).toEqual({ user, cursor: null, board: { x: 1.2, y: -5, down: true, held: ['a', 'c'], view: { x: 0, y: 0, w: 800, h: 600 } } })
})

test.each([[{ x: 'a', y: 1 }], [{ x: 1 }], [{ x: 1e99, y: 0 }], ['x'], [null]])('a place that is none (%j) is left out', board => {
  expect(rebuilt({ cursor: null, board })).toEqual({ user, cursor: null })
})
