/** An encoding of the film: its size per second, and a quality from 0 to 100. Ids are unique in the whole ladder. */
export type Rendition = readonly [id: string, kbps: number, quality: number]
/** A set of abilities: what stands here is played by the devices of this node and of all nodes below it. */
export interface LadderNode {
  readonly renditions: readonly Rendition[]
  readonly below: readonly LadderNode[]
}

/** The ids that may go without any device ever seeing a worse picture, in alphabetical order. */
export const solve = ({ ladder }: { readonly ladder: LadderNode }): string[] => pruned(ladder, []).sort()

/** Walks down with what is worth having so far; whatever does not rise above that at its own node is needed nowhere. */
function pruned({ renditions, below }: LadderNode, above: readonly Rendition[]): string[] {
  const front = frontOf([...above, ...renditions.toSorted(smallerId)])
  const kept = new Set(front)
  const dropped = renditions.filter(rendition => !kept.has(rendition)).map(([id]) => id)
  return [...dropped, ...below.flatMap(node => pruned(node, front))]
}

/** Those that are better than everything as small as they are; of equals the one that comes first, since sorting is stable. */
function frontOf(offered: readonly Rendition[]): Rendition[] {
  let best = -1
  return offered.toSorted((a, b) => a[1] - b[1] || b[2] - a[2]).filter(([, , quality]) => {
    const rises = quality > best
    best = Math.max(best, quality)
    return rises
  })
}

const smallerId = (a: Rendition, b: Rendition): number => (a[0] < b[0] ? -1 : 1)
