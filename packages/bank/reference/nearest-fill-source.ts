import { Heap } from './heap.ts'

export type Link = readonly [from: string, to: string, ms: number]
export interface FillRequest {
  readonly links: readonly Link[]
  readonly holders: readonly string[]
  readonly drained: readonly string[]
  readonly start: string
}
export interface Source {
  readonly source: string
  readonly ms: number
  readonly path: readonly string[]
}

interface Visit {
  readonly cache: string
  readonly ms: number
  readonly hops: number
  readonly via: Visit | null
}

/** Dijkstra from the start; the first healthy holder that is settled is the nearest, because prices are never negative. */
export function solve({ links, holders, drained, start }: FillRequest): Source | null {
  const out = new Set(drained)
  const serves = new Set(holders.filter(cache => !out.has(cache)))
  const pulls = outgoing(links.filter(([, to]) => !out.has(to)))
  const queue = new Heap<Visit>(cheaper)
  const settled = new Set<string>()
  queue.push({ cache: start, ms: 0, hops: 0, via: null })
  for (let visit = queue.pop(); visit !== undefined; visit = queue.pop()) {
    if (settled.has(visit.cache)) continue
    settled.add(visit.cache)
    if (serves.has(visit.cache)) return { source: visit.cache, ms: visit.ms, path: pathTo(visit) }
    for (const [, to, ms] of pulls.get(visit.cache) ?? []) {
      queue.push({ cache: to, ms: visit.ms + ms, hops: visit.hops + 1, via: visit })
    }
  }
  return null
}

/** The order of the rule for ties: total ms, then fewer hops, then the smaller id. */
function cheaper(a: Visit, b: Visit): boolean {
  if (a.ms !== b.ms) return a.ms < b.ms
  if (a.hops !== b.hops) return a.hops < b.hops
  return a.cache < b.cache
}

function outgoing(links: readonly Link[]): Map<string, Link[]> {
  const byFrom = new Map<string, Link[]>()
  for (const link of links) byFrom.set(link[0], [...(byFrom.get(link[0]) ?? []), link])
  return byFrom
}

function pathTo(visit: Visit): string[] {
  const path: string[] = []
  for (let step: Visit | null = visit; step !== null; step = step.via) path.unshift(step.cache)
  return path
}
