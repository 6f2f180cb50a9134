import * as Y from 'yjs'
import { expect, test } from 'vitest'
import { fitRun, keepRun, mayHoldRun, readRun, runLimits, runsIn, runsMap, type RunRecord } from './index.ts'

const run = (over: Partial<RunRecord> = {}): RunRecord => ({ seat: 'ann', language: 'python', startedAt: 1_000, ms: 12, status: 'done', out: '42\n', truncated: false, ...over })
const id = (number: number): string => `run-${String(number).padStart(18, '0')}`

test('a record is read back as it was written; anything else in its place is nothing', () => {
  const cases = [{ number: 1, given: '1', expected: '2', got: '2', passed: true }]
  expect(readRun(run({ cases }))).toEqual(run({ cases }))
  for (const wrong of [
    null, 'text', [], { ...run(), extra: 1 }, { ...run(), language: 'brainfuck' }, { ...run(), ms: -1 }, { ...run(), startedAt: 1.5 }, { ...run(), status: 'won' }, { ...run(), out: 7 },
    { ...run(), cases: [{ number: 1 }] }, { ...run(), cases: [{ ...cases[0], why: 'secret' }] }, { ...run(), out: 'ü'.repeat(runLimits.recordBytes / 2) },
  ]) expect(readRun(wrong)).toBeUndefined()
})

test('a seat writes its own runs, and of another one only that it was lost', () => {
  expect(mayHoldRun({ key: id(1), value: run(), seat: 'ann' })).toBe(true)
  expect(mayHoldRun({ key: id(1), value: run(), seat: 'ben' })).toBe(false)
  expect(mayHoldRun({ key: id(1), value: run({ status: 'lost' }), seat: 'ben' })).toBe(true)
  expect(mayHoldRun({ key: 'x', value: run(), seat: 'ann' })).toBe(false)
})

test.each([['ascii', 'x'], ['two bytes', 'ü'], ['pairs', '😀'], ['escapes', '\u0001"\\']])('output of any length becomes a record that fits: %s', (_name, unit) => {
  const fitted = fitRun(run({ out: unit.repeat(200_000) }))
  expect(readRun(fitted)).toEqual(fitted)
  expect(fitted.truncated).toBe(true)
  expect(fitted.out.length).toBeGreaterThan(10_000)
  expect(fitRun(run())).toEqual(run())
})

test('the last twenty runs stay, whoever wrote them, and one that is there is never written again', () => {
  const doc = new Y.Doc()
  for (let number = 1; number <= runLimits.records + 5; number++) keepRun(doc, id(number), run({ startedAt: number, seat: number % 2 ? 'ann' : 'ben' }))
  keepRun(doc, id(25), run({ out: 'another' }))
  expect(runsIn(doc).map(kept => kept.run.startedAt)).toEqual(Array.from({ length: 20 }, (_, index) => index + 6))
  expect(runsIn(doc).at(-1)?.run.out).toBe('42\n')
  doc.getMap(runsMap).set(id(99), { seat: 'eve' })
  expect(runsIn(doc)).toHaveLength(20)
})

test('a run of the largest kind grows the document by no more than 70 KB', () => {
  const doc = new Y.Doc()
  const before = Y.encodeStateAsUpdate(doc).length
  keepRun(doc, id(1), run({ out: 'x'.repeat(1_000_000) }))
  expect(Y.encodeStateAsUpdate(doc).length - before).toBeLessThan(70_000)
})
