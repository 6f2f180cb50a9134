import { expect, test } from 'vitest'
import { solve, type PopularityCall, type PopularityPlay } from './ageing-popularity-cache.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** A list in order of last use; to make room it is sorted by rank, and sorting keeps that order among equals. */
function bruteForce({ capacity, calls }: PopularityPlay): (string | null)[] {
  let held: { key: string; value: string; uses: number; rank: number }[] = []
  let age = 0
  return calls.map(call => {
    const found = held.find(({ key }) => key === call[1])
    if (found === undefined && (call[0] === 'get' || capacity === 0)) return null
    let evicted: string | null = null
    if (found === undefined && held.length === capacity) {
      const [lowest] = held.toSorted((a, b) => a.rank - b.rank)
      held = held.filter(each => each !== lowest)
      evicted = lowest?.key ?? null
      age = lowest?.rank ?? age
    }
    const uses = (found?.uses ?? 0) + 1
    const value = call[0] === 'put' ? call[2] : (found?.value ?? '')
    held = [...held.filter(each => each !== found), { key: call[1], value, uses, rank: age + uses }]
    return call[0] === 'get' ? value : evicted
  })
}

test('ageing popularity cache: sorting everything held by rank each time', () => {
  const below = seeded(16)
  for (let round = 0; round < 1200; round++) {
    const names = 2 + below(5)
    const key = (): string => NAMES[below(below(3) === 0 ? names : 2)] ?? 'a'
    const play = {
      capacity: below(5),
      calls: times(40, (index): PopularityCall => (below(5) < 2 ? ['get', key()] : ['put', NAMES[below(names)] ?? 'a', `v${index}`])),
    }
    expect(solve(play), JSON.stringify(play)).toEqual(bruteForce(play))
  }
})
