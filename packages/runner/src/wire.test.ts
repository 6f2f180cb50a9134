import { expect, test } from 'vitest'
import { readMessage } from './wire.ts'

test('what a worker says is read; what code in it makes up is not', () => {
  expect(readMessage({ kind: 'output', text: 'a', more: 1 })).toEqual({ kind: 'output', text: 'a' })
  expect(readMessage({ kind: 'end', failed: 1, ms: 3, truncated: true })).toEqual({ kind: 'end', failed: false, ms: 3, truncated: true })
  expect(readMessage({ kind: 'case', index: 0, answer: { answer: '1', extra: {} } })).toEqual({ kind: 'case', index: 0, answer: { answer: '1' } })
  for (const made of [null, 7, 'end', {}, { kind: 'output', text: {} }, { kind: 'end', ms: 'long' }, { kind: 'end', failed: true, ms: -1, truncated: false }, { kind: 'case', index: 0, answer: 'x' }, { kind: 'whatever' }]) {
    expect(readMessage(made)).toBeUndefined()
  }
})
