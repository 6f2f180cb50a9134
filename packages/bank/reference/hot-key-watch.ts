import { Heap } from './heap.ts'

export type Counted = readonly [key: string, requests: number]

/** The requests of one second, by key. */
interface Second {
  readonly at: number
  readonly requests: Map<string, number>
  next?: Second
}

const before = ([a, more]: Counted, [b, less]: Counted): boolean => (more === less ? a < b : more > less)

/** A chain of seconds beside a count for each key: what leaves the window is taken off, second by second, before anything else. */
export class HotKeys {
  readonly #window: number
  readonly #limit: number
  readonly #counts = new Map<string, number>()
  readonly #hot = new Map<string, number>()
  #oldest: Second | undefined
  #newest: Second | undefined

  constructor(window: number, limit: number) {
    this.#window = window
    this.#limit = limit
  }

  /** Whether the key has become hot by this very request. */
  seen(key: string, at: number): boolean {
    this.#forget(at)
    const { requests } = this.#second(at)
    requests.set(key, (requests.get(key) ?? 0) + 1)
    const count = (this.#counts.get(key) ?? 0) + 1
    this.#setCount(key, count)
    return count === this.#limit
  }

  /** Keeps the best k of the hot keys in a heap whose first is the worst of them. */
  hottest(k: number, now: number): Counted[] {
    this.#forget(now)
    const best = new Heap<Counted>((a, b) => before(b, a))
    for (const counted of this.#hot) {
      best.push(counted)
      if (best.size > k) best.pop()
    }
    const rising: Counted[] = []
    for (let worst = best.pop(); worst !== undefined; worst = best.pop()) rising.push(worst)
    return rising.reverse()
  }

  #second(at: number): Second {
    if (this.#newest?.at === at) return this.#newest
    const second: Second = { at, requests: new Map() }
    if (this.#newest === undefined) this.#oldest = second
    else this.#newest.next = second
    this.#newest = second
    return second
  }

  #forget(now: number): void {
    while (this.#oldest !== undefined && this.#oldest.at <= now - this.#window) {
      for (const [key, requests] of this.#oldest.requests) this.#setCount(key, (this.#counts.get(key) ?? 0) - requests)
      this.#oldest = this.#oldest.next
    }
    if (this.#oldest === undefined) this.#newest = undefined
  }

  #setCount(key: string, count: number): void {
    if (count === 0) this.#counts.delete(key)
    else this.#counts.set(key, count)
    if (count < this.#limit) this.#hot.delete(key)
    else this.#hot.set(key, count)
  }
}

export type HotKeyCall = readonly ['seen', key: string, at: number] | readonly ['hottest', k: number, now: number]

export interface HotKeyPlay {
  readonly window: number
  readonly limit: number
  readonly calls: readonly HotKeyCall[]
}

/** Plays calls against a watch that has seen nothing, and answers with what each returned. */
export function solve({ window, limit, calls }: HotKeyPlay): (boolean | Counted[])[] {
  const keys = new HotKeys(window, limit)
  return calls.map(call => (call[0] === 'seen' ? keys.seen(call[1], call[2]) : keys.hottest(call[1], call[2])))
}
