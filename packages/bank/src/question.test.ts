import { readFileSync, readdirSync } from 'node:fs'
import { CANDIDATES } from '@unanimous/rounds'
import { describe, expect, test } from 'vitest'
import { lintPack } from './lint-pack.ts'
import { asOwnPack, lintedQuestion, QUESTION_PATTERNS, questionFrom, questionOf, TEMPLATES_DIRECTORY } from './question.ts'
import { simulateRound } from './simulated-round.ts'

const templateOf = (pattern: string): string => readFileSync(`${TEMPLATES_DIRECTORY}${pattern}.yaml`, 'utf8')
const rules = (source: string) => lintedQuestion(source).findings.map(({ rule, line }) => `${rule} ${line}`)
const pasted = { title: 'Two "clocks": one # hour', prompt: 'A <script>alert(1)</script> task\n\n\tgiven: [1, 2]\n# not a comment\n--- not another document' }

describe('template ladders', () => {
  test('there is one for each pattern, and no other', () => {
    expect(readdirSync(TEMPLATES_DIRECTORY).toSorted()).toEqual(QUESTION_PATTERNS.map(pattern => `${pattern}.yaml`).toSorted())
  })

  test.each(QUESTION_PATTERNS)('%s keeps every rule of an own question as it stands', pattern => {
    expect(lintedQuestion(templateOf(pattern)).findings).toEqual([])
  })

  test.each(QUESTION_PATTERNS)('%s takes a pasted prompt word for word, and keeps every rule', pattern => {
    const { pack, findings } = lintedQuestion(questionFrom(pattern, pasted))
    expect(findings).toEqual([])
    expect([pack?.title, pack?.candidate.prompt.trimEnd()]).toEqual([pasted.title, pasted.prompt])
  })

  test.each(QUESTION_PATTERNS)('%s leads a strong candidate deep and keeps a weak one in talk', pattern => {
    const { pack } = lintedQuestion(templateOf(pattern))
    expect(simulateRound(pack!, CANDIDATES.strong).depth).toBeGreaterThanOrEqual(4)
    expect(simulateRound(pack!, CANDIDATES.weak).asked.length).toBeGreaterThanOrEqual(3)
  })

  test('coding templates name their pattern, so that two rounds of a pair get two', () => {
    for (const pattern of QUESTION_PATTERNS.slice(0, 6)) expect(lintedQuestion(templateOf(pattern)).pack).toMatchObject({ kind: 'coding', pattern })
  })
})

describe('hostile text is refused with its line, and never throws', () => {
  const template = templateOf('graph')
  test.each([
    ['an alias', `a: &x [1]\nb: [*x, *x]\n`, ['question/plain-yaml 1', 'question/plain-yaml 2', 'question/plain-yaml 2']],
    ['a bomb of aliases', `a: &a [x]\n${[...'bcdefghij'].map((each, at) => `${each}: &${each} [${`*${'abcdefghij'[at]},`.repeat(9)}]`).join('\n')}`, undefined],
    ['a key of the prototype', '__proto__: {polluted: true}\n', ['question/plain-yaml 1']],
    ['a key of the prototype, deep down', 'candidate:\n  constructor: {prototype: 1}\n', ['question/plain-yaml 2', 'question/plain-yaml 2']],
    ['a tag', 'title: !!js/function "f"\n', undefined],
    ['a private tag', 'title: x\nkind: !mine coding\n', ['question/plain-yaml 2']],
    ['a tab as indentation', 'candidate:\n\tprompt: x\n', ['pack/yaml 2']],
    ['brackets without end', 'a: 1\n' + '['.repeat(20_000), ['question/plain-yaml 2']],
    ['dashes without end', '- '.repeat(15_000), ['question/plain-yaml 1']],
    ['an invisible character', 'schema: x\ntitle: a\u0007b\n', ['question/plain-text 2']],
    ['two documents', 'a: 1\n---\nb: 2\n', undefined],
    ['markup for a pack', '<html><body>hello</body></html>', undefined],
    ['nothing', '', ['pack/schema 1']],
  ])('%s', (_, source, expected) => {
    const found = rules(source)
    if (expected === undefined) expect(found.length).toBeGreaterThan(0)
    else expect(found).toEqual(expected)
    expect({}).not.toHaveProperty('polluted')
  })

  test('many follow-ups are refused before they are walked', () => {
    const one = template.slice(template.lastIndexOf('  - id: f6'))
    const many = Array.from({ length: 40 }, (_, index) => one.replace('id: f6', `id: g${index}`)).join('')
    expect(rules(template + many)).toContainEqual(expect.stringMatching(/^question\/size /))
  })

  test('a broken rule is found by its line', () => {
    const source = template.replace('nailed: [f3, f4]', 'nailed: [f9, f4]')
    const line = source.split('\n').findIndex(text => text.includes('f9')) + 1
    expect(rules(source)).toContain(`pack/edges-exist ${line}`)
  })

  test('kinds that live off the candidate alone are not asked with a question of one\u2019s own', () => {
    expect(rules(templateOf('manager').replace('kind: hm', 'kind: recruiter'))).toContain('question/kind 1')
  })
})

describe('the pack that is played', () => {
  const question = 'AbCdEfGhIjKlMnOpQrStUw'

  test('is named after its question, which no pack of the bank can be', () => {
    const pack = asOwnPack(lintedQuestion(templateOf('graph')).pack!, question, 7)
    expect([pack.id, pack.version]).toEqual([expect.stringMatching(/^coding\.own-[0-9a-f]{32}$/), 7])
    expect([questionOf(pack.id), questionOf('coding.nearest-fill-source')]).toEqual([question, undefined])
    expect(lintPack(templateOf('graph').replace('coding.own-question', pack.id), `${pack.id}.yaml`).map(({ rule }) => rule)).toContain('pack/file-name')
  })
})
