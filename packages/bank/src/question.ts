import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Pack } from '@unanimous/rounds'
import { LineCounter, isAlias, isNode, isPair, isScalar, parseDocument, visit, type Document } from 'yaml'
import type { LintFinding, Rule } from './finding.ts'
import { lintBy } from './lint-pack.ts'
import { depthRules } from './rules/depth.ts'
import { ladderRules } from './rules/ladder.ts'
import { timingRules } from './rules/timing.ts'

/** What a person's own question is asked with: a ladder for each pattern of coding, for a design, for the two kinds of talk. */
export const QUESTION_PATTERNS = ['graph', 'tree', 'interval', 'cache', 'heap', 'string', 'design', 'manager', 'culture'] as const
export type QuestionPattern = (typeof QUESTION_PATTERNS)[number]

const MOST_FOLLOW_UPS = 40
const FILE = 'question.yaml'

/** Where the template ladders lie, one a pattern; each keeps every rule of an own question. */
export const TEMPLATES_DIRECTORY = fileURLToPath(new URL('../templates/', import.meta.url))

/** The pack file of somebody's own question: the ladder of its pattern, with their title and the prompt as they pasted it. */
export function questionFrom(pattern: QuestionPattern, { title, prompt }: { readonly title: string; readonly prompt: string }): string {
  const document = parseDocument(readFileSync(`${TEMPLATES_DIRECTORY}${pattern}.yaml`, 'utf8'))
  document.set('title', title)
  document.setIn(['candidate', 'prompt'], prompt)
  return document.toString({ lineWidth: 0, flowCollectionPadding: false })
}

const atMostFollowUps: Rule = {
  id: 'question/size',
  keeps: 'A ladder that a person wrote can be walked while they type.',
  *check({ followups }) {
    if (followups.length > MOST_FOLLOW_UPS) {
      yield { path: ['followups', MOST_FOLLOW_UPS], sentence: `There are ${followups.length} follow-ups, ${MOST_FOLLOW_UPS} are the most.` }
    }
  },
}

/** What an own question keeps: everything about its ladder, and nothing that only a verified problem of the bank can have. */
const QUESTION_RULES: readonly Rule[] = [atMostFollowUps, ...ladderRules, ...timingRules, ...depthRules]

const isTooKind = ({ kind }: Pack): boolean => kind === 'recruiter' || kind === 'deep'

/**
 * Reads somebody's own question, whatever they typed, and answers with every objection by line; never throws. The pack is there
 * as soon as the text has the shape of one. Text that is more than YAML of plain values is not read at all.
 */
export function lintedQuestion(source: string): { readonly pack?: Pack; readonly findings: LintFinding[] } {
  const unread = problemsOfText(source)
  if (unread.length > 0) return { findings: unread }
  const { pack, findings } = lintBy(source, FILE, QUESTION_RULES)
  if (pack === undefined || !isTooKind(pack)) return { ...(pack === undefined ? {} : { pack }), findings }
  return { findings: [finding('question/kind', 1, 'An own question is for coding, design, the manager or culture.'), ...findings] }
}

/** The id under which a question is played: no pack of the bank begins its name like this, so the two never meet. */
const OWN_NAME = 'own-'

/** The pack as it is played, frozen: its id names the question, its version what was saved then. */
export const asOwnPack = (pack: Pack, question: string, version: number): Pack =>
  ({ ...pack, id: `${pack.kind}.${OWN_NAME}${Buffer.from(question, 'base64url').toString('hex')}`, version })

/** The question whose frozen pack this is; nothing for a pack of the bank. */
export const questionOf = (pack: string): string | undefined => {
  const hex = /^[a-z]+\.own-([0-9a-f]{32})$/.exec(pack)?.[1]
  return hex === undefined ? undefined : Buffer.from(hex, 'hex').toString('base64url')
}

const finding = (rule: string, line: number, sentence: string): LintFinding => ({ rule, file: FILE, line, sentence })

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/

function problemsOfText(source: string): LintFinding[] {
  const line = source.split('\n').findIndex(text => CONTROL.test(text))
  if (line !== -1) return [finding('question/plain-text', line + 1, 'There is a character here that cannot be seen. Type the line anew.')]
  const deep = tooDeepAt(source)
  if (deep !== undefined) return [finding(PLAIN, deep, 'This is nested too deeply to be read.')]
  const counter = new LineCounter()
  try {
    const document = parseDocument(source, { lineCounter: counter })
    return document.errors.length > 0 ? [] : problemsOfNodes(document, counter)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return [finding(PLAIN, 1, 'This is nested too deeply to be read.')]
  }
}

const PLAIN = 'question/plain-yaml'
const DEEPEST = 60

/** The line at which brackets or dashes open more than any pack needs: the parser would spend seconds on it. */
function tooDeepAt(source: string): number | undefined {
  let open = 0
  for (const [index, line] of source.split('\n').entries()) {
    for (const letter of line) {
      if (letter === '[' || letter === '{') open += 1
      else if ((letter === ']' || letter === '}') && open > 0) open -= 1
      if (open > DEEPEST) return index + 1
    }
    if (/^(\s*[-?:] ){20}/.test(line)) return index + 1
  }
  return undefined
}

const NOT_A_KEY = ['__proto__', 'constructor', 'prototype']

/** Anchors and aliases can make a small text huge, tags and such keys something else than it looks. */
function problemsOfNodes(document: Document, counter: LineCounter): LintFinding[] {
  const found: LintFinding[] = []
  const object = (node: unknown, sentence: string): void => {
    const offset = isNode(node) ? (node.range?.[0] ?? 0) : 0
    found.push(finding(PLAIN, Math.max(1, counter.linePos(offset).line), sentence))
  }
  visit(document, (_, node) => {
    if (isAlias(node)) object(node, `The alias "*${node.source}" is not read here: write it out.`)
    else if (isPair(node)) {
      const { key } = node
      if (isScalar(key) && NOT_A_KEY.includes(String(key.value))) object(key, `There is no key "${String(key.value)}" in a pack.`)
    } else if (isNode(node)) {
      if ('anchor' in node && node.anchor !== undefined) object(node, `The anchor "&${node.anchor}" is not read here: write it out.`)
      if (node.tag?.startsWith('!') === true) object(node, `The tag "${node.tag}" is not read here: leave it out.`)
    }
    return found.length < 20 ? undefined : visit.BREAK
  })
  return found
}
