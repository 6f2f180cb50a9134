import { execFileSync } from 'node:child_process'
import { loadBank, type Pack } from '@unanimous/bank'
import { isMissing, requireTool } from '@unanimous/testing'
import { transform } from 'sucrase'
import { describe, expect, test } from 'vitest'
import { judgeCase } from './answers.ts'
import type { CaseAnswer } from './backend.ts'
import { pythonHarness } from './python-source.ts'
import { callCases } from './script-cases.ts'
import { namesOf, readSignature } from './signature.ts'

const bank = loadBank()
const packs = bank.all().filter(pack => pack.kind === 'coding')
const casesOf = (pack: Pack) => pack.interviewer.cases ?? []
const planOf = (pack: Pack) => {
  const plan = readSignature(pack.candidate.signature ?? '')
  if (!plan) throw new Error(`${pack.id} has no signature that can be called`)
  return plan
}

const runScript = async (pack: Pack, code: string): Promise<readonly CaseAnswer[]> => {
  const plan = planOf(pack)
  const { code: stripped } = transform(code, { transforms: ['typescript', 'imports'], disableESTransforms: true })
  const names = namesOf(plan).map(name => `${name}: typeof ${name} === 'undefined' ? undefined : ${name}`).join(', ')
  // oxlint-disable-next-line no-eval
  const found = (0, eval)(`(exports => {${stripped}\n;return {${names}}})`)({}) as Record<string, unknown>
  const answers: CaseAnswer[] = []
  await callCases({ plan, found, inputs: casesOf(pack).map(each => each.in), code }, (_, answer) => answers.push(answer))
  return answers
}

const runPython = (asked: readonly { readonly pack: Pack; readonly code: string }[]): readonly (readonly CaseAnswer[])[] => {
  const program = `${pythonHarness}
import json, sys
def play(each):
    answers = []
    ran = run_main(each["code"], "", lambda text: None, json.dumps(each["cases"]), lambda index, answer: answers.append(json.loads(answer)))
    return answers if answers else [{"error": "did not run: " + str(ran)}]
given = json.loads(open(0, encoding="utf-8").read())
sys.__stdout__.write(json.dumps([play(each) for each in given]))
`
  const input = JSON.stringify(asked.map(({ pack, code }) => ({ code, cases: { plan: planOf(pack), inputs: casesOf(pack).map(each => each.in) } })))
  return JSON.parse(execFileSync(requireTool('python'), ['-c', program], { input, encoding: 'utf8', maxBuffer: 1 << 26 })) as CaseAnswer[][]
}

const wrongOf = (pack: Pack, answers: readonly CaseAnswer[]) =>
  casesOf(pack).flatMap((each, index) => {
    const { got, passed } = judgeCase(each.out, answers[index] ?? { error: 'no answer' })
    return passed ? [] : [`${pack.id}: ${each.name}: ${got}`]
  })
const notCalled = (pack: Pack, answers: readonly CaseAnswer[]) => answers.flatMap(answer => ('error' in answer && /There is no|did not run|takes|argument/.test(answer.error) ? [`${pack.id}: ${answer.error}`] : []))

describe('cases of every coding pack', () => {
  test('are answered rightly by its reference in TypeScript', async () => {
    for (const pack of packs) expect(wrongOf(pack, await runScript(pack, bank.solutions(pack.id).typescript ?? ''))).toEqual([])
  })

  test('find what its starters in TypeScript and JavaScript define', async () => {
    for (const pack of packs) for (const language of ['typescript', 'javascript'] as const) {
      expect(notCalled(pack, await runScript(pack, pack.starters?.[language] ?? ''))).toEqual([])
    }
  })

  test.skipIf(isMissing('python'))('are answered rightly by its reference in Python', () => {
    const answers = runPython(packs.map(pack => ({ pack, code: bank.solutions(pack.id).python ?? '' })))
    expect(packs.flatMap((pack, index) => wrongOf(pack, answers[index] ?? []))).toEqual([])
  })

  test.skipIf(isMissing('python'))('find what its starter in Python defines, and hand over what it declares', () => {
    const answers = runPython(packs.map(pack => ({ pack, code: pack.starters?.python ?? '' })))
    expect(packs.flatMap((pack, index) => notCalled(pack, answers[index] ?? []))).toEqual([])
  })

  test.skipIf(isMissing('python'))('become what Python declares: named tuples, data classes, sets, and back', () => {
    const [pack] = packs
    if (!pack) throw new Error('no pack')
    const code = 'from typing import NamedTuple, Optional\nclass Offer(NamedTuple):\n    id: str\n    price: int\nclass Best(NamedTuple):\n    id: str\n    seen: int\ndef best_of(offers: list[Offer], seen: set[str], by: Optional[dict[str, Offer]]) -> Best:\n    return Best(max(offers, key=lambda each: each.price).id, len(seen & {"a"}))\n'
    const made = { ...pack, candidate: { ...pack.candidate, signature: 'bestOf(offers, seen, by) -> best' }, interviewer: { ...pack.interviewer, cases: [{ name: 'n', why: 'w', in: { offers: [['x', 1], ['y', 2]], seen: ['a', 'a'], by: null }, out: { id: 'y', seen: 1 } }] } }
    expect(wrongOf(made, runPython([{ pack: made, code }])[0] ?? [])).toEqual([])
  })
})
