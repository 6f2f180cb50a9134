import { readFile } from 'node:fs/promises'
import type { Browser, Download, Page } from 'playwright-core'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { headings, overflowing, settled, violations } from '../support/browser/looks.ts'
import { keepPictures, openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { holdOneWay, signUpPair, type Pair } from '../support/past-rounds.ts'
import { Person } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'
import { turnedClock } from '../support/turned-clock.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: taking data along needs a browser (Debian package chromium).')

const dayMs = 86_400_000

let browser: Browser
let [there, here]: RunningApp[] = []
let pair: Pair
let ann: Visitor
let ben: Visitor
let newcomer: Visitor

const enter = async (app: RunningApp, person: Person, name: string) => {
  // A file that is refused is an answer with 400, which the browser itself puts into the console.
  const visitor = await openVisitor(browser, app.url, { name, allow: [/status of 400/] })
  await signInAs(visitor, person)
  return visitor
}

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  there = await openApp({ webDirectory, clock: turnedClock(Date.now() - 5 * dayMs) })
  here = await openApp({ webDirectory })
  pair = await signUpPair(there.url, there.clock)
  await holdOneWay(pair, { kind: 'coding' }, 3)
  await pair.ben.post('create-question', { pattern: 'interval', title: 'Meeting rooms', prompt: 'You get meetings as [from, to]. How many rooms are needed?' })
  ann = await enter(there, pair.ann, 'ann')
  ben = await enter(there, pair.ben, 'ben')
  newcomer = await enter(here, await new Person(here.url).signUp('newcomer'), 'newcomer')
}, 180_000)
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, [ann, ben, newcomer])
})
afterAll(async () => {
  pair?.ann.drop()
  pair?.ben.drop()
  await browser?.close()
  await there?.close()
  await here?.close()
})

const downloaded = async (page: Page, press: () => Promise<unknown>): Promise<{ download: Download; text: string }> => {
  const [download] = await Promise.all([page.waitForEvent('download'), press()])
  return { download, text: await readFile(await download.path(), 'utf8') }
}

const looksRight = async (page: Page) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page), colorScheme).toEqual([])
    expect(await overflowing(page)).toEqual([])
  }
}

describe.skipIf(missing)('what is yours', () => {
  test('leaves as a page that needs nothing but a browser, and as JSON that another installation takes', async () => {
    const { page } = ben
    await page.goto('/settings')
    await page.getByRole('link', { name: 'Open your data' }).click()
    await page.getByRole('heading', { name: 'Take it with you' }).waitFor()
    await looksRight(page)
    const asPage = await downloaded(page, () => page.getByRole('link', { name: 'Download as a page' }).click())
    expect(asPage.download.suggestedFilename()).toMatch(/^unanimous-\d{4}-\d\d-\d\d\.html$/)
    const alone = await ben.openTab()
    await alone.setViewportSize({ width: 390, height: 844 })
    await alone.setContent(asPage.text)
    await looksRight(alone)
    expect(await headings(alone)).toMatchObject({ h1: ['osprey'] })
    await alone.close()

    const { download, text } = await downloaded(page, () => page.getByRole('link', { name: 'Download as JSON' }).click())
    expect(JSON.parse(text)).toMatchObject({ format: 'unanimous.export/1', person: { handle: 'osprey' } })
    const elsewhere = newcomer.page
    await elsewhere.goto('/settings/data')
    const picker = elsewhere.getByLabel('Export of another installation')
    await picker.setInputFiles({ name: 'notes.json', mimeType: 'application/json', buffer: Buffer.from('not json') })
    await elsewhere.getByText('This file is not JSON.').waitFor()
    await picker.setInputFiles({ name: 'other.json', mimeType: 'application/json', buffer: Buffer.from(text.replace('export/1', 'export/9')) })
    await elsewhere.getByText('Nothing was imported. file.format: must be unanimous.export/1').waitFor()
    await looksRight(elsewhere)
    await picker.setInputFiles(await download.path())
    await elsewhere.getByText('1 card is in your history now.').waitFor()
    await elsewhere.getByText('1 question of your own is in your library now.').waitFor()
    await looksRight(elsewhere)
    await picker.setInputFiles(await download.path())
    await elsewhere.getByText('All of it was here already.').waitFor()
  })

  test('an imported card stands in history, marked, and leaves as Markdown and on paper', async () => {
    const { page } = newcomer
    await page.goto('/history')
    const table = page.getByRole('group', { name: 'Imported cards' })
    await table.getByText('brindle interviewed you').waitFor()
    await looksRight(page)
    await table.getByRole('link', { name: 'Coding' }).click()
    await page.getByText('Imported', { exact: true }).waitFor()
    await settled(page)
    await looksRight(page)
    await page.getByRole('button', { name: 'Take this card along' }).click()
    const { download, text } = await downloaded(page, () => page.getByRole('menuitem', { name: 'Download as Markdown' }).click())
    expect(download.suggestedFilename()).toMatch(/^scorecard-coding-\d{4}-\d\d-\d\d\.md$/)
    expect(text).toMatch(/^# Coding: .+\n\nYes, by brindle\n/)
    expect(text).toContain('> You asked who pays for a stale count')

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
    for (const chrome of ['.side', '.tabbar', '.top .btn', '.card-page .btn']) expect(await page.locator(chrome).filter({ visible: true }).count(), chrome).toBe(0)
    expect(await page.locator('.card-page').isVisible()).toBe(true)
    const shown = await page.evaluate(() => ({ scheme: getComputedStyle(document.documentElement).colorScheme, cut: [...document.querySelectorAll('.sheet, .scroll, .final-code')].filter(each => each.scrollHeight > each.clientHeight + 1 && getComputedStyle(each).overflowY !== 'visible').length }))
    expect(shown).toEqual({ scheme: 'light', cut: 0 })
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' })
  })

  test('goes for good when its person says so, and the peer keeps what was said', async () => {
    const { page } = ann
    await page.goto('/settings/data')
    await page.getByRole('button', { name: 'Delete the account' }).click()
    const dialog = page.getByRole('alertdialog', { name: 'Delete the account?' })
    await dialog.getByLabel('Your password').fill('not this one')
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    await dialog.getByText('This is not your password.').waitFor()
    await looksRight(page)
    await dialog.getByLabel('Your password').fill('correct horse battery')
    await page.keyboard.press('Enter')
    await page.waitForURL('**/sign-in')
    await page.goto('/history')
    await page.waitForURL('**/sign-in*')

    await ben.page.goto('/history')
    await ben.page.getByText('a former peer interviewed you').first().waitFor()
    expect(await ben.page.getByText('brindle').count()).toBe(0)
    expect([ann, ben, newcomer].flatMap(visitor => visitor.complaints)).toEqual([])
  })
})
