import { expect, test } from 'vitest'
import { NAMES, seeded, times } from './random-input.ts'
import { solve, type Played, type ResumeQuestion } from './resume-reconcile.ts'

/** Marks every second that was seen, takes the ranges from the latest back, and feels left and right from each. */
function bruteForce({ played, least, credits }: ResumeQuestion): number {
  const real = played.filter(([, , from, to]) => from < to)
  const seen = new Set(real.flatMap(([, , from, to]) => times(to - from, second => from + second)))
  const ends = (second: number): readonly [from: number, to: number] => {
    let [from, to] = [second, second]
    while (seen.has(from - 1)) from--
    while (seen.has(to)) to++
    return [from, to]
  }
  const stretches = real.toSorted((a, b) => b[1] - a[1] || b[2] - a[2]).map(range => ends(range[2]))
  const found = stretches.find(([from, to]) => to - from >= least)?.[1] ?? 0
  return found >= credits ? 0 : found
}

test('resume reconcile: second by second', () => {
  const below = seeded(41)
  for (let round = 0; round < 1500; round++) {
    const played = times(below(9), (): Played => {
      const from = below(60)
      return [NAMES[below(3)] ?? 'a', below(6), from, from + below(14) - 2]
    })
    const question: ResumeQuestion = { played, least: below(15), credits: 40 + below(40) }
    expect(solve(question), JSON.stringify(question)).toBe(bruteForce(question))
  }
})
