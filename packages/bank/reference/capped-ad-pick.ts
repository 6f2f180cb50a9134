import { Heap } from './heap.ts'

interface Offer {
  readonly campaign: string
  readonly bid: number
  readonly cap: number
}
interface Showing {
  readonly campaign: string
  readonly at: number
}

/**
 * All offers in one heap, the best first. What a viewer has had enough of is set aside during the pick and put back; an offer that was
 * replaced goes when it is met.
 */
export class AdPicker {
  readonly #window: number
  readonly #offers = new Map<string, Offer>()
  readonly #best = new Heap<Offer>((a, b) => (a.bid === b.bid ? a.campaign < b.campaign : a.bid > b.bid))
  readonly #shown = new Map<string, Showing[]>()

  constructor(window: number) {
    this.#window = window
  }

  offer(campaign: string, bid: number, cap: number): void {
    const offer = { campaign, bid, cap }
    this.#offers.set(campaign, offer)
    if (bid > 0) this.#best.push(offer)
  }

  pick(viewer: string, now: number): string | null {
    const shown = (this.#shown.get(viewer) ?? []).filter(({ at }) => at > now - this.#window)
    const times = new Map<string, number>()
    for (const { campaign } of shown) times.set(campaign, (times.get(campaign) ?? 0) + 1)
    const campaign = this.#bestExcept(offer => (times.get(offer.campaign) ?? 0) >= offer.cap)?.campaign ?? null
    if (campaign !== null) shown.push({ campaign, at: now })
    if (shown.length > 0) this.#shown.set(viewer, shown)
    else this.#shown.delete(viewer)
    return campaign
  }

  #bestExcept(isCapped: (offer: Offer) => boolean): Offer | undefined {
    const aside: Offer[] = []
    let found: Offer | undefined
    while (found === undefined) {
      const next = this.#best.pop()
      if (next === undefined) break
      if (this.#offers.get(next.campaign) !== next) continue
      aside.push(next)
      if (!isCapped(next)) found = next
    }
    for (const offer of aside) this.#best.push(offer)
    return found
  }
}

export type AdCall = readonly ['offer', campaign: string, bid: number, cap: number] | readonly ['pick', viewer: string, now: number]

export interface AdPlay {
  readonly window: number
  readonly calls: readonly AdCall[]
}

/** Plays calls against a picker without offers and answers with what each returned; `offer` returns null, like a pick that finds none. */
export function solve({ window, calls }: AdPlay): (string | null)[] {
  const picker = new AdPicker(window)
  return calls.map(call => {
    if (call[0] === 'pick') return picker.pick(call[1], call[2])
    picker.offer(call[1], call[2], call[3])
    return null
  })
}
