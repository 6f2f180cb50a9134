import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pairUp } from './maximum-matching.ts'
import type { Graph } from './maximum-matching.ts'

const graphOf = (size: number, edges: readonly (readonly [number, number])[]): Graph =>
  Array.from({ length: size }, (_, vertex) =>
    [...new Set(edges.flatMap(([left, right]) => (left === vertex ? [right] : right === vertex ? [left] : [])))].filter(other => other !== vertex),
  )
const anyGraph = fc.integer({ min: 1, max: 8 }).chain(size => {
  const vertex = fc.nat(size - 1)
  return fc.array(fc.tuple(vertex, vertex), { maxLength: 14 }).map(edges => graphOf(size, edges))
})

/** Every set of vertices that some pairing serves, as text, so that the earliest sorts first. */
const servedSets = (graph: Graph, from = 0, served: readonly number[] = []): readonly (readonly number[])[] => {
  if (from === graph.length) return [served]
  if (served.includes(from)) return servedSets(graph, from + 1, served)
  const partners = (graph[from] ?? []).filter(to => to > from && !served.includes(to))
  return [served, ...partners.map(to => [...served, from, to])].flatMap(next => servedSets(graph, from + 1, next))
}
const inWords = (set: readonly number[]): string => set.toSorted((left, right) => left - right).join()
const served = (mate: readonly number[]): readonly number[] => [...mate.keys()].filter(vertex => mate[vertex] !== -1)

test('[M1 M3 M4] on any graph, odd cycles included: most pairs, earliest vertices, each partner mutual and a neighbour', () => {
  fc.assert(fc.property(anyGraph, graph => {
    const mate = pairUp([graph])
    for (const vertex of served(mate)) {
      expect(graph[vertex]).toContain(mate[vertex])
      expect(mate[mate[vertex] ?? -1]).toBe(vertex)
    }
    const all = servedSets(graph)
    const most = Math.max(...all.map(set => set.length))
    expect(inWords(served(mate))).toBe(all.filter(set => set.length === most).map(inWords).toSorted()[0])
  }), { numRuns: 1000 })
})

test('[M3] a path that enters an odd cycle is found', () => {
  expect(served(pairUp([graphOf(6, [[1, 2], [2, 3], [3, 4], [4, 5], [5, 1], [0, 3]])]))).toHaveLength(6)
  expect(served(pairUp([graphOf(4, [[0, 1], [1, 2], [0, 2], [2, 3]])]))).toHaveLength(4)
})

test('[M3 M12] edges of an earlier stage are kept only while all that can be served are', () => {
  const first = graphOf(4, [[1, 2]])
  expect(pairUp([first, graphOf(4, [[1, 2], [0, 3], [0, 1]])])).toEqual([3, 2, 1, 0])
  expect(pairUp([first, graphOf(4, [[1, 2], [0, 1], [2, 3]])])).toEqual([1, 0, 3, 2])
})
