import { expect, test } from 'vitest'
import { solve, type BreakQuestion, type Offer } from './break-filler.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** Whether offers in order of start can run one after the other. */
const runs = (offers: readonly Offer[], length: number): boolean =>
  offers.every(([, from, to, , trade], index) => {
    const next = offers[index + 1]
    return from >= 0 && from < to && to <= length && (next === undefined || (to <= next[1] && trade !== next[4]))
  })

/** Tries every choice of offers. */
function bruteForce({ length, offers }: BreakQuestion): number {
  const sorted = offers.toSorted((a, b) => a[1] - b[1])
  const choices = times(2 ** sorted.length, bits => sorted.filter((_, at) => (bits >> at) & 1))
  return Math.max(...choices.filter(choice => runs(choice, length)).map(choice => choice.reduce((sum, offer) => sum + offer[3], 0)))
}

test('break filler: every choice of offers', () => {
  const below = seeded(37)
  for (let round = 0; round < 1000; round++) {
    const offers = times(below(10), (index): Offer => {
      const from = below(20) - 1
      return [`o${index}`, from, from + below(7), below(12), NAMES[below(3)] ?? 'a']
    })
    const question: BreakQuestion = { length: 10 + below(12), offers }
    expect(solve(question), JSON.stringify(question)).toBe(bruteForce(question))
  }
})
