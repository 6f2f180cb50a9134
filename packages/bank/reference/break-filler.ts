/** Seconds of the break, the last not included; whole cents; what the advertiser sells. */
export type Offer = readonly [id: string, from: number, to: number, price: number, trade: string]
export interface BreakQuestion {
  readonly length: number
  readonly offers: readonly Offer[]
}

/** The most that can be earned so far, what trade comes last then, and the most that ends with another trade or with nothing. */
interface Earned {
  readonly most: number
  readonly trade: string | null
  readonly otherwise: number
}

const NOTHING: Earned = { most: 0, trade: null, otherwise: 0 }

/** By end; each offer goes on top of the most that ends before it in another trade, of which the best two trades say enough. */
export function solve({ length, offers }: BreakQuestion): number {
  const usable = offers.filter(([, from, to]) => 0 <= from && from < to && to <= length).sort((a, b) => a[2] - b[2])
  const ends = usable.map(offer => offer[2])
  const earned = [NOTHING]
  let last = NOTHING
  for (const [, from, , price, trade] of usable) {
    const before = earned[upTo(ends, from)] ?? NOTHING
    last = better(last, price + (before.trade === trade ? before.otherwise : before.most), trade)
    earned.push(last)
  }
  return last.most
}

function better(known: Earned, most: number, trade: string): Earned {
  if (trade === known.trade) return { ...known, most: Math.max(known.most, most) }
  if (most > known.most) return { most, trade, otherwise: known.most }
  return { ...known, otherwise: Math.max(known.otherwise, most) }
}

/** How many of the rising ends are at or before the second. */
function upTo(ends: readonly number[], second: number): number {
  let [low, high] = [0, ends.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ends[middle] ?? Infinity) <= second) low = middle + 1
    else high = middle
  }
  return low
}
