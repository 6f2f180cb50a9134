import { expect, test } from 'vitest'
import { byteLength, cutToBytes, OutputBatch } from './output.ts'

const collect = (capBytes = 256 * 1024) => {
  const clock = { ms: 0 }
  const sent: string[] = []
  const batch = new OutputBatch({ send: text => sent.push(text), now: () => clock.ms, capBytes, batchBytes: 16 * 1024, batchMs: 50 })
  return { clock, sent, batch }
}

test('what is printed now and then is sent at once, although the code never waits', () => {
  const { clock, sent, batch } = collect()
  batch.write('a\n')
  batch.write('b\n')
  clock.ms += 10_000
  batch.write('c\n')
  expect(sent).toEqual(['a\n', 'b\n', 'c\n'])
})

test('ten megabytes become few messages, 256 KB are sent, and the rest is said to be missing', () => {
  const { sent, batch } = collect()
  for (let line = 0; line < 200_000; line++) batch.write(`line ${line} of a flood that does not end before it is stopped\n`)
  batch.flush()
  expect(sent.length).toBeLessThan(70)
  expect(byteLength(sent.join(''))).toBe(256 * 1024)
  expect(batch.truncated).toBe(true)
})

test('one write as long as memory allows is cut as well', () => {
  const { sent, batch } = collect(1_000)
  batch.write('ü'.repeat(5_000_000))
  expect(sent.join('')).toBe('ü'.repeat(500))
  expect(batch.truncated).toBe(true)
  batch.write('more')
  batch.flush()
  expect(sent).toHaveLength(1)
})

test('what fits exactly is whole', () => {
  const { sent, batch } = collect(8)
  batch.write('1234')
  batch.write('5678')
  expect(sent.join('')).toBe('12345678')
  expect(batch.truncated).toBe(false)
})

test.each([['abc', 2, 'ab'], ['aü', 2, 'a'], ['😀😀', 7, '😀'], ['abc', 0, ''], ['abc', 3, 'abc']])('%s in %i bytes is %s', (text, bytes, cut) => {
  expect(cutToBytes(text, bytes)).toBe(cut)
})
