import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { PACKS_DIRECTORY, formatFinding, loadBank, packFiles } from './bank.ts'
import { lintPack } from './lint-pack.ts'

const bank = loadBank()
const FILL = 'coding.nearest-fill-source'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

/** A folder of its own with some of the packs, changed or not. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'bank-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  return folder
}
const textOf = (id: string): string => readFileSync(join(PACKS_DIRECTORY, `${id}.yaml`), 'utf8')

describe('the packs that come with the product', () => {
  test.each(packFiles(PACKS_DIRECTORY))('%s keeps every rule', file => {
    expect(lintPack(readFileSync(join(PACKS_DIRECTORY, file), 'utf8'), file)).toEqual([])
  })

  test('two packs of every kind let a pair interview each other; a recruiter and a deep dive live off the candidate alone', () => {
    for (const kind of ['coding', 'sd', 'culture', 'hm'] as const) expect(bank.ofKind(kind).length, kind).toBeGreaterThanOrEqual(2)
    for (const kind of ['recruiter', 'deep'] as const) expect(bank.ofKind(kind).length, kind).toBeGreaterThanOrEqual(1)
  })

  test('the talk of the catalogue is whole: fourteen culture prompts and nine for the manager', () => {
    expect([bank.ofKind('culture').length, bank.ofKind('hm').length]).toEqual([14, 9])
  })

  test('two coding rounds each way find two patterns, because every pattern has at least two packs', () => {
    const counts = new Map<string, number>()
    for (const { pattern = '' } of bank.ofKind('coding')) counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
    expect([...counts].filter(([, count]) => count < 2)).toEqual([])
  })

  test('a dimension is named by family and short name once it is read', () => {
    expect(bank.get(FILL)?.interviewer.rubricFocus).toContain('coding.extension_defence')
    expect(bank.get('sd.kickoff-surge')?.interviewer.rubricFocus).toContain('sd.resilience')
  })
})

describe('dealing from a folder', () => {
  test('a phone screen deals from coding', () => {
    expect(bank.ofKind('tech')).toEqual(bank.ofKind('coding'))
  })

  test('an unknown pack is nothing', () => {
    expect(bank.get('coding.none')).toBeUndefined()
    expect(bank.get(FILL, 99)).toBeUndefined()
  })

  test('an old version is kept for its rounds and no longer dealt', () => {
    const folder = folderOf({ [`${FILL}@1.yaml`]: textOf(FILL), [`${FILL}.yaml`]: textOf(FILL).replace('version: 1', 'version: 2') })
    const two = loadBank(folder)
    expect(two.all().map(pack => pack.version)).toEqual([2])
    expect([two.get(FILL)?.version, two.get(FILL, 1)?.version]).toEqual([2, 1])
  })

  test('the same version twice is refused, the second time', () => {
    const folder = folderOf({ [`${FILL}@1.yaml`]: textOf(FILL), [`${FILL}.yaml`]: textOf(FILL) })
    const { refused, ...bank } = loadBank(folder)
    expect(refused?.map(finding => `${finding.file} ${finding.rule}`)).toEqual([`${FILL}@1.yaml pack/one-of-each-version`])
    expect(bank.all()).toHaveLength(1)
  })

  test('a bad pack is left out with file, line and rule, and the rest is dealt', () => {
    const other = 'coding.licence-store'
    const { refused = [], ...bank } = loadBank(folderOf({ [`${FILL}.yaml`]: textOf(FILL).replace('level: L5', 'level: L9'), [`${other}.yaml`]: textOf(other) }))
    expect(refused.map(formatFinding)).toEqual([expect.stringMatching(new RegExp(`^${FILL}\\.yaml:6 {2}pack/schema`))])
    expect(bank.all().map(({ id }) => id)).toEqual([other])
  })

  test('files that are no packs are left alone', () => {
    const folder = folderOf({ 'README.md': 'about' })
    copyFileSync(join(PACKS_DIRECTORY, `${FILL}.yaml`), join(folder, `${FILL}.yaml`))
    expect(loadBank(folder).all()).toHaveLength(1)
  })
})
