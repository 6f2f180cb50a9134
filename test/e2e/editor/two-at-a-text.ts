import { readFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { startRound } from '../../support/browser/in-the-room.ts'
import { openVisitor, signInAs, type Visitor, type VisitorOptions, webDirectory } from '../../support/browser/visitor.ts'
import { freshId, Person } from '../../support/person.ts'
import { openApp, type RunningApp } from '../../support/start-app.ts'

/** A coding round between two browsers. Ada interviews, Ben codes. */
export interface TwoAtAText {
  readonly app: RunningApp
  readonly session: string
  readonly ada: Visitor
  readonly ben: Visitor
  readonly people: readonly Visitor[]
  close(): Promise<void>
}

export interface TwoOptions {
  readonly ada?: VisitorOptions
  readonly ben?: VisitorOptions
  /** How Ben has set his editor before the room opens, by what the browser stores. */
  readonly bens?: Readonly<Record<string, string>>
}

export const openTwo = async (browser: Browser, { ada: adas, ben: bens, bens: preferences = {} }: TwoOptions = {}): Promise<TwoAtAText> => {
  const app = await openApp({ webDirectory })
  const tag = freshId().slice(0, 5).replaceAll(/[-_]/g, 'x')
  const seats = [await new Person(app.url).signUp(`ada-${tag}`), await new Person(app.url).signUp(`ben-${tag}`)] as const
  const { session, code } = await seats[0].post('create-invite', { kind: 'coding', minutes: 60, bothWays: false })
  await seats[1].post('accept-invite', { code })
  const [ada, ben] = [await openVisitor(browser, app.url, { name: 'ada', ...adas }), await openVisitor(browser, app.url, { name: 'ben', ...bens })]
  await ben.context.addInitScript(stored => {
    // An empty page and the frames in which the code of a round runs have no storage.
    if (window !== top || !location.protocol.startsWith('http')) return
    for (const [key, value] of Object.entries(stored)) if (localStorage.getItem(key) === null) localStorage.setItem(key, value)
  }, preferences)
  await signInAs(ada, seats[0])
  await signInAs(ben, seats[1])
  for (const { page } of [ada, ben]) await page.goto(`/r/${session}`)
  await startRound(ada.page, ben.page)
  return {
    app, session, ada, ben, people: [ada, ben],
    async close() {
      await Promise.all([ada, ben].map(({ context }) => context.close()))
      for (const seat of seats) seat.drop()
      await app.close()
    },
  }
}

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
