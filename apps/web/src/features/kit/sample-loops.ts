import type { RingArc } from '../../ui/loop-ring.tsx'
import type { ArcState } from '../../ui/ring-geometry.ts'

// The mockups' own proportions, so that the rings can be laid beside them.
const weights = [10, 10, 15, 15, 30, 20] as const
const names = ['Manager', 'Phone', 'Coding 1', 'Coding 2', 'Design', 'Culture'] as const
const loop = (...states: readonly ArcState[]): readonly RingArc[] =>
  states.map((state, index) => ({ weight: weights[index] ?? 10, state }))

/** Loops in every stage. */
export const sample = {
  open: loop('open', 'open', 'open', 'open', 'open', 'open'),
  running: loop('strong-yes', 'yes', 'yes', 'next', 'open', 'open'),
  sealed: loop('strong-yes', 'yes', 'yes', 'sealed', 'next', 'open'),
  withheld: loop('strong-yes', 'yes', 'no', 'yes', 'open', 'open'),
  unanimous: loop('strong-yes', 'yes', 'yes', 'yes', 'strong-yes', 'yes'),
  ended: loop('yes', 'strong-yes', 'yes', 'not-run', 'strong-yes', 'broken'),
}

/** The same with the rounds' names, for the large ring. */
export const named = (arcs: readonly RingArc[]): readonly RingArc[] =>
  arcs.map((arc, index) => ({ ...arc, label: names[index] ?? '' }))
