import type { Browser, Page } from 'playwright-core'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { settled } from '../support/browser/looks.ts'
import { keepPictures, openVisitor, webDirectory } from '../support/browser/visitor.ts'
import { startApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the walk by keyboard needs a browser (Debian package chromium).')

let browser: Browser
beforeAll(async () => {
  if (!missing) browser = await launchChromium()
})
afterAll(async () => browser?.close())

/** What has the focus, as a screen reader would name it. */
const focused = (page: Page): Promise<string> => page.evaluate(() => {
  const on = document.activeElement
  if (!on || on === document.body) return ''
  const labels = 'labels' in on ? [...(on as HTMLInputElement).labels ?? []].map(each => each.textContent).join(' ') : ''
  const group = on.matches('input[type=radio]') ? `${on.closest('[role=radiogroup]')?.getAttribute('aria-label')}: ` : ''
  const name = [on.getAttribute('aria-label'), labels, on.textContent].find(each => each)
  return `${group}${name ?? ''}`.replaceAll(/\s+/g, ' ').trim()
})

/** Tabs until this has the focus. A page on which it cannot be reached fails here. */
const tabTo = async (page: Page, name: RegExp): Promise<void> => {
  const passed: string[] = []
  for (let presses = 0; presses < 120; presses += 1) {
    const on = await focused(page)
    if (name.test(on)) return
    passed.push(on)
    await page.keyboard.press('Tab')
  }
  throw new Error(`no Tab reaches ${name}; passed ${[...new Set(passed)].join(' | ')}`)
}

const press = async (page: Page, ...keys: string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const focusIs = (page: Page, name: RegExp) => expect.poll(() => focused(page)).toMatch(name)
/** Leaves whatever has the focus, as Escape and a new page do. */
const letGo = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur())

const signUp = async (page: Page) => {
  await page.goto('/sign-in')
  await focusIs(page, /^Handle/)
  await page.keyboard.type('ada')
  await press(page, 'Tab')
  await page.keyboard.type('ada@example.org')
  await press(page, 'Tab')
  await page.keyboard.type('correct horse battery')
  await press(page, 'Enter')
  await page.waitForURL(url => url.pathname === '/')
}

const invite = async (page: Page): Promise<string> => {
  await focusIs(page, /^Home$/)
  await settled(page)
  await press(page, 'g', 'p')
  await page.getByRole('heading', { name: 'Swap rounds with a peer' }).waitFor()
  await press(page, 'i')
  await page.waitForURL(/\/green$/)
  return page.getByLabel('Invite link').inputValue()
}

const fileCard = async (page: Page) => {
  await tabTo(page, /^File the scorecard/)
  await press(page, 'Enter')
  await page.locator('.dm').first().waitFor()
  const names = await page.locator('.dm:not(.slim) h3').allInnerTexts()
  for (const name of names) {
    await tabTo(page, new RegExp(`^${name}: `))
    await press(page, '3')
    await tabTo(page, new RegExp(`^Attach evidence to ${name}`))
    await press(page, 'Enter')
    await tabTo(page, /^Words they said/)
    await page.keyboard.type(`Said about ${name}`)
    await press(page, 'Enter')
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>('[aria-label="Words they said"]')?.value === '')
    await press(page, 'Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
  }
  await letGo(page)
  await press(page, '3')
  await tabTo(page, /^Keep doing/)
  await page.keyboard.type('Prices every choice.')
  await press(page, 'Control+Enter')
  await page.getByRole('heading', { name: 'Your card is sealed' }).waitFor()
}

describe.skipIf(missing)('without a mouse', () => {
  test('one signs up, invites, interviews and files', async ({ task }) => {
    const app = await startApp({ webDirectory })
    const [ada, ben] = [await openVisitor(browser, app.url, { name: 'ada' }), await openVisitor(browser, app.url, { name: 'ben' })]
    onTestFinished(async () => {
      if (task.result?.state === 'fail') await keepPictures(task.name, [ada, ben])
      await Promise.all([ada.context.close(), ben.context.close()])
    })
    const { page } = ada
    await signUp(page)
    await ben.page.goto(await invite(page))
    await focusIs(ben.page, /^Your name/)
    await ben.page.keyboard.type('ben')
    await press(ben.page, 'Enter')
    for (const each of [ben.page, page]) {
      await each.getByRole('button', { name: 'Join the room' }).waitFor()
      await letGo(each)
      await press(each, 'Enter')
      await each.waitForURL(/\/r\/[\w-]{22}$/)
    }
    await page.locator('button:enabled', { hasText: 'Start the round' }).waitFor()
    await tabTo(page, /^Start the round/)
    await press(page, 'Enter')
    await page.locator('.cm-content').waitFor()

    app.clock.forward(31 * 60_000)
    await letGo(page)
    await press(page, 't')
    await page.locator('.next-step').first().waitFor()
    for (const mark of ['Shift+Digit2', 'Shift+Digit1']) {
      await press(page, 'j')
      await page.locator('.line-to-say').waitFor()
      await press(page, '1', mark)
      await page.locator('.line-to-say').waitFor({ state: 'detached' })
    }
    await press(page, 'e')
    await focusIs(page, /^What you saw or heard/)
    await page.keyboard.type('Names the price unasked')
    await press(page, 'Enter')
    await page.getByRole('region', { name: 'Evidence' }).getByRole('listitem').filter({ hasText: 'Names the price unasked' }).waitFor()
    await letGo(page)
    await press(page, '.')
    await focusIs(page, /^New note/)
    await page.keyboard.type('Quiet, then sure.')
    await press(page, 'Enter')
    await letGo(page)
    app.clock.forward(25 * 60_000)
    await tabTo(page, /^End round/)
    await press(page, 'Enter')
    await page.getByRole('alertdialog').waitFor()
    await tabTo(page, /^End round/)
    await press(page, 'Enter')
    await page.getByRole('heading', { level: 1, name: 'Between rounds' }).waitFor()
    await fileCard(page)
    expect([...ada.complaints, ...ben.complaints]).toEqual([])
  })
})
