import { expect, test } from 'vitest'
import { ByteWriter } from './bytes.ts'
import { DeleteRanges } from './delete-ranges.ts'
import { seeded } from './typing.test-kit.ts'

const written = (ranges: DeleteRanges): Uint8Array => {
  const writer = new ByteWriter()
  ranges.write(writer)
  return writer.take()
}

test('many ranges at once are what they are one by one, in any order and with any overlap', () => {
  const random = seeded(11)
  for (let round = 0; round < 300; round++) {
    const [single, many] = [new DeleteRanges(), new DeleteRanges()]
    for (let batch = 0; batch < 3; batch++) {
      const ranges = Array.from({ length: 40 }, () => [1 + Math.floor(random() * 2), Math.floor(random() * 300), 1 + Math.floor(random() * 6)] as const)
      for (const [client, clock, length] of ranges) single.add(client, clock, length)
      many.addMany((add) => {
        for (const range of ranges) add(...range)
      })
      // Clients stand in the order in which they were first met, which is the same for both.
      expect(written(many)).toEqual(written(single))
      expect(many.heldBytes).toBe(single.heldBytes)
    }
  }
})

test('what is held goes down again when ranges grow together', () => {
  const ranges = new DeleteRanges()
  for (const clock of [0, 2, 4]) ranges.add(1, clock, 1)
  const apart = ranges.heldBytes
  for (const clock of [1, 3]) ranges.add(1, clock, 1)
  expect(ranges.heldBytes).toBe(apart / 3)
})
