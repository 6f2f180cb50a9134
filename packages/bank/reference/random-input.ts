/** The same numbers on every run (mulberry32), so that a failure can be looked at: a whole number from 0, less than `below`. */
export function seeded(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

/** So many of what `make` gives, which is told how many there were before. */
export const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))

/** Few names, so that random inputs meet themselves. */
export const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'] as const
