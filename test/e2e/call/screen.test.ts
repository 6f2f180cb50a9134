import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isMissing } from '@unanimous/testing'
import { startLab, type Lab } from './lab-server.ts'
import { joinAs, launchSharingBrowser, openDevices, openPerson, type Person } from './two-people.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: sharing a screen needs a browser (Debian package chromium).')

let browser: Browser
let lab: Lab
let ada: Person
let ben: Person

describe.skipIf(missing)('a shared screen', () => {
  beforeAll(async () => {
    browser = await launchSharingBrowser()
    lab = await startLab()
  })
  beforeEach(async () => {
    lab.reset()
    ada = await openPerson(browser, lab, 'ada')
    ben = await openPerson(browser, lab, 'ben')
    await Promise.all([openDevices(ada), openDevices(ben)])
  })
  afterEach(async () => {
    await ada?.context.close()
    await ben?.context.close()
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
  })

  const connect = async (): Promise<void> => {
    for (const one of [ada, ben]) await joinAs(one)
    await Promise.all([ada, ben].map((one) => one.until((window) => window.snapshot().phase === 'connected')))
  }

  it('goes on and off beside the camera, from either side, without a second offer', async () => {
    await connect()
    for (const [shows, sees] of [[ada, ben], [ben, ada]] as const) {
      expect(await shows.run((window) => window.shareScreen())).toEqual({ problem: undefined, hint: 'detail' })
      await sees.until((window) => window.snapshot().remote.screen)
      await Promise.all([sees.moreScreenFrames(5), sees.moreFrames(5)])
      await shows.run((window) => window.stopScreen())
      await sees.until((window) => !window.snapshot().remote.screen && window.snapshot().remote.camera)
      // What was under way when it stopped may still arrive.
      const standing = async () => {
        const last = await sees.run((window) => window.screenFrames())
        await sees.moreFrames(20)
        return (await sees.run((window) => window.screenFrames())) === last
      }
      await expect.poll(standing).toBe(true)
    }
    expect(lab.memory.offers).toBe(1)
  })

  it("ends with the browser's own button, and can be shared again", async () => {
    await connect()
    await ada.run((window) => window.shareScreen())
    await ben.moreScreenFrames(3)
    await ada.run((window) => window.stopScreenInBrowser())
    await ben.until((window) => !window.snapshot().remote.screen)
    expect(await ada.run((window) => window.snapshot().local.screen)).toBe(false)
    await ada.run((window) => window.shareScreen())
    await ben.until((window) => window.snapshot().remote.screen)
    await ben.moreScreenFrames(3)
    expect(lab.memory.offers).toBe(1)
  })

  it('is there for a person who reloads meanwhile', async () => {
    await connect()
    await ada.run((window) => window.shareScreen())
    await ben.moreScreenFrames(3)
    await ben.page.reload()
    await joinAs(ben)
    await ben.until((window) => window.snapshot().remote.screen)
    await ben.moreScreenFrames(3)
  })
})
