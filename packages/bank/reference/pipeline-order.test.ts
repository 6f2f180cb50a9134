import { expect, test } from 'vitest'
import { solve, type Pipeline, type Plan } from './pipeline-order.ts'
import { NAMES, seeded, times } from './random-input.ts'

function* permutations(items: readonly string[]): Generator<string[]> {
  if (items.length === 0) yield []
  for (const first of items) for (const rest of permutations(items.filter(item => item !== first))) yield [first, ...rest]
}

/** The first permutation that keeps every need, else the first of the shortest rings. */
function bruteForce({ steps, needs }: Pipeline): Plan {
  const known = needs.filter(([, needed]) => steps.includes(needed))
  const sorted = [...steps].sort()
  for (const order of permutations(sorted)) {
    if (known.every(([step, needed]) => order.indexOf(needed) < order.indexOf(step))) return { order }
  }
  const rings: string[][] = []
  const walk = (path: readonly string[]): void => {
    for (const [step, needed] of known) {
      if (step !== path.at(-1)) continue
      if (needed === path[0]) rings.push([...path])
      else if (needed > (path[0] ?? '') && !path.includes(needed)) walk([...path, needed])
    }
  }
  for (const step of sorted) walk([step])
  rings.sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1))
  return { cycle: rings[0] ?? [] }
}

test('pipeline order: the first of all orders, else the first of the shortest cycles', () => {
  const below = seeded(2)
  for (let round = 0; round < 600; round++) {
    const steps = NAMES.slice(0, 1 + below(6))
    const name = (): string => steps[below(steps.length)] ?? 'a'
    const pipeline: Pipeline = { steps, needs: times(below(8), () => [name(), name()] as const) }
    expect(solve(pipeline), JSON.stringify(pipeline)).toEqual(bruteForce(pipeline))
  }
})
