import { afterEach, describe, expect, it, vi } from 'vitest'
import { canShareScreen, openScreen } from './screen.ts'

const browserThat = (getDisplayMedia?: () => Promise<unknown>): void => {
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('navigator', { mediaDevices: { ...(getDisplayMedia && { getDisplayMedia }) } })
}

afterEach(() => vi.unstubAllGlobals())

describe('choosing a screen to share', () => {
  it('is not offered where the browser has no picker', async () => {
    browserThat()
    expect(canShareScreen()).toBe(false)
    expect(await openScreen()).toEqual({ track: undefined, problem: 'unsupported' })
  })

  it.each([
    ['Permission denied', 'declined'],
    ['Permission denied by system', 'system-blocked'],
  ])('tells a person who changed their mind from a system that forbids it (%s)', async (message, problem) => {
    browserThat(() => Promise.reject(new DOMException(message, 'NotAllowedError')))
    expect(canShareScreen()).toBe(true)
    expect(await openScreen()).toEqual({ track: undefined, problem })
  })
})
