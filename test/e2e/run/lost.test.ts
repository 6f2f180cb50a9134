import { describe, expect, test } from 'vitest'
import { chooseLanguage, output, putOffWall, runCode, writeCode } from '../../support/browser/running.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'

const stage = openStage({ what: 'a run that goes wrong', serve: servePages })

describe.skipIf(stage.missing)('a run that goes wrong', () => {
  test('is lost when its page has gone for fifteen seconds; with the page its caret goes', async () => {
    const room = await stage.two()
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
    await page.goto(`${stage.server.url}/r/${room.session}`)
    await output(page).getByRole('button', { name: 'Show the output' }).click()
    await output(page).getByText('Run 1, lost, by you').first().waitFor()
    expect(await runCode(page, 'console.log(6 * 7)')).toBe('42\n')
    await output(ada.page).getByText(/Run 2, .* s, by ben/).first().waitFor()
  })

  test('never gets ready, which is said after thirty seconds', async () => {
    const room = await stage.two()
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
