import { expect, test } from 'vitest'
import { NAMES, seeded, times } from './random-input.ts'
import { solve, type CounterCall } from './sliding-start-counter.ts'

/** Every start ever, filtered anew at each question. */
function bruteForce({ window, calls }: { readonly window: number; readonly calls: readonly CounterCall[] }): (number | null)[] {
  const starts: { title: string; at: number }[] = []
  return calls.map(call => {
    if (call[0] === 'record') {
      starts.push({ title: call[1], at: call[2] })
      return null
    }
    const now = call[0] === 'count' ? call[2] : call[1]
    const recent = starts.filter(({ at }) => now - window < at && at <= now)
    if (call[0] === 'active') return new Set(recent.map(({ title }) => title)).size
    return recent.filter(({ title }) => title === call[1]).length
  })
}

test('sliding start counter: counting again from the beginning each time', () => {
  const below = seeded(6)
  for (let round = 0; round < 600; round++) {
    let now = 0
    const calls = times(30, (): CounterCall => {
      now += below(6)
      const title = NAMES[below(4)] ?? 'a'
      const kind = below(4)
      return kind < 2 ? ['record', title, now] : kind === 2 ? ['count', title, now] : ['active', now]
    })
    const play = { window: 1 + below(20), calls }
    expect(solve(play), JSON.stringify(play)).toEqual(bruteForce(play))
  }
})
