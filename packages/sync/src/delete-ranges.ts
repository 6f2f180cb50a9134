import type { ByteWriter } from './bytes.ts'

/** What was deleted in a document: per client id, sorted and disjoint ranges as a flat list `[clock, length, clock, length, …]`. */
export class DeleteRanges {
  readonly #ranges = new Map<number, number[]>()

  /** Adds a range; gives false when all of it was deleted before. */
  add(client: number, clock: number, length: number): boolean {
    const ranges = this.#ranges.get(client)
    if (ranges === undefined) {
      this.#ranges.set(client, [clock, length])
      return true
    }
    const end = clock + length
    const first = firstEndingAtOrAfter(ranges, clock)
    const start = ranges[first]
    if (start === undefined || start > end) {
      ranges.splice(first, 0, clock, length)
      return true
    }
    if (start <= clock && start + (ranges[first + 1] ?? 0) >= end) return false
    mergeInto(ranges, first, Math.min(start, clock), end)
    return true
  }

  /** Whether every clock of the range is deleted. */
  has(client: number, clock: number, length: number): boolean {
    const ranges = this.#ranges.get(client)
    if (ranges === undefined) return false
    const at = firstEndingAtOrAfter(ranges, clock + length)
    const start = ranges[at]
    return start !== undefined && start <= clock && start + (ranges[at + 1] ?? 0) >= clock + length
  }

  /** Appends the delete set as a V1 update ends with it. */
  write(writer: ByteWriter): void {
    writer.varUint(this.#ranges.size)
    for (const [client, ranges] of this.#ranges) {
      writer.varUint(client)
      writer.varUint(ranges.length / 2)
      for (const value of ranges) writer.varUint(value)
    }
  }
}

/** Puts `[start, end)` in place of the range at `first` and of all behind it that it touches. */
const mergeInto = (ranges: number[], first: number, start: number, end: number): void => {
  let to = first
  let mergedEnd = end
  while ((ranges[to] ?? Infinity) <= end) {
    mergedEnd = Math.max(mergedEnd, (ranges[to] ?? 0) + (ranges[to + 1] ?? 0))
    to += 2
  }
  ranges[first] = start
  ranges[first + 1] = mergedEnd - start
  // Backspacing widens one range: no splice, which would copy the rest.
  if (to > first + 2) ranges.splice(first + 2, to - first - 2)
}

/** Index of the first range whose end is at or after `clock` (touching counts, so that neighbours merge). */
const firstEndingAtOrAfter = (ranges: readonly number[], clock: number): number => {
  let low = 0
  let high = ranges.length / 2
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle * 2] ?? 0) + (ranges[middle * 2 + 1] ?? 0) < clock) low = middle + 1
    else high = middle
  }
  return low * 2
}
