import { instant } from '@unanimous/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dealPack, PROMPT_RETURN_MS } from './index.ts'
import type { Deal, DealablePack, SeenPack } from './index.ts'

const DAY_MS = 24 * 60 * 60_000
const NOW = instant(1000 * DAY_MS)
const pack = (id: string, change: Partial<DealablePack> = {}): DealablePack => ({
  id,
  kind: 'coding',
  pattern: 'graph',
  teams: ['playback'],
  level: 'L5',
  dimensions: ['problem_solving'],
  ...change,
})
const seen = (id: string, daysAgo: number, as: SeenPack['as'] = 'candidate'): SeenPack => ({ pack: id, as, at: instant(NOW - daysAgo * DAY_MS) })
const deal = (packs: readonly DealablePack[], change: Partial<Deal<DealablePack>> = {}): Deal<DealablePack> => ({
  kind: 'coding',
  level: 'L5',
  packs,
  seenByCandidate: [],
  seenByInterviewer: [],
  otherPatterns: [],
  weakestDimensions: [],
  exclude: [],
  teams: [],
  ...change,
})
/** A generator that anybody can follow by hand: a linear congruence. */
const randomFrom = (seed: number) => {
  let state = seed
  return {
    next: () => {
      state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
      return state / 2_147_483_648
    },
  }
}
const dealt = (what: Deal<DealablePack>, seed = 1): readonly string[] => {
  const result = dealPack(what, NOW, randomFrom(seed))
  return result.ok ? result.value.map(each => (each.seen ? `${each.pack.id} (seen)` : each.pack.id)) : [result.refusal.code]
}
const often = (what: Deal<DealablePack>): ReadonlySet<string> => new Set(Array.from({ length: 60 }, (_, seed) => dealt(what, seed).join(' ')))

test('[D1] a pack that either has met, in whatever part, is not dealt while another is left', () => {
  const packs = [pack('a'), pack('b'), pack('c'), pack('d')]
  const what = deal(packs, { seenByCandidate: [seen('a', 900), seen('b', 1, 'reader')], seenByInterviewer: [seen('c', 5, 'interviewer')] })
  expect(often(what)).toEqual(new Set(['d']))
})

test('[D1 D2] a dealt pack is labelled seen exactly when one of the two has met it, and then nothing unseen was left', () => {
  const anySeen = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 400 })).map(([id, days]) => seen(id, days)))
  fc.assert(fc.property(anySeen, anySeen, fc.nat(), (seenByCandidate, seenByInterviewer, seed) => {
    const met = new Set([...seenByCandidate, ...seenByInterviewer].map(each => each.pack))
    const [only = ''] = dealt(deal([pack('a'), pack('b'), pack('c')], { seenByCandidate, seenByInterviewer }), seed)
    expect(only.endsWith('(seen)')).toBe(met.size === 3)
    if (met.size < 3) expect(met.has(only)).toBe(false)
  }))
})

test('[D2] when all are seen, the one the candidate met longest ago comes, labelled', () => {
  const packs = [pack('a'), pack('b'), pack('c')]
  expect(often(deal(packs, { seenByCandidate: [seen('a', 10), seen('b', 30), seen('b', 400), seen('c', 20)] }))).toEqual(new Set(['b (seen)']))
})

test('[D2] a pack only the interviewer has met comes before one the candidate has', () => {
  const packs = [pack('a'), pack('b')]
  expect(often(deal(packs, { seenByCandidate: [seen('a', 900)], seenByInterviewer: [seen('b', 1)] }))).toEqual(new Set(['b (seen)']))
})

test('[D3] manager prompts return after 30 days, coding packs never', () => {
  const prompts = [pack('a', { kind: 'hm' })]
  const before = { pack: 'a', as: 'candidate', at: instant(NOW - PROMPT_RETURN_MS + 1) } as const
  expect(dealt(deal(prompts, { kind: 'hm', seenByCandidate: [before] }))).toEqual(['a (seen)'])
  expect(dealt(deal(prompts, { kind: 'hm', seenByCandidate: [seen('a', 30)] }))).toEqual(['a'])
  expect(dealt(deal([pack('a')], { seenByCandidate: [seen('a', 900)] }))).toEqual(['a (seen)'])
})

test('[D4] the other coding round’s pattern does not come, not even rather than a seen pack', () => {
  const packs = [pack('a'), pack('b', { pattern: 'tree' })]
  expect(often(deal(packs, { otherPatterns: ['graph'], seenByCandidate: [seen('b', 1)] }))).toEqual(new Set(['b (seen)']))
})

const CULTURE = ['candor', 'judgement_ambiguity', 'resilience', 'ownership']
const prompt = (id: string, ...dimensions: readonly string[]): DealablePack =>
  ({ id, kind: 'culture', teams: [], level: 'L5', dimensions })

