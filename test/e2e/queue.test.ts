import { isMissing, launchChromium } from '@unanimous/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { joinQueue, openMember } from '../support/browser/getting-in.ts'
import { webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the queue in a browser needs chromium (Debian package chromium).')

let browser: Browser
let app: RunningApp
let people: Visitor[] = []

beforeAll(async () => {
  if (!missing) browser = await launchChromium()
})
afterAll(async () => browser?.close())
afterEach(async () => {
  await Promise.all(people.map(({ context }) => context.close()))
  people = []
  await app?.close()
})

/** Holds back what the page asks about its place in the queue from now on; the answers were made before they are let go. */
const holdQueueAnswers = async (page: Page) => {
  let asked = (): void => {}
  let release = (): void => {}
  const isAsked = new Promise<void>(done => { asked = done })
  let settled = (): void => {}
  const isReleased = new Promise<void>(done => { release = done })
  const isSettled = new Promise<void>(done => { settled = done })
  await page.route('**/api/v1/matching/queue*', async route => {
    const response = await route.fetch()
    asked()
    await isReleased
    // The page may have given up this question meanwhile, which is what it should do.
    await route.fulfill({ response }).catch(() => undefined)
    settled()
  })
  return {
    isAsked,
    async release() {
      release()
      await isSettled
      await page.evaluate(() => new Promise(done => { setTimeout(() => requestAnimationFrame(done), 100) }))
    },
  }
}

describe.skipIf(missing)('the queue', () => {
  test('a match is not hidden by an older answer that arrives after it', async () => {
    app = await openApp({ webDirectory })
    const [ada, ben] = [await openMember(browser, app.url, 'ada'), await openMember(browser, app.url, 'ben')]
    people = [ada, ben]
    await joinQueue(ada.page)
    await ada.page.getByText('looking for the other half').waitFor()
    const held = await holdQueueAnswers(ada.page)
    await ada.page.goto('/')
    await held.isAsked
    await joinQueue(ben.page)
    await ben.page.getByRole('button', { name: 'Accept' }).waitFor()
    const found = ada.page.getByText('ben was found', { exact: true })
    await found.waitFor()
    await held.release()
    expect(await found.isVisible()).toBe(true)
    expect([...ada.complaints, ...ben.complaints]).toEqual([])
  })
})
