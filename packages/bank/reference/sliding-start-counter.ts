/** One queue of starts for all titles, in order of time, beside a count per title: what leaves the window is paid for once. */
export class StartCounter {
  readonly #window: number
  readonly #counts = new Map<string, number>()
  #starts: { readonly title: string; readonly at: number }[] = []
  #first = 0

  constructor(window: number) {
    this.#window = window
  }

  record(title: string, at: number): void {
    this.#starts.push({ title, at })
    this.#counts.set(title, (this.#counts.get(title) ?? 0) + 1)
  }

  /** Starts of the title in the seconds (now - window, now]. */
  count(title: string, now: number): number {
    this.#forget(now)
    return this.#counts.get(title) ?? 0
  }

  /** How many titles had any start in the window. */
  active(now: number): number {
    this.#forget(now)
    return this.#counts.size
  }

  #forget(now: number): void {
    for (let start = this.#starts[this.#first]; start !== undefined && start.at <= now - this.#window; start = this.#starts[this.#first]) {
      const left = (this.#counts.get(start.title) ?? 0) - 1
      if (left > 0) this.#counts.set(start.title, left)
      else this.#counts.delete(start.title)
      this.#first += 1
    }
    // Dropping the head of an array costs its length, so it waits until half of the array is dead.
    if (this.#first * 2 > this.#starts.length) {
      this.#starts = this.#starts.slice(this.#first)
      this.#first = 0
    }
  }
}

export type CounterCall =
  | readonly ['record', title: string, at: number]
  | readonly ['count', title: string, now: number]
  | readonly ['active', now: number]

/** Plays calls against an empty counter and answers with what each returned; `record` returns null. */
export function solve({ window, calls }: { readonly window: number; readonly calls: readonly CounterCall[] }): (number | null)[] {
  const counter = new StartCounter(window)
  return calls.map(call => {
    if (call[0] === 'count') return counter.count(call[1], call[2])
    if (call[0] === 'active') return counter.active(call[1])
    counter.record(call[1], call[2])
    return null
  })
}
