import { createHash } from 'node:crypto'
import type { Ids, Random } from '@unanimous/kernel'

/** Numbers in [0, 1) that are the same for the same seed, and what tests mostly want of them. */
export interface SeededRandom extends Random {
  below(count: number): number
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
}

export const seededRandom = (seed: string): SeededRandom => {
  let state = createHash('sha256').update(seed).digest().readUInt32LE()
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (count: number) => Math.floor(next() * count)
  return {
    next, below,
    chance: probability => next() < probability,
    pick: <T>(items: readonly T[]): T => {
      if (items.length === 0) throw new Error('nothing to pick from')
      return items[below(items.length)] as T
    },
  }
}

/** Ids as the product makes them, but the same ones in the same order for the same seed. */
export const seededIds = (seed: string): Ids => {
  let count = 0
  return { fresh: () => createHash('sha256').update(`${seed} ${++count}`).digest('base64url').slice(0, 22) }
}
