import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { bankFrom, loadBank } from './bank.ts'
import { solutionsOf } from './solutions.ts'

const bank = loadBank()

describe('finished solutions', () => {
  test.each(bank.ofKind('coding'))('$id has one in TypeScript, Python and Java, each a file of its own', ({ id }) => {
    const { typescript = '', python = '', java = '', ...others } = bank.solutions(id)
    expect(typescript).toMatch(/^export (function|const) solve\b/m)
    expect(python).toMatch(/^def solve\(/m)
    expect(java).toMatch(/\bstatic Object solve\(/)
    expect(others).toEqual({})
    expect(typescript).not.toMatch(/^import /m)
  })

  test('what a solution imports from its folder follows it', () => {
    const source = bank.solutions('coding.nearest-fill-source').typescript ?? ''
    expect(source.indexOf('export class Heap<T>')).toBeGreaterThan(source.indexOf('export function solve('))
  })

  test('a language without a file is not there, and no other kind is solved', () => {
    const folder = mkdtempSync(join(tmpdir(), 'solutions-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    mkdirSync(join(folder, 'python'))
    writeFileSync(join(folder, 'python', 'two_words.py'), 'def solve(x): return x\n')
    expect(solutionsOf('coding.two-words', folder)).toEqual({ python: 'def solve(x): return x\n' })
    expect([solutionsOf('sd.kickoff-surge'), solutionsOf('coding.none'), solutionsOf('coding.../secret')]).toEqual([{}, {}, {}])
  })
})

describe('a round of nothing but follow-ups', () => {
  test('is dealt from every coding pack of the product', () => {
    expect(bank.ofKind('extension')).toEqual(bank.ofKind('coding'))
  })

  test('is not dealt from a pack that nobody has solved', () => {
    const [first, second] = bank.ofKind('coding')
    const two = bankFrom([first!, second!], id => (id === first?.id ? { python: 'def solve(): ...' } : {}))
    expect(two.ofKind('extension')).toEqual([first])
    expect(two.ofKind('coding')).toHaveLength(2)
  })
})
