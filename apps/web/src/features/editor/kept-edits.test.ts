import { expect, test } from 'vitest'
import { createKeptEdits } from './kept-edits.ts'

const type = (kept: ReturnType<typeof createKeptEdits>, times: number, online: boolean) => {
  for (let i = 0; i < times; i++) {
    kept.made()
    if (online) kept.sent('edit')
  }
}

test('an edit is kept until the server calls its frame durable', () => {
  const kept = createKeptEdits()
  kept.connected()
  kept.sent('answer')
  type(kept, 3, true)
  expect(kept.count()).toBe(3)
  kept.saved(3)
  expect(kept.count()).toBe(1)
  kept.saved(4)
  expect(kept.count()).toBe(0)
})

test('edits made on a dead line are saved with the next answer, not with the frames before it', () => {
  const kept = createKeptEdits()
  type(kept, 14, false)
  kept.connected()
  type(kept, 1, true)
  kept.saved(1)
  expect(kept.count()).toBe(15)
  kept.sent('answer')
  kept.saved(2)
  expect(kept.count()).toBe(0)
})

test('frames of an earlier connection count for nothing on the next', () => {
  const kept = createKeptEdits()
  kept.connected()
  kept.sent('answer')
  type(kept, 5, true)
  kept.connected()
  kept.saved(5)
  expect(kept.count()).toBe(5)
})
