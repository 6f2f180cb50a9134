interface Held {
  readonly answer: string
  readonly staleAt: number
}

/** Whoever opens a key's list of waiting callers puts the key in line; everybody until its answer only joins the list. */
export class Collapser {
  readonly #fresh: number
  readonly #waiting = new Map<string, string[]>()
  readonly #inFlight = new Set<string>()
  // A set remembers the order in which keys came, so its first one has waited longest.
  readonly #inLine = new Set<string>()
  // In order of arrival, which is the order of going stale, because all stay fresh equally long.
  readonly #held = new Map<string, Held>()

  constructor(fresh: number) {
    this.#fresh = fresh
  }

  ask(caller: string, key: string, now: number): string | null {
    this.#forget(now)
    const held = this.#held.get(key)
    if (held !== undefined) return held.answer
    const waiting = this.#waiting.get(key)
    if (waiting !== undefined) waiting.push(caller)
    else {
      this.#waiting.set(key, [caller])
      this.#inLine.add(key)
    }
    return null
  }

  /** The key to fetch now, handed out once. */
  next(): string | null {
    const [key] = this.#inLine
    if (key === undefined) return null
    this.#inLine.delete(key)
    this.#inFlight.add(key)
    return key
  }

  /** Names those who waited; an answer to a key that was not handed out changes nothing. */
  done(key: string, answer: string, now: number): string[] {
    this.#forget(now)
    if (!this.#inFlight.delete(key)) return []
    if (this.#fresh > 0) this.#held.set(key, { answer, staleAt: now + this.#fresh })
    const waited = this.#waiting.get(key) ?? []
    this.#waiting.delete(key)
    return waited
  }

  #forget(now: number): void {
    for (const [key, { staleAt }] of this.#held) {
      if (now < staleAt) return
      this.#held.delete(key)
    }
  }
}

export type CollapserCall =
  | readonly ['ask', caller: string, key: string, now: number]
  | readonly ['next']
  | readonly ['done', key: string, answer: string, now: number]

export interface CollapserPlay {
  readonly fresh: number
  readonly calls: readonly CollapserCall[]
}

/** Plays calls against an empty collapser and answers with what each returned. */
export function solve({ fresh, calls }: CollapserPlay): (string | string[] | null)[] {
  const collapser = new Collapser(fresh)
  return calls.map(call => {
    if (call[0] === 'ask') return collapser.ask(call[1], call[2], call[3])
    return call[0] === 'next' ? collapser.next() : collapser.done(call[1], call[2], call[3])
  })
}
