import { Heap } from './heap.ts'

export interface Pipeline {
  readonly steps: readonly string[]
  /** [step, needed]: the step waits for what it needs. */
  readonly needs: readonly (readonly [step: string, needed: string])[]
}
export type Plan = { readonly order: readonly string[] } | { readonly cycle: readonly string[] }

const ascending = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Kahn's algorithm with the smallest ready step first; when steps are left over, the shortest cycle among them. */
export function solve({ steps, needs }: Pipeline): Plan {
  const waits = new Map<string, Set<string>>(steps.map(step => [step, new Set()]))
  for (const [step, needed] of needs) if (waits.has(needed)) waits.get(step)?.add(needed)
  const order = ready(waits)
  return order.length === waits.size ? { order } : { cycle: smallestCycle(waits, new Set(order)) }
}

function ready(waits: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const open = new Map([...waits].map(([step, needed]) => [step, needed.size]))
  const waiting = new Map<string, string[]>()
  for (const [step, needed] of waits) for (const each of needed) waiting.set(each, [...(waiting.get(each) ?? []), step])
  const queue = new Heap<string>((a, b) => a < b)
  for (const [step, count] of open) if (count === 0) queue.push(step)
  const order: string[] = []
  for (let step = queue.pop(); step !== undefined; step = queue.pop()) {
    order.push(step)
    for (const next of waiting.get(step) ?? []) {
      const left = (open.get(next) ?? 0) - 1
      open.set(next, left)
      if (left === 0) queue.push(next)
    }
  }
  return order
}

/** Breadth first from every step that is left, through larger steps only: each cycle is found from its smallest member. */
function smallestCycle(waits: ReadonlyMap<string, ReadonlySet<string>>, ordered: ReadonlySet<string>): string[] {
  let best: string[] | undefined
  const left = [...waits.keys()].filter(step => !ordered.has(step)).sort(ascending)
  for (const start of left) {
    const found = cycleFrom(start, waits)
    if (found !== undefined && (best === undefined || found.length < best.length)) best = found
  }
  return best ?? []
}

function cycleFrom(start: string, waits: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const seen = new Set([start])
  let paths: string[][] = [[start]]
  while (paths.length > 0) {
    const longer: string[][] = []
    for (const path of paths) {
      for (const needed of [...(waits.get(path.at(-1) ?? start) ?? [])].sort(ascending)) {
        if (needed === start) return path
        if (needed < start || seen.has(needed)) continue
        seen.add(needed)
        longer.push([...path, needed])
      }
    }
    paths = longer
  }
  return undefined
}
