import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { checkSpecs } from '../../infra/check-spec.mjs'

const SPEC = '# Gate\n\n- **G1** It opens. (2)\n- **G2** It closes. (2)\n'
const roots: string[] = []

interface Tree { readonly tests: string; readonly spec: string; readonly folder: string }

const write = (root: string, { tests, spec, folder }: Tree) => {
  const source = join(root, folder, 'src')
  mkdirSync(source, { recursive: true })
  writeFileSync(join(root, folder, 'SPEC.md'), spec)
  writeFileSync(join(source, 'gate.test.ts'), tests)
}

const problemsOf = (tests: string, spec = SPEC, whole?: string): readonly string[] => {
  const root = mkdtempSync(join(tmpdir(), 'spec-ids-'))
  roots.push(root)
  write(root, { tests, spec, folder: join('packages', 'gate') })
  if (whole !== undefined) write(root, { tests: whole, spec: '# The whole\n\n- **W1** It stands.\n', folder: 'test' })
  return checkSpecs(root).problems
}

afterEach(() => {
  for (const root of roots.splice(0)) rmSync(root, { recursive: true })
})

test('a rule for every test and a test for every rule pass, however the test is written', () => {
  expect(problemsOf("test('[G1] opens', () => {})\nit(`[G2] closes`, () => {})\n")).toEqual([])
  expect(problemsOf("test('[G1, G2] opens and closes', () => {})")).toEqual([])
  expect(problemsOf("test('[G1][G2] opens and closes', () => {})")).toEqual([])
  expect(problemsOf("test.each<[a: string, b: number]>([\n  ['(', 1], // )\n])('[G1 G2] row %s', () => {})")).toEqual([])
  expect(problemsOf('test.each`a | b\n${1} | ${2}`("[G1 G2] row", () => {})')).toEqual([])
})

test('a rule without a test is found', () => {
  expect(problemsOf("test('[G1] opens', () => {})")).toEqual(['packages/gate/SPEC.md: G2 has no test that runs'])
  expect(problemsOf("test('[G1] opens', () => {})\ntest.skip('[G2] closes', () => {})")).toHaveLength(1)
  expect(problemsOf("test('[G1] opens', () => {})\n// test('[G2] closes')\nconst words = `test('[G2]')`")).toHaveLength(1)
})

test('a test without a rule, or with an unknown one, is found', () => {
  const both = "test('[G1 G2] all', () => {})\n"
  expect(problemsOf(`${both}test('creaks', () => {})`)).toEqual([expect.stringContaining('gate.test.ts:2: a test that names no rule')])
  expect(problemsOf(`${both}test(title, () => {})`)).toEqual([expect.stringContaining('gate.test.ts:2: a test that names no rule')])
  expect(problemsOf(`${both}test.each([['(', /['"]/]])('creaks', () => {})`)).toHaveLength(1)
  expect(problemsOf(`${both}test('[G3] locks', () => {})`)).toEqual([expect.stringContaining('G3 is no rule')])
})

test('of the whole system every rule has a test, and a test need have no rule', () => {
  const both = "test('[G1 G2] all', () => {})"
  expect(problemsOf(both, SPEC, "test('[W1] stands', () => {})\ntest('creaks', () => {})")).toEqual([])
  expect(problemsOf(both, SPEC, "test('creaks', () => {})")).toEqual(['test/SPEC.md: W1 has no test that runs'])
  expect(problemsOf(both, SPEC, "test('[W1] stands', () => {})\ntest('[W2] falls', () => {})")).toEqual([expect.stringContaining('W2 is no rule')])
})

test('an id given twice, a specification without rules and a tree without any are found', () => {
  expect(problemsOf("test('[G1 G2] all', () => {})", `${SPEC}- **G2** It closes again.\n`)).toEqual(['packages/gate/SPEC.md: G2 stands there twice'])
  expect(problemsOf('', '# Gate\n')).toHaveLength(1)
  expect(checkSpecs(join(tmpdir(), 'no such tree')).problems).toHaveLength(1)
})
