import { expect, test } from 'vitest'
import { solve, type Explanation } from './because-chain.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** Writes down every chain there is and takes the best. */
function bruteForce({ genres, reasons, watched, suggested }: Explanation): string[] | null {
  const chains: string[][] = []
  const walk = (chain: readonly string[]): void => {
    const last = chain.at(-1)
    if (new Set(chain.map(title => genres[title])).size < chain.length) return
    if (last === suggested) chains.push([...chain])
    for (const [from, to] of reasons) if (from === last) walk([...chain, to])
  }
  for (const title of watched) walk([title])
  chains.sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1))
  return chains[0] ?? null
}

test('because chain: every chain there is', () => {
  const below = seeded(8)
  const name = (): string => NAMES[below(6)] ?? 'a'
  for (let round = 0; round < 1500; round++) {
    const genres = Object.fromEntries(NAMES.map(title => [title, `genre ${below(5)}`]))
    const reasons = times(below(14), () => [name(), name()] as const)
    const explanation: Explanation = { genres, reasons, watched: times(below(3), name), suggested: name() }
    expect(solve(explanation), JSON.stringify(explanation)).toEqual(bruteForce(explanation))
  }
})
