import type { LoopBoard } from '@unanimous/protocol'
import { expect, test } from 'vitest'
import { championOf, seatsToHold, strongestOf } from './board-rows.ts'

type Row = LoopBoard['rows'][number]
const weights: Partial<Record<Row['seat'], number>> = { hm: 6, coding1: 4, sd: 14, culture: 10 }
const row = (seat: Row['seat'], ...votes: readonly NonNullable<Row['vote']>[]) =>
  ({ seat, weight: weights[seat] ?? 0, vote: votes.length === 0 ? null : Math.min(...votes), raters: votes.map(vote => ({ name: 'ana', vote, firstVote: vote })) }) as Row
const board = (status: LoopBoard['verdict']['status'], rows: readonly Row[], practiceRows: readonly Row[] = []) => ({ verdict: { status }, rows, practiceRows }) as LoopBoard

test('a strong yes argues for the hire in four rounds only, even beside a second rater’s yes', () => {
  expect(championOf([row('coding1', 4), row('hm', 3)])).toBeUndefined()
  expect(championOf([row('hm', 4), row('sd', 3, 4), row('culture', 3)])?.seat).toBe('sd')
})

test('the strongest round is one in which nobody said less', () => {
  expect(strongestOf([row('sd', 3, 4), row('coding1', 4), row('hm', 3)])?.seat).toBe('coding1')
})

test('a loop on hold goes on with the screen alone; one that ended with what is left, as practice', () => {
  const rows = [row('recruiter'), row('hm', 3), row('coding1'), row('sd')]
  expect(seatsToHold(board('IN_PROGRESS', rows))).toEqual(['coding1', 'sd', 'recruiter'])
  expect(seatsToHold(board('ON_HOLD', rows))).toEqual(['recruiter'])
  expect(seatsToHold(board('ENDED', [row('hm', 1), row('coding1'), row('sd')], [row('sd', 3)]))).toEqual(['coding1'])
})
