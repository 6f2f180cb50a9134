/** Seconds since the epoch during which a device reports to have played; the last second is not included. */
export type Heartbeat = readonly [viewer: string, device: string, from: number, to: number]
export interface WatchLog {
  readonly heartbeats: readonly Heartbeat[]
  /** A silence of at most so many seconds between two reports of one device counts as watched. */
  readonly gap: number
}

type Range = readonly [from: number, to: number]

/** Two unions: with bridges inside each device, then without across a viewer's devices. Whole minutes, rounded down once. */
export function solve({ heartbeats, gap }: WatchLog): Record<string, number> {
  const viewers = groupedBy(heartbeats, ([viewer]) => viewer)
  const sorted = [...viewers].sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(sorted.map(([viewer, beats]) => [viewer, Math.floor(secondsOf(beats, gap) / 60)]))
}

function secondsOf(beats: readonly Heartbeat[], gap: number): number {
  const devices = groupedBy(beats, ([, device]) => device)
  const played = [...devices.values()].flatMap(own => union(own.map(([, , from, to]) => [from, to] as const), gap))
  return union(played, 0).reduce((sum, [from, to]) => sum + to - from, 0)
}

function groupedBy(beats: readonly Heartbeat[], keyOf: (beat: Heartbeat) => string): Map<string, Heartbeat[]> {
  const groups = new Map<string, Heartbeat[]>()
  for (const beat of beats) groups.set(keyOf(beat), [...(groups.get(keyOf(beat)) ?? []), beat])
  return groups
}

function union(ranges: readonly Range[], gap: number): Range[] {
  const merged: Range[] = []
  for (const [from, to] of ranges.filter(range => range[0] < range[1]).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last === undefined || from - last[1] > gap) merged.push([from, to])
    else merged[merged.length - 1] = [last[0], Math.max(last[1], to)]
  }
  return merged
}
