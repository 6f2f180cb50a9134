import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { chooseLanguage, endOfRun, output, printed, putOffWall, runCode, writeCode } from '../../support/browser/running.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'

const stage = openStage({ what: 'running code', serve: servePages })

/** Presses the key of Run as soon as the page has drawn that a run was stopped, before it does anything else. */
const runAgainAtOnce = (page: Page) => page.evaluate(() => {
  const watch = new MutationObserver(() => {
    if (!document.querySelector('.run-panel')?.textContent?.includes('Stopped.')) return
    watch.disconnect()
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }))
  })
  watch.observe(document.body, { childList: true, characterData: true, subtree: true })
})

describe.skipIf(stage.missing)('code that is run in a room', () => {
  test('prints the same for both, with lines of its own in what went wrong, and is there after a reload', async () => {
    const { ada, ben } = await stage.two()
    const shown = await runCode(ben.page, 'type Lease = { slot: number }\nconst lease: Lease = { slot: 1 }\nconsole.log("held", lease, new Set([1]))\nfunction evict(): never {\n  throw new RangeError("none left")\n}\nevict()')
    expect(shown).toContain('held { slot: 1 } Set(1) { 1 }\nRangeError: none left\n    at evict (solution.ts:5:9)\n    at solution.ts:7:1')
    await output(ada.page).getByText(/Run 1, .* s, by ben/).waitFor()
    expect(await printed(ada.page)).toBe(await printed(ben.page))
    await output(ben.page).getByText(/Run 1, .* s, by you/).waitFor()
    await ada.page.reload()
    await output(ada.page).getByRole('button', { name: 'Show the output' }).click()
    await output(ada.page).getByText('none left').waitFor()
    await output(ada.page).getByText(/Run 1, .* s, by ben/).waitFor()
  })

  test('reads its standard input', async () => {
    const room = await stage.two()
    const { page } = room.ben
    await chooseLanguage(room, 'JavaScript')
    await output(page).getByRole('button', { name: 'Show the output' }).click()
    await output(page).getByRole('tab', { name: 'Input' }).click()
    await output(page).getByLabel('Standard input').fill('3\n4\n')
    expect(await runCode(page, 'console.log(Number(readline()) + Number(readline()), readline())\nconsole.log(require("fs").readFileSync(0, "utf8").length)')).toBe('7 null\n4\n')
  })

  test('is stopped by either person while it loops, and the next run is right', async () => {
    const { ada, ben } = await stage.two()
    await putOffWall(ben.page)
    await writeCode(ben.page, 'console.log("round and round")\nfor (;;) {}')
    await ben.page.keyboard.press('Control+Enter')
    await output(ada.page).getByText(/ben-.* is running…/).waitFor()
    await output(ada.page).getByText('round and round').waitFor()
    await output(ada.page).getByRole('button', { name: 'Stop' }).click()
    for (const { page } of [ada, ben]) expect(await endOfRun(page)).toContain('Stopped.')
    await ben.page.keyboard.press('Control+Enter')
    await output(ben.page).getByText('Running…').waitFor()
    await runAgainAtOnce(ben.page)
    await ben.page.getByRole('button', { name: 'Stop' }).first().click()
    // Until she has heard that the second run ended, her button stops that one.
    await expect.poll(async () => {
      await output(ada.page).getByRole('button', { name: 'Stop' }).click({ timeout: 1_000 }).catch(() => undefined)
      return ben.page.locator('.run-panel .run-active').count()
    }).toBe(0)
    for (const { page } of [ada, ben]) expect(await endOfRun(page)).toContain('Stopped.')
    await output(ben.page).getByText(/Run 3, .* s, by you/).first().waitFor()
    expect(await runCode(ben.page, 'console.log(6 * 7)')).toContain('42')
    await output(ada.page).getByText('42', { exact: true }).waitFor()
  })

  test('runs into the wall after ten seconds, for both', async () => {
    const { ada, ben } = await stage.two()
    expect(await runCode(ben.page, 'for (;;) {}')).toContain('it ran for 10 seconds')
    expect(await endOfRun(ada.page)).toContain('it ran for 10 seconds')
  })

  test('is not promised where nothing runs the language, which stays editable', async () => {
    const room = await stage.two()
    const { page } = room.ben
    await chooseLanguage(room, 'Rust')
    expect(await runCode(page, 'fn main() {}')).toContain('This host has no runner for Rust.')
    await page.keyboard.press('End')
    await page.keyboard.type(' // still here')
    await page.locator('.cm-content').getByText('// still here').waitFor()
  })
})
