import { expect, test } from 'vitest'
import { NAMES, seeded, times } from './random-input.ts'
import { solve, type Tastes } from './taste-islands.ts'

/** Compares everybody with everybody, then lets each take over the smallest name in sight until nothing changes. */
function bruteForce({ finished, enough }: Tastes): string[][] {
  const members = [...new Set(finished.map(([member]) => member))].sort()
  const has = (member: string, title: string): boolean => finished.some(pair => pair[0] === member && pair[1] === title)
  const titles = [...new Set(finished.map(([, title]) => title))]
  const linked = (a: string, b: string): boolean => titles.filter(title => has(a, title) && has(b, title)).length >= enough
  const label = new Map(members.map(member => [member, member]))
  for (let round = 0; round < members.length; round++) {
    for (const a of members) {
      for (const b of members) if (linked(a, b) && label.get(b)! < label.get(a)!) label.set(a, label.get(b)!)
    }
  }
  const islands = members.map(first => members.filter(member => label.get(member) === first)).filter(island => island.length > 0)
  return islands.sort((a, b) => b.length - a.length || (a[0]! < b[0]! ? -1 : 1))
}

test('taste islands: comparing everybody with everybody', () => {
  const below = seeded(7)
  for (let round = 0; round < 800; round++) {
    const finished = times(below(22), () => [NAMES[below(6)] ?? 'a', `t${below(5)}`] as const)
    const tastes: Tastes = { finished, enough: 1 + below(3) }
    expect(solve(tastes), JSON.stringify(tastes)).toEqual(bruteForce(tastes))
  }
})
