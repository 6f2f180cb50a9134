import { writeValue } from '@unanimous/rounds'
import { describe, expect, test } from 'vitest'
import { caseRows, chooseLanguage, dealtPack, output, runCode, writeCode, writeSolution } from '../../support/browser/running.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'

const stage = openStage({ what: 'running verified cases', serve: servePages })

describe.skipIf(stage.missing)('verified cases', () => {
  test.each([['TypeScript', 'typescript'], ['Python', 'python']] as const)('are run by the interviewer with one key and judged for both: %s', async (title, language) => {
    const room = await stage.two()
    const { ada, ben } = room
    const pack = await dealtPack(ada.page)
    await chooseLanguage(room, title)
    await writeSolution(room, pack, language)
    await ada.page.locator('.run-panel .ph').click()
    await ada.page.keyboard.press('Alt+KeyR')
    const count = pack.interviewer.cases?.length ?? 0
    for (const { page } of [ada, ben]) {
      await expect.poll(() => caseRows(page).count(), { timeout: 60_000 }).toBe(count)
      expect(await page.locator('.run-cases tbody tr[data-passed="false"]').allInnerTexts()).toEqual([])
    }
  })

  test('show what went in and what came out and no more; whoever is interviewed has no key for them', async () => {
    const room = await stage.two()
    const { ada, ben } = room
    const cases = (await dealtPack(ada.page)).interviewer.cases ?? []
    await chooseLanguage(room, 'JavaScript')
    await writeCode(ben.page, 'console.log("as it stands")')
    await ben.page.keyboard.press('Alt+KeyR')
    const before = await ben.page.locator('body').innerText()
    await ada.page.locator('.run-panel .ph').click()
    await ada.page.keyboard.press('Alt+KeyR')
    await expect.poll(() => caseRows(ben.page).count()).toBe(cases.length)
    await output(ben.page).getByText(/Run 1, .* s, by ada/).waitFor()
    const shown = await ben.page.locator('body').innerText()
    expect(await caseRows(ben.page).first().innerText()).toContain(writeValue(cases[0]?.in ?? null).slice(0, 60))
    // Some statements use the very words that name a case: no secret is what stood there before.
    const secrets = cases.flatMap(({ name, why }) => [name, why]).filter(words => !before.includes(words))
    expect(secrets.length).toBeGreaterThanOrEqual(cases.length)
    for (const secret of secrets) expect(shown).not.toContain(secret)
    expect(await caseRows(ben.page).first().innerText()).toMatch(/There is no \w+/)
    await output(ben.page).getByText('as it stands').waitFor()
  })

  test('are no part of a phone screen, in which the code runs all the same', async () => {
    const room = await stage.two({ kind: 'tech' })
    const { ada, ben } = room
    await chooseLanguage(room, 'JavaScript')
    expect(await runCode(ben.page, 'console.log(1)')).toBe('1\n')
    await ada.page.locator('.run-panel .ph').click()
    await ada.page.keyboard.press('Alt+KeyR')
    expect(await runCode(ben.page, 'console.log(2)')).toBe('2\n')
    await output(ada.page).getByText(/Run 2, .* s, by ben/).first().waitFor()
    for (const { page } of [ada, ben]) expect(await caseRows(page).count()).toBe(0)
  })
})
