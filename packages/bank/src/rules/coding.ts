import { LANGUAGES, type Pack } from '@unanimous/rounds'
import type { Problem, Rule } from '../finding.ts'

/** A rule that asks nothing of other kinds of pack. */
const codingRule = (id: string, keeps: string, check: (pack: Pack) => Iterable<Problem>): Rule => ({
  id,
  keeps,
  check: pack => (pack.kind === 'coding' ? check(pack) : []),
})

const statement = codingRule(
  'pack/statement',
  'The candidate cannot misread the task: its signature, what each name in it means, an example.',
  function* ({ candidate }) {
    if (candidate.signature === undefined) yield { path: ['candidate'], sentence: 'The task has no signature.' }
    if ((candidate.contract ?? []).length === 0) yield { path: ['candidate'], sentence: 'No name of the signature is explained in a contract.' }
    if ((candidate.examples ?? []).length === 0) yield { path: ['candidate'], sentence: 'The candidate has no example.' }
  },
)

const complexity = codingRule(
  'pack/complexity',
  'The interviewer knows the pattern of the reference, and what it costs in time and space.',
  function* ({ pattern, interviewer: { reference } }) {
    if (pattern === undefined) yield { path: [], sentence: 'A coding pack names its pattern, because two rounds of a pair get two.' }
    if (reference === undefined) return
    for (const cost of ['time', 'space'] as const) {
      if (reference[cost] === undefined) yield { path: ['interviewer', 'reference'], sentence: `The ${cost} of the reference is missing.` }
    }
  },
)

const casesVerified = codingRule(
  'pack/cases',
  'The interviewer has six verified cases to read out, edge cases among them.',
  function* ({ interviewer: { cases = [] } }) {
    const path = ['interviewer', 'cases']
    const edges = cases.filter(each => each.edge === true).length
    if (cases.length < 6) yield { path, sentence: `Verified cases: ${cases.length}, six are needed.` }
    if (edges < 2) yield { path, sentence: `Cases marked as an edge: ${edges}, two are needed.` }
  },
)

const starters = codingRule('pack/starters', 'The editor opens with something in whichever language is chosen.', function* (pack) {
  for (const language of LANGUAGES) {
    if ((pack.starters?.[language] ?? '').trim() === '') yield { path: ['starters'], sentence: `There is no starter in ${language}.` }
  }
})

/** What a coding pack keeps besides the depth of every pack. (domain.md 4.5) */
export const codingRules: readonly Rule[] = [statement, complexity, casesVerified, starters]
