import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Answered, Asked } from './typescript-protocol.ts'
import { createTypescriptClient, type WorkerLike } from './typescript-client.ts'

class Hand implements WorkerLike {
  readonly asked: Asked[] = []
  isOver = false
  readonly #listeners = new Map<string, (event: Event) => void>()
  postMessage(message: Asked): void {
    this.asked.push(message)
  }
  terminate(): void {
    this.isOver = true
  }
  addEventListener(type: 'message' | 'error', listener: (event: Event) => void): void {
    this.#listeners.set(type, listener)
  }
  answers(data: Answered): void {
    this.#listeners.get('message')?.(Object.assign(new Event('message'), { data }))
  }
  breaks(): void {
    this.#listeners.get('error')?.(new Event('error'))
  }
}

const started: Hand[] = []
const start = () => {
  const hand = new Hand()
  started.push(hand)
  return hand
}
const question = { kind: 'problems', language: 'typescript', text: '' } as const

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  vi.useRealTimers()
  started.length = 0
})

describe('asking the worker', () => {
  test('starts it with the first question, and gives each its own answer, whichever comes first', async () => {
    const { ask } = createTypescriptClient(start)
    expect(started).toHaveLength(0)
    const [first, second] = [ask(question), ask(question)]
    expect(started).toHaveLength(1)
    started[0]?.answers({ id: 2, answer: [{ from: 0, to: 1, severity: 'error', message: 'second' }] })
    started[0]?.answers({ id: 1, answer: [] })
    expect(await first).toEqual([])
    expect((await second)[0]?.message).toBe('second')
  })

  test('survives a question over which TypeScript fell', async () => {
    const { ask } = createTypescriptClient(start)
    const asked = ask(question)
    started[0]?.answers({ id: 1, failed: 'fell' })
    await expect(asked).rejects.toThrow('fell')
    void ask(question)
    expect(started).toHaveLength(1)
  })

  test('replaces one that broke or is silent, three in all, and then asks nobody', async () => {
    const { ask } = createTypescriptClient(start)
    const broken = ask(question)
    started[0]?.breaks()
    await expect(broken).rejects.toThrow('broke')
    const silent = ask(question).catch((error: Error) => error.message)
    await vi.advanceTimersByTimeAsync(15_000)
    expect(await silent).toContain('silent')
    expect(started.map(({ isOver }) => isOver)).toEqual([true, true])
    const third = ask(question)
    started[2]?.breaks()
    await expect(third).rejects.toThrow('broke')
    await expect(ask(question)).rejects.toThrow('too often')
    expect(started).toHaveLength(3)
  })
})
