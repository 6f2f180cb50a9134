import type { Struct } from './update-walk.ts'

const deepest = 32

interface Place {
  readonly client: number
  readonly clock: number
}

/**
 * How deep shared types nest, for the few documents that nest at all. Deleting a type deletes its children by recursion in every peer, so
 * depth is capped. Holds ranges of structs that live inside a nested type; what is not listed lives in a root type, at depth 1.
 */
export class NestedTypes {
  /** Per client: flat `[clock, end, depth, …]`, ascending; structs arrive in clock order. */
  readonly #ranges = new Map<number, number[]>()

  /** Whether no struct lives inside a nested type. */
  get isEmpty(): boolean {
    return this.#ranges.size === 0
  }

  /** Whether these structs, given in integration order, would nest deeper than 32 types. Changes nothing. */
  tooDeep(structs: readonly Struct[]): boolean {
    const overlay = new NestedTypes()
    return structs.some((struct) => {
      const depth = this.#depthFor(struct, overlay)
      overlay.#note(struct, depth)
      return depth > deepest
    })
  }

  /** Remembers where these structs live; they must come in integration order. */
  admit(structs: readonly Struct[]): void {
    for (const struct of structs) this.#note(struct, this.#depthFor(struct, this))
  }

  #depthFor(struct: Struct, overlay: NestedTypes): number {
    const at = (place: Place): number => Math.max(this.#depthAt(place), overlay.#depthAt(place))
    if (struct.parent !== undefined) return at(struct.parent) + 1
    return struct.beside === undefined ? 1 : at(struct.beside)
  }

  #depthAt({ client, clock }: Place): number {
    const ranges = this.#ranges.get(client)
    if (ranges === undefined) return 1
    let low = 0
    let high = ranges.length / 3
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ranges[middle * 3 + 1] ?? 0) <= clock) low = middle + 1
      else high = middle
    }
    return (ranges[low * 3] ?? Infinity) <= clock ? (ranges[low * 3 + 2] ?? 1) : 1
  }

  #note(struct: Struct, depth: number): void {
    if (depth <= 1) return
    const { client } = struct.section
    const ranges = this.#ranges.get(client) ?? []
    if (ranges.length === 0) this.#ranges.set(client, ranges)
    const end = struct.clock + struct.length
    if (ranges.at(-2) === struct.clock && ranges.at(-1) === depth) ranges[ranges.length - 2] = end
    else ranges.push(struct.clock, end, depth)
  }
}
