import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { code, seesCode, shownCode, typeCode } from '../../support/browser/in-the-room.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'
import { choose, withSettings } from './two-at-a-text.ts'

const stage = openStage({ what: 'undo', serve: servePages })

interface Keys {
  readonly map: string
  /** Writes a line at the end of the text, from wherever it stands. */
  write(page: Page, line: string): Promise<void>
  readonly undo: readonly string[]
  readonly redo: readonly string[]
  /** Says that the keys have arrived. */
  ready(page: Page): Promise<unknown>
}

const atEnd = (page: Page) => page.keyboard.press('Control+End')
const plainly = async (page: Page, line: string) => {
  await atEnd(page)
  await page.keyboard.type(`\n${line}`)
}

const all: readonly Keys[] = [
  { map: 'plain', write: plainly, undo: ['Control+z'], redo: ['Control+y'], ready: async () => undefined },
  { map: 'vscode', write: plainly, undo: ['Control+z'], redo: ['Control+y'], ready: page => page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => name.includes('/vscode-'))) },
  {
    map: 'vim',
    async write(page, line) {
      for (const key of ['Escape', 'Shift+G', 'o']) await page.keyboard.press(key)
      await page.keyboard.type(line)
      await page.keyboard.press('Escape')
    },
    undo: ['u'], redo: ['Control+r'], ready: page => page.getByText('--NORMAL--').waitFor(),
  },
  { map: 'emacs', write: plainly, undo: ['Control+/'], redo: ['Control+Shift+/'], ready: page => page.locator('.cm-emacsMode').waitFor() },
]

const press = async (page: Page, keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
/** Where a caret stands in the words, the page holds them in two pieces. */
const shows = async (page: Page, words: string): Promise<boolean> => (await shownCode(page)).includes(words)
const sees = (page: Page, words: string): Promise<void> => expect.poll(() => shows(page, words)).toBe(true)
/** Presses again and again: how much one undo takes depends on how fast the machine typed. */
const untilShown = async (page: Page, keys: readonly string[], words: string, wanted: boolean) => {
  for (let times = 0; times < 40 && await shows(page, words) !== wanted; times += 1) await press(page, keys)
  expect(await shows(page, words)).toBe(wanted)
}

describe.skipIf(stage.missing)('undo', () => {
  for (const keys of all) {
    test(`takes back one’s own edits and nobody else’s with the keys of ${keys.map}`, async () => {
      const { ada, ben } = await stage.two({ ben: { prepare: withSettings({ 'editor-keys': keys.map }) } })
      await code(ben.page).click()
      await keys.ready(ben.page)
      await keys.write(ben.page, '// bens first')
      await sees(ada.page, '// bens first')
      await typeCode(ada.page, '// adas own\n', { at: 'Home' })
      await sees(ben.page, '// adas own')
      await keys.write(ben.page, '// bens second')
      await sees(ada.page, '// bens second')

      await untilShown(ben.page, keys.undo, '// bens second', false)
      await untilShown(ben.page, keys.undo, '// bens', false)
      // There is nothing of Ben's left to take back.
      for (let times = 0; times < 3; times += 1) await press(ben.page, keys.undo)
      await expect.poll(() => shows(ada.page, '// bens')).toBe(false)
      await sees(ada.page, '// adas own')
      await untilShown(ben.page, keys.redo, '// bens second', true)
      await sees(ada.page, '// bens first')
      await sees(ada.page, '// adas own')
      await expect.poll(async () => await shownCode(ada.page) === await shownCode(ben.page)).toBe(true)
    })
  }

  test('in Emacs, a yank that is rotated puts one text for another', async () => {
    const { ben } = await stage.two({ ben: { prepare: withSettings({ 'editor-keys': 'emacs' }) } })
    const { page } = ben
    await code(page).click()
    await page.locator('.cm-emacsMode').waitFor()
    await plainly(page, '// killed first')
    await press(page, ['Control+a', 'Control+k'])
    await page.keyboard.type('// killed second')
    await press(page, ['Control+a', 'Control+k', 'Control+y'])
    await seesCode(page, '// killed second')
    await press(page, ['Alt+y'])
    await seesCode(page, '// killed first')
    expect(await shownCode(page)).not.toContain('// killed second')
  })

  test('is remembered with the rest of one’s editor, which a person sets once in a browser', async () => {
    const { ben, ada } = await stage.two()
    const { page } = ben
    await choose(page, /^Your editor/)
    await page.getByLabel('Keys', { exact: true }).selectOption('vim')
    await page.getByLabel('Theme').selectOption('night')
    await page.getByLabel('Text size').selectOption('18')
    await page.getByLabel('Font').selectOption('system')
    await page.getByLabel('A tab is as wide as').selectOption('4')
    await page.keyboard.press('Escape')
    await page.reload()
    await code(page).click()
    await page.getByText('--NORMAL--').waitFor()
    const looks = await page.evaluate(() => {
      const style = getComputedStyle(document.querySelector('.cm-content')!)
      const scroller = getComputedStyle(document.querySelector('.cm-scroller')!)
      return { size: style.fontSize, family: scroller.fontFamily, ground: getComputedStyle(document.querySelector('.cm-editor')!).backgroundColor }
    })
    expect(looks.size).toBe('18px')
    expect(looks.family).toMatch(/^ui-monospace/)
    await page.keyboard.press('Shift+G')
    await page.keyboard.press('o')
    await page.keyboard.press('Tab')
    await page.keyboard.type('// four deep')
    await seesCode(ada.page, '// four deep')
    expect((await shownCode(ada.page)).split('\n').find(line => line.includes('four deep'))).toBe('    // four deep')
    const adas = await ada.page.evaluate(() => getComputedStyle(document.querySelector('.cm-editor')!).backgroundColor)
    expect(adas).not.toBe(looks.ground)
    expect(await ada.page.getByText('--NORMAL--').count()).toBe(0)
  })
})
