/** What a seat may do with a client id. */
export type Claim = 'granted' | 'forged' | 'too-many'

/**
 * Which seat each CRDT client id of a document belongs to. Structs under somebody else's id would erase what that person types next, so
 * an id belongs to whoever brought it first: by a cursor frame (which every client sends on opening) or by structs.
 */
export class ClientSeats {
  readonly #seats = new Map<number, string>()
  readonly #perSeat: number
  readonly #hasStructs: (client: number) => boolean

  constructor(perSeat: number, hasStructs: (client: number) => boolean) {
    this.#perSeat = perSeat
    this.#hasStructs = hasStructs
  }

  /** The seat an id belongs to, if to any. */
  ownerOf(client: number): string | undefined {
    return this.#seats.get(client)
  }

  /** Gives an id to a seat, first come first served. At the cap, ids that never wrote anything are forgotten, oldest first. */
  claim(client: number, seat: string): Claim {
    const owner = this.#seats.get(client)
    if (owner !== undefined) return owner === seat ? 'granted' : 'forged'
    const own = [...this.#seats].filter(([, holder]) => holder === seat)
    if (own.length >= this.#perSeat) {
      const idle = own.find(([id]) => !this.#hasStructs(id))
      if (idle === undefined) return 'too-many'
      this.#seats.delete(idle[0])
    }
    this.#seats.set(client, seat)
    return 'granted'
  }

  /** Puts back what storage knows; no cap, because storage was judged before. */
  restore(client: number, seat: string): void {
    if (!this.#seats.has(client)) this.#seats.set(client, seat)
  }

  /** Ids with structs and their seats, for a snapshot. */
  writers(): [number, string][] {
    return [...this.#seats].filter(([client]) => this.#hasStructs(client))
  }
}
