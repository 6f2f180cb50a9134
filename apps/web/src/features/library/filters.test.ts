import type { LibraryRow } from '@unanimous/protocol'
import { expect, test } from 'vitest'
import { filtered, type Filters } from './filters.ts'

const row = (id: string, more: Partial<LibraryRow> = {}): LibraryRow => ({ id, title: id, kind: 'coding', level: 'L5', minutes: 60, pattern: 'heap', teams: ['ads'], reading: 'hidden', met: [], ...more })
const rows = [
  row('Capped ad pick'), row('Nearest fill source', { pattern: 'graph', teams: ['playback'], met: [{ as: 'reader', at: 1 }] }), row('Kick-off surge', { kind: 'sd', pattern: null, teams: [] }),
]
const open: Filters = { text: '', kind: '', pattern: '', team: '', met: '' }
const found = (change: Partial<Filters>) => filtered(rows, { ...open, ...change }, each => [each.pattern ?? '']).map(({ id }) => id)

test('a list without filters is whole, and each filter narrows it', () => {
  expect(found({})).toHaveLength(3)
  expect(found({ kind: 'sd' })).toEqual(['Kick-off surge'])
  expect(found({ pattern: 'graph' })).toEqual(['Nearest fill source'])
  expect(found({ team: 'ads' })).toEqual(['Capped ad pick'])
  expect(found({ met: 'met' })).toEqual(['Nearest fill source'])
  expect(found({ met: 'new', kind: 'coding' })).toEqual(['Capped ad pick'])
})

test('words are looked for in the title and the names beside it, every one of them', () => {
  expect(found({ text: ' HEAP pick ' })).toEqual(['Capped ad pick'])
  expect(found({ text: 'surge source' })).toEqual([])
})
