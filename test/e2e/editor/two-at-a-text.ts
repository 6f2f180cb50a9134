import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'

/** Before any page of ours: how somebody has set their editor, by what the browser stores. */
export const withSettings = (preferences: Readonly<Record<string, string>>) => (page: Page) => page.addInitScript(stored => {
  // An empty page and the frames in which the code of a round runs have no storage.
  if (window !== top || !location.protocol.startsWith('http')) return
  for (const [key, value] of Object.entries(stored)) if (localStorage.getItem(key) === null) localStorage.setItem(key, value)
}, preferences)

export const openMenu = (page: Page) => page.getByRole('button', { name: 'Editor settings, copy and download' }).click()
export const choose = async (page: Page, item: string | RegExp): Promise<void> => {
  await openMenu(page)
  await page.getByRole('menuitem', { name: item }).click()
}

/** The whole shared text, of which a page shows the visible lines only: as its person downloads it. */
export const wholeText = async (page: Page): Promise<string> => {
  const download = page.waitForEvent('download')
  await choose(page, /^Download solution/)
  const text = await readFile(await (await download).path(), 'utf8')
  // Back from the menu into the text, where the caret was.
  await page.locator('.cm-content').focus()
  return text
}

/** What the page last said to a screen reader. */
export const said = (page: Page): Promise<string> => page.evaluate(() => [...document.querySelectorAll('[aria-live]')].map(each => each.textContent).join(' '))

/** Puts text on the clipboard as another program would, line ends and all, and pastes it at the caret. */
export const paste = (page: Page, text: string): Promise<void> => page.evaluate(words => {
  const data = new DataTransfer()
  data.setData('text/plain', words)
  document.activeElement?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
}, text)
