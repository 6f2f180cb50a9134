import type { BlackoutAnswer, BlackoutQuestion, Window } from './blackout-check.ts'
import type { LicenceCall } from './licence-store.ts'
import type { WatchLog } from './minutes-really-watched.ts'
import type { FillRequest } from './nearest-fill-source.ts'
import type { Pipeline, Plan } from './pipeline-order.ts'
import type { CounterCall } from './sliding-start-counter.ts'

/**
 * The same answers by trying everything, in the most obvious way there is. Slow on purpose: these share nothing with the
 * references, so that both being wrong alike is unlikely.
 */

/** Walks every path without repetition and keeps the best holder at its end. */
export function nearestSource(request: FillRequest): { source: string; ms: number; hops: number } | null {
  const ends: { source: string; ms: number; hops: number }[] = []
  const walk = (path: readonly string[], ms: number): void => {
    const at = path.at(-1) ?? request.start
    if (request.holders.includes(at) && !request.drained.includes(at)) ends.push({ source: at, ms, hops: path.length - 1 })
    for (const [from, to, price] of request.links) {
      if (from === at && !path.includes(to) && !request.drained.includes(to)) walk([...path, to], ms + price)
    }
  }
  walk([request.start], 0)
  ends.sort((a, b) => a.ms - b.ms || a.hops - b.hops || (a.source < b.source ? -1 : 1))
  return ends[0] ?? null
}

/** What a path costs by its cheapest links; infinite when a link is missing or leads into a drained cache. */
export function priceOf(path: readonly string[], { links, drained }: FillRequest): number {
  const steps = path.slice(1).map((to, index) => {
    const prices = links.filter(link => link[0] === path[index] && link[1] === to && !drained.includes(to)).map(link => link[2])
    return Math.min(...prices)
  })
  return steps.reduce((sum, ms) => sum + ms, 0)
}

function* permutations(items: readonly string[]): Generator<string[]> {
  if (items.length === 0) yield []
  for (const first of items) for (const rest of permutations(items.filter(item => item !== first))) yield [first, ...rest]
}

/** The first permutation that keeps every need, else the first of the shortest rings. */
export function pipelineOrder({ steps, needs }: Pipeline): Plan {
  const known = needs.filter(([, needed]) => steps.includes(needed))
  const sorted = [...steps].sort()
  for (const order of permutations(sorted)) {
    if (known.every(([step, needed]) => order.indexOf(needed) < order.indexOf(step))) return { order }
  }
  const rings: string[][] = []
  const walk = (path: readonly string[]): void => {
    for (const [step, needed] of known) {
      if (step !== path.at(-1)) continue
      if (needed === path[0]) rings.push([...path])
      else if (needed > (path[0] ?? '') && !path.includes(needed)) walk([...path, needed])
    }
  }
  for (const step of sorted) walk([step])
  rings.sort((a, b) => a.length - b.length || (a.join() < b.join() ? -1 : 1))
  return { cycle: rings[0] ?? [] }
}

/** Colours a line of minutes. */
export function blackoutCheck({ windows, asks }: BlackoutQuestion): BlackoutAnswer {
  const blocked = (minute: number): boolean => windows.some(([from, to]) => from <= minute && minute < to)
  const blackouts: Window[] = []
  let from: number | undefined
  for (let minute = 0; minute <= 60; minute++) {
    if (blocked(minute)) from ??= minute
    else if (from !== undefined) {
      blackouts.push([from, minute])
      from = undefined
    }
  }
  return { blackouts, playable: asks.map(minute => !blocked(minute)) }
}

/** Colours a line of seconds per device, fills short silences, then counts the seconds of any colour per viewer. */
export function minutesWatched({ heartbeats, gap }: WatchLog): Record<string, number> {
  const watched: Record<string, number> = {}
  for (const viewer of [...new Set(heartbeats.map(beat => beat[0]))].sort()) {
    const seconds = new Set<number>()
    for (const device of new Set(heartbeats.map(beat => beat[1]))) {
      let last: number | undefined
      for (let second = 0; second < 600; second++) {
        if (!heartbeats.some(([who, where, from, to]) => who === viewer && where === device && from <= second && second < to)) continue
        const bridged = last !== undefined && second - last - 1 <= gap ? last + 1 : second
        for (let each = bridged; each <= second; each++) seconds.add(each)
        last = second
      }
    }
    watched[viewer] = Math.floor(seconds.size / 60)
  }
  return watched
}

/** A list of licences, looked through from end to end. */
export function playLicenceStore({ calls }: { readonly calls: readonly LicenceCall[] }): (string | string[] | null)[] {
  let held: { device: string; licence: string; expiresAt: number }[] = []
  return calls.map(call => {
    if (call[0] === 'put') {
      held = [...held.filter(({ device }) => device !== call[1]), { device: call[1], licence: call[2], expiresAt: call[3] }]
      return null
    }
    if (call[0] === 'get') return held.find(({ device, expiresAt }) => device === call[1] && call[2] < expiresAt)?.licence ?? null
    const expired = held.filter(({ expiresAt }) => expiresAt <= call[1])
    expired.sort((a, b) => a.expiresAt - b.expiresAt || (a.device < b.device ? -1 : 1))
    const removed = expired.slice(0, call[2]).map(({ device }) => device)
    held = held.filter(({ device }) => !removed.includes(device))
    return removed
  })
}

/** Every start ever, filtered anew at each question. */
export function playStartCounter({ window, calls }: { readonly window: number; readonly calls: readonly CounterCall[] }): (number | null)[] {
  const starts: { title: string; at: number }[] = []
  return calls.map(call => {
    if (call[0] === 'record') {
      starts.push({ title: call[1], at: call[2] })
      return null
    }
    const now = call[0] === 'count' ? call[2] : call[1]
    const recent = starts.filter(({ at }) => now - window < at && at <= now)
    if (call[0] === 'active') return new Set(recent.map(({ title }) => title)).size
    return recent.filter(({ title }) => title === call[1]).length
  })
}
