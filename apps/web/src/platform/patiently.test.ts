import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { Refused } from './api.ts'
import { patiently } from './patiently.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const tooFast = () => new Refused('rate/too-many', 'Wait.', { retryAfterMs: 3_000 })

describe('a work that may be repeated', () => {
  test('is done again once the wait that the server asked for is over', async () => {
    const work = vi.fn<() => Promise<string>>().mockRejectedValueOnce(tooFast()).mockResolvedValue('filed')
    const done = patiently(work)
    await vi.advanceTimersByTimeAsync(2_999)
    expect(work).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(1)
    expect(await done).toBe('filed')
  })

  test('is given up when the server goes on to say so', async () => {
    const work = vi.fn<() => Promise<string>>().mockRejectedValue(tooFast())
    const done = patiently(work).catch((error: unknown) => error)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await done).toMatchObject({ code: 'rate/too-many' })
    expect(work).toHaveBeenCalledTimes(4)
  })

  test('is not repeated after any other answer', async () => {
    const work = vi.fn<() => Promise<string>>().mockRejectedValue(new Refused('scorecard/newer-draft', 'Newer.'))
    await expect(patiently(work)).rejects.toMatchObject({ code: 'scorecard/newer-draft' })
    expect(work).toHaveBeenCalledTimes(1)
  })
})
