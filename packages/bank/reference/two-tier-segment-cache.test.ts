import { expect, test } from 'vitest'
import { NAMES, seeded, times } from './random-input.ts'
import { solve, type SegmentCall, type SegmentPlay } from './two-tier-segment-cache.ts'

interface Kept {
  readonly key: string
  readonly bytes: number
  readonly tier: 'memory' | 'disk'
  /** When it came into its tier or was found there. */
  readonly since: number
}

/** One list of everything; both tiers are added up and searched for their least recent each time. */
function bruteForce({ memory, disk, calls }: SegmentPlay): ('memory' | 'disk' | null)[] {
  let kept: Kept[] = []
  let clock = 0
  const overfull = (tier: Kept['tier'], room: number): Kept | undefined => {
    const inside = kept.filter(each => each.tier === tier)
    const bytes = inside.reduce((sum, each) => sum + each.bytes, 0)
    return bytes > room ? inside.toSorted((a, b) => a.since - b.since)[0] : undefined
  }
  const without = (gone: string): Kept[] => kept.filter(({ key }) => key !== gone)
  const enter = (key: string, bytes: number, tier: Kept['tier']): void => {
    kept = [...without(key), { key, bytes, tier, since: clock++ }]
    if (bytes > (tier === 'memory' ? memory : disk)) kept = without(key)
    if (bytes > memory && tier === 'memory') enter(key, bytes, 'disk')
    for (let last = overfull('memory', memory); last !== undefined; last = overfull('memory', memory)) enter(last.key, last.bytes, 'disk')
    for (let last = overfull('disk', disk); last !== undefined; last = overfull('disk', disk)) kept = without(last.key)
  }
  return calls.map(call => {
    const found = kept.find(({ key }) => key === call[1])
    if (call[0] === 'put') enter(call[1], call[2], 'memory')
    else if (found !== undefined) enter(found.key, found.bytes, 'memory')
    return call[0] === 'get' ? (found?.tier ?? null) : null
  })
}

test('two-tier segment cache: one list, searched for the least recent each time', () => {
  const below = seeded(15)
  const key = (): string => NAMES[below(6)] ?? 'a'
  for (let round = 0; round < 1200; round++) {
    const play = {
      memory: below(12),
      disk: below(16),
      calls: times(30, (): SegmentCall => (below(2) === 0 ? ['put', key(), 1 + below(below(4) === 0 ? 16 : 5)] : ['get', key()])),
    }
    expect(solve(play), JSON.stringify(play)).toEqual(bruteForce(play))
  }
})
