import { expect, test } from 'vitest'
import { passesDespite } from './chance.ts'

const percent = (share: number): number => Math.round(share * 100)

test('[V29] one vote in ten falling wrongly to no leaves an able person 53 % of loops of six, one in five 26 %', () => {
  expect(percent(passesDespite(6))).toBe(53)
  expect(percent(passesDespite(7))).toBe(48)
  expect(percent(passesDespite(6, 0.2))).toBe(26)
})
