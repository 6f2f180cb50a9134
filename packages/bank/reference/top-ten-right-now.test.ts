import { expect, test } from 'vitest'
import { NAMES, seeded, times } from './random-input.ts'
import { solve, type ChartCall, type ChartPlay } from './top-ten-right-now.ts'

/** Halves every title at the end of every period, and sorts all of them at each question. */
function bruteForce({ period, calls }: ChartPlay): (string[] | null)[] {
  let titles: { title: string; count: number; quiet: number }[] = []
  let current = 0
  const proceedTo = (second: number): void => {
    for (; current < Math.floor(second / period); current++) {
      titles = titles.map(({ title, count, quiet }) => ({ title, count: count / 2, quiet: quiet + 1 })).filter(({ quiet }) => quiet < 10)
    }
  }
  return calls.map(call => {
    proceedTo(call[2])
    if (call[0] === 'top') {
      titles.sort((a, b) => b.count - a.count || (a.title < b.title ? -1 : 1))
      return titles.slice(0, call[1]).map(({ title }) => title)
    }
    const count = titles.find(({ title }) => title === call[1])?.count ?? 0
    titles = [...titles.filter(({ title }) => title !== call[1]), { title: call[1], count: count + 1, quiet: 0 }]
    return null
  })
}

test('top ten right now: halving everything at the end of every period', () => {
  const below = seeded(20)
  for (let round = 0; round < 800; round++) {
    const period = 1 + below(5)
    let now = 0
    const calls = times(40, (): ChartCall => {
      now += below(12) === 0 ? below(12 * period) : below(period)
      return below(3) === 0 ? ['top', below(5), now] : ['start', NAMES[below(6)] ?? 'a', now]
    })
    expect(solve({ period, calls }), JSON.stringify({ period, calls })).toEqual(bruteForce({ period, calls }))
  }
})
