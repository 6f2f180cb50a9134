import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMissing, requireTool } from '@unanimous/testing'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadBank, type Pack } from '../src/index.ts'

/** What solves a pack, found by the pack's name alone, takes the `in` of examples and cases as the YAML has it, and gives their `out`. */
interface Language {
  readonly name: string
  readonly needs?: { readonly tool: 'python' | 'java'; readonly debianPackage: string }
  readonly folder: string
  readonly fileOf: (pack: Pack) => string
  readonly isReference: (file: string) => boolean
  readonly play: (asked: readonly Asked[]) => Promise<readonly (readonly Outcome[])[]>
}
interface Asked {
  readonly name: string
  readonly inputs: readonly unknown[]
}
type Outcome = { readonly out: unknown } | { readonly error: string }

const folder = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const nameOf = (pack: Pack): string => pack.id.slice('coding.'.length)
const camelCase = (name: string): string => name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())
const stem = (file: string): string => file.replace(/\.\w+$/, '')

const typescript: Language = {
  name: 'TypeScript',
  folder: folder('.'),
  fileOf: pack => `${nameOf(pack)}.ts`,
  // Here references lie among what they and the tests need.
  isReference: () => false,
  play: asked => Promise.all(asked.map(async ({ name, inputs }) => {
    const { solve }: { readonly solve: (input: unknown) => unknown } = await import(/* @vite-ignore */ new URL(`${name}.ts`, import.meta.url).href)
    return inputs.map(input => ({ out: solve(structuredClone(input)) }))
  })),
}

const python: Language = {
  name: 'Python',
  needs: { tool: 'python', debianPackage: 'python3' },
  folder: folder('python'),
  fileOf: pack => `${nameOf(pack).replaceAll('-', '_')}.py`,
  isReference: file => file.endsWith('.py') && file !== 'play.py',
  play: async asked => JSON.parse(run(requireTool('python'), ['-B', join(folder('python'), 'play.py')], JSON.stringify(asked))),
}

const java: Language = {
  name: 'Java',
  needs: { tool: 'java', debianPackage: 'default-jdk-headless' },
  folder: folder('java'),
  fileOf: pack => `${camelCase(nameOf(pack))}.java`,
  isReference: file => file !== 'Play.java' && file !== 'Json.java',
  async play(asked) {
    const classes = mkdtempSync(join(tmpdir(), 'java-references-'))
    const sources = readdirSync(folder('java')).map(file => join(folder('java'), file))
    try {
      run(join(requireTool('java'), 'javac'), ['-encoding', 'UTF-8', '-d', classes, ...sources], '')
      return JSON.parse(run(join(requireTool('java'), 'java'), ['-Xshare:auto', '-cp', classes, 'Play'], JSON.stringify(asked)))
    } finally {
      rmSync(classes, { recursive: true })
    }
  },
}

const run = (command: string, args: readonly string[], input: string): string =>
  execFileSync(command, args, { input, encoding: 'utf8', maxBuffer: 1 << 26 })

interface Play {
  readonly name: string
  readonly in: unknown
  readonly out: unknown
}
const playsOf = (pack: Pack): readonly Play[] => [
  ...(pack.candidate.examples ?? []).map((example, index) => ({ name: `example ${index + 1}`, ...example })),
  ...(pack.interviewer.cases ?? []),
]

const packs = loadBank().ofKind('coding')

describe.each([typescript, python, java])('the references in $name', language => {
  const { needs } = language
  const isThere = (pack: Pack): boolean => existsSync(join(language.folder, language.fileOf(pack)))

  test.each(packs)('$id has one', pack => {
    expect(isThere(pack), `${join(language.folder, language.fileOf(pack))} is missing`).toBe(true)
  })

  test('each belongs to a pack', () => {
    const known = packs.map(language.fileOf)
    expect(readdirSync(language.folder).filter(file => language.isReference(file) && !known.includes(file))).toEqual([])
  })

  describe.skipIf(needs !== undefined && isMissing(needs.tool))(`give every example and case${needs ? ` (needs ${needs.debianPackage})` : ''}`, () => {
    const solvable = packs.filter(isThere)
    let outcomes: ReadonlyMap<string, readonly Outcome[]>

    beforeAll(async () => {
      const played = await language.play(solvable.map(pack => ({ name: stem(language.fileOf(pack)), inputs: playsOf(pack).map(each => each.in) })))
      outcomes = new Map(solvable.map((pack, index) => [pack.id, played[index] ?? []]))
    })

    describe.each(solvable)('$id', pack => {
      test.each(playsOf(pack).map((each, index) => ({ ...each, index })))('$name', ({ index, out }) => {
        expect(outcomes.get(pack.id)?.[index]).toEqual({ out })
      })
    })
  })
})
