import { expect, test } from 'vitest'
import { solve, type Counted, type HotKeyCall, type HotKeyPlay } from './hot-key-watch.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** Keeps every request for ever and counts those of the window anew for each question. */
function bruteForce({ window, limit, calls }: HotKeyPlay): (boolean | Counted[])[] {
  const requests: { key: string; at: number }[] = []
  const count = (key: string, now: number): number => requests.filter(each => each.key === key && each.at > now - window).length
  return calls.map(call => {
    if (call[0] === 'seen') {
      const [, key, at] = call
      const wasHot = count(key, at) >= limit
      requests.push({ key, at })
      return !wasHot && count(key, at) >= limit
    }
    const [, k, now] = call
    const hot = NAMES.map((key): Counted => [key, count(key, now)]).filter(([, requestsOf]) => requestsOf >= limit)
    // NAMES are in order, and sorting keeps it among equals.
    return hot.toSorted((a, b) => b[1] - a[1]).slice(0, k)
  })
}

test('hot key watch: counting all requests anew for each question', () => {
  const below = seeded(22)
  for (let round = 0; round < 800; round++) {
    const window = 1 + below(8)
    let now = 0
    const calls = times(50, (): HotKeyCall => {
      now += below(15) === 0 ? below(3 * window) : below(3) === 0 ? 1 : 0
      return below(4) === 0 ? ['hottest', below(5), now] : ['seen', NAMES[below(1 + below(6))] ?? 'a', now]
    })
    const play = { window, limit: 1 + below(5), calls }
    expect(solve(play), JSON.stringify(play)).toEqual(bruteForce(play))
  }
})
