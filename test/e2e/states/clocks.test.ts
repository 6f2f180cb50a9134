import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { acceptMatch, joinQueue, signUp } from '../../support/browser/getting-in.ts'
import { moreFrames, seesCode, shownCode, typeCode } from '../../support/browser/in-the-room.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'
import type { TwoInARoom } from '../../support/browser/two-in-a-room.ts'

const [secondMs, minuteMs, hourMs] = [1_000, 60_000, 3_600_000]

const stage = openStage({ what: 'a clock that is off', serve: servePages })

const msOf = (text: string): number => {
  const [minutes = 0, seconds = 0] = text.split(':').map(Number)
  return minutes * minuteMs + seconds * secondMs
}
const timerOf = async (page: Page): Promise<number> => msOf(await page.locator('.timer').innerText())
/** What one has used and the other has left make the whole round, to the second in which both were read. */
const agree = ({ ada, ben }: TwoInARoom) => expect.poll(async () => Math.abs(await timerOf(ada.page) + await timerOf(ben.page) - hourMs) <= 2 * secondMs, { timeout: 20_000 }).toBe(true)

/** The lid closes: nothing of the page runs until it is woken, which also proves that. A page that is told to freeze does not while it is looked at, and here every page is. */
const sleep = async (page: Page) => {
  await page.evaluate(() => {
    const { dataset } = document.documentElement
    setInterval(() => { dataset['beats'] = String(Number(dataset['beats'] ?? 0) + 1) }, 50)
  })
  await page.waitForFunction(() => Number(document.documentElement.dataset['beats']) > 1)
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Debugger.enable')
  const asleep = new Promise<string>(done => devtools.once('Debugger.paused', ({ callFrames: [frame] }) => done(frame?.callFrameId ?? '')))
  await devtools.send('Debugger.pause')
  const callFrameId = await asleep
  const beats = async () => (await devtools.send('Debugger.evaluateOnCallFrame', { callFrameId, expression: 'Number(document.documentElement.dataset.beats)' })).result.value as number
  const before = await beats()
  expect(before).toBeGreaterThan(1)
  return async () => {
    expect(await beats()).toBe(before)
    await devtools.send('Debugger.resume')
    await devtools.detach()
    await page.waitForFunction(than => Number(document.documentElement.dataset['beats']) > than, before)
  }
}

describe.skipIf(stage.missing)('a laptop that slept for twenty minutes in a round', () => {
  test('is back by itself with what it kept; the clock stood for both meanwhile', async () => {
    const room = await stage.two()
    const { ada, ben, bensLine, names } = room
    await typeCode(ben.page, '\n// before\n')
    await seesCode(ada.page, '// before')
    stage.server.clock.forward(5 * minuteMs)
    await agree(room)
    bensLine.cut()
    await typeCode(ben.page, '// typed with the lid half closed\n')
    const wake = await sleep(ben.page)
    await ada.page.locator('.tile.gone').waitFor()
    stage.server.clock.forward(20 * minuteMs)
    await ada.page.getByText(new RegExp(`^The clock paused at .* for you both\\. ${names.ben} is away\\.$`)).waitFor()
    const stood = await timerOf(ada.page)
    expect(stood).toBeLessThan(7 * minuteMs)
    await typeCode(ada.page, '// meanwhile\n')
    await ada.page.getByText('Saved', { exact: true }).first().waitFor()
    await ada.page.getByText(`${names.ben} has not come back`).waitFor()

    bensLine.heal()
    await wake()
    await seesCode(ada.page, '// typed with the lid half closed')
    await seesCode(ben.page, '// meanwhile')
    await ada.page.getByText(`${names.ben} has not come back`).waitFor({ state: 'detached' })
    await ada.page.getByText(/^The clock paused/).waitFor({ state: 'detached' })
    await agree(room)
    expect(await timerOf(ada.page)).toBeLessThan(stood + minuteMs)
    expect(await shownCode(ada.page)).toBe(await shownCode(ben.page))
    // It is the same page as before, and the call came back with it.
    await moreFrames(ben.page, names.ada)
  })

  test('finds the forms when the other has ended the round meanwhile, and the note that it was writing is kept', async () => {
    const { ada, ben, bensLine, seats, session } = await stage.two()
    bensLine.cut()
    await ben.page.getByLabel('New note').fill('Half a thought')
    const wake = await sleep(ben.page)
    await ada.page.locator('.tile.gone').waitFor()
    stage.server.clock.forward(20 * minuteMs)
    await ada.page.getByRole('button', { name: 'End and file what you saw' }).click()
    await ada.page.getByRole('alertdialog').getByRole('button', { name: 'End round' }).click()
    await ada.page.waitForURL(/\/score\//)
    bensLine.heal()
    await wake()
    await ben.page.getByRole('heading', { level: 1, name: 'File what you saw' }).waitFor()
    await ben.page.getByRole('link', { name: 'Say how it went for you' }).waitFor()
    const round = (await seats.ben.read('session', { session })).rounds[0]?.round ?? ''
    await expect.poll(async () => (await seats.ben.read('round-view', { round })).view.notes.map(({ text }) => text)).toEqual(['Half a thought'])
  })
})

/** The page's own clock is off by this much, give or take what the test itself has taken. */
const isOff = async (page: Page, skewMs: number) => expect(Math.abs(await page.evaluate(() => Date.now()) - Date.now() - skewMs)).toBeLessThan(10 * minuteMs)

describe.skipIf(stage.missing).each([['an hour ahead', hourMs], ['an hour behind', -hourMs]])('a browser whose clock is %s', (_which, skewMs) => {
  test('counts by the server\'s: the round, who was last seen, the wait and the offer', async () => {
    const skewed = (page: Page) => page.clock.install({ time: Date.now() + skewMs })
    const room = await stage.two({ ben: { prepare: skewed } })
    const { ada, ben } = room
    await isOff(ben.page, skewMs)
    stage.server.clock.forward(10 * minuteMs)
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
    const [cyd, dot] = [await stage.visit({ name: `cyd-${tag}` }), await stage.visit({ name: `dot-${tag}` })]
    await skewed(cyd.page)
    for (const each of [cyd, dot]) await signUp(each)
    await joinQueue(cyd.page)
    await isOff(cyd.page, skewMs)
    await cyd.page.getByLabel(/^Searching for 0:[0-5]\d$/).waitFor()
    await joinQueue(dot.page)
    await cyd.page.getByLabel(/^0:[0-3]\d left to accept$/).waitFor()
    await acceptMatch([cyd.page, dot.page])
  })
})
