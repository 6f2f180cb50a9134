import { minutes } from '@unanimous/kernel'
import { currentPack, dimensionsOf, findNode, questionsFrom, suggest, windowOf, type Ladder, type Mark, type Pack } from '@unanimous/rounds'
import { describe, expect, test } from 'vitest'
import { loadBank } from './bank.ts'

const packs = loadBank().ofKind('culture')
const all = dimensionsOf('culture').map(({ id }) => id)
const core = dimensionsOf('culture').filter(dimension => dimension.core).map(({ id }) => id)
const triples = packs.flatMap((a, i) => packs.slice(i + 1).flatMap((b, j) => packs.slice(i + j + 2).map(c => [a, b, c])))

/** Dimensions that three prompts, by what each says it is about, leave out. */
const leftOut = (three: readonly Pack[]) => all.filter(id => !three.some(pack => pack.interviewer.rubricFocus.includes(id)))

/** A whole round with three prompts: the first five minutes of each are the story, then the first suggestion is always taken. */
function hold(three: readonly Pack[], length: 45 | 60, mark: Mark) {
  const asked: Ladder['asked'][number][] = []
  const coverage: Record<string, number> = {}
  const plan = { kind: 'culture', minutes: length, stretch: 1, packs: three } as const
  const progress = three.map(pack => ({ pack: pack.id, state: 'story_told' }))
  for (let ms = 0; ms < questionsFrom(plan); ) {
    const now = minutes(ms / 60_000)
    const window = windowOf(plan, currentPack(plan, now) ?? three[0]!)
    const told = window.startMs + 5 * window.minuteMs
    const ladder: Ladder = { ...plan, asked, coverage, progress }
    const next = ms < told ? undefined : suggest(ladder, now)[0]
    const node = next && findNode(three, next.node)?.node
    if (next && node) {
      asked.push({ node: next.node, atMs: now, mark })
      for (const dimension of node.dims) coverage[dimension] = (coverage[dimension] ?? 0) + 1
    }
    ms += (node?.minutes ?? 1) * 60_000
  }
  return { bare: all.filter(id => coverage[id] === undefined), asked: asked.map(({ node }) => node) }
}

describe('three culture prompts', () => {
  test('whatever three are dealt, each dimension is what one of them is about', () => {
    for (const three of triples) expect(leftOut(three), three.map(({ id }) => id).join()).toEqual([])
  })

  test.each(packs)('$id finds two others that complete the four dimensions', pack => {
    expect(triples.some(three => three.includes(pack) && leftOut(three).length === 0)).toBe(true)
  })

  test.each([[60, 'nailed'], [60, 'partial'], [60, 'struggled'], [45, 'nailed'], [45, 'partial']] as const)(
    'in %i minutes, everything %s, all four dimensions are heard',
    (length, mark) => {
      for (const three of triples) {
        const held = hold(three, length, mark)
        expect(held.bare, held.asked.join()).toEqual([])
      }
    },
  )

  test('in 45 minutes, everything struggled, the core dimensions are heard', () => {
    for (const three of triples) {
      const held = hold(three, 45, 'struggled')
      expect(held.bare.filter(id => core.includes(id)), held.asked.join()).toEqual([])
    }
  })

  test.each(['nailed', 'partial', 'struggled'] as const)('the shorter form still presses each prompt twice when everything is %s', mark => {
    for (const three of triples) {
      const { asked } = hold(three, 45, mark)
      for (const { id } of three) expect(asked.filter(node => node.startsWith(`${id}/`)).length, asked.join()).toBeGreaterThanOrEqual(2)
    }
  })
})
