import type { Page } from 'playwright-core'

export const code = (page: Page) => page.locator('.cm-content')
/** What stands in the middle of the room: the shared text, or the board of a design. */
export const middle = (page: Page) => page.locator('.cm-content, .board-canvas canvas.interactive').first()

/** Puts the shared text beside the board where only that is shown. */
export const showText = async (page: Page): Promise<void> => {
  if (await page.locator('.work[data-show="board"]').count() > 0) await page.getByRole('radiogroup', { name: 'In the middle' }).getByText('Both').click()
}

/** Starts the planned round; both stand in it, with its own text before them, when it resolves. */
export const startRound = async (interviewer: Page, candidate: Page): Promise<void> => {
  await interviewer.getByRole('button', { name: 'Start the round' }).click()
  for (const page of [interviewer, candidate]) {
    // Between two rounds the text of the one that was held is still read, in an editor that looks the same.
    await page.getByRole('heading', { level: 1, name: /Between rounds|File what you saw/ }).waitFor({ state: 'detached' })
    await middle(page).waitFor()
  }
}

/** Writes at the end of the shared text, or its beginning, once it takes a key. */
export const typeCode = async (page: Page, text: string, { delayMs = 0, at = 'End' }: { delayMs?: number; at?: 'Home' | 'End' } = {}): Promise<void> => {
  await showText(page)
  await page.locator('.cm-content:not([aria-readonly="true"])').click()
  await page.keyboard.press(`Control+${at}`)
  await page.keyboard.type(text, { delay: delayMs })
}

/** Waits until the shared text holds this on a page. */
export const seesCode = (page: Page, text: string): Promise<unknown> => code(page).getByText(text).first().waitFor()

/** The shared text as a page shows it, without the names of those who write in it. */
export const shownCode = (page: Page): Promise<string> => page.evaluate(() =>
  [...document.querySelectorAll('.cm-content .cm-line')].map(line => {
    const copy = line.cloneNode(true) as Element
    for (const widget of copy.querySelectorAll('[contenteditable="false"], .cm-widgetBuffer')) widget.remove()
    return copy.textContent ?? ''
  }).join('\n'))

/** A finished solution stands on the page. Of a long one the editor draws the first screen only, so no word of it is waited for. */
export const seesSolution = (page: Page): Promise<unknown> =>
  page.waitForFunction(() => (document.querySelector('.cm-content')?.textContent ?? '').length > 200)

/** Decoded frames of the other person's video so far. */
export const remoteFrames = (page: Page, peer: string): Promise<number> =>
  page.evaluate(name => [...document.querySelectorAll('video')].filter(each => each.getAttribute('aria-label') === name).map(each => each.getVideoPlaybackQuality().totalVideoFrames)[0] ?? 0, peer)

/** Waits until this many more frames of the other person were decoded. */
export const moreFrames = async (page: Page, peer: string, count = 5): Promise<void> => {
  const from = await remoteFrames(page, peer)
  await page.waitForFunction(([name, wanted]) =>
    [...document.querySelectorAll('video')].some(each => each.getAttribute('aria-label') === name && each.getVideoPlaybackQuality().totalVideoFrames >= Number(wanted)), [peer, from + count] as const, { timeout: 20_000 })
}

export type Mark = 'Nailed' | 'Partial' | 'Struggled' | 'Skipped'

/** What the console proposes to ask next, the first first: each one's name and why. */
export const proposals = (page: Page): Promise<string[]> => page.locator('.next-step').allInnerTexts()

/** Asks what the console proposes first. Gives its name. */
export const askNext = async (page: Page): Promise<string> => {
  const first = page.locator('.next-step').first()
  const name = await first.locator('b').innerText()
  await first.click()
  await page.locator('.line-to-say').waitFor()
  return name
}

/** Marks the open step, which closes it. */
export const markOpen = async (page: Page, mark: Mark): Promise<void> => {
  await page.getByRole('group', { name: 'How the answer went' }).getByRole('button', { name: mark }).click()
  await page.locator('.line-to-say').waitFor({ state: 'detached' })
}

/** Shows the open step's change card to the candidate, where it has one. */
export const injectCard = async (page: Page): Promise<boolean> => {
  const button = page.getByRole('button', { name: 'Inject constraint' })
  if (await button.count() === 0) return false
  await button.click()
  await page.getByText('On their screen since').waitFor()
  return true
}

/** Selects the first lines of the shared text and captures them with one key, and a few words. */
export const captureSelection = async (page: Page, words: string): Promise<void> => {
  await code(page).click()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Alt+KeyE')
  await page.keyboard.type(words)
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Evidence' }).getByRole('listitem').filter({ hasText: words }).waitFor()
}

export const writeNote = async (page: Page, words: string): Promise<void> => {
  const note = page.getByLabel('New note')
  await note.fill(words)
  await note.press('Enter')
}

/** Says a hint: the cheapest that fits. */
export const giveHint = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: /^Nudge/ }).click()
  const hints = page.getByRole('region', { name: 'Hints' })
  await hints.locator('.hint-row').first().click()
  await hints.waitFor({ state: 'detached' })
}

export const endRound = async (interviewer: Page, candidate: Page): Promise<void> => {
  await interviewer.getByRole('button', { name: 'End round' }).click()
  await interviewer.getByRole('alertdialog').getByRole('button', { name: 'End round' }).click()
  for (const page of [interviewer, candidate]) await page.getByRole('heading', { level: 1, name: /Between rounds|File what you saw/ }).waitFor()
}
