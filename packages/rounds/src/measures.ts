import type { Instant } from '@unanimous/kernel'
import { elapsedMs } from './clock.ts'
import { dimensionsOf } from './kinds.ts'
import type { DimensionId } from './kinds.ts'
import { findNode } from './nodes.ts'
import { heldMinutes } from './setup.ts'
import type { RoundState } from './state.ts'

/** How far the ladder held, and where it broke first. (domain.md 4.2) */
export interface DepthReading {
  /** 0 to 5: highest nailed depth, or half a step less for a partial. */
  readonly depthReached: number
  /** Shallowest struggle; absent when nothing broke. */
  readonly breakDepth?: number
}

/** The share of minutes that a loop round must have been held, unless both pressed complete. (domain.md 1.2.5) */
export const HELD_SHARE = 0.8

/** How deep the answers went. Scaffolds and own questions are help, not depth. */
export const depthOf = (state: Pick<RoundState, 'setup' | 'asked'>): DepthReading => {
  const rungs = state.asked.flatMap(({ node, mark }) => {
    const found = findNode(state.setup.packs, node)?.node
    return found === undefined || found.kind === 'scaffold' ? [] : [{ depth: found.depth, mark }]
  })
  const reached = rungs.map(({ depth, mark }) => (mark === 'nailed' ? depth : mark === 'partial' ? depth - 0.5 : 0))
  const broken = rungs.filter(({ mark }) => mark === 'struggled').map(({ depth }) => depth)
  return { depthReached: Math.max(0, ...reached), ...(broken.length === 0 ? {} : { breakDepth: Math.min(...broken) }) }
}

/** Hint points per dimension of the round, zeros included: three or more cap how that dimension reads. (domain.md 3.6.4) */
export const hintPointsByDimension = (state: Pick<RoundState, 'setup' | 'hints'>): Readonly<Partial<Record<DimensionId, number>>> =>
  Object.fromEntries(
    dimensionsOf(state.setup.kind).map(({ id }) => [
      id,
      state.hints.reduce((sum, { cost, dimensions }) => (dimensions.includes(id) ? sum + cost : sum), 0),
    ]),
  )

/** The share of the planned minutes that was held unpaused, at most 1. */
export const heldShare = (state: Pick<RoundState, 'setup' | 'clock'>, now: Instant): number =>
  Math.min(1, elapsedMs(state.clock, now) / (heldMinutes(state.setup) * 60_000))

/** Whether a round was held enough to count: 80 % of its minutes, or both pressed complete. Otherwise it is void. */
export const wasHeld = (state: Pick<RoundState, 'setup' | 'clock' | 'complete'>, now: Instant): boolean => {
  const { interviewer, candidate } = state.setup
  return heldShare(state, now) >= HELD_SHARE || [interviewer, candidate].every((seat) => state.complete.includes(seat))
}
