import { expect, test } from 'vitest'
import { solve, type QueueCall, type QueuePlay } from './fair-encode-queue.ts'
import { NAMES, seeded, times } from './random-input.ts'

interface Waiting {
  readonly job: string
  readonly studio: string
  readonly priority: number
  readonly minutes: number
  readonly at: number
}

/** Works out what every studio was given and how urgent every job is now, in whole numbers, each time a job is wanted. */
function bruteForce({ shares, ageing, calls }: QueuePlay): (string | null)[] {
  let waiting: Waiting[] = []
  const handedOut: Waiting[] = []
  const levels = Object.values(shares).reduce((product, share) => product * share, 1)
  const level = (studio: string): number =>
    handedOut.reduce((sum, each) => (each.studio === studio ? sum + (each.minutes * levels) / (shares[studio] ?? 1) : sum), 0)
  return calls.map(call => {
    if (call[0] === 'submit') {
      const [, job, studio, priority, minutes, at] = call
      waiting = [...waiting, { job, studio, priority, minutes, at }]
      return null
    }
    const urgency = ({ priority, at }: Waiting): number => priority * ageing + (call[1] - at)
    const alphabetically = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1)
    const [chosen] = waiting.toSorted((a, b) =>
      level(a.studio) - level(b.studio) || alphabetically(a.studio, b.studio)
      || urgency(b) - urgency(a) || a.at - b.at || alphabetically(a.job, b.job))
    if (chosen === undefined) return null
    waiting = waiting.filter(each => each !== chosen)
    handedOut.push(chosen)
    return chosen.job
  })
}

test('fair encode queue: working out levels and urgency anew for each job', () => {
  const below = seeded(23)
  for (let round = 0; round < 800; round++) {
    const studios = NAMES.slice(0, 1 + below(4))
    let now = 0
    const calls = times(40, (index): QueueCall => {
      now += below(4) * below(4)
      if (below(2) === 0) return ['next', now]
      // Ids that do not rise with time, so that a tie shows.
      return ['submit', `j${(index * 7) % 40}`, studios[below(studios.length)] ?? 'a', below(4), 1 + below(4), now]
    })
    const play = { shares: Object.fromEntries(studios.map(studio => [studio, 1 + below(5)])), ageing: 1 + below(6), calls }
    expect(solve(play), JSON.stringify(play)).toEqual(bruteForce(play))
  }
})
