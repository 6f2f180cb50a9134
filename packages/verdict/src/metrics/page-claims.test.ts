import { expect, test } from 'vitest'
import { calibration, dimensionHistories, nearestEnd, recurring } from '../index.ts'
import type { Rating, RoundFacts, Vote } from '../index.ts'
import { pastRound } from './fixtures/past-rounds.ts'

const guessed = (number: number, guessedVote: Vote, firstVote: Vote): RoundFacts => pastRound(number, { guessedVote, firstVote })

test('[M25] guesses are counted against what was given, and said from three on', () => {
  const two = calibration([guessed(1, 3, 3), guessed(2, 4, 2)])
  expect(two.cells).toHaveLength(16)
  expect(two.cells.filter(({ rounds }) => rounds.length > 0)).toEqual([{ guessed: 3, given: 3, rounds: ['r1'] }, { guessed: 4, given: 2, rounds: ['r2'] }])
  expect(two.agreement).toEqual({ n: 2, needs: 3, rounds: ['r1', 'r2'] })
  const four = calibration([guessed(1, 3, 3), guessed(2, 4, 2), guessed(3, 1, 2), guessed(4, 3, 3), pastRound(5, { firstVote: 1 }), pastRound(6, { guessedVote: 1 })])
  expect(four.agreement).toEqual({ n: 4, needs: 3, rounds: ['r1', 'r2', 'r3', 'r4'], value: { exact: 2, far: 1, higher: 1, lower: 1 } })
})

const rated = (ratings: readonly Rating[]) => dimensionHistories(ratings.map((rating, number) => pastRound(number, { ratings: { 'coding.narration': rating } })))

test('[M26] what keeps coming up is seen in three of the last five ratings', () => {
  expect(recurring(rated([1, 1, 1, 3, 3, 3, 2, 1]))).toEqual([])
  expect(recurring(rated([4, 2, 3, 1, 3, 2]))).toEqual([{ dimension: 'coding.narration', speaks: 'against', times: 3, of: 5, rounds: ['r1', 'r3', 'r5'] }])
  expect(recurring(rated([4, 4, 4]))).toEqual([{ dimension: 'coding.narration', speaks: 'for', times: 3, of: 3, rounds: ['r0', 'r1', 'r2'] }])
  expect(recurring(rated([4, 4]))).toEqual([])
  const mixed = [...rated([4, 4, 4, 4]), ...rated([2, 2, 2])]
  expect(recurring(mixed).map(({ speaks }) => speaks)).toEqual(['against', 'for'])
})

test('[M27] the lowest of the newest votes would have ended the loop, the heavier kind first', () => {
  const coding = pastRound(1, { kind: 'coding', firstVote: 1 })
  const better = pastRound(2, { kind: 'coding', firstVote: 2 })
  const design = pastRound(3, { kind: 'sd', firstVote: 2 })
  expect(nearestEnd([coding, better, design])).toEqual({ round: 'r3', kind: 'sd', why: 'vote', vote: 2 })
  expect(nearestEnd([design, { ...coding, round: 'later' }])).toMatchObject({ round: 'later', vote: 1 })
  expect(nearestEnd([pastRound(1, { kind: 'recruiter' }), pastRound(2, { kind: 'extension', firstVote: 1 })])).toBeUndefined()
})

test('[M27] where nobody objected it is the lowest newest rating, a core one first', () => {
  const old = pastRound(1, { kind: 'culture', firstVote: 3, ratings: { 'culture.candor': 1 } })
  const talk = pastRound(2, { kind: 'culture', firstVote: 3, ratings: { 'culture.resilience': 2, 'culture.candor': 2, 'culture.ownership': 3 } })
  expect(nearestEnd([old, talk])).toEqual({ round: 'r2', kind: 'culture', why: 'rating', dimension: 'culture.candor', rating: 2 })
  const design = pastRound(3, { kind: 'sd', firstVote: 4, ratings: { 'sd.failover': 2, 'sd.cost': 2 } })
  expect(nearestEnd([talk, design])).toMatchObject({ kind: 'sd', dimension: 'sd.failover' })
})
