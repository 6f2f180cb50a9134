import { describe, expect, it } from 'vitest'
import type { CallQuality } from './call-types.ts'
import { heldBy, picturesAfter, startPictures, type Pictures } from './pictures.ts'

type Tier = CallQuality['tier']
const after = (from: Pictures, ...tiers: Tier[]): Pictures => tiers.reduce(picturesAfter, from)
const times = (count: number, tier: Tier): Tier[] => Array.from({ length: count }, () => tier)
const held = after(startPictures, ...times(3, 'poor'))

describe('cameras and the line', () => {
  it('offers audio alone at the first poor sample, and takes the offer back when the line recovers', () => {
    expect(after(startPictures, 'poor')).toMatchObject({ offered: true, poor: false })
    expect(after(startPictures, 'poor', 'fair')).toMatchObject({ offered: false, poor: false })
  })

  it('holds the cameras back after six seconds of a poor line in a row, not before', () => {
    expect(after(startPictures, 'poor', 'poor', 'fair', 'poor', 'poor').poor).toBe(false)
    expect(held).toMatchObject({ poor: true, offered: false })
    expect(heldBy(held, false)).toBe('line')
  })

  it('brings them back after ten calm seconds in a row', () => {
    expect(after(held, ...times(4, 'good'), 'poor', ...times(4, 'good')).poor).toBe(true)
    expect(after(held, ...times(5, 'fair')).poor).toBe(false)
  })

  it('waits twice as long after a return that did not last, up to eighty seconds', () => {
    const again = after(held, ...times(5, 'good'), ...times(3, 'poor'))
    expect(after(again, ...times(9, 'good')).poor).toBe(true)
    expect(after(again, ...times(10, 'good')).poor).toBe(false)
    let long = held
    for (let round = 0; round < 8; round += 1) long = after(long, ...times(long.needed, 'good'), ...times(3, 'poor'))
    expect(long.needed).toBe(40)
  })

  it('forgets an old trouble once the pictures have stayed for a minute', () => {
    const settled = after(held, ...times(5, 'good'), ...times(30, 'good'))
    expect(after(settled, ...times(3, 'poor'), ...times(5, 'good')).poor).toBe(false)
  })

  it('learns nothing from a sample that measured nothing', () => {
    const almost = after(startPictures, 'poor', 'poor')
    expect(after(almost, undefined)).toBe(almost)
  })
})

describe('what a person wants goes before what is measured', () => {
  it('keeps sending for who wants pictures always, and still offers', () => {
    const always = after({ ...startPictures, wish: 'always' }, ...times(9, 'poor'))
    expect(always).toMatchObject({ poor: false, offered: true })
  })

  it('holds back for who wants none, whatever the line', () => {
    expect(heldBy({ ...startPictures, wish: 'never' }, false)).toBe('choice')
    expect(after({ ...startPictures, wish: 'never' }, ...times(9, 'poor')).poor).toBe(false)
  })

  it('follows the other side, whose line it is too', () => {
    expect(heldBy(startPictures, true)).toBe('peer')
    expect(heldBy({ ...startPictures, wish: 'always' }, true)).toBe('peer')
    expect(heldBy(startPictures, false)).toBeUndefined()
  })
})
