import type { ByteWriter } from './bytes.ts'

/** Two numbers of a list, as an engine holds them at worst. */
const rangeBytes = 16

/** What was deleted in a document: per client id, sorted and disjoint ranges as a flat list `[clock, length, clock, length, …]`. */
export class DeleteRanges {
  readonly #ranges = new Map<number, number[]>()
  #count = 0

  /** What the ranges take in memory. */
  get heldBytes(): number {
    return this.#count * rangeBytes
  }

  /** Adds a range; gives false when all of it was deleted before. */
  add(client: number, clock: number, length: number): boolean {
    const ranges = this.#ranges.get(client)
    if (ranges === undefined) {
      this.#ranges.set(client, [clock, length])
      this.#count++
      return true
    }
    const end = clock + length
    const first = firstEndingAtOrAfter(ranges, clock)
    const start = ranges[first]
    if (start === undefined || start > end) {
      ranges.splice(first, 0, clock, length)
      this.#count++
      return true
    }
    if (start <= clock && start + (ranges[first + 1] ?? 0) >= end) return false
    this.#count -= mergeInto(ranges, first, Math.min(start, clock), end)
    return true
  }

  /** Adds many ranges in any order, in one pass over what is there: one by one they would move it each time. */
  addMany(each: (add: (client: number, clock: number, length: number) => void) => void): void {
    const fresh = new Map<number, (readonly [clock: number, length: number])[]>()
    each((client, clock, length) => {
      const ranges = fresh.get(client)
      if (ranges === undefined) fresh.set(client, [[clock, length]])
      else ranges.push([clock, length])
    })
    for (const [client, ranges] of fresh) {
      const before = this.#ranges.get(client) ?? []
      const after = joined(before, ranges.sort((left, right) => left[0] - right[0]))
      this.#ranges.set(client, after)
      this.#count += (after.length - before.length) / 2
    }
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

/** Puts `[start, end)` in place of the range at `first` and of all behind it that it touches. Gives how many fewer there are. */
const mergeInto = (ranges: number[], first: number, start: number, end: number): number => {
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
  return (to - first) / 2 - 1
}

/** Two sorted lists of ranges as one, in which those that touch are one range. */
const joined = (flat: readonly number[], pairs: readonly (readonly [clock: number, length: number])[]): number[] => {
  const all: number[] = []
  const put = (clock: number, length: number): void => {
    const last = all.length - 2
    const end = last < 0 ? -1 : (all[last] ?? 0) + (all[last + 1] ?? 0)
    if (clock > end) all.push(clock, length)
    else all[last + 1] = Math.max(end, clock + length) - (all[last] ?? 0)
  }
  let at = 0
  for (const [clock, length] of pairs) {
    for (; (flat[at] ?? Infinity) <= clock; at += 2) put(flat[at] ?? 0, flat[at + 1] ?? 0)
    put(clock, length)
  }
  for (; at < flat.length; at += 2) put(flat[at] ?? 0, flat[at + 1] ?? 0)
  return all
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
