import { describe, expect, test } from 'vitest'
import { caseRows, chooseLanguage, dealtPack, endOfRun, output, printed, runCode, writeCode, writeSolution } from '../../support/browser/running.ts'
import { openStage } from '../../support/browser/stage.ts'
import type { TwoInARoom } from '../../support/browser/two-in-a-room.ts'
import { webDirectory } from '../../support/browser/visitor.ts'
import { openCodeRunner } from '../../support/code-runner.ts'
import { programs } from '../../support/programs.ts'
import { openApp } from '../../support/start-app.ts'

/** Where the wall of ten seconds comes first, it is run again. */
const stoppedByOther = async ({ ada, ben }: TwoInARoom, endless: string): Promise<string> => {
  for (;;) {
    await writeCode(ben.page, endless)
    await ben.page.keyboard.press('Control+Enter')
    await output(ada.page).getByText('begun').waitFor()
    await output(ada.page).getByRole('button', { name: 'Stop' }).click({ timeout: 10_000 }).catch(() => undefined)
    const said = await endOfRun(ben.page)
    if (!said.includes('it ran for 10 seconds')) return said
  }
}

const offered = async (url: string) => ((await (await fetch(`${url}/api/v1/host`)).json()) as { runs: string[] }).runs

const stage = openStage({
  what: 'running code on the host',
  tools: ['bubblewrap', 'g++', 'java'],
  async serve() {
    const runner = await openCodeRunner({ RUNNER_PATH: '/usr/bin' })
    const app = await openApp({ webDirectory, config: { RUNNER: 'bwrap', RUNNER_SOCKET: runner.socket, RUNNER_SECRET: runner.secret } })
    while (!(await offered(app.url)).includes('java')) await new Promise(again => setTimeout(again, 50))
    return {
      url: app.url,
      async close() {
        await app.close()
        await runner.close()
      },
    }
  },
})

describe.skipIf(stage.missing)('code that the host runs for a room', () => {
  test('Java reads its input and prints the same for both, who find it again after a reload', async () => {
    const room = await stage.two()
    const { ada, ben } = room
    await chooseLanguage(room, 'Java')
    await output(ben.page).getByRole('button', { name: 'Show the output' }).click()
    await output(ben.page).getByRole('tab', { name: 'Input' }).click()
    await output(ben.page).getByLabel('Standard input').fill('19\n23\n')
    expect(await runCode(ben.page, programs.java.adds)).toContain('sum 42')
    await output(ada.page).getByText(/Run 1, .* s, by ben/).waitFor()
    expect(await printed(ada.page)).toBe(await printed(ben.page))
    expect(await runCode(ben.page, programs.java.wrong)).toContain('Main.java:3: error')
    await ada.page.reload()
    await output(ada.page).getByText(/Run 2, .* s, by ben/).first().waitFor()
  })

  test('C++ that loops is stopped by the other person, and what went wrong is said after what was printed', async () => {
    const room = await stage.two()
    const { ben } = room
    await chooseLanguage(room, 'C++')
    expect(await stoppedByOther(room, programs.cpp.endless)).toContain('Stopped.')
    expect(await runCode(ben.page, '#include <cstdio>\nint main() { printf("so far"); return 3; }')).toContain('so far\nThe program ended with exit code 3.')
    expect(await runCode(ben.page, programs.cpp.adds)).toContain('sum 0')
  })

  test('verified cases are run in Java by the interviewer with one key and judged for both; another language of the host has no form for them', async () => {
    const room = await stage.two()
    const { ada, ben } = room
    const pack = await dealtPack(ada.page)
    const count = pack.interviewer.cases?.length ?? 0
    await chooseLanguage(room, 'Java')
    await writeSolution(room, pack, 'java')
    await ada.page.locator('.run-panel .ph').click()
    await ada.page.keyboard.press('Alt+KeyR')
    for (const { page } of [ada, ben]) {
      await expect.poll(() => caseRows(page).count(), { timeout: 60_000 }).toBe(count)
      expect(await page.locator('.run-cases tbody tr[data-passed="false"]').allInnerTexts()).toEqual([])
    }
    expect(await printed(ben.page)).toBe('')
    await chooseLanguage(room, 'C++')
    await ada.page.getByRole('button', { name: 'Show all' }).click()
    await ada.page.locator('summary', { hasText: 'Verified cases' }).click()
    await ada.page.getByText('In any other language talk them through.').waitFor()
  })
})
