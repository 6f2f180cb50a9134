import { expect, test } from 'vitest'
import { createLines } from './index.ts'

const cut = (chunks: readonly Uint8Array[], mostBytes = 100) => {
  const lines: string[] = []
  let tooLong = 0
  const add = createLines({ mostBytes, line: text => lines.push(text), tooLong: () => tooLong++ })
  for (const chunk of chunks) add(chunk)
  return { lines, tooLong }
}
const bytes = (text: string) => new TextEncoder().encode(text)

test('lines come out whole however the bytes came in', () => {
  const all = bytes('one\n\ntwö\nthree')
  const single = [...all].map(byte => Uint8Array.of(byte))
  for (const chunks of [[all], single, [all.subarray(0, 7), all.subarray(7)]]) expect(cut(chunks)).toEqual({ lines: ['one', '', 'twö'], tooLong: 0 })
})

test('a line that is too long is said once, and nothing is read after it', () => {
  expect(cut([bytes('ok\n'), bytes('x'.repeat(60)), bytes('x'.repeat(60)), bytes('\nmore\n')])).toEqual({ lines: ['ok'], tooLong: 1 })
})
