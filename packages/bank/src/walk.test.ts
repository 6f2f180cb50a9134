import { minutes } from '@unanimous/kernel'
import { dimensionsOf, findNode, suggest, type Coverage, type Ladder, type Mark, type Pack } from '@unanimous/rounds'
import { describe, expect, test } from 'vitest'
import { loadBank } from './bank.ts'

const ROUND_MINUTES = { recruiter: 30, hm: 60, coding: 60, sd: 60, culture: 60, deep: 60 } as const

/** The minute of the round at which an ordinary candidate reaches a pack's last solution state, or the one before it. */
const FROM = { recruiter: 3, hm: 8, coding: 30, sd: 25, culture: 8, deep: 15 } as const
const UNTIL = { recruiter: 24, hm: 54, coding: 54, sd: 55, culture: 17, deep: 54 } as const

/** Talk reaches its states evenly over the round; coding and design have reached all that follow-ups wait for. */
function stateAt(pack: Pack, minute: number): string {
  const { solutionStates } = pack.interviewer
  const [from, until] = [FROM[pack.kind], UNTIL[pack.kind]]
  const evenly = Math.floor(((minute - from) / (until - from)) * solutionStates.length)
  const at = pack.kind === 'hm' || pack.kind === 'recruiter' ? evenly : solutionStates.length - 1
  return solutionStates[Math.min(at, solutionStates.length - 1)] ?? ''
}

/** What half an hour of coding has shown of itself. */
const CODED: Coverage = { 'coding.problem_solving': 1, 'coding.code_quality': 1, 'coding.narration': 1 }

interface Walk {
  readonly asked: readonly string[]
  readonly bare: readonly string[]
  readonly deepest: number
  readonly idleMinutes: number
}

/** Holds a round that always takes the first suggestion and always gets the same mark. */
function walk(pack: Pack, mark: Mark): Walk {
  const asked: Ladder['asked'][number][] = []
  const coverage: Record<string, number> = pack.kind === 'coding' ? { ...CODED } : {}
  let [idleMinutes, deepest] = [0, 0]
  for (let minute = FROM[pack.kind]; minute < UNTIL[pack.kind]; ) {
    const progress = [{ pack: pack.id, state: stateAt(pack, minute) }]
    const ladder: Ladder = { kind: pack.kind, minutes: ROUND_MINUTES[pack.kind], stretch: 1, packs: [pack], asked, coverage: coverage as Coverage, progress }
    const next = suggest(ladder, minutes(minute))[0]
    const node = next && findNode([pack], next.node)?.node
    if (next === undefined || node === undefined) {
      idleMinutes += 1
      minute += 1
      continue
    }
    asked.push({ node: next.node, atMs: minutes(minute), mark })
    for (const dimension of node.dims) coverage[dimension] = (coverage[dimension] ?? 0) + 1
    deepest = Math.max(deepest, node.depth)
    minute += node.minutes
  }
  const bare = pack.interviewer.rubricFocus.filter(dimension => coverage[dimension] === undefined)
  return { asked: asked.map(({ node }) => node.split('/')[1] ?? ''), bare, deepest, idleMinutes }
}

describe.each(loadBank().all())('$id, always taking the first suggestion', pack => {
  const { rubricFocus } = pack.interviewer
  const core = dimensionsOf(pack.kind).filter(dimension => dimension.core).map(({ id }) => id)

  test('a strong candidate is asked about every dimension in focus, and led deep', () => {
    const walked = walk(pack, 'nailed')
    expect(walked.bare, walked.asked.join()).toEqual([])
    expect(walked.deepest, walked.asked.join()).toBeGreaterThanOrEqual(4)
  })

  test.each(['partial', 'struggled'] as const)('when everything is %s the core dimensions are asked about', mark => {
    const walked = walk(pack, mark)
    expect(core.filter(id => rubricFocus.includes(id) && walked.bare.includes(id)), walked.asked.join()).toEqual([])
  })
})

// In a talk with the hiring manager or the recruiter the stories fill the time between the questions.
const dense = loadBank().all().filter(({ kind }) => kind !== 'hm' && kind !== 'recruiter')

describe.each(dense)('$id, always taking the first suggestion', pack => {
  test.each(['nailed', 'partial', 'struggled'] as const)('when everything is %s the ladder does not run dry', mark => {
    const walked = walk(pack, mark)
    expect(walked.asked.length, walked.asked.join()).toBeGreaterThanOrEqual(4)
    expect(walked.idleMinutes, walked.asked.join()).toBeLessThanOrEqual(4)
  })
})
