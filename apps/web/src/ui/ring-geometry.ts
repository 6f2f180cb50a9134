/**
 * The geometry of the loop ring. It starts at 12 o'clock and runs clockwise, each arc as long as its round weighs.
 * Degrees are clockwise from 12 o'clock, lengths are CSS pixels.
 */

export type ArcState = 'open' | 'next' | 'sealed' | 'yes' | 'strong-yes' | 'no' | 'broken' | 'not-run'

export interface ArcInput {
  readonly weight: number
  readonly state: ArcState
}

export interface Arc {
  readonly path: string
  readonly width: number
  /** Middle of the arc, where a label goes. */
  readonly middle: number
  /** Only a strong no has one: the arc leaves the ring. */
  readonly push: { readonly x: number; readonly y: number } | undefined
}

const SMALLEST_ARC = 16
const WEAK = 0.62
const PUSH = 0.55
const BREAK_SHORTENS = 2

/** The sizes that the product draws. Under 38 px a vote glyph stands in its place. */
export const ringSizes = {
  sm: { size: 44, stroke: 6 },
  md: { size: 88, stroke: 10 },
  dialog: { size: 104, stroke: 11 },
  home: { size: 196, stroke: 20 },
  lg: { size: 352, stroke: 34 },
  logo: { size: 692, stroke: 76 },
} as const
export type RingSize = keyof typeof ringSizes

const gapOf = (size: number): number => (size < 60 ? 5 : size < 100 ? 4 : size < 300 ? 2.6 : size < 500 ? 1.8 : 1.6)

/** Radius of the centre line of every arc; leaves room for one arc to be pushed out. */
export const radiusOf = (size: number, stroke: number): number => size / 2 - stroke / 2 - WEAK * stroke

const point = (centre: number, radius: number, degrees: number): { readonly x: number; readonly y: number } => {
  const angle = (degrees * Math.PI) / 180
  return { x: centre + radius * Math.sin(angle), y: centre - radius * Math.cos(angle) }
}

/** Where something at `degrees` and `radius` from the middle of a ring of `size` stands. */
export const onRing = (size: number, radius: number, degrees: number) => point(size / 2, radius, degrees)

/** Turns weights into spans that add up to 360; a light round still gets 16 degrees, taken from the heavy ones. */
export const spansOf = (weights: readonly number[]): readonly number[] => {
  const small = new Set<number>()
  for (;;) {
    const free = 360 - small.size * SMALLEST_ARC
    const total = weights.reduce((sum, weight, index) => (small.has(index) ? sum : sum + weight), 0)
    const found = weights.findIndex((weight, index) => !small.has(index) && (weight / total) * free < SMALLEST_ARC)
    if (found < 0 || small.size + 1 >= weights.length)
      return weights.map((weight, index) => (small.has(index) ? SMALLEST_ARC : (weight / total) * free))
    small.add(found)
  }
}

const widthOf = (state: ArcState, stroke: number): number => {
  if (state === 'strong-yes' || state === 'broken') return stroke
  if (state === 'open' || state === 'not-run') return Math.max(1.5, 0.16 * stroke)
  return WEAK * stroke
}

const round = (value: number): string => value.toFixed(2)

/** Every arc of a ring, in the order of the rounds. */
export const arcsOf = (rounds: readonly ArcInput[], size: number, stroke: number): readonly Arc[] => {
  const centre = size / 2
  const radius = radiusOf(size, stroke)
  const gap = rounds.length > 1 ? gapOf(size) : 0
  const spans = spansOf(rounds.map((each) => each.weight))
  let start = 0
  return rounds.map((each, index) => {
    const span = spans[index] ?? 0
    const inset = gap / 2 + (each.state === 'broken' ? BREAK_SHORTENS : 0)
    const from = point(centre, radius, start + inset)
    // A whole circle can't be one arc: its ends would meet and draw nothing.
    const to = point(centre, radius, start + Math.min(span, 359.99) - inset)
    const middle = start + span / 2
    start += span
    const large = span - 2 * inset > 180 ? 1 : 0
    const out = point(0, PUSH * stroke, middle)
    return {
      path: `M${round(from.x)} ${round(from.y)}A${round(radius)} ${round(radius)} 0 ${large} 1 ${round(to.x)} ${round(to.y)}`,
      width: widthOf(each.state, stroke),
      middle,
      push: each.state === 'broken' ? out : undefined,
    }
  })
}
