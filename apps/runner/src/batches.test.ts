import { expect, test, vi } from 'vitest'
import { createBatches } from './batches.ts'

const collect = (chars = 10) => {
  const sent: (readonly [string, string])[] = []
  return { sent, batches: createBatches({ chars, ms: 50, send: (stream, text) => sent.push([stream, text]) }) }
}

test('small writes go together, large ones in parts, and streams keep their order', () => {
  vi.useFakeTimers()
  try {
    const { sent, batches } = collect()
    batches.add('out', Buffer.from('ab'))
    batches.add('out', Buffer.from('cd'))
    expect(sent).toEqual([])
    vi.advanceTimersByTime(50)
    batches.add('out', Buffer.from('x'))
    batches.add('err', Buffer.from('y'))
    batches.add('out', Buffer.from('0123456789abc'))
    batches.end()
    expect(sent).toEqual([['out', 'abcd'], ['out', 'x'], ['err', 'y'], ['out', '0123456789'], ['out', 'abc']])
  } finally {
    vi.useRealTimers()
  }
})

test('a character that came in two parts is one again, and half of one at the end is marked', () => {
  const { sent, batches } = collect()
  const bytes = Buffer.from('é')
  batches.add('out', bytes.subarray(0, 1))
  batches.add('out', bytes.subarray(1))
  batches.add('err', bytes.subarray(0, 1))
  batches.end()
  expect(sent).toEqual([['out', 'é'], ['err', '\ufffd']])
})
