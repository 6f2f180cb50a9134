import fc from 'fast-check'
import { expect, test } from 'vitest'
import { iAmongIAndWe, longestSilence, silentRatio, typingOf } from '../index.ts'
import type { TypingFact } from '../index.ts'
import { pastRound } from './fixtures/past-rounds.ts'

const typed = (number: number, typing: TypingFact) => pastRound(number, {}, { typing })
const bins = (typingBins: number, silentBins: number, longestSilenceS = 0): TypingFact => ({ typingBins, silentBins, longestSilenceS })
const spoken = (number: number, i: number, we: number) => pastRound(number, { kind: 'hm' }, { pronouns: { i, we } })

test('[M6] seconds of typing and of silence, worked by hand', () => {
  // Keys at 0 and 10: typing in 0 1 2 and 10 11 12. Words at 3: heard in 3..10. Silent: 0 1 2 11 12, the longest run 3.
  expect(typingOf([0, 10], [3])).toEqual({ typingBins: 6, silentBins: 5, longestSilenceS: 3 })
  expect(typingOf([0, 1, 2], [])).toEqual({ typingBins: 5, silentBins: 5, longestSilenceS: 5 })
  expect(typingOf([], [1, 2, 3])).toEqual({ typingBins: 0, silentBins: 0, longestSilenceS: 0 })
})

test('[M6 M8] neither order nor repetition matters, and run ≤ silent ≤ typing', () => {
  const seconds = fc.array(fc.nat(120))
  fc.assert(fc.property(seconds, seconds, (keys, words) => {
    const counted = typingOf(keys, words)
    expect(typingOf([...keys, ...keys].toReversed(), words.toReversed())).toEqual(counted)
    expect(counted.longestSilenceS).toBeLessThanOrEqual(counted.silentBins)
    expect(counted.silentBins).toBeLessThanOrEqual(counted.typingBins)
  }))
})

test('[M1 M7] the silent share pools the rounds and waits for 240 seconds of typing', () => {
  expect(silentRatio([typed(1, bins(239, 200))])).toEqual({ n: 239, needs: 240, rounds: ['r1'] })
  // (100 + 5) / (200 + 100) = .35
  expect(silentRatio([typed(1, bins(200, 100)), typed(2, bins(100, 5)), pastRound(3)])).toEqual({
    n: 300, needs: 240, rounds: ['r1', 'r2'], value: { value: 0.35, verdict: 'good' },
  })
  expect(silentRatio([typed(1, bins(1000, 600))]).value).toEqual({ value: 0.6, verdict: 'neutral' })
  expect(silentRatio([typed(1, bins(1000, 601))]).value?.verdict).toBe('flag')
})

test('[M8] the longest silence names its round and is flagged over two minutes', () => {
  expect(longestSilence([pastRound(1)])).toEqual({ n: 0, needs: 1, rounds: [] })
  expect(longestSilence([typed(1, bins(9, 9, 90)), typed(2, bins(9, 9, 120)), typed(3, bins(9, 9, 4))]).value).toEqual({
    seconds: 120, round: 'r2', isFlagged: false,
  })
  expect(longestSilence([typed(1, bins(300, 300, 121))]).value).toMatchObject({ isFlagged: true })
})

test('[M9] the share of I pools the rounds, waits for twenty pronouns and is judged at its edges', () => {
  expect(iAmongIAndWe([spoken(1, 10, 9)])).toEqual({ n: 19, needs: 20, rounds: ['r1'] })
  expect(iAmongIAndWe([spoken(1, 5, 5), pastRound(2), spoken(3, 5, 5)])).toMatchObject({ n: 20, rounds: ['r1', 'r3'], value: { value: 0.5, verdict: 'neutral' } })
  expect(iAmongIAndWe([spoken(1, 9, 11)]).value).toEqual({ value: 0.45, verdict: 'flag' })
  expect(iAmongIAndWe([spoken(1, 19, 1)]).value).toEqual({ value: 0.95, verdict: 'neutral' })
  expect(iAmongIAndWe([spoken(1, 20, 0)]).value).toEqual({ value: 1, verdict: 'note' })
})
