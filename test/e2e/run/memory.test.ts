import { freePort, launchChromium } from '@unanimous/testing'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterEach, describe, expect, test } from 'vitest'
import { chooseLanguage, endOfRun, output, putOffWall, runCode, writeCode } from '../../support/browser/running.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'

let port = 0
/** The same browser once more, for what the first line to it takes for lost. */
let again: Browser | undefined

const stage = openStage({
  what: 'code that fills the memory',
  serve: servePages,
  async launch() {
    port = await freePort()
    // A heap that is soon full, for every process: the page needs a tenth of it.
    return launchChromium({ args: ['--js-flags=--max-old-space-size=256', `--remote-debugging-port=${port}`] })
  },
})

afterEach(() => again?.close())

type Marked = Window & { since?: string }

/** The page that was marked before: one that was loaded anew has forgotten it. */
const markedPage = async (): Promise<Page | undefined> => {
  again ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`)
  for (const page of again.contexts().flatMap(context => context.pages())) {
    if (await page.evaluate(() => (window as Marked).since === 'the beginning').catch(() => false)) return page
  }
  return undefined
}

describe.skipIf(stage.missing)('JavaScript that fills the memory', () => {
  test('takes the process of its frame along and no more: both are told, the page goes on, the next run is right', async () => {
    const room = await stage.two()
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
