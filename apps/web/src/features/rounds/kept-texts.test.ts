import { milliseconds } from '@unanimous/kernel'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Refused } from '../../platform/api.ts'
import { createKeptTexts, type KeptText } from './kept-texts.ts'
import { noteLines } from './use-notes.ts'

/** A server that answers when told to. */
const fakeServer = () => {
  const calls: { id: string; text: string; answer: () => void; refuse: (code: string) => void }[] = []
  const save = (id: string, text: string) => new Promise<void>((resolve, reject) => {
    calls.push({ id, text, answer: resolve, refuse: code => reject(new Refused(code, 'No.')) })
  })
  return { calls, save, sent: () => calls.map(({ id, text }) => `${id}: ${text}`) }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
/** Lets everything that was promised happen. */
const rest = () => vi.advanceTimersByTimeAsync(0)

describe('texts that save themselves', () => {
  it('are sent when the hands rest, and are on this page alone until the server has answered', async () => {
    const { calls, save, sent } = fakeServer()
    const texts = createKeptTexts(save)
    texts.change('n', '', 'Half')
    texts.change('n', '', 'Half a thought')
    expect(texts.get().get('n')).toMatchObject({ value: 'Half a thought', state: 'waiting' })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent()).toEqual(['n: Half a thought'])
    expect(texts.get().get('n')?.state).toBe('saving')
    calls[0]?.answer()
    await rest()
    expect(texts.get().get('n')?.state).toBe('kept')
  })

  it('wait for the answer to an older word of the same text, so that none comes after a newer one', async () => {
    const { calls, save, sent } = fakeServer()
    const texts = createKeptTexts(save)
    texts.change('n', '', 'one')
    texts.flush('n')
    texts.change('n', '', 'one two')
    texts.change('other', '', 'three')
    texts.flush()
    expect(sent()).toEqual(['n: one', 'other: three'])
    calls[0]?.answer()
    await rest()
    expect(sent()).toEqual(['n: one', 'other: three', 'n: one two'])
  })

  it('stay with their reason when they are refused, and go again when they are left or changed', async () => {
    const { calls, save, sent } = fakeServer()
    const texts = createKeptTexts(save)
    texts.change('n', '', 'one')
    texts.flush()
    calls[0]?.refuse('round/too-many-notes')
    await rest()
    expect(texts.get().get('n')).toEqual({ value: 'one', state: 'failed', refusal: 'No.' })
    await vi.advanceTimersByTimeAsync(60_000)
    texts.settle(() => '')
    expect(sent()).toEqual(['n: one'])
    texts.flush('n')
    expect(sent()).toEqual(['n: one', 'n: one'])
    calls[1]?.answer()
    await rest()
    expect(texts.get().get('n')?.state).toBe('kept')
  })

  it('go again by themselves when nobody said no', async () => {
    const { calls, save, sent } = fakeServer()
    const texts = createKeptTexts(save)
    texts.change('n', '', 'one')
    texts.flush()
    calls[0]?.refuse('network/unreachable')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(sent()).toEqual(['n: one', 'n: one'])
  })

  it('follow the server again once it is seen to hold what was written', async () => {
    const { calls, save } = fakeServer()
    const texts = createKeptTexts(save)
    texts.change('n', 'old', 'new')
    texts.flush()
    texts.settle(() => 'new')
    expect(texts.get().has('n')).toBe(true)
    calls[0]?.answer()
    await rest()
    texts.settle(() => 'old')
    expect(texts.get().get('n')?.value).toBe('new')
    texts.settle(() => 'new')
    expect(texts.get().has('n')).toBe(false)
  })

  it('say nothing of a letter that was taken back', async () => {
    const { save, sent } = fakeServer()
    const texts = createKeptTexts(save)
    texts.change('n', 'old', 'olds')
    texts.change('n', 'old', 'old')
    expect(texts.get().get('n')?.state).toBe('kept')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(sent()).toEqual([])
  })
})

describe('the lines of one’s notes', () => {
  const seen = { note: 'seen', text: 'On the server', atMs: milliseconds(1_000) }
  const begun = { note: 'new', isNext: true }
  const kept = (value: string): KeptText<string> => ({ value, state: 'kept', refusal: undefined })
  const waiting = (value: string): KeptText<string> => ({ value, state: 'waiting', refusal: undefined })
  const shown = (...args: Parameters<typeof noteLines>) => noteLines(...args).map(({ note, value, atMs }) => [note, value, atMs])

  it('hold one that was finished and has not reached the server, until it is in the view, and then once', () => {
    const finished = [{ note: 'done', atMs: 2_000, isNext: false }]
    const texts = new Map([['done', waiting('Written while the line was down')]])
    expect(shown({ notes: [seen], finished, begun, texts, elapsed: 9_000 })).toEqual([['seen', 'On the server', 1_000], ['done', 'Written while the line was down', 2_000], ['new', '', 9_000]])
    const notes = [seen, { note: 'done', text: 'Written while the line was down', atMs: milliseconds(2_000) }]
    expect(shown({ notes, finished, begun, texts: new Map(), elapsed: 9_000 }).map(([note]) => note)).toEqual(['seen', 'done', 'new'])
  })

  it('let one go that was emptied', () => {
    const finished = [{ note: 'done', atMs: 2_000, isNext: false }]
    expect(shown({ notes: [], finished, begun, texts: new Map(), elapsed: 9_000 })).toEqual([['new', '', 9_000]])
  })

  it('show what is written here over what the server has, and the one being begun last', () => {
    const notes = [{ note: 'new', text: 'Ha', atMs: milliseconds(3_000) }, seen]
    const texts = new Map([['new', waiting('Half')], ['seen', kept('On this page')]])
    expect(shown({ notes, finished: [], begun, texts, elapsed: 9_000 })).toEqual([['seen', 'On this page', 1_000], ['new', 'Half', 3_000]])
  })
})
