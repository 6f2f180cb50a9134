import { expect, test } from 'vitest'
import { solve, type LadderNode, type Rendition } from './ladder-pruning.ts'
import { seeded, times } from './random-input.ts'

/** What the devices of each node can play, from the top down. */
const playable = (node: LadderNode, above: readonly Rendition[] = []): (readonly Rendition[])[] => {
  const here = [...above, ...node.renditions]
  return [here, ...node.below.flatMap(child => playable(child, here))]
}

/** The best picture of every device at every bandwidth, when these renditions are gone. */
const pictures = (ladder: LadderNode, gone: ReadonlySet<string>): number[] =>
  playable(ladder).flatMap(offered =>
    times(8, kbps => Math.max(-1, ...offered.filter(each => each[1] <= kbps && !gone.has(each[0])).map(each => each[2]))),
  )

/** Takes away every set of renditions in turn, and keeps the largest that nobody notices. */
function mostThatCanGo(ladder: LadderNode, ids: readonly string[]): number {
  const wanted = pictures(ladder, new Set()).join()
  const sets = times(2 ** ids.length, bits => new Set(ids.filter((_, at) => (bits >> at) & 1)))
  return Math.max(...sets.filter(gone => pictures(ladder, gone).join() === wanted).map(gone => gone.size))
}

/** Compares each rendition with all that its devices can play, those nearer to the top first. */
const beaten = (node: LadderNode, above: readonly Rendition[] = []): string[] => {
  const offered = [...above, ...node.renditions]
  const beats = (one: Rendition, other: Rendition): boolean =>
    one[1] <= other[1] && one[2] >= other[2] && (one[1] < other[1] || one[2] > other[2] || offered.indexOf(one) < offered.indexOf(other))
  const gone = node.renditions.filter(each => offered.some(other => beats(other, each))).map(([id]) => id)
  return [...gone, ...node.below.flatMap(child => beaten(child, offered))]
}

function ladders(seed: number): () => { readonly ladder: LadderNode; readonly ids: string[] } {
  const below = seeded(seed)
  return () => {
    let made = 0
    const node = (depth: number): LadderNode => ({
      // Ids rise in the order of the tree, so that of two equals the one offered first is also the smaller.
      renditions: times(below(3), () => [`r${made++}`, below(7), below(6)]),
      below: depth === 0 ? [] : times(below(3), () => node(depth - 1)),
    })
    const ladder = node(2)
    return { ladder, ids: times(made, each => `r${each}`) }
  }
}

test('ladder pruning: taking away every set of renditions', () => {
  const next = ladders(24)
  for (let round = 0; round < 400; round++) {
    const { ladder, ids } = next()
    if (ids.length > 8) continue
    const dropped = solve({ ladder })
    expect(pictures(ladder, new Set(dropped)), JSON.stringify(ladder)).toEqual(pictures(ladder, new Set()))
    expect(dropped.length, JSON.stringify(ladder)).toBe(mostThatCanGo(ladder, ids))
  }
})

test('ladder pruning: comparing all with all', () => {
  const next = ladders(25)
  for (let round = 0; round < 1000; round++) {
    const { ladder } = next()
    expect(solve({ ladder }), JSON.stringify(ladder)).toEqual(beaten(ladder).sort())
  }
})
