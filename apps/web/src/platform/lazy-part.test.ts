import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { fetchPart } from './lazy-part.ts'

beforeEach(() => { vi.useFakeTimers() })
afterEach(() => { vi.useRealTimers() })

test('a part that cannot be fetched is asked for again a second later, until it comes, and then no more', async () => {
  let asked = 0
  const part = fetchPart(async () => {
    asked += 1
    if (asked < 4) throw new TypeError('Failed to fetch dynamically imported module')
    return 'the part'
  })
  await vi.advanceTimersByTimeAsync(2_999)
  expect(asked).toBe(3)
  await vi.advanceTimersByTimeAsync(1)
  expect(await part).toBe('the part')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toBe(4)
})
