import { expect, test } from 'vitest'
import { NAMES, seeded, times } from './random-input.ts'
import { solve, type Grant, type RightsQuestion } from './rights-reach.ts'

/** Tries every way without repetition from the owner, one grant after the other. */
function bruteForce({ owner, company, grants }: RightsQuestion): string[] {
  const territories = [...new Set(grants.flatMap(grant => grant[2]))].sort()
  const reaches = (territory: string, way: readonly string[]): boolean =>
    way.at(-1) === company ||
    grants.some(([from, to, named, onward]) =>
      from === way.at(-1) && named.includes(territory) && !way.includes(to) && (onward || to === company) && reaches(territory, [...way, to]))
  return territories.filter(territory => reaches(territory, [owner]))
}

test('rights reach: every way from the owner', () => {
  const below = seeded(9)
  const name = (): string => NAMES[below(5)] ?? 'a'
  for (let round = 0; round < 1500; round++) {
    const grants = times(below(10), (): Grant => [name(), name(), times(1 + below(3), () => `t${below(4)}`), below(3) > 0])
    const question: RightsQuestion = { owner: 'a', company: name(), grants }
    expect(solve(question), JSON.stringify(question)).toEqual(bruteForce(question))
  }
})
