import { loadBank } from '@unanimous/bank'
import type { Language, Pack } from '@unanimous/rounds'
import type { Page } from 'playwright-core'
import { runCaps } from '@unanimous/runner'
import { code } from './in-the-room.ts'
import type { TwoInARoom } from './two-in-a-room.ts'

export const output = (page: Page) => page.getByRole('region', { name: 'Output' })

/** Chooses the language for both and waits until both have its text. */
export const chooseLanguage = async (room: Pick<TwoInARoom, 'ada' | 'ben'>, language: string): Promise<void> => {
  await room.ben.page.getByLabel('Language, for both of you').selectOption({ label: language })
  for (const { page } of [room.ada, room.ben]) await page.getByLabel('Language, for both of you').locator('option:checked').filter({ hasText: new RegExp(`^${language.replace(/[+]/g, '\\+')}$`) }).waitFor({ state: 'attached' })
  await code(room.ben.page).waitFor()
}

/** Puts this text in place of the shared one, as a paste does. */
export const writeCode = async (page: Page, text: string): Promise<void> => {
  await page.locator('.cm-content:not([aria-readonly="true"])').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.insertText(text)
}

/** Puts a pack's finished solution in place of the shared text, and waits until both see it: by a line that no starter has. */
export const writeSolution = async ({ ada, ben }: Pick<TwoInARoom, 'ada' | 'ben'>, pack: Pack, language: Language): Promise<void> => {
  const solution = loadBank().solutions(pack.id)[language] ?? ''
  const starter = pack.starters?.[language] ?? ''
  const own = solution.split('\n').map(line => line.trim()).find(line => line !== '' && !starter.includes(line))
  if (own === undefined) throw new Error(`${pack.id} has no solution in ${language} beside its starter`)
  await writeCode(ben.page, solution)
  await ada.page.locator('.cm-line').filter({ hasText: own }).first().waitFor()
}

/** From here on a run in this page meets its wall of ten seconds in ten minutes: for a run that is to end in another way, however slow the machine. */
export const putOffWall = (page: Page): Promise<void> => page.evaluate(wallMs => {
  const soon = window.setTimeout
  Object.assign(window, { setTimeout: (call: () => void, ms?: number, ...given: unknown[]) => soon(call, ms === wallMs ? 600_000 : ms, ...given) })
}, runCaps.wallMs)

/** Runs by key and waits for the end of that run on this page. Gives what its output shows. */
export const runCode = async (page: Page, text?: string): Promise<string> => {
  if (text !== undefined) await writeCode(page, text)
  await page.keyboard.press('Control+Enter')
  return endOfRun(page)
}

export const endOfRun = async (page: Page): Promise<string> => {
  await page.locator('.run-panel .run-active').waitFor({ state: 'detached', timeout: 60_000 })
  await page.locator('.run-panel .run-output').waitFor()
  return page.locator('.run-panel .run-output').innerText()
}

/** What was printed, as the page holds it. */
export const printed = (page: Page): Promise<string> => page.locator('.run-panel .run-output').evaluate(output => [...output.querySelectorAll(':scope > pre')].map(pre => pre.textContent).join(''))

/** The pack that was dealt, found by its title in the bar. */
export const dealtPack = async (page: Page): Promise<Pack> => {
  const about = await page.locator('header, .bar').first().innerText()
  const pack = loadBank().all().find(each => each.kind === 'coding' && about.includes(each.title))
  if (!pack) throw new Error(`no pack is called as in ${about}`)
  return pack
}
/** The cases that were run, as a page shows them. */
export const caseRows = (page: Page) => page.locator('.run-cases tbody tr')
