import { instant } from '@unanimous/kernel'
import { expect, test } from 'vitest'
import { checkDeclaration, foldLoop, isLoopLength, mayCount, NO_OPTIONS } from './index.ts'
import { ROUND_KINDS } from '@unanimous/rounds'
import type { LoopSeat, RoundKind } from '@unanimous/rounds'
import type { Declaration, Loop, LoopCard, Vote, VotingSeat } from './index.ts'

const START = instant(0)
const LOOP: Loop = { options: NO_OPTIONS, deepDeclared: false, createdAt: START }
const STRICT: Loop = { ...LOOP, options: { ...NO_OPTIONS, strictOrder: true } }
const card = (seat: VotingSeat, vote: Vote): LoopCard => ({ seat, round: seat, raters: [{ rater: 'ana', vote }], openedAt: START })
const hold: LoopCard = { seat: 'recruiter', round: 'screen', outcome: 'hold', openedAt: START }

const answer = (loop: Loop, cards: readonly LoopCard[], seat: LoopSeat, more: Partial<Declaration> = {}): string => {
  const result = checkDeclaration(loop, foldLoop(loop, cards, START), { seat, started: false, taken: [], ...more })
  return result.ok ? (result.value === 'loop' ? 'ok' : result.value) : result.refusal.code
}

test('[V20] rounds may be declared in any order', () => {
  expect(answer(LOOP, [], 'culture')).toBe('ok')
  expect(answer(LOOP, [card('sd', 2)], 'hm')).toBe('ok')
})

test('[V20] each refusal of a declaration', () => {
  expect(answer(LOOP, [], 'hm', { started: true })).toBe('loop/round-started')
  expect(answer({ ...LOOP, closedAt: START }, [], 'hm')).toBe('loop/closed')
  expect(answer(LOOP, [card('hm', 1)], 'recruiter')).toBe('loop/ended')
  expect(answer(LOOP, [], 'sd', { taken: ['sd'] })).toBe('loop/seat-taken')
  expect(answer(LOOP, [], 'deep')).toBe('loop/not-declared')
  expect(answer(LOOP, [card('sd', 3)], 'sd')).toBe('loop/seat-filled')
  expect(answer({ ...LOOP, deepDeclared: true }, [], 'deep')).toBe('ok')
})

test('[V20] once the loop has ended a round still to be held is practice, once', () => {
  expect(answer(LOOP, [card('hm', 1)], 'sd')).toBe('practice')
  expect(answer(STRICT, [card('hm', 1)], 'sd')).toBe('practice')
  expect(answer(LOOP, [card('hm', 1)], 'hm')).toBe('loop/seat-filled')
  expect(answer(LOOP, [card('hm', 1), card('sd', 4)], 'sd')).toBe('loop/seat-filled')
  expect(answer(LOOP, [card('hm', 1)], 'deep')).toBe('loop/not-declared')
})

test('[V20 V21] the recruiter’s screen may be repeated, and on hold nothing else may', () => {
  expect(answer(STRICT, [hold], 'recruiter')).toBe('ok')
  expect(answer(STRICT, [hold], 'hm')).toBe('loop/on-hold')
  expect(answer(LOOP, [hold], 'hm')).toBe('ok')
})

test('[V21] strict order keeps the onsite behind both screens', () => {
  expect(answer(STRICT, [card('hm', 3)], 'sd')).toBe('loop/screens-first')
  expect(answer(STRICT, [card('hm', 3)], 'tech')).toBe('ok')
  expect(answer(STRICT, [card('hm', 3), card('tech', 2)], 'sd')).toBe('ok')
})

test('[V30] a stranger’s third round, and design beside their culture, cannot be declared; a friend’s can', () => {
  expect(answer(LOOP, [], 'coding1', { heldByStranger: ['hm', 'tech'] })).toBe('loop/same-interviewer')
  expect(answer(LOOP, [], 'sd', { heldByStranger: ['culture'] })).toBe('loop/same-interviewer')
  expect(answer(LOOP, [], 'sd', { heldByStranger: [] })).toBe('ok')
  expect(answer(LOOP, [card('hm', 3), card('tech', 3)], 'coding1')).toBe('ok')
})

test('[V22] a loop round takes 60 minutes, but the hiring manager and the recruiter may take 45', () => {
  expect(isLoopLength('coding', 60)).toBe(true)
  expect((['tech', 'coding', 'sd', 'culture', 'deep'] as const).filter(kind => isLoopLength(kind, 45))).toEqual([])
  expect((['hm', 'recruiter'] as const).every(kind => isLoopLength(kind, 45))).toBe(true)
})

test('[V28] what is practice by its form stands in no loop', () => {
  const code = (kind: RoundKind, ownQuestion: boolean): string => {
    const result = mayCount({ kind, ownQuestion })
    return result.ok ? 'ok' : result.refusal.code
  }
  expect(ROUND_KINDS.map(kind => code(kind, false))).toEqual([...Array(7).fill('ok'), 'loop/practice-only'])
  expect(ROUND_KINDS.map(kind => code(kind, true))).toEqual(Array(8).fill('loop/practice-only'))
})
