import { instant } from '@unanimous/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arcAngles, foldLoop, NO_OPTIONS, requiredSeats, ringArcs, WEIGHTS } from './index.ts'
import type { Loop, LoopCard, Vote, VotingSeat } from './index.ts'

const START = instant(0)
const LOOP: Loop = { options: NO_OPTIONS, deepDeclared: false, createdAt: START }
const card = (seat: VotingSeat, vote: Vote): LoopCard => ({ seat, round: seat, raters: [{ rater: 'ana', vote }], openedAt: START })
const states = (loop: Loop, cards: readonly LoopCard[], sealed: readonly VotingSeat[] = []) =>
  ringArcs(foldLoop(loop, cards, START), sealed).map(arc => arc.state)

test('[V24] a fresh loop waits for the hiring manager first', () => {
  expect(states(LOOP, [])).toEqual(['next', 'todo', 'todo', 'todo', 'todo', 'todo'])
})

test('[V24] opened rounds show their vote, and the first awaited one is next', () => {
  const held = [card('hm', 3), card('coding1', 4), card('sd', 2)]
  expect(states(LOOP, held)).toEqual(['yes', 'next', 'strong', 'todo', 'no', 'todo'])
})

test('[V24] after a strong no the rest never ran, held as practice or not', () => {
  const held = [card('hm', 3), card('tech', 4), card('culture', 1), card('sd', 4)]
  expect(states(LOOP, held, ['coding1'])).toEqual(['yes', 'strong', 'notRun', 'notRun', 'notRun', 'broken'])
})

test('[V24] a closed loop does not wait, and one on hold has no next round', () => {
  expect(states({ ...LOOP, closedAt: START }, [card('hm', 3)])).toEqual(['yes', 'notRun', 'notRun', 'notRun', 'notRun', 'notRun'])
  const hold: LoopCard = { seat: 'recruiter', round: 'screen', outcome: 'hold', openedAt: START }
  expect(states({ ...LOOP, options: { ...NO_OPTIONS, strictOrder: true } }, [hold])).not.toContain('next')
})

test('[V25] a sealed round is hatched and no longer next', () => {
  expect(states(LOOP, [], ['hm'])).toEqual(['sealed', 'next', 'todo', 'todo', 'todo', 'todo'])
})

test('[V25] without being told, a viewer sees nothing of a filed card', () => {
  expect(states(LOOP, [])).not.toContain('sealed')
})

test('[V26] a loop’s arcs keep their minimum and close the circle, with and without a deep dive, large and small', () => {
  for (const deepDeclared of [false, true]) {
    for (const sizePx of [352, 44]) {
      const weights = requiredSeats({ deepDeclared }).map(seat => WEIGHTS[seat])
      const arcs = arcAngles(weights, sizePx)
      const gap = sizePx < 100 ? 5 : 1.8
      expect(arcs.every(arc => arc.sweepDegrees >= 16)).toBe(true)
      expect(arcs.reduce((sum, arc) => sum + arc.sweepDegrees + gap, 0)).toBeCloseTo(360)
      expect(arcs[0]?.startDegrees).toBe(gap / 2)
    }
  }
})

test('[V26] heavier rounds never get a shorter arc, and arcs follow one another', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 16 }), fc.constantFrom(44, 352), (weights, sizePx) => {
    const arcs = arcAngles(weights, sizePx)
    for (const [at, arc] of arcs.entries()) {
      expect(arc.sweepDegrees).toBeGreaterThanOrEqual(16)
      for (const [other, { sweepDegrees }] of arcs.entries()) {
        if ((weights[at] ?? 0) > (weights[other] ?? 0)) expect(arc.sweepDegrees).toBeGreaterThanOrEqual(sweepDegrees - 1e-9)
      }
      const next = arcs[at + 1]
      if (next) expect(next.startDegrees).toBeGreaterThan(arc.startDegrees + arc.sweepDegrees)
    }
    const last = arcs.at(-1)
    expect((last?.startDegrees ?? 0) + (last?.sweepDegrees ?? 0)).toBeLessThan(360)
  }))
})