test('[D5] three different culture prompts cover all four dimensions', () => {
  const packs = [prompt('a', 'candor'), prompt('b', 'candor'), prompt('c', 'judgement_ambiguity', 'resilience'), prompt('d', 'ownership'), prompt('e', 'resilience')]
  for (const three of often(deal(packs, { kind: 'culture' }))) {
    const ids = three.split(' ')
    expect(new Set(ids).size).toBe(3)
    expect(new Set(packs.filter(each => ids.includes(each.id)).flatMap(each => each.dimensions))).toEqual(new Set(CULTURE))
  }
})

test('[D5] a seen prompt comes only where the four dimensions need it', () => {
  const packs = [prompt('a', 'candor', 'ownership'), prompt('b', 'resilience'), prompt('c', 'judgement_ambiguity'), prompt('d', 'judgement_ambiguity')]
  for (const three of often(deal(packs, { kind: 'culture', seenByCandidate: [seen('c', 3)] }))) {
    expect(three.split(' ').toSorted()).toEqual(['a', 'b', 'd'])
  }
  const needed = dealt(deal(packs, { kind: 'culture', seenByCandidate: [seen('a', 3)] }))
  expect(needed).toContain('a (seen)')
  expect(needed).toHaveLength(3)
})

test('[D5] three unseen prompts of little worth come before two of great worth and a seen one', () => {
  const worthy = { teams: ['ads'], level: 'L5' } as const
  const packs = [
    { ...prompt('a', 'candor'), ...worthy },
    { ...prompt('b', 'resilience'), ...worthy },
    prompt('seen', 'judgement_ambiguity', 'ownership'),
    { ...prompt('c', 'candor', 'resilience', 'judgement_ambiguity'), level: 'L4' as const },
    { ...prompt('d', 'ownership'), level: 'L4' as const },
  ]
  for (const three of often(deal(packs, { kind: 'culture', seenByCandidate: [seen('seen', 3)] }))) expect(three).not.toContain('seen')
})

test('[D5] a small bank gives what it has', () => {
  expect(dealt(deal([prompt('a', 'candor'), prompt('b', 'ownership')], { kind: 'culture' }))).toHaveLength(2)
})

test('[D6] teams are drawn evenly, however many packs each has', () => {
  const packs = [pack('a'), pack('b'), pack('c'), pack('d'), pack('e', { teams: ['ads'] })]
  const ads = Array.from({ length: 400 }, (_, seed) => dealt(deal(packs), seed * 7919)).filter(([only]) => only === 'e').length
  expect(ads).toBeGreaterThan(150)
  expect(ads).toBeLessThan(250)
})

test('[D6] within a team the weakest dimension, a little seen pattern and the level decide', () => {
  const both = (left: Partial<DealablePack>, right: Partial<DealablePack>, change: Partial<Deal<DealablePack>> = {}) =>
    often(deal([pack('a', left), pack('b', right), pack('x')], { seenByCandidate: [seen('x', 1)], ...change }))
  expect(both({}, { dimensions: ['narration'] }, { weakestDimensions: ['narration'] })).toEqual(new Set(['b']))
  expect(both({}, { pattern: 'tree' })).toEqual(new Set(['b']))
  expect(both({ level: 'L4' }, {})).toEqual(new Set(['b']))
  expect(both({}, {})).toEqual(new Set(['a', 'b']))
})

test('[D7] a phone screen and a round of nothing but follow-ups take coding packs, a deep dive its own', () => {
  const packs = [pack('a'), pack('b', { kind: 'sd' }), pack('c', { kind: 'deep' })]
  expect(dealt(deal(packs, { kind: 'tech' }))).toEqual(['a'])
  expect(dealt(deal(packs, { kind: 'extension' }))).toEqual(['a'])
  expect(dealt(deal(packs, { kind: 'deep' }))).toEqual(['c'])
})

test('[D8] what was set aside never comes, and an empty bank says so', () => {
  expect(often(deal([pack('a'), pack('b')], { exclude: ['a'], seenByCandidate: [seen('b', 1)] }))).toEqual(new Set(['b (seen)']))
  expect(dealt(deal([pack('a')], { exclude: ['a'] }))).toEqual(['packs/none-left'])
})

test('[D9] packs of the job’s teams come before any other, and no team is drawn', () => {
  const packs = [pack('ads', { teams: ['ads'] }), pack('studio', { teams: ['studio'] }), pack('edge', { teams: ['edge'] })]
  expect(often(deal(packs, { teams: ['ads', 'edge'] }))).toEqual(new Set(['ads', 'edge']))
})

test('[D9] a design round takes the likeliest team, however well another pack fits, until that team has nothing unseen', () => {
  const packs = [
    pack('top', { kind: 'sd', teams: ['ads'], level: 'L4', dimensions: [] }),
    pack('second', { kind: 'sd', teams: ['edge'], dimensions: ['sd.resilience'] }),
    pack('other', { kind: 'sd', teams: ['studio'], dimensions: ['sd.resilience'] }),
  ]
  const what = deal(packs, { kind: 'sd', teams: ['ads', 'edge'], weakestDimensions: ['sd.resilience'] })
  expect(often(what)).toEqual(new Set(['top']))
  expect(often({ ...what, seenByCandidate: [seen('top', 900)] })).toEqual(new Set(['second']))
})
