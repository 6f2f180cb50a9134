import { expect, test } from 'vitest'
import { severities } from '../index.ts'
import type { FirstVote, Vote } from '../index.ts'
import { fourPoints, normal, seeded } from './fixtures/past-rounds.ts'
import { mean, sum } from './statistics.ts'

const votes = (rater: string, vote: Vote, candidates: readonly number[]): readonly FirstVote[] =>
  candidates.map(candidate => ({ round: `${rater}${candidate}`, rater, candidate: `c${candidate}`, vote }))
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index)

test('[M15 M16] two raters of the same twelve people, worked by hand', () => {
  // Level 3. Each candidate has 4 and 2, so ability (4-3 + 2-3) / (2+2) = 0 and stays 0 while the severities cancel out.
  // Severity of ana: 12 * (3 + 0 - 4) / (12 + 8) = -.6, of ben +.6.
  const found = severities([...votes('ana', 4, upTo(12)), ...votes('ben', 2, upTo(12))])
  expect(found.get('ana')?.value).toBeCloseTo(-0.6, 5)
  expect(found.get('ben')).toMatchObject({ n: 12, needs: 12, candidates: 12, isConnected: true, isFlagged: true })
  expect(found.get('ben')?.value).toBeCloseTo(0.6, 5)
})

test('[M16] eleven votes, five candidates, or nobody in common give no value', () => {
  const eleven = severities([...votes('ana', 4, upTo(11)), ...votes('ben', 2, upTo(12))])
  expect(eleven.get('ana')).toMatchObject({ n: 11, isFlagged: false })
  expect(eleven.get('ana')).not.toHaveProperty('value')
  const five = severities([...votes('ana', 4, upTo(12).map(each => each % 5)), ...votes('ben', 2, upTo(12))])
  expect(five.get('ana')).toMatchObject({ n: 12, candidates: 5 })
  expect(five.get('ana')).not.toHaveProperty('value')
  const apart = severities([...votes('ana', 4, upTo(12)), ...votes('ben', 2, upTo(12)), ...votes('eve', 1, upTo(12).map(each => each + 100))])
  expect(apart.get('eve')).toMatchObject({ isConnected: false, isFlagged: false })
  expect(apart.get('eve')).not.toHaveProperty('value')
  expect(severities(votes('ana', 4, upTo(12))).get('ana')).toMatchObject({ isConnected: false })
  expect(severities([]).size).toBe(0)
})

test('[M16] a severity near the others’ is a value without a flag', () => {
  const mixed = upTo(12).flatMap(each => votes('ben', each % 2 === 0 ? 3 : 2, [each]))
  const reading = severities([...votes('ana', 3, upTo(12)), ...mixed]).get('ana')
  expect(Math.abs(reading?.value ?? 9)).toBeLessThan(0.3)
  expect(reading?.isFlagged).toBe(false)
})

const shuffled = (count: number, random: () => number): readonly number[] =>
  upTo(count).map(each => ({ each, key: random() })).toSorted((left, right) => left.key - right.key).map(({ each }) => each)

const correlation = (left: readonly number[], right: readonly number[]): number => {
  const [middleLeft, middleRight] = [mean(left), mean(right)]
  const together = sum(left.map((value, index) => (value - middleLeft) * ((right[index] ?? 0) - middleRight)))
  return together / Math.sqrt(sum(left.map(value => (value - middleLeft) ** 2)) * sum(right.map(value => (value - middleRight) ** 2)))
}

/** Everybody rates somebody else `each` times; the spreads are those of the domain's simulation. */
const recovered = (seed: number, each: number): number => {
  const random = seeded(seed)
  const people = upTo(60)
  const [ability, severity] = [people.map(() => normal(random, 0.6)), people.map(() => normal(random, 0.35))]
  const all = upTo(each).flatMap(session => {
    const order = shuffled(people.length, random)
    return order.map((rater, place): FirstVote => {
      const candidate = order[(place + 1) % order.length] ?? 0
      const vote = fourPoints(2.6 + (ability[candidate] ?? 0) - (severity[rater] ?? 0) + normal(random, 0.6))
      return { round: `${session}-${rater}`, rater: `p${rater}`, candidate: `p${candidate}`, vote }
    })
  })
  const found = severities(all)
  return correlation(people.map(person => found.get(`p${person}`)?.value ?? 0), severity)
}

test('[M17] sixty people with twelve votes each: estimated and true severity correlate at .8 or more', () => {
  expect(mean(upTo(30).map(seed => recovered(seed + 1, 12)))).toBeGreaterThanOrEqual(0.8)
})
