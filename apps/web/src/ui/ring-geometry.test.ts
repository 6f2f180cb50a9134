import { expect, test } from 'vitest'
import { type ArcState, arcsOf, ringSizes, spansOf } from './ring-geometry.ts'

const weights = [10, 10, 15, 15, 30, 20]
const loop = (...states: readonly ArcState[]) => states.map((state, index) => ({ weight: weights[index] ?? 0, state }))
const ended = loop('yes', 'strong-yes', 'yes', 'not-run', 'strong-yes', 'broken')
const draw = (size: keyof typeof ringSizes, rounds = ended) => arcsOf(rounds, ringSizes[size].size, ringSizes[size].stroke)

test('arcs lie where the drawings have them, at every size', () => {
  expect(draw('home')[0]?.path).toBe('M99.72 22.42A75.60 75.60 0 0 1 141.04 35.85')
  expect(draw('md')[0]?.path).toBe('M45.14 11.22A32.80 32.80 0 0 1 62.34 16.81')
  expect(draw('lg')[1]?.path).toBe('M258.81 65.71A137.92 137.92 0 0 1 306.48 131.33')
  expect(draw('sm')[0]?.path).toBe('M22.67 6.73A15.28 15.28 0 0 1 30.43 9.26')
  expect(draw('dialog')[0]?.path).toBe('M52.90 12.33A39.68 39.68 0 0 1 74.59 19.38')
})

test('a strong no is shortened at both ends and pushed out by 0.55 of its stroke', () => {
  const broken = draw('lg')[5]
  expect(broken?.path).toBe('M47.15 126.80A137.92 137.92 0 0 1 169.02 38.26')
  expect(broken?.push?.x).toBeCloseTo(-10.99, 2)
  expect(broken?.push?.y).toBeCloseTo(-15.13, 2)
  expect(draw('lg').filter((arc) => arc.push)).toHaveLength(1)
})

test('strength is thickness: strong whole, plain 0.62, what has not happened a line', () => {
  expect(draw('lg').map((arc) => Number(arc.width.toFixed(2)))).toEqual([21.08, 34, 21.08, 5.44, 34, 34])
  expect(draw('sm', loop('open'))[0]?.width).toBe(1.5)
})

test('spans add up to the circle, follow the weights, and never fall under 16 degrees', () => {
  const spans = spansOf([6, 1, 4, 4, 14, 10])
  expect(spans.reduce((sum, span) => sum + span, 0)).toBeCloseTo(360)
  expect(spans[1]).toBe(16)
  expect((spans[4] ?? 0) / (spans[0] ?? 1)).toBeCloseTo(14 / 6)
})

test('a single round is a whole ring, and none is nothing', () => {
  expect(draw('md', [{ weight: 4, state: 'yes' }])).toHaveLength(1)
  expect(draw('md', [])).toEqual([])
})
