/** Minutes since the epoch; blocked from the first, no longer blocked at the second. */
export type Window = readonly [from: number, to: number]
export interface BlackoutQuestion {
  readonly windows: readonly Window[]
  readonly asks: readonly number[]
}
export interface BlackoutAnswer {
  readonly blackouts: readonly Window[]
  readonly playable: readonly boolean[]
}

/** Sort once and merge, then one binary search per question. */
export function solve({ windows, asks }: BlackoutQuestion): BlackoutAnswer {
  const blackouts = merge(windows)
  return { blackouts, playable: asks.map(at => !isBlocked(blackouts, at)) }
}

function merge(windows: readonly Window[]): Window[] {
  const merged: Window[] = []
  const sorted = windows.filter(([from, to]) => from < to).sort((a, b) => a[0] - b[0])
  for (const [from, to] of sorted) {
    const last = merged.at(-1)
    if (last === undefined || from > last[1]) merged.push([from, to])
    else merged[merged.length - 1] = [last[0], Math.max(last[1], to)]
  }
  return merged
}

/** The only window that can hold the minute is the last one that begins at or before it. */
function isBlocked(blackouts: readonly Window[], at: number): boolean {
  let [low, high] = [0, blackouts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((blackouts[middle]?.[0] ?? Infinity) <= at) low = middle + 1
    else high = middle
  }
  const last = blackouts[low - 1]
  return last !== undefined && at < last[1]
}
