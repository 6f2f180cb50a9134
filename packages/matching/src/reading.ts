import type { SeenPack } from './deal-pack.ts'

/**
 * Whether a person may read a pack whole, outside a room: `open`, `hidden` until they say that they want to, which makes them
 * its reader, or `closed` while a round of its kind is theirs to be asked in.
 */
export type Reading = 'open' | 'hidden' | 'closed'

/** What a person has to do with packs. */
export interface Acquaintance {
  readonly seen: readonly SeenPack[]
  /** Packs dealt to rounds that this person is about to interview in. */
  readonly asks: readonly string[]
  /** Kinds of the packs from which this person is about to be asked, or was in a round whose cards are sealed. */
  readonly askedFrom: readonly string[]
}

/**
 * How a pack stands to a person. A kind closes as a whole, whatever was dealt and whatever was read before, so that what opens
 * and what does not tells nothing of the deal. (domain.md 1.2.6)
 */
export const readingOf = (pack: { readonly id: string; readonly kind: string }, { seen, asks, askedFrom }: Acquaintance): Reading => {
  if (asks.includes(pack.id)) return 'open'
  if (askedFrom.includes(pack.kind)) return 'closed'
  return seen.some(each => each.pack === pack.id && each.as !== 'candidate') ? 'open' : 'hidden'
}
