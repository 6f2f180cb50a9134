import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { captureSelection, moreFrames, remoteFrames, seesCode, shownCode, typeCode } from '../../support/browser/in-the-room.ts'
import { openStage } from '../../support/browser/stage.ts'
import { startRealServer } from '../../support/real-server.ts'

const stage = openStage({ what: 'a deploy in mid-round', serve: startRealServer })

const notesOf = (page: Page) => page.locator('.notes textarea').evaluateAll(all => all.map(each => (each as HTMLTextAreaElement).value))
const remember = (page: Page) => page.evaluate(() => void Object.assign(window, { since: 'the beginning' }))
const isStillThere = (page: Page) => page.evaluate(() => (window as { since?: string }).since === 'the beginning')

describe.skipIf(stage.missing)('a deploy in the middle of a round', () => {
  test('is announced, takes nothing that was typed, asked or noted, and both are back without a reload', async () => {
    const room = await stage.two()
    const { ada, ben, names } = room
    await Promise.all([moreFrames(ada.page, names.ben), moreFrames(ben.page, names.ada)])
    for (const { page } of [ada, ben]) await remember(page)
    await typeCode(ben.page, '\n// before the deploy\n')
    await seesCode(ada.page, '// before the deploy')
    await captureSelection(ada.page, 'Seen before the deploy')

    const typing = typeCode(ben.page, '// written straight through the whole of the deploy\n', { delayMs: 80 })
    const code = await stage.server.stop()
    expect(code).toBe(0)
    await Promise.all([ada, ben].map(({ page }) => page.getByText('The server is being updated').waitFor()))
    const before = await remoteFrames(ben.page, names.ada)
    // What is done while nobody answers is done as soon as somebody does.
    await ada.page.getByLabel('New note').fill('Noted in the middle of it.')
    await ada.page.getByLabel('New note').press('Enter')
    await typing
    await moreFrames(ben.page, names.ada, 10)
    expect(await remoteFrames(ben.page, names.ada)).toBeGreaterThan(before)

    await stage.server.start()
    for (const { page } of [ada, ben]) {
      await page.getByText('The server is being updated').waitFor({ state: 'detached' })
      await page.locator('.bar').getByText('Connected').waitFor()
    }
    await seesCode(ada.page, '// written straight through the whole of the deploy')
    await expect.poll(async () => await shownCode(ada.page) === await shownCode(ben.page)).toBe(true)
    await ada.page.getByText('Seen before the deploy').waitFor()
    await expect.poll(() => notesOf(ada.page)).toContain('Noted in the middle of it.')
    // The clock stood while the server was away, and runs again.
    for (const { page } of [ada, ben]) await page.getByText(/^The clock paused/).waitFor({ state: 'detached' })
    for (const { page } of [ada, ben]) expect(await isStillThere(page)).toBe(true)
    await moreFrames(ada.page, names.ben)
    await ada.page.reload()
    await expect.poll(() => notesOf(ada.page)).toContain('Noted in the middle of it.')
    expect((await notesOf(ada.page)).filter(text => text === 'Noted in the middle of it.')).toHaveLength(1)
  })
})
