import { instant, ok, refuse } from '@unanimous/kernel'
import type { Instant, Result } from '@unanimous/kernel'

/** How long an offer stands, and by how much either may extend it, once. */
export const OFFER_MS = 30_000

/** One of the two tickets of an offer. */
export type OfferSide = 'first' | 'second'

/** Two tickets reserved for each other until both accept, one declines, or the time is up. */
export interface Offer {
  readonly madeAt: Instant
  readonly expiresAt: Instant
  readonly extended: boolean
  readonly firstAcceptedAt?: Instant
  readonly secondAcceptedAt?: Instant
  readonly outcome?: 'matched' | 'declined' | 'lapsed'
}

/** What becomes of a ticket: still reserved, matched, back in front of the queue, or out of it. */
export type TicketFate = 'offered' | 'matched' | 'front' | 'left'

/** An offer after a step, and what becomes of each ticket in the same transaction. */
export interface OfferStep {
  readonly offer: Offer
  readonly first: TicketFate
  readonly second: TicketFate
}

/** What may happen to an open offer. `lapse` comes from the clock alone. */
export type OfferAction =
  | { readonly name: 'accept' | 'decline' | 'extend'; readonly by: OfferSide }
  | { readonly name: 'lapse' }

/** A fresh offer, made now. */
export const makeOffer = (now: Instant): Offer => ({ madeAt: now, expiresAt: instant(now + OFFER_MS), extended: false })

const hasAccepted = (offer: Offer, side: OfferSide): boolean =>
  (side === 'first' ? offer.firstAcceptedAt : offer.secondAcceptedAt) !== undefined

const stillOpen = (offer: Offer): OfferStep => ({ offer, first: 'offered', second: 'offered' })

const accept = (offer: Offer, by: OfferSide, now: Instant): OfferStep => {
  if (hasAccepted(offer, by)) return stillOpen(offer)
  const accepted: Offer = { ...offer, ...(by === 'first' ? { firstAcceptedAt: now } : { secondAcceptedAt: now }) }
  const isMatched = hasAccepted(accepted, 'first') && hasAccepted(accepted, 'second')
  return isMatched ? { offer: { ...accepted, outcome: 'matched' }, first: 'matched', second: 'matched' } : stillOpen(accepted)
}

const decline = (offer: Offer, by: OfferSide): OfferStep => ({
  offer: { ...offer, outcome: 'declined' },
  first: by === 'first' ? 'left' : 'front',
  second: by === 'second' ? 'left' : 'front',
})

/** Whoever had accepted goes back in front; silence leaves the queue, for nobody is at that screen. */
const lapse = (offer: Offer): OfferStep => ({
  offer: { ...offer, outcome: 'lapsed' },
  first: hasAccepted(offer, 'first') ? 'front' : 'left',
  second: hasAccepted(offer, 'second') ? 'front' : 'left',
})

/**
 * Takes one step of an offer. An answer counts while the time has not run out; after that only `lapse` does, and
 * not before. Accepting twice changes nothing; one who has accepted may still decline.
 */
export const decideOffer = (offer: Offer, action: OfferAction, now: Instant): Result<OfferStep> => {
  if (offer.outcome !== undefined) return refuse('offer/over', 'This offer has been settled already.')
  const isOver = now >= offer.expiresAt
  if (action.name === 'lapse') return isOver ? ok(lapse(offer)) : refuse('offer/still-open', 'This offer still has time.')
  if (isOver) return refuse('offer/lapsed', 'The time for this offer has run out.')
  if (action.name === 'accept') return ok(accept(offer, action.by, now))
  if (action.name === 'decline') return ok(decline(offer, action.by))
  if (offer.extended) return refuse('offer/already-extended', 'An offer can be extended once.')
  return ok(stillOpen({ ...offer, extended: true, expiresAt: instant(offer.expiresAt + OFFER_MS) }))
}
