import { expect, test } from 'vitest'
import { formatLog, inspect } from './inspect.ts'

class Node {
  next: Node | undefined
  readonly value: number
  constructor(value: number) {
    this.value = value
  }
}

test.each<[unknown, string]>([
  ['it’s', "'it’s'"], ["it's", "'it\\'s'"], [1.5, '1.5'], [-0, '-0'], [10n, '10n'], [null, 'null'], [undefined, 'undefined'], [Symbol('s'), 'Symbol(s)'],
  [[], '[]'], [[1, [2, ['x']]], "[1, [2, ['x']]]"], [{}, '{}'], [{ a: 1, 'b c': [true] }, "{ a: 1, 'b c': [true] }"],
  [new Map([['k', { v: 1 }]]), "Map(1) { 'k' => { v: 1 } }"], [new Set([1, 2]), 'Set(2) { 1, 2 }'], [new Uint8Array([1, 2]), 'Uint8Array(2) [1, 2]'],
  [() => 1, '[Function (anonymous)]'], [function named() {}, '[Function: named]'], [Node, '[class Node]'],
  [Object.create(null), '[null prototype] {}'], [new Date(0), '1970-01-01T00:00:00.000Z'], [/a+/g, '/a+/g'], [Promise.resolve(1), 'Promise'],
])('%o is shown as a terminal does', (value, shown) => {
  expect(inspect(value)).toBe(shown)
})

test('an object of a class carries its name', () => {
  expect(inspect(new Node(3))).toMatch(/^Node \{ (next: undefined, value: 3|value: 3, next: undefined) \}$/)
})

test('what refers to itself, nests deep, is long or sets traps is shown in finite space', () => {
  const ring = new Node(1)
  ring.next = ring
  expect(inspect(ring)).toContain('[Circular]')
  expect(inspect({ a: { b: { c: { d: { e: 1 } } } } })).toContain('[Object]')
  expect(inspect(Array.from({ length: 1_000 }, (_, index) => index))).toContain('… 900 more')
  expect(inspect({ get trap(): number { throw new Error('never read') } })).toBe('{ trap: [Getter] }')
  expect(inspect(new Proxy({}, { ownKeys() { throw new Error('trap') } }))).toBe('[unreadable]')
})

test.each<[readonly unknown[], string]>([
  [['a', 1, { b: 2 }], 'a 1 { b: 2 }'], [['%s is %d%%', 'x', 5], 'x is 5%'], [['%o', [1]], '[1]'], [['%s'], '%s'], [['50% off', 1], '50% off 1'], [[[1], 'a'], '[1] a'], [[], ''],
])('%o is logged as %s', (given, logged) => {
  expect(formatLog(given)).toBe(logged)
})
