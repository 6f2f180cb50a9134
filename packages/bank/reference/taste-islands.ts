export interface Tastes {
  readonly finished: readonly (readonly [member: string, title: string])[]
  /** How many different titles two members share to be linked. */
  readonly enough: number
}

/** One member at a time: count the titles shared with every later one, unite with whoever reaches enough. */
export function solve({ finished, enough }: Tastes): string[][] {
  const titles = grouped(finished)
  const finishers = grouped(finished.map(([member, title]) => [title, member]))
  const islands = new Islands(titles.keys())
  for (const [member, own] of titles) {
    const shared = new Map<string, number>()
    for (const title of own) {
      for (const other of finishers.get(title) ?? []) if (other > member) shared.set(other, (shared.get(other) ?? 0) + 1)
    }
    for (const [other, count] of shared) if (count >= enough) islands.unite(member, other)
  }
  return islands.all()
}

/** What belongs to each key, once. */
function grouped(pairs: readonly (readonly [key: string, value: string])[]): Map<string, Set<string>> {
  const groups = new Map<string, Set<string>>()
  for (const [key, value] of pairs) groups.set(key, (groups.get(key) ?? new Set()).add(value))
  return groups
}

/** A union-find with path halving. */
class Islands {
  readonly #parent: Map<string, string>

  constructor(members: Iterable<string>) {
    this.#parent = new Map([...members].map(member => [member, member]))
  }

  unite(a: string, b: string): void {
    this.#parent.set(this.#root(a), this.#root(b))
  }

  /** The largest first, then by the first member; members in order. */
  all(): string[][] {
    const byRoot = new Map<string, string[]>()
    for (const member of [...this.#parent.keys()].sort()) {
      const island = byRoot.get(this.#root(member))
      if (island === undefined) byRoot.set(this.#root(member), [member])
      else island.push(member)
    }
    // Islands come in order of their first member, and sorting keeps that among equals.
    return [...byRoot.values()].sort((a, b) => b.length - a.length)
  }

  #root(member: string): string {
    let at = member
    for (let above = this.#above(at); above !== at; above = this.#above(at)) {
      this.#parent.set(at, this.#above(above))
      at = this.#above(at)
    }
    return at
  }

  #above(member: string): string {
    return this.#parent.get(member) ?? member
  }
}
