import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { resolve } from 'node:path'

/** The pages as they are served; test/setup/web-build.ts makes them. */
export const webDirectory = resolve(import.meta.dirname, '../../../apps/web/dist')

/** One person in a browser of their own, and everything that was not as it should be there. */
export interface Visitor {
  readonly name: string
  readonly context: BrowserContext
  readonly page: Page
  /** Errors in the console, uncaught errors, and every request to another host than ours. */
  readonly complaints: string[]
  /** Every address that anything in this browser asked for, sockets included. */
  readonly requests: string[]
  /** Another tab of the same person. */
  openTab(path?: string): Promise<Page>
  goto(path: string): Promise<void>
}

export interface VisitorOptions extends BrowserContextOptions {
  readonly name?: string
  /** Console errors that the test brings about itself, such as a server that is dead for a while. */
  readonly allow?: readonly RegExp[]
}

const usual: BrowserContextOptions = { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/Berlin' }

/** The browser itself puts these into the console: a refused answer is data here, and the page says it in words. */
const refusedAnswers = /Failed to load resource: the server responded with a status of (401|404|409|422)/

const watchPage = (page: Page, origin: string, visitor: Pick<Visitor, 'complaints' | 'requests' | 'name'>, allow: readonly RegExp[]) => {
  const complain = (text: string) => {
    if (![refusedAnswers, ...allow].some(each => each.test(text))) visitor.complaints.push(`${visitor.name}: ${text}`)
  }
  const host = new URL(origin).host
  const ask = (url: string) => {
    visitor.requests.push(url)
    if (/^(data|blob|about):/.test(url)) return
    if (new URL(url).host !== host) complain(`a foreign host: ${url}`)
  }
  page.on('console', message => message.type() === 'error' && complain(`${message.text()} (${message.location().url})`))
  page.on('pageerror', error => complain(`uncaught ${error.stack ?? error.message}`))
  page.on('websocket', socket => ask(socket.url()))
  page.on('request', request => ask(request.url()))
}

/** Opens a browser context for one person at one installation. */
export const openVisitor = async (browser: Browser, origin: string, { name = 'somebody', allow = [], ...options }: VisitorOptions = {}): Promise<Visitor> => {
  const context = await browser.newContext({ ...usual, baseURL: origin, ...options })
  context.setDefaultTimeout(30_000)
  const heard = { name, complaints: [] as string[], requests: [] as string[] }
  const openTab = async (path?: string) => {
    const page = await context.newPage()
    watchPage(page, origin, heard, allow)
    if (path !== undefined) await page.goto(path)
    return page
  }
  const page = await openTab()
  return { ...heard, context, page, openTab, goto: async path => void await page.goto(path) }
}

/** Gives the browser the sign-in of somebody who came in through the API. */
export const signInAs = async ({ context, page }: Visitor, { cookie, url }: { readonly cookie: string; readonly url: string }): Promise<void> => {
  await context.addCookies(cookie.split('; ').map(pair => {
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: decodeURIComponent(pair.slice(at + 1)), url }
  }))
  await page.goto('about:blank')
}

/** What everybody saw at the end of a test that failed, as pictures in test-results. */
export const keepPictures = async (test: string, visitors: readonly Visitor[]): Promise<void> => {
  for (const { name, page } of visitors) await page.screenshot({ path: resolve(import.meta.dirname, `../../../test-results/${test.replaceAll(/\W+/g, '-')}-${name}.png`) }).catch(() => undefined)
}
