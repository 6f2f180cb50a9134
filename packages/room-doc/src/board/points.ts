import { boardLimits } from './limits.ts'

/** Points of a stroke are kept to a tenth of a pixel, corners of lines to a hundredth. */
export const STROKE_SCALE = 10
export const CORNER_SCALE = 100

const furthest = boardLimits.reach * CORNER_SCALE

const zigzag = (value: number): number => (value < 0 ? -value * 2 - 1 : value * 2)
const unzigzag = (value: number): number => (value % 2 === 1 ? -(value + 1) / 2 : value / 2)

const isPoint = (point: unknown): point is readonly [number, number] =>
  Array.isArray(point) && point.length >= 2 && Number.isFinite(point[0]) && Number.isFinite(point[1])

/** Whether nothing in the list lies where it could not be packed. */
const isPacked = (points: readonly unknown[], scale: number): points is readonly (readonly [number, number])[] =>
  points.every(point => isPoint(point) && Math.abs(point[0]) * scale <= furthest && Math.abs(point[1]) * scale <= furthest)

/** A list thinned to what may be kept; the last point stays. */
export const thinned = <Item>(items: readonly Item[]): readonly Item[] =>
  items.length <= boardLimits.points ? items : thinned(items.filter((_, at) => at % 2 === 0 || at === items.length - 1))

/** Points as steps from each to the next, a byte or two for each coordinate. Undefined for what is no list of points. */
export const packPoints = (given: unknown, scale: number): Uint8Array | undefined => {
  if (!Array.isArray(given)) return undefined
  const points = thinned(given)
  if (!isPacked(points, scale)) return undefined
  const bytes: number[] = []
  const before = [0, 0]
  for (const point of points) {
    for (const axis of [0, 1] as const) {
      const at = Math.round(point[axis] * scale)
      let rest = zigzag(at - (before[axis] ?? 0))
      before[axis] = at
      for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(128 | (rest % 128))
      bytes.push(rest)
    }
  }
  return new Uint8Array(bytes)
}

const unpackSteps = (bytes: Uint8Array): readonly number[] | undefined => {
  const steps: number[] = []
  let step = 0
  let factor = 1
  for (const byte of bytes) {
    step += (byte & 127) * factor
    if (step > furthest * 4) return undefined
    if (byte > 127) factor *= 128
    else {
      steps.push(unzigzag(step))
      step = 0
      factor = 1
    }
  }
  return factor === 1 ? steps : undefined
}

/** What `packPoints` made; undefined when it made no such thing. */
export const unpackPoints = (bytes: unknown, scale: number): readonly (readonly [number, number])[] | undefined => {
  const steps = bytes instanceof Uint8Array ? unpackSteps(bytes) : undefined
  if (steps === undefined || steps.length % 2 === 1 || steps.length > boardLimits.points * 2) return undefined
  const points: (readonly [number, number])[] = []
  let x = 0
  let y = 0
  for (let at = 0; at < steps.length; at += 2) {
    x += steps[at] ?? 0
    y += steps[at + 1] ?? 0
    if (Math.abs(x) > furthest || Math.abs(y) > furthest) return undefined
    points.push([x / scale, y / scale])
  }
  return points
}

/** How hard a pen pressed at each point, in 255 steps. */
export const packPressures = (given: unknown): Uint8Array | undefined =>
  Array.isArray(given) && given.every(each => typeof each === 'number' && each >= 0 && each <= 1) ? new Uint8Array(thinned(given).map(each => Math.round(each * 255))) : undefined

/** What `packPressures` made. */
export const unpackPressures = (bytes: unknown): readonly number[] | undefined =>
  bytes instanceof Uint8Array && bytes.length <= boardLimits.points ? Array.from(bytes, each => each / 255) : undefined
