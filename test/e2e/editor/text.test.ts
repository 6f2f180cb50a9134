import type { CDPSession, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { seesCode, shownCode, typeCode } from '../../support/browser/in-the-room.ts'
import { violations } from '../../support/browser/looks.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'
import { twoInARoom, type TwoInARoom } from '../../support/browser/two-in-a-room.ts'
import { keepPictures } from '../../support/browser/visitor.ts'
import { freshCanary } from '../../support/canary-bank.ts'
import { canariesIn } from '../../support/leak-recorder.ts'
import { choose, paste, said, wholeText } from './two-at-a-text.ts'

const stage = openStage({ what: 'a text of two', serve: servePages })

let two: TwoInARoom
beforeAll(async () => {
  if (!stage.missing) two = await twoInARoom(stage.browser, stage.server.url)
})
afterAll(async () => two?.close())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, [two.ada, two.ben])
})

/** The open one: a shared text stays where it is behind the scratch. */
const code = (page: Page) => page.locator('.open-text:not([hidden]) .cm-content')
const sameText = (): Promise<void> => expect.poll(async () => await wholeText(two.ada.page) === await wholeText(two.ben.page)).toBe(true)

/** Everything goes, as one edit, so that a test begins with its own text. */
const startWith = async (page: Page, text: string) => {
  await code(page).click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  if (text !== '') await paste(page, text)
}

/** Composes as an input method does: the marked text changes under one's hands, then it is committed. */
const compose = async (hand: CDPSession, steps: readonly string[], end: string) => {
  for (const text of steps) await hand.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await hand.send('Input.insertText', { text: end })
}

const lines = (count: number, line: (index: number) => string) => Array.from({ length: count }, (_, index) => line(index)).join('\n')

