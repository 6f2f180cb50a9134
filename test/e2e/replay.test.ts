import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { bankFrom, loadBank } from '@unanimous/bank'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { overflowing, settled, violations } from '../support/browser/looks.ts'
import { openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { holdKeptRound, openCards, type KeptRound } from '../support/kept-round.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the replay needs a browser (Debian package chromium).')

const one = loadBank().get('coding.nearest-fill-source')!

let browser: Browser
let app: RunningApp
let held: KeptRound
let candidate: Visitor
let interviewer: Visitor

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory, bank: bankFrom([one]) })
  candidate = await openVisitor(browser, app.url, { name: 'osprey' })
  interviewer = await openVisitor(browser, app.url, { name: 'brindle' })
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const openReplay = async ({ page, goto }: Visitor, query = ''): Promise<Page> => {
  await goto(`/replay/${held.round}${query}`)
  await settled(page)
  await page.locator('.replay .cm-content').waitFor()
  return page
}
/** Notes on the page whether it ever showed these words, however shortly. */
const watchFor = (page: Page, words: string) => page.addInitScript(sought => {
  new MutationObserver(() => {
    if (document.body?.textContent?.includes(sought)) document.documentElement.dataset['saw'] = sought
  }).observe(document, { childList: true, subtree: true, characterData: true })
}, words)
const codeOf = (page: Page): Promise<string> => page.evaluate(() => [...document.querySelectorAll('.replay .cm-line')].map(line => [...line.childNodes].filter(node => !(node instanceof Element && node.classList.contains('replay-caret'))).map(node => node.textContent ?? '').join('')).join('\n'))
const picture = (page: Page, name: string) => page.screenshot({ path: `test-results/replay-${name}.png` })
const goTo = async (page: Page, moment: string) => {
  await page.getByLabel('Moment', { exact: true }).fill(moment)
  await page.keyboard.press('Enter')
}
const clock = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.ceil((ms % 60_000) / 1_000)).padStart(2, '0')}`

describe.skipIf(missing)('a replay', () => {
  test('shows the candidate only what they saw while the cards are sealed, and afterwards is talked over by both', async () => {
    held = await holdKeptRound(app, one)
    await held.end()
    await signInAs(candidate, held.other)
    await signInAs(interviewer, held.inviter)
    await watchFor(candidate.page, 'The replay is being prepared')
    const page = await openReplay(candidate)
    // Whoever comes first is told what is going on, and the page opens by itself.
    expect(await page.evaluate(() => document.documentElement.dataset['saw'])).toBe('The replay is being prepared')
    for (const { atMs, text } of held.live) {
      await goTo(page, clock(atMs))
      await expect.poll(() => codeOf(page)).toBe(text)
    }
    expect(await page.getByText('only what you saw live').count()).toBe(1)
    expect(await page.getByText('said of').count()).toBe(0)
    await picture(page, 'sealed')
    const console = await openReplay(interviewer)
    await expect.poll(() => console.getByText('said of coding.narration').count()).toBeGreaterThan(0)

    // After the reveal: keys step by mark and edit, a comment and a clip stay and are shared.
    await openCards(held)
    await openReplay(candidate, '?t=130')
    expect(await page.getByLabel('Moment', { exact: true }).inputValue()).toBe('02:10')
    const [, second] = held.live
    await page.keyboard.press('.')
    await expect.poll(() => codeOf(page)).toBe(second?.text)
    await page.keyboard.press(',')
    await expect.poll(() => codeOf(page)).toBe(held.live[0]?.text)
    // The follow-up, its card, the first thing captured.
    for (let mark = 0; mark < 3; mark++) await page.keyboard.press(']')
    await expect.poll(() => codeOf(page)).toBe(second?.text)
    await page.keyboard.press('c')
    await page.getByLabel('What you make of it now').fill('I knew here. <b>Afraid</b> to delete working code.')
    await page.getByRole('dialog').getByRole('button', { name: 'Comment' }).click()
    await page.locator('.replay-list').getByText('I knew here. <b>Afraid</b> to delete working code.').waitFor()
    await page.getByRole('button', { name: 'Clips' }).click()
    await page.getByLabel('Name').fill('The turn')
    await page.getByRole('button', { name: /^Cut from/ }).click()
    const link = await page.getByRole('link', { name: 'The turn' }).getAttribute('href')
    await page.keyboard.press('Escape')

    const theirs = await openReplay(interviewer, link?.slice(link.indexOf('?')))
    expect(await theirs.getByText(/^Clip: The turn/).count()).toBe(1)
    expect(await theirs.locator('.replay-list').getByText('I knew here.').count()).toBe(1)
    expect(await violations(theirs)).toEqual([])
    await picture(theirs, 'opened')
  }, 120_000)

  test('plays by itself, skips what is quiet, and fits a phone in both themes', async () => {
    const page = await openReplay(candidate)
    await page.getByRole('radio', { name: '16×' }).check({ force: true })
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Play', exact: true }).click()
    const [first, last] = [held.live[0], held.live.at(-1)]
    await expect.poll(() => codeOf(page)).toContain(first?.text.trim().split('\n').at(-1) ?? '')
    await expect.poll(() => codeOf(page), { timeout: 60_000 }).toBe(last?.text)
    await picture(page, 'played')
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(page, 'dark')
    expect(await violations(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await overflowing(page)).toEqual([])
    await picture(page, 'phone')
    await page.getByRole('radio', { name: 'What happened' }).check({ force: true })
    await picture(page, 'phone-list')
    expect(await overflowing(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'light' })
    await page.setViewportSize({ width: 1440, height: 900 })
    expect([...candidate.complaints, ...interviewer.complaints]).toEqual([])
  }, 120_000)

  test('leaves as one file that plays without a network and lets nothing in', async () => {
    const page = await openReplay(candidate)
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()])
    const file = join(tmpdir(), `replay-${process.pid}.html`)
    await download.saveAs(file)
    onTestFinished(() => rm(file))
    const context = await browser.newContext({ offline: true })
    onTestFinished(() => context.close())
    const alone = await context.newPage()
    const asked: string[] = []
    const complaints: string[] = []
    alone.on('request', request => asked.push(request.url()))
    alone.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    alone.on('pageerror', error => complaints.push(error.message))
    await alone.goto(`file://${file}`)
    await alone.locator('html[data-ready]').waitFor()
    const [, second, last] = held.live
    await alone.locator('#slider').fill(String(Math.ceil((second?.atMs ?? 0) / 1_000) * 1_000))
    expect(await alone.locator('#code').textContent()).toBe(second?.text)
    await alone.getByText('<b>Afraid</b> to delete').click()
    expect(await alone.locator('li b').first().textContent()).not.toBe('Afraid')
    await alone.locator('#speed').selectOption('16')
    await alone.locator('#slider').fill(String(Math.floor((last?.atMs ?? 0) / 1_000) * 1_000 - 4_000))
    await alone.getByRole('button', { name: 'Play' }).click()
    await expect.poll(() => alone.locator('#code').textContent()).toBe(last?.text)
    expect(asked).toEqual([`file://${file}`])
    expect(complaints).toEqual([])
    expect(await alone.content()).not.toContain('a private note')
    await alone.screenshot({ path: 'test-results/replay-offline.png' })
  }, 120_000)

  test('evidence leads to its moment, which can be tried again alone', async () => {
    const { page } = candidate
    await candidate.goto(`/history/${held.round}`)
    await settled(page)
    await page.locator('a.evtag').first().click()
    await page.locator('.replay .cm-content').waitFor()
    expect(new URL(page.url()).searchParams.get('t')).not.toBeNull()
    await openReplay(candidate, '?t=125')
    await page.getByRole('link', { name: 'Retry this moment' }).click()
    await page.locator('.local-code .cm-content').waitFor()
    expect(await page.locator('.local-code .cm-content').innerText()).toContain('function nearestSource')
    expect(await page.getByText('Caches may fail between planning and pulling.').count()).toBe(1)
    await page.locator('.local-code .cm-content').click()
    await page.keyboard.press('Control+End')
    await page.keyboard.type('// this time')
    await page.getByRole('radio', { name: 'Against what came of it' }).check({ force: true })
    expect(await page.locator('.replay-diff .new').innerText()).toContain('// this time')
    await page.screenshot({ path: 'test-results/replay-retry.png' })
    expect(await violations(page)).toEqual([])
    expect(candidate.complaints).toEqual([])
  }, 120_000)
})
