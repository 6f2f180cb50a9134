import { isMissing, launchChromium } from '@unanimous/testing'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { acceptMatch, joinQueue, openMember } from '../../support/browser/getting-in.ts'
import { moreFrames, seesCode, shownCode, typeCode } from '../../support/browser/in-the-room.ts'
import { twoInARoom, type TwoInARoom } from '../../support/browser/two-in-a-room.ts'
import { keepPictures, webDirectory, type Visitor } from '../../support/browser/visitor.ts'
import { openApp, type RunningApp } from '../../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: clocks of rooms need a browser (Debian package chromium).')

const [secondMs, minuteMs, hourMs] = [1_000, 60_000, 3_600_000]

let browser: Browser
let app: RunningApp
let room: TwoInARoom | undefined
let others: Visitor[] = []

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory })
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, [...(room ? [room.ada, room.ben] : []), ...others])
  await room?.close()
  room = undefined
  await Promise.all(others.map(({ context }) => context.close()))
  others = []
})

const msOf = (text: string): number => {
  const [minutes = 0, seconds = 0] = text.split(':').map(Number)
  return minutes * minuteMs + seconds * secondMs
}
const timerOf = async (page: Page): Promise<number> => msOf(await page.locator('.timer').innerText())
/** What one has used and the other has left make the whole round, to the second in which both were read. */
const agree = ({ ada, ben }: TwoInARoom) => expect.poll(async () => Math.abs(await timerOf(ada.page) + await timerOf(ben.page) - hourMs) <= 2 * secondMs, { timeout: 20_000 }).toBe(true)

describe.skipIf(missing)('a laptop that slept for twenty minutes in a round', () => {
  test('is back by itself with what it kept; the clock stood for both meanwhile', async () => {
    room = await twoInARoom(browser, app.url)
    const { ada, ben, bensLine, names } = room
    await typeCode(ben.page, '\n// before\n')
    await seesCode(ada.page, '// before')
    app.clock.forward(5 * minuteMs)
    await agree(room)
    const devtools = await ben.page.context().newCDPSession(ben.page)
    await ben.page.evaluate(() => {
      Object.assign(window, { beats: 0 })
      setInterval(() => Object.assign(window, { beats: (window as unknown as { beats: number }).beats + 1 }), 50)
    })
    bensLine.cut()
    await typeCode(ben.page, '// typed with the lid half closed\n')
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
    await ada.page.locator('.tile.gone').waitFor()
    app.clock.forward(20 * minuteMs)
    await ada.page.getByText(new RegExp(`^The clock paused at .* for you both\\. ${names.ben} is away\\.$`)).waitFor()
    const stood = await timerOf(ada.page)
    expect(stood).toBeLessThan(7 * minuteMs)
    await typeCode(ada.page, '// meanwhile\n')
    await ada.page.getByText('Saved', { exact: true }).first().waitFor()
    await ada.page.getByText(`${names.ben} has not come back`).waitFor()

    bensLine.heal()
    await devtools.send('Page.setWebLifecycleState', { state: 'active' })
    await seesCode(ada.page, '// typed with the lid half closed')
    await seesCode(ben.page, '// meanwhile')
    await ada.page.getByText(`${names.ben} has not come back`).waitFor({ state: 'detached' })
    await ada.page.getByText(/^The clock paused/).waitFor({ state: 'detached' })
    await agree(room)
    expect(await timerOf(ada.page)).toBeLessThan(stood + minuteMs)
    expect(await shownCode(ada.page)).toBe(await shownCode(ben.page))
    // It is the same page as before, and the call came back with it.
    expect(await ben.page.evaluate(() => (window as unknown as { beats: number }).beats)).toBeGreaterThan(0)
    await moreFrames(ben.page, names.ada)
    expect([...ada.complaints, ...ben.complaints]).toEqual([])
  })

  test('finds the forms when the other has ended the round meanwhile, with the note it was writing', async () => {
    room = await twoInARoom(browser, app.url)
    const { ada, ben, bensLine } = room
    const devtools = await ben.page.context().newCDPSession(ben.page)
    bensLine.cut()
    await ben.page.getByLabel('New note').fill('Half a thought')
    await ben.page.getByLabel('New note').press('Enter')
    await devtools.send('Page.setWebLifecycleState', { state: 'frozen' })
    await ada.page.locator('.tile.gone').waitFor()
    app.clock.forward(20 * minuteMs)
    await ada.page.getByRole('button', { name: 'End and file what you saw' }).click()
    await ada.page.getByRole('alertdialog').getByRole('button', { name: 'End round' }).click()
    await ada.page.waitForURL(/\/score\//)
    bensLine.heal()
    await devtools.send('Page.setWebLifecycleState', { state: 'active' })
    await ben.page.getByRole('heading', { level: 1, name: 'File what you saw' }).waitFor()
    await ben.page.getByRole('link', { name: 'Say how it went for you' }).waitFor()
    expect([...ada.complaints, ...ben.complaints]).toEqual([])
  })
})

describe.skipIf(missing).each([['an hour ahead', hourMs], ['an hour behind', -hourMs]])('a browser whose clock is %s', (_which, skewMs) => {
  test('counts by the server\'s: the round, who was last seen, the wait and the offer', async () => {
    const skewed = (page: Page) => page.clock.install({ time: Date.now() + skewMs })
    room = await twoInARoom(browser, app.url, { prepare: skewed })
    const { ada, ben } = room
    expect(Math.abs(await ben.page.evaluate(() => Date.now()) - Date.now() - skewMs)).toBeLessThan(10 * minuteMs)
    app.clock.forward(10 * minuteMs)
    // Any message carries the server's time.
    await ben.page.getByLabel('New note').fill('What time is it?')
    await ben.page.getByLabel('New note').press('Enter')
    await ada.page.getByLabel('New note').fill('Ten past.')
    await ada.page.getByLabel('New note').press('Enter')
    await expect.poll(() => timerOf(ben.page)).toBeLessThanOrEqual(50 * minuteMs)
    await agree(room)
    await ada.page.goto('about:blank')
    await ben.page.locator('.tile.gone').getByText(/^Seen 0:\d\d ago$/).waitFor()
    await ben.page.getByText(/^Their place is kept\. In [0-2]:\d\d /).waitFor()

    const tag = room.names.ben.slice(4)
    const [cyd, dot] = [await openMember(browser, app.url, `cyd-${tag}`), await openMember(browser, app.url, `dot-${tag}`)]
    others = [cyd, dot]
    await skewed(cyd.page)
    await joinQueue(cyd.page)
    await cyd.page.getByLabel(/^Searching for 0:[0-5]\d$/).waitFor()
    await joinQueue(dot.page)
    await cyd.page.getByLabel(/^0:[0-3]\d left to accept$/).waitFor()
    await acceptMatch([cyd.page, dot.page])
    expect([...ben.complaints, ...cyd.complaints, ...dot.complaints]).toEqual([])
  })
})
