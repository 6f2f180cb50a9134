import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Answers, Question, ScriptLanguage } from './typescript-protocol.ts'
import { createTypescriptService } from './typescript-service.ts'

const folder = dirname(fileURLToPath(import.meta.resolve('typescript-browser')))
let answer: ReturnType<typeof createTypescriptService>

beforeAll(() => {
  const names = readdirSync(folder).filter(name => /^lib\.(es|decorators).*\.d\.ts$/.test(name))
  answer = createTypescriptService(Object.fromEntries(names.map(name => [name, readFileSync(join(folder, name), 'utf8')])))
})

const ask = <Kind extends Question['kind']>(question: Extract<Question, { kind: Kind }>): Answers[Kind] => answer(question) as Answers[Kind]
const problems = (text: string, language: ScriptLanguage = 'typescript') => ask({ kind: 'problems', language, text }).map(({ from, to, severity, message }) => [severity, text.slice(from, to), message] as const)

describe('what TypeScript says of a solution', () => {
  test('nothing of one that is right, with the library, the console and a top-level await', () => {
    expect(problems('const seen = new Map<string, number>()\nseen.set("a", [3, 1].toSorted().at(-1) ?? 0)\nconsole.log(structuredClone(seen))\nawait new Promise<void>(done => setTimeout(done, 5))\nexport const name = "mine"')).toEqual([])
  })

  test('where it does not fit, in the words of TypeScript', () => {
    expect(problems('const count: number = "three"')).toEqual([['error', 'count', "Type 'string' is not assignable to type 'number'."]])
    expect(problems('[1].fliter(Boolean)')).toEqual([['error', 'fliter', "Property 'fliter' does not exist on type 'number[]'. Did you mean 'filter'?"]])
    expect(problems('document.title')[0]?.[2]).toContain("Cannot find name 'document'")
  })

  test('only what does not parse, while it does not', () => {
    expect(problems('const a: number = "x"\nfunction (').every(([severity]) => severity === 'error')).toBe(true)
    expect(problems('const a: number = "x"\nfunction (').map(([, , message]) => message)).not.toContain("Type 'string' is not assignable to type 'number'.")
  })

  test('of JavaScript, warnings only, and none for what it does not annotate', () => {
    expect(problems('function add(a, b) { return a + b }\nconst memo = {}\nmemo.x = add(1, 2)\nmodule = 1', 'javascript').filter(([severity]) => severity === 'error')).toEqual([])
    expect(problems('[1].fliter(Boolean)', 'javascript')).toEqual([['warning', 'fliter', "Property 'fliter' does not exist on type 'number[]'. Did you mean 'filter'?"]])
  })

  test('of the newest text, however it came about', () => {
    const text = 'const a: number = 1\nconst b: string = a'
    expect(problems(text)).toHaveLength(1)
    expect(problems(text.replace('string', 'number'))).toEqual([])
    expect(problems(text)).toHaveLength(1)
  })

  test('what may follow, its own names first, and what each is', () => {
    const text = 'class Gate { admit(device: string) { return device } }\nconst gate = new Gate()\ngate.'
    expect(ask({ kind: 'suggest', language: 'typescript', text, at: text.length }).map(({ name, kind }) => [name, kind])).toEqual([['admit', 'method']])
    expect(ask({ kind: 'describe', language: 'typescript', text, at: text.length, name: 'admit' })?.signature).toBe('(method) Gate.admit(device: string): string')
    expect(ask({ kind: 'explain', language: 'typescript', text, at: text.indexOf('gate =') })).toMatchObject({ signature: 'const gate: Gate' })
    const start = 'const household = 1\nhou'
    expect(ask({ kind: 'suggest', language: 'typescript', text: start, at: start.length })[0]?.name).toBe('household')
  })

  test('how it would be written, as small edits at the tab width of its writer', () => {
    const text = 'if(a){\nreturn  1\n}'
    const edits = ask({ kind: 'format', language: 'typescript', text, tabWidth: 4 })
    const written = edits.toSorted((a, b) => b.from - a.from).reduce((all, { from, to, insert }) => all.slice(0, from) + insert + all.slice(to), text)
    expect(written).toBe('if (a) {\n    return 1\n}')
  })
})
