import { expect, test } from 'vitest'
import { solve, type ScreenPart } from './home-screen-diff.ts'
import { NAMES, seeded, times } from './random-input.ts'

const partsOf = (part: ScreenPart): ScreenPart[] => [part, ...part[2].flatMap(partsOf)]

/** Every screen that is one edit away; what is inserted is taken from the screen wanted, since anything else would be in vain. */
function* oneEditAway([key, look, below]: ScreenPart, wanted: readonly ScreenPart[]): Generator<ScreenPart> {
  for (const other of new Set(wanted.map(part => part[1]))) if (other !== look) yield [key, other, below]
  for (const [at, part] of below.entries()) {
    yield [key, look, below.toSpliced(at, 1)]
    for (const changed of oneEditAway(part, wanted)) yield [key, look, below.with(at, changed)]
  }
  for (const part of wanted) {
    if (below.some(([taken]) => taken === part[0])) continue
    for (let at = 0; at <= below.length; at++) yield [key, look, below.toSpliced(at, 0, part)]
  }
}

/** Tries all edits after one another, and gives up at `most`. */
function fewestEdits(before: ScreenPart, after: ScreenPart, most: number): number {
  const goal = JSON.stringify(after)
  let reached = new Map([[JSON.stringify(before), before]])
  let edits = 0
  for (; !reached.has(goal); edits++) {
    if (edits + 1 === most) return most
    const next = new Map<string, ScreenPart>()
    for (const screen of reached.values()) for (const edited of oneEditAway(screen, partsOf(after))) next.set(JSON.stringify(edited), edited)
    reached = next
  }
  return edits
}

/** Keeps every set of siblings in turn that stands in the same order on both sides. */
function everyChoice([, look, old]: ScreenPart, [, newLook, now]: ScreenPart): number {
  const choose = (oldFrom: number, nowFrom: number): number => {
    if (oldFrom === old.length) return now.length - nowFrom
    const at = now.findIndex(([key], index) => index >= nowFrom && key === old[oldFrom]![0])
    const without = 1 + choose(oldFrom + 1, nowFrom)
    return at === -1 ? without : Math.min(without, at - nowFrom + everyChoice(old[oldFrom]!, now[at]!) + choose(oldFrom + 1, at + 1))
  }
  return (look === newLook ? 0 : 1) + choose(0, 0)
}

const shuffled = (below: (limit: number) => number, size: number): string[] =>
  NAMES.map(name => ({ name, at: below(1000) })).sort((a, b) => a.at - b.at).slice(0, size).map(({ name }) => name)

function screen(below: (limit: number) => number, widths: readonly number[], key = 'home'): ScreenPart {
  const [width = 0, ...deeper] = widths
  return [key, below(3) === 0 ? 'new' : 'old', shuffled(below, below(width + 1)).map(name => screen(below, deeper, name))]
}

test('home screen diff: trying all edits after one another, up to two of them', () => {
  const below = seeded(22)
  for (let round = 0; round < 150; round++) {
    const [before, after] = times(2, () => screen(below, [2, 2]))
    expect(Math.min(3, solve({ before: before!, after: after! })), JSON.stringify([before, after])).toBe(fewestEdits(before!, after!, 3))
  }
})

test('home screen diff: trying every choice of what is kept', () => {
  const below = seeded(23)
  for (let round = 0; round < 1000; round++) {
    const [before, after] = times(2, () => screen(below, [6, 3]))
    expect(solve({ before: before!, after: after! }), JSON.stringify([before, after])).toBe(everyChoice(before!, after!))
  }
})
