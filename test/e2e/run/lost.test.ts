import type { Browser } from 'playwright-core'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chooseLanguage, type CodingRoom, openCodingRoom, output, putOffWall, runCode, writeCode } from '../../support/browser/running.ts'
import { keepPictures, webDirectory } from '../../support/browser/visitor.ts'
import { openApp, type RunningApp } from '../../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: runs that go wrong need a browser (Debian package chromium).')

let browser: Browser
let app: RunningApp
let room: CodingRoom

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
  if (task.result?.state === 'fail') await keepPictures(task.name, [room.ada, room.ben])
  await Promise.all([room.ada.context.close(), room.ben.context.close()])
})

describe.skipIf(missing)('a run that goes wrong', () => {
  test('is lost when its page has gone for fifteen seconds; with the page its caret goes', async () => {
    room = await openCodingRoom(browser, app.url)
    const { ada, ben } = room
    // From here on the page's clock can be turned.
    await ada.page.clock.install()
    await chooseLanguage(room, 'JavaScript')
    await putOffWall(ben.page)
    await writeCode(ben.page, 'console.log("for ever")\nfor (;;) {}')
    await ada.page.locator('.remote-caret').waitFor({ state: 'attached' })
    await ben.page.keyboard.press('Control+Enter')
    await output(ada.page).getByText('for ever').waitFor()
    await ben.page.close()
    await ada.page.locator('.remote-caret').waitFor({ state: 'detached' })
    expect(await ada.page.locator('.run-active').count()).toBe(1)
    await expect.poll(async () => {
      await ada.page.clock.fastForward(15_000)
      return output(ada.page).innerText()
    }, { timeout: 30_000, interval: 1_000 }).toContain('Lost: the page that ran it has gone.')
    await output(ada.page).getByText(/Run 1, lost, by ben/).first().waitFor()
    expect(await ada.page.locator('.run-active').count()).toBe(0)
    const page = await ben.context.newPage()
    await page.goto(`${app.url}/r/${room.session}`)
    await output(page).getByRole('button', { name: 'Show the output' }).click()
    await output(page).getByText('Run 1, lost, by you').first().waitFor()
    expect(await runCode(page, 'console.log(6 * 7)')).toBe('42\n')
    await output(ada.page).getByText(/Run 2, .* s, by ben/).first().waitFor()
  })

  test('never gets ready, which is said after thirty seconds', async () => {
    room = await openCodingRoom(browser, app.url)
    const { ada, ben } = room
    await ben.page.clock.install()
    await ben.page.route(/worker-python.*\.js$/, route => route.fulfill({ contentType: 'text/javascript', body: '// hears nothing and says nothing' }))
    await chooseLanguage(room, 'Python')
    await writeCode(ben.page, 'print(1)')
    await ben.page.keyboard.press('Control+Enter')
    // Its frame is there, and has its own, shorter patience behind it.
    await expect.poll(() => ben.page.frames().find(frame => frame.url().endsWith('/runner/wasm')), { timeout: 60_000 }).toBeDefined()
    await ben.page.frames().find(frame => frame.url().endsWith('/runner/wasm'))?.waitForLoadState('load')
    await expect.poll(async () => {
      await ben.page.clock.fastForward(30_000)
      return output(ben.page).innerText()
    }, { timeout: 120_000, interval: 5_000 }).toContain('Python did not get ready within 30 seconds in this browser.')
    await output(ben.page).getByText(/Run 1, did not start/).waitFor()
    await chooseLanguage(room, 'JavaScript')
    expect(await runCode(ben.page, 'console.log(6 * 7)')).toBe('42\n')
    await output(ada.page).getByText('42', { exact: true }).waitFor()
  })
})
