import { Heap } from './heap.ts'

interface Held {
  value: string
  uses: number
  rank: number
  /** Which use of the whole cache was its last. */
  lastUse: number
}
interface Entry {
  readonly key: string
  readonly rank: number
  readonly lastUse: number
}

/**
 * A map for asking and a heap for making room, with one entry for each segment. Ranks only rise, so an entry written
 * before the last use stands too far in front, never too far behind, and is set right when it comes to the top.
 */
export class PopularityCache {
  readonly #capacity: number
  readonly #held = new Map<string, Held>()
  readonly #lowest = new Heap<Entry>((a, b) => (a.rank === b.rank ? a.lastUse < b.lastUse : a.rank < b.rank))
  #age = 0
  #uses = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get(key: string): string | null {
    const held = this.#held.get(key)
    if (held === undefined) return null
    this.#use(held)
    return held.value
  }

  /** The key that had to leave for it, if one had to. */
  put(key: string, value: string): string | null {
    const held = this.#held.get(key)
    if (held !== undefined) {
      held.value = value
      this.#use(held)
      return null
    }
    if (this.#capacity === 0) return null
    const evicted = this.#held.size === this.#capacity ? this.#evict() : null
    const added = { value, uses: 0, rank: 0, lastUse: 0 }
    this.#use(added)
    this.#held.set(key, added)
    this.#lowest.push({ key, rank: added.rank, lastUse: added.lastUse })
    return evicted
  }

  #use(held: Held): void {
    held.uses += 1
    held.rank = this.#age + held.uses
    held.lastUse = this.#uses++
  }

  #evict(): string | null {
    for (let first = this.#lowest.pop(); first !== undefined; first = this.#lowest.pop()) {
      const { key } = first
      const held = this.#held.get(key)
      if (held?.lastUse === first.lastUse) {
        this.#held.delete(key)
        this.#age = first.rank
        return key
      }
      if (held !== undefined) this.#lowest.push({ key, rank: held.rank, lastUse: held.lastUse })
    }
    return null
  }
}

export type PopularityCall = readonly ['get', key: string] | readonly ['put', key: string, value: string]

export interface PopularityPlay {
  readonly capacity: number
  readonly calls: readonly PopularityCall[]
}

/** Plays calls against an empty cache and answers with what each returned. */
export function solve({ capacity, calls }: PopularityPlay): (string | null)[] {
  const cache = new PopularityCache(capacity)
  return calls.map(call => (call[0] === 'get' ? cache.get(call[1]) : cache.put(call[1], call[2])))
}
