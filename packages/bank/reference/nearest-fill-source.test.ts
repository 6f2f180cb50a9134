import { expect, test } from 'vitest'
import { solve, type FillRequest, type Link } from './nearest-fill-source.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** Walks every path without repetition and keeps the best holder at its end. */
function bruteForce(request: FillRequest): { source: string; ms: number; hops: number } | null {
  const ends: { source: string; ms: number; hops: number }[] = []
  const walk = (path: readonly string[], ms: number): void => {
    const at = path.at(-1) ?? request.start
    if (request.holders.includes(at) && !request.drained.includes(at)) ends.push({ source: at, ms, hops: path.length - 1 })
    for (const [from, to, price] of request.links) {
      if (from === at && !path.includes(to) && !request.drained.includes(to)) walk([...path, to], ms + price)
    }
  }
  walk([request.start], 0)
  ends.sort((a, b) => a.ms - b.ms || a.hops - b.hops || (a.source < b.source ? -1 : 1))
  return ends[0] ?? null
}

/** What a path costs by its cheapest links; infinite when a link is missing or leads into a drained cache. */
function priceOf(path: readonly string[], { links, drained }: FillRequest): number {
  const steps = path.slice(1).map((to, index) => {
    const prices = links.filter(link => link[0] === path[index] && link[1] === to && !drained.includes(to)).map(link => link[2])
    return Math.min(...prices)
  })
  return steps.reduce((sum, ms) => sum + ms, 0)
}

test('nearest fill source: same source, price and hops as trying all paths, and a path that exists at that price', () => {
  const below = seeded(1)
  const name = (): string => NAMES[below(6)] ?? 'a'
  for (let round = 0; round < 1000; round++) {
    const links = times(below(14), (): Link => [name(), name(), below(5)])
    const request: FillRequest = { links, holders: times(below(4), name), drained: times(below(3), name), start: name() }
    const found = solve(request)
    const best = bruteForce(request)
    expect(found && { source: found.source, ms: found.ms, hops: found.path.length - 1 }, JSON.stringify(request)).toEqual(best)
    if (found) expect(priceOf(found.path, request)).toBe(found.ms)
  }
})
