import { expect, test } from 'vitest'
import { solve, type LicenceCall } from './licence-store.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** A list of licences, looked through from end to end. */
function bruteForce({ calls }: { readonly calls: readonly LicenceCall[] }): (string | string[] | null)[] {
  let held: { device: string; licence: string; expiresAt: number }[] = []
  return calls.map(call => {
    if (call[0] === 'put') {
      held = [...held.filter(({ device }) => device !== call[1]), { device: call[1], licence: call[2], expiresAt: call[3] }]
      return null
    }
    if (call[0] === 'get') return held.find(({ device, expiresAt }) => device === call[1] && call[2] < expiresAt)?.licence ?? null
    const expired = held.filter(({ expiresAt }) => expiresAt <= call[1])
    expired.sort((a, b) => a.expiresAt - b.expiresAt || (a.device < b.device ? -1 : 1))
    const removed = expired.slice(0, call[2]).map(({ device }) => device)
    held = held.filter(({ device }) => !removed.includes(device))
    return removed
  })
}

test('licence store: looking at every licence each time', () => {
  const below = seeded(5)
  const device = (): string => NAMES[below(4)] ?? 'a'
  for (let round = 0; round < 600; round++) {
    const calls = times(25, (now): LicenceCall => {
      const kind = below(3)
      if (kind === 0) return ['put', device(), `licence ${now}`, now + below(15) - 3]
      return kind === 1 ? ['get', device(), now] : ['sweep', now, below(4)]
    })
    expect(solve({ calls }), JSON.stringify(calls)).toEqual(bruteForce({ calls }))
  }
})
