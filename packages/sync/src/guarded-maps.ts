import { ByteReader } from './bytes.ts'
import type { Struct } from './update-walk.ts'
import { readAny } from './value-walk.ts'

/** One value that somebody writes into a map of a document. */
export interface MapEntry {
  readonly key: string
  readonly value: unknown
  /** Whose client id it is written under. */
  readonly seat: string
}

/** Whether a map takes this entry. Called with values of any shape, from anybody. `mostKeys` says how many different keys it may ever have. */
export type EntryGuard = ((entry: MapEntry) => boolean) & { readonly mostKeys?: number }

interface Place {
  readonly root: string
  readonly key: string
}

interface Range extends Place {
  readonly clock: number
  end: number
}

const deletedContent = 1
const anyContent = 8

/**
 * Root maps that take plain values of a known shape and nothing else: no shared type, no text, no second value. What replaces an entry
 * names only the entry it replaces, so where each entry stands is remembered. Deleting stays everybody's right.
 */
export class GuardedMaps {
  readonly #roots: ReadonlySet<string>
  /** Per client id, ascending; structs arrive in clock order. */
  readonly #ranges = new Map<number, Range[]>()
  /** Every key that a map ever had, by root. */
  readonly #keys = new Map<string, Set<string>>()

  constructor(roots: ReadonlySet<string>) {
    this.#roots = roots
  }

  /** Whether nothing stands in a guarded map yet. */
  get isEmpty(): boolean {
    return this.#ranges.size === 0
  }

  /** Whether a root of this name is guarded. */
  guards(root: string): boolean {
    return this.#roots.has(root)
  }

  /** Whether this struct is an entry of a guarded map. */
  holds(client: number, clock: number): boolean {
    return this.#at(client, clock) !== undefined
  }

  /** Whether these structs, given in integration order, put into guarded maps only what those take. Changes nothing. */
  accept(structs: readonly Struct[], bytes: Uint8Array, guards: Readonly<Record<string, EntryGuard>>, seatOf: (client: number) => string): boolean {
    const overlay = new GuardedMaps(this.#roots)
    return structs.every((struct) => {
      const place = this.#placeOf(struct, overlay)
      if (place === undefined) return true
      overlay.#note(struct, place)
      if (this.#isFull(place, overlay, guards[place.root])) return false
      if (struct.content === deletedContent) return place.key !== ''
      if (struct.content !== anyContent || struct.length !== 1 || place.key === '') return false
      const reader = new ByteReader()
      // The count of values stands first, and is the struct's length.
      reader.reset(bytes, struct.contentFrom + 1, struct.to)
      return guards[place.root]?.({ key: place.key, value: readAny(reader), seat: seatOf(struct.section.client) }) === true
    })
  }

  /** Remembers the entries among these structs; they must come in integration order. */
  admit(structs: readonly Struct[]): void {
    for (const struct of structs) {
      const place = this.#placeOf(struct, this)
      if (place !== undefined) this.#note(struct, place)
    }
  }

  #isFull({ root, key }: Place, overlay: GuardedMaps, guard: EntryGuard | undefined): boolean {
    const keys = this.#keys.get(root)
    if (guard?.mostKeys === undefined || keys?.has(key) === true) return false
    const fresh = [...overlay.#keys.get(root) ?? []].filter((each) => keys?.has(each) !== true)
    return (keys?.size ?? 0) + fresh.length > guard.mostKeys
  }

  #placeOf(struct: Struct, overlay: GuardedMaps): Place | undefined {
    if (struct.root !== undefined) return this.#roots.has(struct.root) ? { root: struct.root, key: struct.key ?? '' } : undefined
    const { beside } = struct
    return beside && (overlay.#at(beside.client, beside.clock) ?? this.#at(beside.client, beside.clock))
  }

  #at(client: number, clock: number): Place | undefined {
    const ranges = this.#ranges.get(client)
    if (ranges === undefined) return undefined
    let low = 0
    let high = ranges.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ranges[middle]?.end ?? 0) <= clock) low = middle + 1
      else high = middle
    }
    const range = ranges[low]
    return range !== undefined && range.clock <= clock ? range : undefined
  }

  #note(struct: Struct, { root, key }: Place): void {
    const { client } = struct.section
    const ranges = this.#ranges.get(client) ?? []
    if (ranges.length === 0) this.#ranges.set(client, ranges)
    const keys = this.#keys.get(root) ?? new Set()
    if (keys.size === 0) this.#keys.set(root, keys)
    keys.add(key)
    const last = ranges.at(-1)
    // A stroke on a board is one entry written over again and again.
    if (last?.end === struct.clock && last.root === root && last.key === key) last.end += struct.length
    else ranges.push({ clock: struct.clock, end: struct.clock + struct.length, root, key })
  }
}
