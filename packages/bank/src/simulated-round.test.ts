import { CANDIDATES, dimensionsOf, type Pack, type ScriptedCandidate } from '@unanimous/rounds'
import { describe, expect, test } from 'vitest'
import { loadBank } from './bank.ts'
import { simulateRound } from './simulated-round.ts'

const bank = loadBank()
const packOf = (id: string): Pack => bank.get(id) ?? expect.unreachable(`no pack ${id}`)

describe('a simulated round goes as the reference traces of domain.md 4.2', () => {
  test.each([
    ['sd.kickoff-surge', 'strong', ['s1', 's2', 's4', 's7', 's6', 's5']],
    ['coding.nearest-fill-source', 'strong', ['f2', 'f3', 'f4', 'f6', 'f1']],
    ['coding.nearest-fill-source', 'middling', ['f2', 'f5', 'f3', 'f6']],
    ['coding.nearest-fill-source', 'weak', ['f2', 'f2s', 'f1', 'f5', 'f6']],
  ] as const)('%s with a %s candidate', (id, candidate, asked) => {
    expect(simulateRound(packOf(id), CANDIDATES[candidate]).asked).toEqual(asked)
  })
})

describe.each(bank.all())('$id, always taking the first suggestion', pack => {
  const { rubricFocus } = pack.interviewer
  const core = dimensionsOf(pack.kind).filter(dimension => dimension.core).map(({ id }) => id)

  test('a strong candidate is led deep', () => {
    const { asked, depth } = simulateRound(pack, CANDIDATES.strong)
    expect(depth, asked.join()).toBeGreaterThanOrEqual(4)
  })

  test('when everything is partial, help included, the core dimensions are asked about', () => {
    const { asked, bare } = simulateRound(pack, () => 'partial')
    expect(core.filter(id => rubricFocus.includes(id) && bare.includes(id)), asked.join()).toEqual([])
  })
})

// In a talk with the hiring manager or the recruiter the stories fill the time between the questions.
const dense = bank.all().filter(({ kind }) => kind !== 'hm' && kind !== 'recruiter')

describe.each(dense)('$id, always taking the first suggestion', pack => {
  test.each(['nailed', 'partial', 'struggled'] as const)('when everything is %s the ladder does not run dry', mark => {
    const { asked, idle } = simulateRound(pack, () => mark)
    expect(asked.length, asked.join()).toBeGreaterThanOrEqual(4)
    expect(idle.length, asked.join()).toBeLessThanOrEqual(4)
  })
})

const everybody: readonly (readonly [string, ScriptedCandidate])[] = [...Object.entries(CANDIDATES), ['partial', () => 'partial']]

describe.each(bank.ofKind('extension'))('$id with nothing but follow-ups', pack => {
  test.each(everybody)('a %s candidate finds no dead end, and is asked about the extension twice or more', (_, candidate) => {
    const { asked, idle } = simulateRound(pack, candidate, undefined, 'extension')
    expect(idle.filter(({ bare }) => bare.length > 0), asked.join()).toEqual([])
    expect(asked.length, asked.join()).toBeGreaterThanOrEqual(2)
  })

  test('a strong candidate reaches failure or load', () => {
    const { asked, depth } = simulateRound(pack, CANDIDATES.strong, undefined, 'extension')
    expect(depth, asked.join()).toBeGreaterThanOrEqual(3)
  })
})