describe.skipIf(stage.missing)('a text of two', () => {
  test('takes pasted lines of any system, and what is typed around them lands where it was meant', async () => {
    const { ada, ben } = two
    await startWith(ben.page, '// one\r\n// two\r// three\r\n')
    await ben.page.keyboard.type('// four')
    await seesCode(ada.page, '// four')
    await typeCode(ada.page, '// zero\n', { at: 'Home' })
    await seesCode(ben.page, '// zero')
    expect(await wholeText(ben.page)).toBe('// zero\n// one\n// two\n// three\n// four')
    await sameText()
  })

  test('takes five thousand lines at once while the other types, and what is more than a message is refused in words', async () => {
    const { ada, ben } = two
    await startWith(ben.page, '')
    const long = lines(5_000, index => `export const value${index} = compute(${index}, "some words of a usual line")`)
    await code(ada.page).click()
    const typing = ada.page.keyboard.type('// ada types on while it comes ', { delay: 20 })
    await paste(ben.page, long)
    await typing
    await ben.page.getByText('Saved', { exact: true }).waitFor()
    // Whose text comes first is for the two clients to settle, so either end of it may be out of sight.
    await expect.poll(() => wholeText(ada.page)).toMatch(/value0 [^]*value4999 /)
    await sameText()
    expect((await wholeText(ada.page)).split('\n').length).toBeGreaterThanOrEqual(5_000)
    await ben.page.keyboard.press('Control+End')
    await ben.page.keyboard.type('\n// the last line')
    await seesCode(ben.page, '// the last line')
    const before = await wholeText(ben.page)
    await paste(ben.page, 'x'.repeat(800_000))
    await ben.page.getByText('That is more than the shared text holds').waitFor()
    expect(await wholeText(ben.page)).toBe(before)
    await ben.page.keyboard.type(' and on')
    await ben.page.getByText('Saved', { exact: true }).waitFor()
    await sameText()
  })

  test('is followed to where the other stands, until one scrolls, and both turns are said', async () => {
    const { ada, ben } = two
    await startWith(ben.page, lines(400, index => `// line ${index + 1}`))
    await ben.page.keyboard.press('Control+Home')
    await ada.page.getByRole('button', { name: /^Follow ben/ }).click()
    await expect.poll(() => said(ada.page)).toMatch(/Following ben-\w+\. Scroll or type to stop\./)
    await ben.page.keyboard.press('Control+End')
    await ada.page.locator('.cm-line', { hasText: '// line 400' }).waitFor()
    await ben.page.keyboard.press('Control+Home')
    await ada.page.getByText('// line 1', { exact: true }).waitFor()
    // The part that scrolls, not the text: to be pointed at in its middle, four hundred lines may first be scrolled away.
    await ada.page.locator('.open-text:not([hidden]) .cm-scroller').hover()
    await ada.page.mouse.wheel(0, 300)
    await expect.poll(() => said(ada.page)).toMatch(/No longer following ben-\w+\./)
    await ben.page.keyboard.press('Control+End')
    await ben.page.keyboard.type(' end')
    await seesCode(ben.page, '// line 400 end')
    expect(await ada.page.locator('.cm-line', { hasText: '// line 400' }).count()).toBe(0)
    await ada.page.getByRole('heading', { level: 1 }).click()
    await ada.page.keyboard.press('y')
    await ada.page.locator('.cm-activeLine', { hasText: '// line 400 end' }).waitFor()
  })

  test('takes what an input method composes while the other writes above it', async () => {
    const { ada, ben } = two
    await startWith(ben.page, '// greeting = ')
    const hand = await ben.context.newCDPSession(ben.page)
    await compose(hand, ['k', 'こ', 'こn', 'こん', 'こんに', 'こんにち'], 'こんにちは')
    await seesCode(ada.page, 'こんにちは')
    await hand.send('Input.imeSetComposition', { text: 'に', selectionStart: 1, selectionEnd: 1 })
    await typeCode(ada.page, '// by ada\n', { at: 'Home' })
    await seesCode(ben.page, '// by ada')
    await compose(hand, ['にほ', 'にほん'], '日本')
    await seesCode(ada.page, '日本')
    await sameText()
    expect(await wholeText(ada.page)).toBe('// by ada\n// greeting = こんにちは日本')
    await hand.detach()
  })

  test('is checked by TypeScript in a worker: what is wrong is marked, said by key, and gone when it is right', async () => {
    const { ben } = two
    const { page } = ben
    await startWith(page, 'const count: number = "three"\n')
    await page.locator('.cm-lintRange-error').waitFor()
    await page.keyboard.press('F8')
    await page.getByText("Type 'string' is not assignable to type 'number'.").first().waitFor()
    await startWith(page, 'const count: number = 3;\n')
    await page.locator('.cm-lintRange-error').waitFor({ state: 'detached' })
    await page.keyboard.type('[count].fl')
    const suggestions = page.locator('.cm-tooltip-autocomplete')
    await suggestions.getByText('flatMap').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+a')
    await page.keyboard.type('if(count){\nreturn   1')
    await page.keyboard.press('Shift+Alt+F')
    await page.getByText('Formatted. Undo takes it back.').waitFor()
    await expect.poll(() => shownCode(page)).toMatch(/^if \(count\) \{\n {2}return 1/)
    const workers = page.workers().map(worker => worker.url())
    expect(workers.some(url => /\/typescript\.worker-/.test(url))).toBe(true)
  })

  test('has a scratch beside it that no line carries and that is still there after a reload', async () => {
    const { ada, ben } = two
    const secret = freshCanary()
    const sent: Buffer[] = []
    ben.page.on('websocket', socket => socket.on('framesent', ({ payload }) => void sent.push(Buffer.from(payload))))
    ada.page.on('websocket', socket => socket.on('framereceived', ({ payload }) => void sent.push(Buffer.from(payload))))
    ben.page.on('request', request => void sent.push(Buffer.from(`${request.url()} ${request.postData() ?? ''}`)))
    // The listeners have to stand before the lines do.
    await Promise.all([ada.page.reload(), ben.page.reload()])
    await code(ada.page).waitFor()
    const openTab = async () => {
      await ben.page.getByRole('tab', { name: 'scratch.md' }).click()
      await ben.page.locator('.scratch .cm-content').waitFor()
    }
    await code(ben.page).waitFor()
    await openTab()
    // A slow machine, on which the browser is not done with one letter when the next is typed.
    const hand = await ben.context.newCDPSession(ben.page)
    await hand.send('Emulation.setCPUThrottlingRate', { rate: 6 })
    await ben.page.keyboard.type(`not for ada: ${secret}`)
    await ben.page.getByRole('tab', { name: /^solution/ }).click()
    // A word that may pass, to know that the recorder would have heard the other.
    const shared = freshCanary()
    await startWith(ben.page, `// for both: ${shared}`)
    await seesCode(ada.page, shared)
    await ben.page.reload()
    await hand.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await hand.detach()
    await openTab()
    await ben.page.locator('.scratch').getByText(secret).waitFor()
    expect(await ada.page.content()).not.toContain(secret)
    expect(new Set(sent.flatMap(bytes => [...canariesIn(bytes)]))).toEqual(new Set([shared]))
    await ben.page.getByRole('tab', { name: /^solution/ }).click()
  })

  test('is read in each theme by whoever needs its contrast', async () => {
    const { page } = two.ben
    await startWith(page, '// a comment\nexport const answer: number = compute("text", 42, true)\nclass Gate { open() { return null } }\n')
    for (const theme of ['light', 'dark', 'contrast-light', 'contrast-dark', 'paper', 'night']) {
      await choose(page, /^Your editor/)
      await page.getByLabel('Theme').selectOption(theme)
      await page.keyboard.press('Escape')
      await code(page).click()
      await page.keyboard.press('Control+f')
      await page.locator('.cm-search').waitFor()
      const found = await violations(page)
      expect(found.filter(each => /cm-|code-view/.test(each)).map(each => `${theme}: ${each}`)).toEqual([])
      await page.keyboard.press('Escape')
    }
    expect([two.ada, two.ben].flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
