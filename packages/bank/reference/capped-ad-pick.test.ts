import { expect, test } from 'vitest'
import { solve, type AdCall, type AdPlay } from './capped-ad-pick.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** Looks at every offer and at every showing there ever was. */
function bruteForce({ window, calls }: AdPlay): (string | null)[] {
  const offers: Record<string, { bid: number; cap: number }> = {}
  const showings: { viewer: string; campaign: string; at: number }[] = []
  return calls.map(call => {
    if (call[0] === 'offer') {
      offers[call[1]] = { bid: call[2], cap: call[3] }
      return null
    }
    const [, viewer, now] = call
    const seen = (campaign: string): number =>
      showings.filter(each => each.viewer === viewer && each.campaign === campaign && each.at > now - window).length
    const open = Object.entries(offers).filter(([campaign, { bid, cap }]) => bid > 0 && seen(campaign) < cap)
    open.sort(([a, first], [b, second]) => second.bid - first.bid || (a < b ? -1 : 1))
    const campaign = open[0]?.[0]
    if (campaign === undefined) return null
    showings.push({ viewer, campaign, at: now })
    return campaign
  })
}

test('capped ad pick: looking at every offer and every showing each time', () => {
  const below = seeded(24)
  for (let round = 0; round < 800; round++) {
    let now = 0
    const calls = times(40, (): AdCall => {
      now += below(4)
      return below(3) === 0 ? ['offer', NAMES[below(5)] ?? 'a', below(4), 1 + below(3)] : ['pick', NAMES[below(2)] ?? 'a', now]
    })
    const play = { window: 1 + below(12), calls }
    expect(solve(play), JSON.stringify(play)).toEqual(bruteForce(play))
  }
})
