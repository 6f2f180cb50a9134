import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { Refused } from './api.ts'
import { createDraftKeeper } from './draft-keeper.ts'

/** A server that keeps one draft and answers when told to. */
const fakeServer = () => {
  const calls: { version: number; draft: string; answer: () => void; refuse: (code: string) => void }[] = []
  const save = (version: number, draft: string) => new Promise<{ version: number; savedAt: number }>((resolve, reject) => {
    calls.push({ version, draft, answer: () => resolve({ version: version + 1, savedAt: 7 }), refuse: code => reject(new Refused(code, 'No.')) })
  })
  return { calls, save, newest: async () => 9 }
}

describe('a draft that keeps itself', () => {
  it('sends one save at a time, the next over the version that the first made', async () => {
    const { calls, ...server } = fakeServer()
    const keeper = createDraftKeeper({ draft: 'a', version: 3, ...server })
    keeper.change(() => 'ab')
    const first = keeper.flush()
    keeper.change(() => 'abc')
    expect(calls.map(call => [call.version, call.draft])).toEqual([[3, 'ab']])
    calls[0]?.answer()
    await expect.poll(() => calls.length).toBe(2)
    expect(calls[1]).toMatchObject({ version: 4, draft: 'abc' })
    calls[1]?.answer()
    await first
    expect(keeper.get().state).toEqual({ kind: 'saved', at: 7 })
  })

  it('saves nothing when nothing changed', async () => {
    const { calls, ...server } = fakeServer()
    expect(await createDraftKeeper({ draft: 'a', version: 3, ...server }).flush()).toEqual({ draft: 'a', version: 3 })
    expect(calls).toEqual([])
  })

  it('hands over the newest draft with the version that it stands at, also while another tab has a newer one', async () => {
    const { calls, ...server } = fakeServer()
    const keeper = createDraftKeeper({ draft: 'a', version: 3, ...server })
    keeper.change(() => 'ab')
    const first = keeper.flush()
    keeper.change(() => 'abc')
    calls[0]?.answer()
    await expect.poll(() => calls.length).toBe(2)
    calls[1]?.answer()
    expect(await first).toEqual({ draft: 'abc', version: 5 })
    keeper.change(() => 'mine')
    const refused = keeper.flush()
    calls[2]?.refuse('scorecard/newer-draft')
    for (const handed of [await refused, await keeper.flush()]) expect(handed).toEqual({ draft: 'mine', version: 5 })
  })

  it('that was outrun without a change of its own waits for a choice, and is saved over the newer one only when told to', async () => {
    const { calls, ...server } = fakeServer()
    const keeper = createDraftKeeper({ draft: 'a', version: 3, ...server })
    keeper.outrun()
    expect(keeper.get()).toEqual({ draft: 'a', state: { kind: 'newer' } })
    await keeper.flush()
    expect(calls).toEqual([])
    const over = keeper.overwrite()
    await expect.poll(() => calls.length).toBe(1)
    expect(calls[0]).toMatchObject({ version: 9, draft: 'a' })
    calls[0]?.answer()
    await over
    expect(keeper.get().state.kind).toBe('saved')
    expect(await keeper.flush()).toEqual({ draft: 'a', version: 10 })
  })

  it('stops at a newer draft, keeps what is typed, and goes over it only when told to', async () => {
    const { calls, ...server } = fakeServer()
    const keeper = createDraftKeeper({ draft: 'a', version: 0, ...server })
    keeper.change(() => 'mine')
    const first = keeper.flush()
    calls[0]?.refuse('scorecard/newer-draft')
    await first
    keeper.change(() => 'mine still')
    await keeper.flush()
    expect(calls.length).toBe(1)
    expect(keeper.get()).toEqual({ draft: 'mine still', state: { kind: 'newer' } })
    const over = keeper.overwrite()
    await expect.poll(() => calls.length).toBe(2)
    expect(calls[1]).toMatchObject({ version: 9, draft: 'mine still' })
    calls[1]?.answer()
    await over
    expect(keeper.get().state.kind).toBe('saved')
  })

  it('goes on by itself when the server was only busy', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { calls, ...server } = fakeServer()
    const keeper = createDraftKeeper({ draft: 'a', version: 0, ...server })
    keeper.change(() => 'b')
    const first = keeper.flush()
    calls[0]?.refuse('rate/too-many')
    await first
    await vi.runOnlyPendingTimersAsync()
    expect(calls[1]).toMatchObject({ version: 0, draft: 'b' })
  })

  it('does not insist when the draft itself was refused', async () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const { calls, ...server } = fakeServer()
    const keeper = createDraftKeeper({ draft: 'a', version: 0, ...server })
    keeper.change(() => 'b')
    const first = keeper.flush()
    calls[0]?.refuse('scorecard/opened')
    await first
    await vi.runOnlyPendingTimersAsync()
    expect(calls.length).toBe(1)
  })

  it('says why it was refused and tries again with the next change', async () => {
    const { calls, ...server } = fakeServer()
    const keeper = createDraftKeeper({ draft: 'a', version: 0, ...server })
    keeper.change(() => 'b')
    const first = keeper.flush()
    calls[0]?.refuse('storage/unavailable')
    await first
    expect(keeper.get().state).toEqual({ kind: 'failed', message: 'No.' })
    const again = keeper.flush()
    calls[1]?.answer()
    await again
    expect(keeper.get().state.kind).toBe('saved')
  })
})
