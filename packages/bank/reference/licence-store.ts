import { Heap } from './heap.ts'

interface Held {
  readonly licence: string
  readonly expiresAt: number
}

/** A map for asking and a heap for sweeping; a heap entry that no longer matches the map is stale and dropped when met. */
export class LicenceStore {
  readonly #held = new Map<string, Held>()
  readonly #soonest = new Heap<{ readonly device: string; readonly expiresAt: number }>((a, b) =>
    a.expiresAt === b.expiresAt ? a.device < b.device : a.expiresAt < b.expiresAt,
  )

  put(device: string, licence: string, expiresAt: number): void {
    const before = this.#held.get(device)?.expiresAt
    this.#held.set(device, { licence, expiresAt })
    if (before !== expiresAt) this.#soonest.push({ device, expiresAt })
  }

  get(device: string, now: number): string | null {
    const held = this.#held.get(device)
    return held !== undefined && now < held.expiresAt ? held.licence : null
  }

  /** Removes at most so many expired licences, the longest expired first, and names their devices. */
  sweep(now: number, most: number): string[] {
    const removed: string[] = []
    for (let next = this.#soonest.peek(); next !== undefined && removed.length < most; next = this.#soonest.peek()) {
      if (next.expiresAt > now) break
      this.#soonest.pop()
      if (this.#held.get(next.device)?.expiresAt !== next.expiresAt) continue
      this.#held.delete(next.device)
      removed.push(next.device)
    }
    return removed
  }
}

export type LicenceCall =
  | readonly ['put', device: string, licence: string, expiresAt: number]
  | readonly ['get', device: string, now: number]
  | readonly ['sweep', now: number, most: number]

/** Plays calls against an empty store and answers with what each returned; `put` returns null. */
export function solve({ calls }: { readonly calls: readonly LicenceCall[] }): (string | string[] | null)[] {
  const store = new LicenceStore()
  return calls.map(call => {
    if (call[0] === 'get') return store.get(call[1], call[2])
    if (call[0] === 'sweep') return store.sweep(call[1], call[2])
    store.put(call[1], call[2], call[3])
    return null
  })
}
