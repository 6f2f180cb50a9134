import { expect, test } from 'vitest'
import { LogBatch } from './index.ts'
import { recordAuthor } from './log-record.ts'
import { PendingRecords } from './pending-records.ts'

const nothing = { segments: [], pending: new Map(), damaged: new Set<string>(), removed: new Set<string>(), torn: false }

const batchOf = (doc: string): LogBatch => {
  const batch = new LogBatch()
  batch.add(recordAuthor(doc, 'ann'), 1, 0, 'update', Buffer.from('typed'))
  return batch
}

test('what came in while a segment was changed for another keeps both until it is moved', () => {
  const pending = new PendingRecords(nothing, 'first')
  // Booked on the first, and written to the second.
  pending.add(batchOf('a'))
  const taken = pending.take('a')
  pending.move('first', 'second')
  pending.move('second', 'third')
  expect(pending.emptySegments()).toEqual([])
  taken.back()
  expect(pending.emptySegments()).toEqual([])
  pending.take('a').done()
  expect(pending.emptySegments()).toEqual(['first', 'second'])
})

test('a segment that says what was removed goes after all older ones', () => {
  const pending = new PendingRecords(nothing, 'first')
  pending.add(batchOf('a'))
  pending.move('first', 'second')
  pending.removedIn('second')
  pending.take('b').done()
  pending.move('second', 'third')
  const taken = pending.take('a')
  expect(pending.emptySegments()).toEqual([])
  taken.done()
  expect(pending.emptySegments()).toEqual(['first', 'second'])
})
