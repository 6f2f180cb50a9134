import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { exportSchema } from './export.ts'
import { printedExportSchema } from './print-export-schema.ts'

const id = (letter: string) => letter.repeat(22)

const person = {
  handle: 'osprey', guest: false, email: null, since: 0, targetLevel: 'L5', wants: [], interviews: [], codeLanguages: [], spokenLanguages: [],
  timeZone: null, goal: null, goalSetAt: null, blocked: [], signIns: [],
}
const empty = { format: 'unanimous.export/1', exportedAt: 0, instance: { url: null, version: '0' }, person, loops: [], plan: null, ticks: [], stories: [], questions: [], sessions: [], imported: [] }
const session = (letter: string) => ({
  id: id(letter), origin: 'queue', createdAt: 0, endedAt: null, revealedAt: null, peer: null, wish: null, peerWish: null, consents: [], recordings: [], chat: [], rounds: [],
})

const firstFault = (file: unknown) => {
  const parsed = exportSchema.safeParse(file)
  return parsed.success ? undefined : [parsed.error.issues[0]?.path.join('.'), parsed.error.issues[0]?.message]
}

test('the committed schema is the one the code gives; a changed one is another format and needs another number', () => {
  const committed = readFileSync(new URL('../export.schema.json', import.meta.url), 'utf8')
  expect(committed === printedExportSchema(), 'node src/print-export-schema.ts > export.schema.json').toBe(true)
})

test('a file says its format first, and another one is no export', () => {
  expect(firstFault(empty)).toBeUndefined()
  expect(firstFault({ ...empty, format: 'unanimous.export/2' })).toEqual(['format', expect.stringContaining('must be unanimous.export/1')])
  expect(firstFault({ ...empty, surplus: 1 })?.[1]).toContain('surplus')
})

test('an id stands in a file once, wherever it stands', () => {
  expect(firstFault({ ...empty, sessions: [session('a'), session('b')] })).toBeUndefined()
  expect(firstFault({ ...empty, sessions: [session('a'), session('b'), session('a')] })).toEqual(['sessions.2.id', 'stands in this file twice'])
})
