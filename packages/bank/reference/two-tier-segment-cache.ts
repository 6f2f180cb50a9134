/** A segment as it stands in its tier, between the one used before it and the one used after it. */
interface Held {
  readonly key: string
  readonly bytes: number
  older: Held | undefined
  newer: Held | undefined
}

type Segment = Pick<Held, 'key' | 'bytes'>

/**
 * So many bytes of segments in order of recency: what came in last is the most recent. The order is a list of its own:
 * a Map has it too, but after many deletions its first key is slow to find.
 */
class Tier {
  readonly #room: number
  readonly #held = new Map<string, Held>()
  #oldest: Held | undefined
  #newest: Held | undefined
  #bytes = 0

  constructor(room: number) {
    this.#room = room
  }

  fits({ bytes }: Segment): boolean {
    return bytes <= this.#room
  }

  /** The segment, which is then no longer here. */
  take(key: string): Segment | undefined {
    const held = this.#held.get(key)
    if (held === undefined) return undefined
    this.#held.delete(key)
    this.#bytes -= held.bytes
    if (held.older === undefined) this.#oldest = held.newer
    else held.older.newer = held.newer
    if (held.newer === undefined) this.#newest = held.older
    else held.newer.older = held.older
    return held
  }

  /** What has to leave for it, the least recent first. */
  add({ key, bytes }: Segment): Segment[] {
    const added = { key, bytes, older: this.#newest, newer: undefined }
    if (this.#newest === undefined) this.#oldest = added
    else this.#newest.newer = added
    this.#newest = added
    this.#held.set(key, added)
    this.#bytes += bytes
    const left: Segment[] = []
    for (let oldest = this.#oldest; oldest !== undefined && this.#bytes > this.#room; oldest = this.#oldest) {
      this.take(oldest.key)
      left.push(oldest)
    }
    return left
  }
}

/** A segment is taken out of its tier before it is placed again, so that it never stands in its own way. */
export class SegmentCache {
  readonly #memory: Tier
  readonly #disk: Tier

  constructor(memory: number, disk: number) {
    this.#memory = new Tier(memory)
    this.#disk = new Tier(disk)
  }

  put(key: string, bytes: number): void {
    this.#memory.take(key)
    this.#disk.take(key)
    this.#place({ key, bytes })
  }

  /** Where it was found, before it came up. */
  get(key: string): 'memory' | 'disk' | null {
    const inMemory = this.#memory.take(key)
    const found = inMemory ?? this.#disk.take(key)
    if (found === undefined) return null
    this.#place(found)
    return inMemory === undefined ? 'disk' : 'memory'
  }

  #place(segment: Segment): void {
    if (!this.#memory.fits(segment)) this.#sendDown(segment)
    else for (const left of this.#memory.add(segment)) this.#sendDown(left)
  }

  /** What the disk could never hold is dropped, and moves nobody there. */
  #sendDown(segment: Segment): void {
    if (this.#disk.fits(segment)) this.#disk.add(segment)
  }
}

export type SegmentCall = readonly ['put', key: string, bytes: number] | readonly ['get', key: string]

export interface SegmentPlay {
  readonly memory: number
  readonly disk: number
  readonly calls: readonly SegmentCall[]
}

/** Plays calls against an empty cache and answers with what each returned; `put` returns null. */
export function solve({ memory, disk, calls }: SegmentPlay): ('memory' | 'disk' | null)[] {
  const cache = new SegmentCache(memory, disk)
  return calls.map(call => {
    if (call[0] === 'get') return cache.get(call[1])
    cache.put(call[1], call[2])
    return null
  })
}
