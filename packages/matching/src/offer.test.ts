import { instant } from '@unanimous/kernel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decideOffer, makeOffer, OFFER_MS } from './index.ts'
import type { Offer, OfferAction, OfferSide, OfferStep } from './index.ts'

const START = instant(1000)
const after = (ms: number) => instant(START + ms)
const OPEN = makeOffer(START)
const step = (offer: Offer, action: OfferAction, now = START): OfferStep => {
  const result = decideOffer(offer, action, now)
  if (!result.ok) throw new Error(result.refusal.code)
  return result.value
}
const code = (offer: Offer, action: OfferAction, now = START): string => {
  const result = decideOffer(offer, action, now)
  return result.ok ? 'ok' : result.refusal.code
}
const accepted = (by: OfferSide, offer: Offer = OPEN): Offer => step(offer, { name: 'accept', by }).offer

test('[O1] an offer stands for half a minute, and another half once it is extended', () => {
  expect(OPEN.expiresAt).toBe(START + 30_000)
  const extended = step(OPEN, { name: 'extend', by: 'second' }, after(29_999)).offer
  expect(extended).toMatchObject({ expiresAt: START + 60_000, extended: true })
  expect(code(extended, { name: 'extend', by: 'first' })).toBe('offer/already-extended')
  expect(code(OPEN, { name: 'extend', by: 'first' }, after(OFFER_MS))).toBe('offer/lapsed')
})

test('[O2] both accepting makes the match, in either order', () => {
  for (const [one, other] of [['first', 'second'], ['second', 'first']] as const) {
    expect(step(OPEN, { name: 'accept', by: one })).toMatchObject({ first: 'offered', second: 'offered' })
    expect(step(accepted(one), { name: 'accept', by: other }, after(OFFER_MS - 1))).toMatchObject({
      first: 'matched', second: 'matched', offer: { outcome: 'matched' },
    })
  }
})

test('[O3] who declines leaves, and the other goes back in front', () => {
  expect(step(OPEN, { name: 'decline', by: 'first' })).toMatchObject({ first: 'left', second: 'front', offer: { outcome: 'declined' } })
  expect(step(accepted('first'), { name: 'decline', by: 'second' })).toMatchObject({ first: 'front', second: 'left' })
})

test('[O4] when it lapses, who accepted goes back in front and who was silent leaves', () => {
  const lapse = (offer: Offer) => step(offer, { name: 'lapse' }, after(OFFER_MS))
  expect(lapse(accepted('first'))).toMatchObject({ first: 'front', second: 'left', offer: { outcome: 'lapsed' } })
  expect(lapse(accepted('second'))).toMatchObject({ first: 'left', second: 'front' })
  expect(lapse(OPEN)).toMatchObject({ first: 'left', second: 'left' })
})

test('[O5] too late, too early, or settled', () => {
  expect(code(OPEN, { name: 'accept', by: 'first' }, after(OFFER_MS))).toBe('offer/lapsed')
  expect(code(OPEN, { name: 'decline', by: 'first' }, after(OFFER_MS))).toBe('offer/lapsed')
  expect(code(OPEN, { name: 'lapse' }, after(OFFER_MS - 1))).toBe('offer/still-open')
  const extended = step(OPEN, { name: 'extend', by: 'first' }).offer
  expect(code(extended, { name: 'lapse' }, after(OFFER_MS))).toBe('offer/still-open')
  const settled = step(OPEN, { name: 'decline', by: 'first' }).offer
  expect(code(settled, { name: 'accept', by: 'second' })).toBe('offer/over')
})

test('[O6] accepting twice is accepting once, and acceptance can be taken back', () => {
  expect(step(accepted('first'), { name: 'accept', by: 'first' }, after(5)).offer).toEqual(accepted('first'))
  expect(step(accepted('first'), { name: 'decline', by: 'first' })).toMatchObject({ first: 'left', second: 'front' })
})

test('[O2 O3 O5] whatever happens in whatever order, it ends at most once and matches only by two acceptances', () => {
  const side = fc.constantFrom<OfferSide>('first', 'second')
  const action: fc.Arbitrary<OfferAction> = fc.oneof(
    fc.record({ name: fc.constantFrom<'accept' | 'decline' | 'extend'>('accept', 'decline', 'extend'), by: side }),
    fc.constant<OfferAction>({ name: 'lapse' }),
  )
  fc.assert(fc.property(fc.array(fc.tuple(action, fc.nat(20_000)), { maxLength: 12 }), actions => {
    let offer = OPEN
    let now = START
    const settled: OfferStep[] = []
    for (const [next, waitMs] of actions) {
      now = instant(now + waitMs)
      const result = decideOffer(offer, next, now)
      if (!result.ok) continue
      offer = result.value.offer
      if (offer.outcome !== undefined) settled.push(result.value)
    }
    expect(settled.length).toBeLessThanOrEqual(1)
    for (const { offer: last, first, second } of settled) {
      const isMatched = last.firstAcceptedAt !== undefined && last.secondAcceptedAt !== undefined && last.outcome === 'matched'
      expect(first === 'matched' && second === 'matched').toBe(isMatched)
    }
  }))
})
