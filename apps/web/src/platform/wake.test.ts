import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { onWake } from './wake.ts'

let page: EventTarget & { visibilityState: DocumentVisibilityState }
let browser: EventTarget

beforeEach(() => {
  vi.useFakeTimers()
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' as const })
  browser = new EventTarget()
  vi.stubGlobal('document', page)
  vi.stubGlobal('window', browser)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

const open = () => {
  const woke = vi.fn<() => void>()
  return { woke, stop: onWake(woke) }
}

describe('waking up', () => {
  it('is noticed by a timer that was held up, and not while it runs as it should', () => {
    const { woke, stop } = open()
    vi.advanceTimersByTime(60_000)
    expect(woke).not.toHaveBeenCalled()
    // The machine sleeps: time goes on and no timer runs.
    const before = performance.now()
    vi.spyOn(performance, 'now').mockImplementation(() => before + 20 * 60_000)
    vi.advanceTimersByTime(2_000)
    expect(woke).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(60_000)
    expect(woke).toHaveBeenCalledTimes(1)
    stop()
  })

  it('is what a tab that is thawed, looked at or has a network again says, until it is stopped', () => {
    const { woke, stop } = open()
    const say = () => {
      page.dispatchEvent(new Event('resume'))
      page.dispatchEvent(new Event('visibilitychange'))
      browser.dispatchEvent(new Event('online'))
    }
    say()
    expect(woke).toHaveBeenCalledTimes(3)
    page.visibilityState = 'hidden'
    page.dispatchEvent(new Event('visibilitychange'))
    expect(woke).toHaveBeenCalledTimes(3)
    page.visibilityState = 'visible'
    stop()
    say()
    vi.advanceTimersByTime(60_000)
    expect(woke).toHaveBeenCalledTimes(3)
  })
})
