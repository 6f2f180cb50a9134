import { expect, test } from 'vitest'
import { NAMES, seeded, times } from './random-input.ts'
import { solve, type CollapserCall, type CollapserPlay } from './request-collapser.ts'

/** Every request and every fetch that ever was, looked through from the beginning at each call. */
function bruteForce({ fresh, calls }: CollapserPlay): (string | string[] | null)[] {
  const requests: { caller: string; key: string; waits: boolean }[] = []
  const fetches: { key: string; answer?: string; at?: number }[] = []
  const isRunning = (key: string): boolean => fetches.some(fetch => fetch.key === key && fetch.at === undefined)
  return calls.map(call => {
    if (call[0] === 'ask') {
      const [, caller, key, now] = call
      const answered = fetches.find(fetch => fetch.key === key && fetch.at !== undefined && now < fetch.at + fresh)
      if (answered === undefined) requests.push({ caller, key, waits: true })
      return answered?.answer ?? null
    }
    if (call[0] === 'next') {
      const longest = requests.find(({ key, waits }) => waits && !isRunning(key))
      if (longest !== undefined) fetches.push({ key: longest.key })
      return longest?.key ?? null
    }
    const [, key, answer, at] = call
    const running = fetches.find(fetch => fetch.key === key && fetch.at === undefined)
    if (running === undefined) return []
    Object.assign(running, { answer, at })
    const waited = requests.filter(request => request.key === key && request.waits)
    for (const request of waited) request.waits = false
    return waited.map(({ caller }) => caller)
  })
}

test('request collapser: all requests and fetches looked through at each call', () => {
  const below = seeded(19)
  const name = (): string => NAMES[below(4)] ?? 'a'
  for (let round = 0; round < 800; round++) {
    let now = 0
    const calls = times(30, (index): CollapserCall => {
      now += below(4)
      const kind = below(5)
      if (kind < 2) return ['ask', name(), name(), now]
      return kind < 4 ? ['next'] : ['done', name(), `answer ${index}`, now]
    })
    const play = { fresh: below(12), calls }
    expect(solve(play), JSON.stringify(play)).toEqual(bruteForce(play))
  }
})
