import { freePort, isMissing, launchChromium } from '@unanimous/testing'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { chooseLanguage, type CodingRoom, endOfRun, openCodingRoom, output, putOffWall, runCode, writeCode } from '../../support/browser/running.ts'
import { keepPictures, webDirectory } from '../../support/browser/visitor.ts'
import { openApp, type RunningApp } from '../../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: code that fills the memory needs a browser (Debian package chromium).')

let browser: Browser
/** The same browser once more, for what the first line to it takes for lost. */
let again: Browser | undefined
let app: RunningApp
let room: CodingRoom
let port = 0

beforeAll(async () => {
  if (missing) return
  port = await freePort()
  // A heap that is soon full, for every process: the page needs a tenth of it.
  browser = await launchChromium({ args: ['--js-flags=--max-old-space-size=256', `--remote-debugging-port=${port}`] })
  app = await openApp({ webDirectory })
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, [room.ada, room.ben])
  await again?.close()
  await Promise.all([room.ada.context.close(), room.ben.context.close()])
})

type Marked = Window & { since?: string }

/** The page that was marked before: one that was loaded anew has forgotten it. */
const markedPage = async (): Promise<Page | undefined> => {
  again ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  for (const page of again.contexts().flatMap(context => context.pages())) {
    if (await page.evaluate(() => (window as Marked).since === 'the beginning').catch(() => false)) return page
  }
  return undefined
}

describe.skipIf(missing)('JavaScript that fills the memory', () => {
  test('takes the process of its frame along and no more: both are told, the page goes on, the next run is right', async () => {
    room = await openCodingRoom(browser, app.url)
    const { ada, ben } = room
    await chooseLanguage(room, 'JavaScript')
    await ben.page.evaluate(() => void Object.assign(window, { since: 'the beginning' }))
    await putOffWall(ben.page)
    await writeCode(ben.page, 'console.log("begun")\nconst held = []\nfor (;;) held.push(new Array(1_000_000).fill(0.5))')
    // Playwright calls a page crashed when a frame of it did, and drives it no longer.
    const died = ben.page.waitForEvent('crash')
    await ben.page.keyboard.press('Control+Enter')
    await died
    await output(ada.page).getByText('JavaScript most likely ran out of memory').waitFor()
    expect(await endOfRun(ada.page)).toMatch(/^begun\nJavaScript most likely ran out of memory.*\n+Stopped\.$/)
    const page = await markedPage()
    if (!page) throw new Error('the page that ran it is gone')
    expect(await endOfRun(page)).toContain('ran out of memory')
    expect(await runCode(page, 'console.log(6 * 7)')).toBe('42\n')
    await output(ada.page).getByText(/Run 2, .* s, by ben/).first().waitFor()
    await output(ada.page).getByText('42', { exact: true }).waitFor()
  })
})
