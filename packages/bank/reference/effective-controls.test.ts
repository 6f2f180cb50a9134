import { expect, test } from 'vitest'
import { solve, type Control, type ControlQuestion } from './effective-controls.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** Tries every maturity from the highest down, for each question anew: is it chosen, and does nobody above forbid it? */
function bruteForce({ controls, asks }: ControlQuestion): (number | null)[] {
  const wayUp = (id: string | null, seen: readonly Control[] = []): readonly Control[] | null => {
    if (id === null) return seen
    const found = controls.find(control => control[0] === id)
    return found === undefined || seen.includes(found) ? null : wayUp(found[1], [...seen, found])
  }
  return asks.map(id => {
    const way = wayUp(id)
    if (way === null) return null
    const chosen = way.find(([, , setting]) => setting !== null)?.[2] ?? 18
    return times(19, step => 18 - step).find(age => age <= chosen && way.every(([, , , cap]) => cap === null || age <= cap)) ?? null
  })
}

const perhaps = (below: (bound: number) => number): number | null => (below(3) === 0 ? below(19) : null)

test('effective controls: the way up for each question, circles and lost parents among them', () => {
  const below = seeded(29)
  for (let round = 0; round < 1500; round++) {
    const ids = NAMES.slice(0, 1 + below(6))
    const parent = (index: number): string | null => {
      const kind = below(12)
      if (kind === 0) return 'lost'
      if (kind === 1) return ids[below(ids.length)] ?? null
      return index === 0 || kind === 2 ? null : (ids[below(index)] ?? null)
    }
    const controls = ids.map((id, index): Control => [id, parent(index), perhaps(below), perhaps(below)])
    const question = { controls: below(2) === 0 ? controls : controls.toReversed(), asks: times(8, () => NAMES[below(6)] ?? 'a') }
    expect(solve(question), JSON.stringify(question)).toEqual(bruteForce(question))
  }
})

test('effective controls: a chain of 50,000 nodes is climbed once', () => {
  const chain = times(50_000, (index): Control => [`n${index}`, index === 0 ? null : `n${index - 1}`, null, 50_000 - index])
  const asks = times(50_000, index => `n${49_999 - index}`)
  expect(solve({ controls: chain, asks })).toEqual(times(50_000, index => Math.min(18, index + 1)))
})
