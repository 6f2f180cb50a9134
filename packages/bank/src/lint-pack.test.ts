import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PACKS_DIRECTORY, formatFinding } from './bank.ts'
import { PACK_RULES, lintPack } from './lint-pack.ts'

const good = (id: string): string => readFileSync(join(PACKS_DIRECTORY, `${id}.yaml`), 'utf8')

/** A good pack with one passage changed; fails when the passage is no longer there, so that no fixture goes stale. */
function spoil(id: string, passage: string | RegExp, instead: string): string {
  const spoilt = good(id).replace(passage, instead)
  expect(spoilt, 'the passage to spoil is in the pack').not.toBe(good(id))
  return spoilt
}

const CODING = 'coding.nearest-fill-source'
const DESIGN = 'sd.kickoff-surge'
const CULTURE = 'culture.call-without-cover'
const RECRUITER = 'recruiter.first-call'

interface Spoilt {
  readonly rule: string
  readonly id: string
  readonly passage: string | RegExp
  readonly instead: string
  readonly says: string
}

const SPOILT: readonly Spoilt[] = [
  { rule: 'pack/yaml', id: CODING, passage: 'entry: [f2, f1]', instead: 'entry: [f2, f1', says: 'not valid YAML' },
  { rule: 'pack/schema', id: CODING, passage: 'level: L5', instead: 'level: L9', says: 'level' },
  { rule: 'pack/schema', id: CODING, passage: 'changeCard: "One', instead: 'change_card: "One', says: 'no key "change_card"' },
  { rule: 'pack/file-name', id: CODING, passage: 'id: coding.nearest', instead: 'id: coding.farthest', says: 'file' },
  { rule: 'pack/file-name', id: DESIGN, passage: 'kind: sd', instead: 'kind: deep', says: 'kind' },
  { rule: 'pack/original', id: CULTURE, passage: 'your words?', instead: 'your words \u2014 please?', says: '\u2014' },
  { rule: 'pack/original', id: CULTURE, passage: 'in that room', instead: 'at Netflix', says: 'Netflix' },
  { rule: 'pack/unique-ids', id: CODING, passage: '{id: h2,', instead: '{id: f2,', says: '"f2" is taken' },
  { rule: 'pack/edges-exist', id: CODING, passage: 'nailed: [f4, f6]', instead: 'nailed: [f4, f9]', says: 'no follow-up "f9"' },
  { rule: 'pack/edges-exist', id: CODING, passage: 'after: [f3]', instead: 'after: [f0]', says: 'no follow-up "f0"' },
  { rule: 'pack/acyclic', id: CODING, passage: 'nailed: [], partial', instead: 'nailed: [f2], partial', says: '"f6" leads back to "f2"' },
  { rule: 'pack/reachable', id: CULTURE, passage: 'nailed: [c3]', instead: 'nailed: [c4]', says: 'Nothing leads to "c3"' },
  { rule: 'pack/states-exist', id: CODING, passage: 'state: [complete]', instead: 'state: [perfect]', says: 'no solution state "perfect"' },
  { rule: 'pack/states-exist', id: CODING, passage: 'at: clarifying', instead: 'at: dozing', says: 'no solution state "dozing"' },
  { rule: 'pack/scaffold-after-parent', id: CODING, passage: 'after: [f2]', instead: 'after: [f2, f1]', says: 'exactly one parent' },
  { rule: 'pack/scaffold-after-parent', id: CODING, passage: /nailed: \[f2, f5\]([\s\S]*?)struggled: \[f2s\]/, instead: 'nailed: [f2, f2s]$1struggled: [f5]', says: 'leads to its scaffold' },
  { rule: 'pack/scaffold-after-parent', id: CODING, passage: 'nailed: [f2, f5]', instead: 'nailed: [f1s]', says: 'follows only' },
  { rule: 'pack/scaffold-after-parent', id: DESIGN, passage: /id: s2s\n {4}kind: scaffold\n {4}depth: 2/, instead: 'id: s2s\n    kind: scaffold\n    depth: 4', says: 'deeper than' },
  { rule: 'pack/pacing', id: CODING, passage: 'until: 26', instead: 'until: 6', says: '"code" ends at 6' },
  { rule: 'pack/pacing', id: CODING, passage: '{phase: close, until: 60}', instead: '{phase: close, until: 59}', says: 'ends at 59' },
  { rule: 'pack/plan-fits', id: CULTURE, passage: 'minute: [9, 14]', instead: 'minute: [13, 14]', says: 'opens at 13' },
  { rule: 'pack/plan-fits', id: CULTURE, passage: 'minute: [9, 14]', instead: 'minute: [14, 9]', says: 'minutes 14 to 9' },
  { rule: 'pack/plan-fits', id: DESIGN, passage: '{phase: high_level, until: 25}', instead: '{phase: high_level, until: 50}', says: 'takes 23 minutes, there are 5' },
  { rule: 'pack/dimensions-of-kind', id: CODING, passage: 'dims: [problem_solving]', instead: 'dims: [candor]', says: 'does not rate "coding.candor"' },
  { rule: 'pack/dimensions-of-kind', id: CODING, passage: 'dims: [problem_solving]', instead: 'dims: []', says: 'nothing about any dimension' },
  { rule: 'pack/focus-covered', id: DESIGN, passage: 'dims: [cost]', instead: 'dims: [evolution]', says: 'No follow-up asks about "sd.cost"' },
  { rule: 'pack/enough-follow-ups', id: RECRUITER, passage: / {2}- id: r5[\s\S]*$|\br5\b/g, instead: '', says: '4 follow-ups' },
  { rule: 'pack/varied-kinds', id: CULTURE, passage: /kind: (counterfactual|feedback_received|cost_to_others|ownership_probe)/g, instead: 'kind: steelman', says: '1 kinds' },
  { rule: 'pack/change-cards', id: DESIGN, passage: 'changeCard: "20:03: us-east is degraded, not down."', instead: '', says: 'of 1 kinds' },
  { rule: 'pack/change-cards', id: DESIGN, passage: 'replaces: "30 million"', instead: 'replaces: "40 million"', says: 'never read "40 million"' },
  { rule: 'pack/change-cards', id: CODING, passage: 'changeCard: "One title, 10,000 starts."', instead: '', says: 'without a change card' },
  { rule: 'pack/signals-heard', id: CULTURE, passage: 'weak: ["nobody, it worked out"]', instead: 'weak: []', says: '"c5" has no weak signal' },
  { rule: 'pack/signals-heard', id: CULTURE, passage: '"nobody, it worked out"', instead: '"understands little of it"', says: 'Nobody hears whether' },
  { rule: 'pack/statement', id: CODING, passage: / {2}signature: .*\n/, instead: '', says: 'no signature' },
  { rule: 'pack/statement', id: CODING, passage: / {2}contract:[\s\S]*?(?= {2}examples)/, instead: '', says: 'explained in a contract' },
  { rule: 'pack/statement', id: CODING, passage: / {2}examples:[\s\S]*?(?=\ninterviewer)/, instead: '', says: 'no example' },
  { rule: 'pack/complexity', id: CODING, passage: 'pattern: graph', instead: '', says: 'names its pattern' },
  { rule: 'pack/complexity', id: CODING, passage: '    space: "O(V + E)"\n', instead: '', says: 'The space of the reference' },
  { rule: 'pack/cases', id: CODING, passage: / {4}- name: the cheapest link comes second[\s\S]*?(?=\nentry)/, instead: '', says: 'Verified cases: 5' },
  { rule: 'pack/cases', id: CODING, passage: /edge: true/g, instead: 'edge: false', says: 'Cases marked as an edge: 0' },
  { rule: 'pack/starters', id: CODING, passage: / {2}sql: \|\n.*\n/, instead: '  sql: ""\n', says: 'no starter in sql' },
  { rule: 'pack/answer-key', id: DESIGN, passage: / {2}reference:[\s\S]*?(?= {2}rubricFocus)/, instead: '', says: 'no answer key' },
  { rule: 'pack/answer-key', id: RECRUITER, passage: / {2}checklist:[\s\S]*?(?=\nentry)/, instead: '', says: 'has a checklist' },
  { rule: 'pack/left-unsaid', id: CODING, passage: / {4}- \{q: "(What if|How are|Can ms|Can there).*\n/g, instead: '', says: 'answers: 1' },
  { rule: 'pack/hints-priced', id: CODING, passage: 'cost: 3, core', instead: 'cost: 1, core', says: 'for less than 3' },
  { rule: 'pack/hints-priced', id: CODING, passage: 'cost: 0', instead: 'cost: 1', says: 'No hint is free' },
  { rule: 'pack/hints-priced', id: CODING, passage: 'core: true, ', instead: '', says: 'No hint gives the core' },
  // Nothing may be asked in the first three minutes after the code.
  { rule: 'pack/no-dead-end', id: CODING, passage: /trigger: \{state: .*\}/g, instead: 'trigger: {minute: [33, 48]}', says: 'nothing to ask at minute 30' },
  // A weak candidate is helped once, and then a minute is missing for the last question.
  { rule: 'pack/covers', id: DESIGN, passage: /(kind: resilience_reason[\s\S]*?minutes: )5/, instead: '$16', says: 'never about "sd.evolution"' },
  // Edges lead to it, and it waits for minutes in which the candidate still writes code.
  { rule: 'pack/every-step-comes', id: CODING, passage: 'trigger: {after: [f3]}', instead: 'trigger: {minute: [3, 20]}', says: '"f4" is suggested in no round' },
]

describe('a spoilt pack is refused by the rule it breaks, and by no other', () => {
  test.each(SPOILT)('$rule: $says', ({ rule, id, passage, instead, says }) => {
    const findings = lintPack(spoil(id, passage, instead), `${id}.yaml`)
    expect(findings.map(finding => finding.sentence)).toContainEqual(expect.stringContaining(says))
    expect([...new Set(findings.map(finding => finding.rule))], findings.map(formatFinding).join('\n')).toEqual([rule])
  })

  test('every rule has a pack that breaks it', () => {
    const broken = new Set(SPOILT.map(({ rule }) => rule))
    expect(PACK_RULES.map(rule => rule.id).filter(id => !broken.has(id))).toEqual([])
  })
})

describe('a finding says where', () => {
  test('the line is that of the part objected to', () => {
    const source = spoil(CODING, 'nailed: [f4, f6]', 'nailed: [f9, f6]')
    const line = source.split('\n').findIndex(text => text.includes('f9')) + 1
    expect(lintPack(source, `${CODING}.yaml`)).toContainEqual({
      rule: 'pack/edges-exist',
      file: `${CODING}.yaml`,
      line,
      sentence: 'There is no follow-up "f9".',
    })
  })

  test('an unknown key is found by its own line', () => {
    const source = spoil(CODING, 'difficulty: medium', 'hardness: medium')
    const line = source.split('\n').findIndex(text => text.startsWith('hardness')) + 1
    expect(lintPack(source, `${CODING}.yaml`)[0]).toMatchObject({ rule: 'pack/schema', line })
  })

  test('an empty file and an unknown anchor are findings, not crashes', () => {
    expect(lintPack('', 'x.yaml')[0]).toMatchObject({ rule: 'pack/schema', line: 1 })
    expect(lintPack('schema: *nothing\n', 'x.yaml')[0]).toMatchObject({ rule: 'pack/yaml', line: 1 })
  })

  test('a broken line of YAML is found by its line', () => {
    expect(lintPack('schema: unanimous.pack/2\nid: [\n', 'x.yaml')[0]).toMatchObject({ rule: 'pack/yaml', line: 3 })
  })
})
