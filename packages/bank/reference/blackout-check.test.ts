import { expect, test } from 'vitest'
import { solve, type BlackoutAnswer, type BlackoutQuestion, type Window } from './blackout-check.ts'
import { seeded, times } from './random-input.ts'

/** Colours a line of minutes. */
function bruteForce({ windows, asks }: BlackoutQuestion): BlackoutAnswer {
  const blocked = (minute: number): boolean => windows.some(([from, to]) => from <= minute && minute < to)
  const blackouts: Window[] = []
  let from: number | undefined
  for (let minute = 0; minute <= 60; minute++) {
    if (blocked(minute)) from ??= minute
    else if (from !== undefined) {
      blackouts.push([from, minute])
      from = undefined
    }
  }
  return { blackouts, playable: asks.map(minute => !blocked(minute)) }
}

test('blackout check: minute by minute', () => {
  const below = seeded(3)
  for (let round = 0; round < 1000; round++) {
    const windows = times(below(7), (): Window => [below(40), below(40)])
    const question = { windows, asks: times(42, minute => minute - 1) }
    expect(solve(question), JSON.stringify(windows)).toEqual(bruteForce(question))
  }
})
