import { expect, test } from 'vitest'
import { dimensionHistories, dimensionHistory, TREND_Z, trendOf } from '../index.ts'
import type { Rating, RoundFacts } from '../index.ts'
import { fourPoints, normal, pastRound, seeded } from './fixtures/past-rounds.ts'
import { mannKendall, theilSen } from './statistics.ts'

const rated = (ratings: readonly Rating[], raters: readonly string[] = ['ana', 'ben']): readonly RoundFacts[] =>
  ratings.map((rating, index) => pastRound(index + 1, { rater: raters[index % raters.length] ?? 'ana', ratings: { 'sd.cost': rating } }))
const cost = (ratings: readonly Rating[], raters?: readonly string[]) => dimensionHistory(rated(ratings, raters), 'sd.cost')

test('[M1 M2] the mean waits for three ratings by two raters and takes the last five', () => {
  expect(cost([1, 2]).mean).toEqual({ n: 2, needs: 3, rounds: ['r1', 'r2'] })
  expect(cost([1, 2, 3], ['ana']).mean).toEqual({ n: 3, needs: 3, rounds: ['r1', 'r2', 'r3'] })
  expect(cost([1, 2, 4]).mean).toMatchObject({ n: 3, value: 7 / 3 })
  // 1 is forgotten: (4 + 4 + 3 + 2 + 2) / 5
  expect(cost([1, 4, 4, 3, 2, 2]).mean).toEqual({ n: 5, needs: 3, rounds: ['r2', 'r3', 'r4', 'r5', 'r6'], value: 3 })
})

test('[M2] two raters must be among the last five, not somewhere before', () => {
  expect(cost([3, 3, 3, 3, 3, 3], ['ben', 'ana', 'ana', 'ana', 'ana', 'ana']).mean).not.toHaveProperty('value')
})

test('[M3] a severe rater’s marks are lifted in mean and trend, and stand as given in the dots', () => {
  const history = dimensionHistory(rated([2, 3, 2]), 'sd.cost', rater => (rater === 'ana' ? 0.3 : undefined))
  // (2.3 + 3 + 2.3) / 3
  expect(history.mean.value).toBeCloseTo(7.6 / 3, 10)
  expect(history.dots.map(dot => dot.rating)).toEqual([2, 3, 2])
  expect(history.isAdjusted).toBe(true)
  expect(dimensionHistory(rated([2, 3, 2]), 'sd.cost', () => undefined).isAdjusted).toBe(false)
})

test('[M4] slope and rank test of a series, worked by hand', () => {
  // Pairs: 18 rise, 1 falls, 9 are tied (three 2s, four 3s): S = 17.
  // Variance = (8*7*21 - 3*2*11 - 4*3*13) / 18 = (1176 - 66 - 156) / 18 = 53; Z = (17 - 1) / sqrt 53 = 2.198.
  // Slopes in order: -1, nine 0, 1/6, 1/5, 1/5, 1/5, 1/4, …: of 28 the 14th and 15th are 1/5 and 1/4, their middle .225.
  const series = [2, 2, 3, 2, 3, 3, 3, 4]
  expect(mannKendall(series)).toBeCloseTo(16 / Math.sqrt(53), 12)
  expect(theilSen(series)).toBeCloseTo(0.225, 12)
  expect(theilSen([1, 2, 4])).toBeCloseTo(1.5, 12)
  expect(mannKendall([3, 3, 3, 3])).toBe(0)
})

test('[M4] the arrow needs eight ratings and points where the ratings go', () => {
  expect(cost([1, 1, 2, 2, 3, 3, 4]).trend).not.toHaveProperty('value')
  expect(cost([1, 1, 2, 2, 3, 3, 4, 4]).trend.value).toMatchObject({ arrow: 'up' })
  expect(cost([4, 4, 3, 3, 2, 2, 1, 1]).trend.value).toMatchObject({ arrow: 'down' })
  expect(cost([3, 3, 3, 3, 3, 3, 3, 3]).trend.value).toEqual({ slope: 0, z: 0, arrow: 'none' })
})

test('[M4] dimensions come in the order of first being rated, and an unrated round is no dot', () => {
  const facts = [pastRound(1, { ratings: { 'sd.cost': 3 } }), pastRound(2), pastRound(3, { ratings: { 'sd.scoping': 2, 'sd.cost': 4 } })]
  expect(dimensionHistories(facts).map(each => [each.dimension, each.dots.length])).toEqual([['sd.cost', 2], ['sd.scoping', 1]])
})

test('[M5] of 4,000 series of eight without a trend at most a tenth gets an arrow', () => {
  const random = seeded(5)
  const rounds = Array.from({ length: 8 }, (_, index) => `r${index}`)
  const series = Array.from({ length: 4000 }, () => {
    const ability = 2.6 + normal(random, 0.6)
    return rounds.map(() => fourPoints(ability + normal(random, 0.6)))
  })
  const alarms = series.filter(values => trendOf(values, rounds).value?.arrow !== 'none').length
  expect(alarms / series.length).toBeLessThanOrEqual(0.1)
  // The threshold is what holds it there: at 1.28 it would be broken.
  expect(series.filter(values => Math.abs(mannKendall(values)) >= 1.28).length / series.length).toBeGreaterThan(0.1)
  expect(TREND_Z).toBe(1.64)
})
