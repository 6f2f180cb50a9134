import { describe, expect, it } from 'vitest'
import { keepScreenLit, type ScreenKeeper } from './wake-lock.ts'

const screen = (refuses = false) => {
  let shown = true
  let held = 0
  let asked = 0
  const listeners = new Set<() => void>()
  const keeper: ScreenKeeper = {
    request: () => {
      asked += 1
      if (refuses) return Promise.reject(new DOMException('battery', 'NotAllowedError'))
      held += 1
      return Promise.resolve({ release: () => Promise.resolve(void (held -= 1)) })
    },
    isShown: () => shown,
    onShown: listener => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
  const show = async (next: boolean) => {
    shown = next
    for (const listener of listeners) listener()
    await rest()
  }
  return { keeper, show, held: () => held, asked: () => asked, listening: () => listeners.size }
}
/** Lets everything that was promised happen. */
const rest = () => new Promise(resolve => setTimeout(resolve))

describe('keeping the screen lit', () => {
  it('lets it go when the page is hidden, takes it again when it is shown, and gives it back at the end', async () => {
    const lit = screen()
    const stop = keepScreenLit(lit.keeper)
    await rest()
    expect(lit.held()).toBe(1)
    await lit.show(false)
    expect(lit.held()).toBe(0)
    await lit.show(true)
    expect(lit.held()).toBe(1)
    await lit.show(true)
    expect(lit.asked()).toBe(2)
    stop()
    await rest()
    expect([lit.held(), lit.listening()]).toEqual([0, 0])
  })

  it('gives back what arrives after the end', async () => {
    const lit = screen()
    keepScreenLit(lit.keeper)()
    await rest()
    expect([lit.asked(), lit.held()]).toEqual([1, 0])
  })

  it('leaves a browser alone that refuses, until the page is shown again', async () => {
    const lit = screen(true)
    const stop = keepScreenLit(lit.keeper)
    await rest()
    await lit.show(true)
    expect([lit.asked(), lit.held()]).toEqual([2, 0])
    stop()
  })

  it('does nothing where the browser has no such thing', () => {
    const lit = screen()
    keepScreenLit({ ...lit.keeper, request: undefined })()
    expect([lit.asked(), lit.listening()]).toEqual([0, 0])
  })
})
