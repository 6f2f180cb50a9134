import { expect, test } from 'vitest'
import { namesOf, readSignature } from './signature.ts'

test.each([
  ['fillBreak(length, offers) -> cents', { kind: 'functions', functions: [{ name: 'fillBreak', params: ['length', 'offers'] }] }],
  ['class Chart { constructor(period), start(title, at), top(k, now) -> title[] }', { kind: 'class', name: 'Chart', params: ['period'] }],
  ['class LicenceStore { put(device, licence, expiresAt), get(device, now) -> licence | null }', { kind: 'class', name: 'LicenceStore', params: [] }],
  ['write(tree) -> text, read(text) -> tree | null', { kind: 'functions', functions: [{ name: 'write', params: ['tree'] }, { name: 'read', params: ['text'] }] }],
  ['limiterOf(limits) -> limiter | null, limiter.start(account, at) -> seconds', { kind: 'factory', make: { name: 'limiterOf', params: ['limits'] }, method: 'start' }],
  ['a sentence without a call', undefined],
])('%s', (signature, plan) => {
  expect(readSignature(signature)).toEqual(plan)
})

test('what a plan looks for in the code ends with solve', () => {
  expect(namesOf({ kind: 'class', name: 'Chart', params: [] })).toEqual(['Chart', 'solve'])
})
