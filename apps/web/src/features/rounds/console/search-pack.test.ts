import type { Pack } from '@unanimous/rounds'
import { expect, test } from 'vitest'
import { searchPacks } from './search-pack.ts'

const pack: Pack = {
  schema: 'unanimous.pack/2', id: 'coding.a', version: 1, kind: 'coding', title: 'Fill source', level: 'L5', minutes: 60, teams: [],
  candidate: { prompt: 'Find the cheapest\ncache that holds it.' },
  interviewer: {
    script: { open: 'o', rescue: 'r', wrap: 'w' }, leftUnsaid: [{ q: 'May a drained cache relay?', a: 'Yes, it only stores nothing.' }],
    rubricFocus: ['coding.problem_solving'], pacing: [], solutionStates: ['coding'], hints: [],
    cases: [{ name: 'no way there', in: { links: [] }, out: null, why: 'unreachable' }],
  },
  entry: ['f1'],
  followups: [{ id: 'f1', kind: 'node_failure', depth: 3, dims: ['coding.extension_defence'], title: 'A cache leaves', ask: 'What now?', trigger: {}, minutes: 4, strong: ['keeps a second best'], weak: [], next: { nailed: [], partial: [], struggled: [] } }],
}

test('a search finds steps by title and cue, unsaid lines by question and answer, cases by name and value', () => {
  expect(searchPacks([pack], 'SECOND best')).toMatchObject([{ part: 'step', node: 'coding.a/f1' }])
  expect(searchPacks([pack], 'leaves').map(({ part }) => part)).toEqual(['step'])
  expect(searchPacks([pack], 'drained stores')).toMatchObject([{ part: 'unsaid', more: 'Yes, it only stores nothing.' }])
  expect(searchPacks([pack], 'null unreachable').map(({ part }) => part)).toEqual(['case'])
  expect(searchPacks([pack], 'cheapest cache').map(({ part }) => part)).toEqual(['prompt'])
})

test('every word must be there, and nothing is found for nothing', () => {
  expect(searchPacks([pack], '  ')).toEqual([])
  expect(searchPacks([pack], 'cache qwertyuiop')).toEqual([])
})
