import { dimensionsOf } from '@unanimous/rounds'
import type { Dimension, RoundKind } from '@unanimous/rounds'

/** FNV-1a over UTF-16 units, then a finaliser, so that neighbouring keys land far apart. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193)
  }
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b)
  return (value ^ (value >>> 13)) >>> 0
}

/**
 * A card's dimensions in the order in which this rater sees them: random between raters and cards, so that no
 * dimension always colours the next, and the same at every reload. `card` and `rater` are ids.
 */
export const dimensionOrder = (kind: RoundKind, card: string, rater: string): readonly Dimension[] =>
  dimensionsOf(kind)
    .map(dimension => ({ dimension, rank: hash(`${card} ${rater} ${dimension.id}`) }))
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ dimension }) => dimension)
