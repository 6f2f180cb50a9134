import { expect, test } from 'vitest'
import { type Box, freePlace } from './free-place.ts'

const size = { width: 160, height: 72 }
const stampAll = (count: number, seen: Box, zoom = 1): readonly Box[] => {
  const made: Box[] = []
  for (let each = 0; each < count; each += 1) made.push({ ...size, ...freePlace(seen, zoom, made, size) })
  return made
}
const overlaps = (boxes: readonly Box[]): number =>
  boxes.flatMap((one, index) => boxes.slice(index + 1).filter(other => one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height)).length

test('a dozen components stamped one after another all lie in what is seen, none on another', () => {
  const seen = { x: -200, y: 40, width: 1_020, height: 770 }
  const made = stampAll(12, seen)
  expect(overlaps(made)).toBe(0)
  for (const { x, y } of made) {
    expect(x).toBeGreaterThan(seen.x)
    expect(y).toBeGreaterThan(seen.y)
    expect(x + size.width).toBeLessThan(seen.x + seen.width)
    expect(y + size.height).toBeLessThan(seen.y + seen.height)
  }
})

test('where what is seen is full the next ones lie beside it, still none on another', () => {
  const made = stampAll(40, { x: 0, y: 0, width: 600, height: 400 })
  expect(overlaps(made)).toBe(0)
})

test('the first lies in the middle, and so it does where everything is taken', () => {
  const seen = { x: 0, y: 0, width: 1_000, height: 800 }
  expect(freePlace(seen, 1, [], size)).toMatchObject({ x: 420, y: 364 })
  expect(freePlace(seen, 1, [{ x: -9_000, y: -9_000, width: 20_000, height: 20_000 }], size)).toMatchObject({ x: 420, y: 364 })
})
