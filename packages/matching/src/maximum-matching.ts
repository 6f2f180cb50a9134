/** Neighbours of each vertex, by index, in the order in which they are preferred. */
export type Graph = readonly (readonly number[])[]

const NOBODY = -1

interface Tree {
  /** A free vertex that an augmenting path reaches, or -1. */
  readonly end: number
  readonly parent: readonly number[]
  /** Vertices at an even distance from the root: each could be left out in the root's favour. */
  readonly even: readonly boolean[]
}

const at = (list: readonly number[], index: number): number => list[index] ?? NOBODY

/** Edmonds' alternating tree from one free vertex, odd cycles shrunk as they are met. */
const growTree = (graph: Graph, mate: readonly number[], root: number): Tree => {
  const parent = graph.map(() => NOBODY)
  const base = graph.map((_, index) => index)
  const even = graph.map(() => false)
  const queue = [root]
  even[root] = true

  const commonBase = (left: number, right: number): number => {
    const onPath = new Set<number>()
    for (let vertex = at(base, left); ; vertex = at(base, at(parent, at(mate, vertex)))) {
      onPath.add(vertex)
      if (at(mate, vertex) === NOBODY) break
    }
    let vertex = at(base, right)
    while (!onPath.has(vertex)) vertex = at(base, at(parent, at(mate, vertex)))
    return vertex
  }
  const markCycle = (from: number, top: number, child: number, cycle: Set<number>): void => {
    let vertex = from
    let below = child
    while (at(base, vertex) !== top) {
      const partner = at(mate, vertex)
      cycle.add(at(base, vertex)).add(at(base, partner))
      parent[vertex] = below
      below = partner
      vertex = at(parent, partner)
    }
  }
  const shrink = (left: number, right: number): void => {
    const top = commonBase(left, right)
    const cycle = new Set<number>()
    markCycle(left, top, right, cycle)
    markCycle(right, top, left, cycle)
    for (const index of graph.keys()) {
      if (!cycle.has(at(base, index))) continue
      base[index] = top
      if (!even[index]) queue.push(index)
      even[index] = true
    }
  }
  /** Looks along one edge; answers the free vertex it leads to, or -1. */
  const look = (from: number, to: number): number => {
    if (at(base, from) === at(base, to) || at(mate, from) === to) return NOBODY
    const partner = at(mate, to)
    if (to === root || (partner !== NOBODY && at(parent, partner) !== NOBODY)) shrink(from, to)
    else if (at(parent, to) === NOBODY) {
      parent[to] = from
      if (partner === NOBODY) return to
      even[partner] = true
      queue.push(partner)
    }
    return NOBODY
  }

  for (let head = 0; head < queue.length; head += 1) {
    const from = at(queue, head)
    for (const to of graph[from] ?? []) {
      if (look(from, to) !== NOBODY) return { end: to, parent, even }
    }
  }
  return { end: NOBODY, parent, even }
}

/** Re-pairs along the tree from a vertex next to be paired up to the root. */
const flip = (mate: number[], parent: readonly number[], from: number): void => {
  let vertex = from
  while (vertex !== NOBODY) {
    const partner = at(parent, vertex)
    const following = at(mate, partner)
    mate[vertex] = partner
    mate[partner] = vertex
    vertex = following
  }
}

/** Pairs the root, by a longer matching where there is one, else in place of the last vertex behind it that gives way. */
const serve = (graph: Graph, mate: number[], root: number, mayDisplace: boolean): void => {
  // The usual case, and it spares a crowd in which everybody fits the shrinking of its countless odd cycles.
  const free = graph[root]?.find(to => at(mate, to) === NOBODY)
  if (free !== undefined) {
    mate[root] = free
    mate[free] = root
    return
  }
  const tree = growTree(graph, mate, root)
  if (tree.end !== NOBODY) {
    flip(mate, tree.parent, tree.end)
    return
  }
  const displaced = mayDisplace ? tree.even.lastIndexOf(true) : root
  if (displaced <= root) return
  const partner = at(mate, displaced)
  mate[displaced] = NOBODY
  flip(mate, tree.parent, partner)
}

/**
 * Pairs as many vertices as can be paired at all, and among such pairings serves the lowest indices first: no
 * vertex is left out for the sake of higher ones. `stages` are graphs over the same vertices, each holding the
 * edges of the one before; edges of earlier stages are preferred while they cost nobody a partner.
 * Answers each vertex's partner, or -1. Deterministic.
 */
export const pairUp = (stages: readonly Graph[]): readonly number[] => {
  const mate: number[] = (stages.at(-1) ?? []).map(() => NOBODY)
  for (const [stage, graph] of stages.entries()) {
    for (const vertex of graph.keys()) {
      if (at(mate, vertex) === NOBODY) serve(graph, mate, vertex, stage === stages.length - 1)
    }
  }
  return mate
}
