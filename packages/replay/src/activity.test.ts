import { expect, test } from 'vitest'
import { silentSpans } from './index.ts'

test('silence is where everybody who was counted said nothing, long enough; what nobody counted is none', () => {
  const spoke = { one: `${'8'.repeat(5)}${'0'.repeat(30)}8${'0'.repeat(9)}`, other: `${'0'.repeat(10)}a${'1'.repeat(34)}` }
  expect(silentSpans([spoke.one, spoke.other], 10_000)).toEqual([{ fromMs: 11_000, toMs: 35_000 }])
  expect(silentSpans([spoke.one, spoke.other], 5_000)).toEqual([{ fromMs: 5_000, toMs: 10_000 }, { fromMs: 11_000, toMs: 35_000 }, { fromMs: 36_000, toMs: 45_000 }])
  expect(silentSpans([`8${'.'.repeat(60)}0`], 10_000)).toEqual([])
  expect(silentSpans([`${'.'.repeat(20)}`, `${'0'.repeat(20)}`], 10_000)).toEqual([{ fromMs: 0, toMs: 20_000 }])
  expect(silentSpans([], 1_000)).toEqual([])
})
