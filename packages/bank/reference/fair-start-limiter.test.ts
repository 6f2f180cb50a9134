import { expect, test } from 'vitest'
import { limiterOf, solve, type LimiterPlay } from './fair-start-limiter.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** Tries to wait one second longer until no limit is in the way, and counts every start there ever was. */
function bruteForce(limits: readonly { most: number; seconds: number }[], starts: LimiterPlay['starts']): number[] {
  const granted: { account: string; at: number }[] = []
  return starts.map(([account, at]) => {
    const isFree = (second: number): boolean => limits.every(({ most, seconds }) =>
      granted.filter(each => each.account === account && each.at > second - seconds).length < most)
    let wait = 0
    while (!isFree(at + wait)) wait += 1
    if (wait === 0) granted.push({ account, at })
    return wait
  })
}

test('fair start limiter: waiting one second after the other', () => {
  const below = seeded(29)
  for (let round = 0; round < 800; round++) {
    const limits = times(1 + below(3), () => ({ most: 1 + below(4), seconds: 1 + below(20) }))
    let now = 0
    const starts = times(40, (): LimiterPlay['starts'][number] => [NAMES[below(2)] ?? 'a', (now += below(4))])
    const play = { limits: limits.map(({ most, seconds }) => `${most}/${seconds}s`).join(), starts }
    expect(solve(play), JSON.stringify(play)).toEqual(bruteForce(limits, starts))
  }
})

test('fair start limiter: of all short texts, those are limits that are put together from two numbers and a unit', () => {
  const texts = (length: number): string[] =>
    length === 0 ? [''] : texts(length - 1).flatMap(text => ['0', '1', '/', 's', ',', ' '].map(each => text + each))
  const numbers = [1, 10, 11, 100, 101, 110, 111]
  const made = numbers.flatMap(most => numbers.map(length => `${most}/${length}s`)).filter(text => text.length < 7)
  const accepted = times(7, texts).flat().filter(text => limiterOf(text) !== null)
  expect(accepted.toSorted()).toEqual(made.toSorted())
})
