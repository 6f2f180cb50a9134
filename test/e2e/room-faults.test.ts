import type { Page } from 'playwright-core'
import { launchChromium } from '@unanimous/testing'
import { describe, expect, test } from 'vitest'
import { captureSelection, endRound, moreFrames, remoteFrames, seesCode, shownCode, startRound, typeCode, writeNote } from '../support/browser/in-the-room.ts'
import { openStage } from '../support/browser/stage.ts'
import { startRealServer } from '../support/real-server.ts'
import { hasWayOut } from '../support/way-out.ts'

const stage = openStage({ what: 'a room with faults', serve: startRealServer })

const nameOf = (page: Page) => page.evaluate(() => document.querySelector('.call-tiles video')?.getAttribute('aria-label') ?? '')
const peerName = async (page: Page): Promise<string> => {
  await page.waitForFunction(() => document.querySelector('.call-tiles video:not([aria-label="Your camera"])') !== null)
  return nameOf(page)
}
const saved = (page: Page) => page.getByText('Saved', { exact: true }).first().waitFor()
/** A page that was loaded anew forgets this. */
const remember = (page: Page) => page.evaluate(() => void Object.assign(window, { since: 'the beginning' }))
const isStillThere = (page: Page) => page.evaluate(() => (window as { since?: string }).since === 'the beginning')
const sameText = (ada: Page, ben: Page) => expect.poll(async () => await shownCode(ada) === await shownCode(ben), { timeout: 20_000 }).toBe(true)

describe.skipIf(stage.missing)('a live room', () => {
  test('outlives a server that is killed while both type: nothing acknowledged is lost, the pictures go on', async () => {
    const { ada, ben, session } = await stage.two()
    const [bens, adas] = [await peerName(ada.page), await peerName(ben.page)]
    await Promise.all([moreFrames(ada.page, bens), moreFrames(ben.page, adas)])
    for (const { page } of [ada, ben]) await remember(page)
    await typeCode(ben.page, '\n// before the kill\n')
    await seesCode(ada.page, '// before the kill')
    await captureSelection(ada.page, 'Seen before the kill')
    await writeNote(ada.page, 'Noted before the kill.')
    await saved(ben.page)
    const typing = Promise.all([typeCode(ben.page, '// ben writes through the whole of it, letter by letter\n', { delayMs: 60 }), typeCode(ada.page, '// and so does ada\n', { delayMs: 150, at: 'Home' })])
    await seesCode(ada.page, '// ben writes')
    await stage.server.kill()
    const before = await remoteFrames(ben.page, adas)
    await typing
    await Promise.all([moreFrames(ada.page, bens, 20), moreFrames(ben.page, adas, 20)])
    expect(await remoteFrames(ben.page, adas)).toBeGreaterThan(before + 20)
    await ben.page.getByText(/Reconnecting/).first().waitFor()
    await stage.server.start()
    await seesCode(ada.page, 'letter by letter')
    await seesCode(ben.page, '// and so does ada')
    await sameText(ada.page, ben.page)
    await Promise.all([saved(ada.page), saved(ben.page)])
    for (const { page } of [ada, ben]) expect(await isStillThere(page)).toBe(true)
    await moreFrames(ada.page, bens)
    await ada.page.reload()
    await seesCode(ada.page, 'letter by letter')
    await ada.page.getByText('Seen before the kill').waitFor()
    await expect.poll(() => ada.page.locator('.notes textarea').evaluateAll(all => all.map(each => (each as HTMLTextAreaElement).value))).toContain('Noted before the kill.')

    await endRound(ada.page, ben.page)
    await ada.page.goto(`/r/${session}`)
    await ada.page.getByRole('link', { name: 'File the scorecard' }).click()
    await ada.page.getByLabel('Keep doing').fill('Drafted before the second kill')
    await ada.page.getByText(/^Saved/).waitFor()
    await stage.server.kill()
    await ada.page.getByLabel('Change one thing', { exact: true }).fill('Drafted while nobody answered')
    await ada.page.getByText('Kept here until the line is back').waitFor()
    await stage.server.start()
    await ada.page.getByText(/^Saved/).waitFor()
    await ada.page.reload()
    expect(await ada.page.getByLabel('Keep doing').inputValue()).toBe('Drafted before the second kill')
    expect(await ada.page.getByLabel('Change one thing', { exact: true }).inputValue()).toBe('Drafted while nobody answered')
  })

  test('merges what was written on both sides of a dropped line, and survives a reload of either page', async () => {
    const { ada, ben, bensLine } = await stage.two()
    const adas = await peerName(ben.page)
    await typeCode(ben.page, '\n// one\n')
    await seesCode(ada.page, '// one')
    await moreFrames(ben.page, adas)
    bensLine.cut()
    await typeCode(ben.page, '// written offline\n')
    await typeCode(ada.page, '// written meanwhile\n')
    await ben.page.getByText(/Reconnecting, \d+ edits? kept/).waitFor()
    await moreFrames(ben.page, adas)
    bensLine.heal()
    await seesCode(ada.page, '// written offline')
    await seesCode(ben.page, '// written meanwhile')
    await sameText(ada.page, ben.page)
    await saved(ben.page)
    const whole = await shownCode(ada.page)
    for (const { page } of [ben, ada]) {
      await page.reload()
      await seesCode(page, '// written offline')
      expect(await shownCode(page)).toBe(whole)
      await moreFrames(page, await peerName(page))
    }
    await typeCode(ada.page, '// after the reload\n')
    await seesCode(ben.page, '// after the reload')
  })

  test('goes to the tab that was opened last, and back on a press', async () => {
    const { ada, ben, session } = await stage.two()
    await typeCode(ben.page, '\n// first tab\n')
    await seesCode(ada.page, '// first tab')
    const second = await ben.openTab(`/r/${session}`)
    await seesCode(second, '// first tab')
    await ben.page.getByRole('heading', { name: 'This room is open in another tab' }).waitFor()
    await typeCode(second, '// second tab\n')
    await seesCode(ada.page, '// second tab')
    await ben.page.getByRole('button', { name: 'Use it here instead' }).click()
    await seesCode(ben.page, '// second tab')
    await second.getByRole('heading', { name: 'This room is open in another tab' }).waitFor()
    await typeCode(ben.page, '// first again\n')
    await seesCode(ada.page, '// first again')
    await moreFrames(ada.page, await peerName(ada.page))
  })
})

describe.skipIf(stage.missing)('a person whose camera and microphone are denied', () => {
  test('comes into the room, reads and writes code and chat', async () => {
    const strict = await launchChromium({ askForMedia: true })
    try {
      const { ada, ben, session } = await stage.two({ stand: 'outside', ben: { browser: strict, permissions: [] } })
      await ada.page.goto(`/r/${session}`)
      await ben.page.goto(`/r/${session}/green`)
      await ben.page.getByText('Blocked by the browser').first().waitFor()
      await ben.page.getByRole('button', { name: 'Join the room' }).click()
      await startRound(ada.page, ben.page)
      await typeCode(ben.page, '\n// no camera needed\n')
      await seesCode(ada.page, '// no camera needed')
      await ben.page.getByLabel(/^Write to/).fill('I can hear nothing, writing instead')
      await ben.page.keyboard.press('Enter')
      await ada.page.getByRole('button', { name: /^Chat/ }).click()
      await ada.page.getByText('I can hear nothing, writing instead').waitFor()
      await ada.page.getByLabel(/^Write to/).fill('Fine by me')
      await ada.page.keyboard.press('Enter')
      await ben.page.getByText('Fine by me').waitFor()
      await ben.page.reload()
      await ben.page.getByText('I can hear nothing, writing instead').waitFor()
      // What comes the other way is still seen.
      if (hasWayOut) await moreFrames(ben.page, await peerName(ben.page))
      } finally {
      await strict.close()
    }
  })
})
