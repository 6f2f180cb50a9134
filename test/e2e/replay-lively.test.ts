import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { bankFrom, loadBank } from '@unanimous/bank'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { overflowing, settled, violations } from '../support/browser/looks.ts'
import { openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { openCards, readReplay } from '../support/kept-round.ts'
import { boardSteps, failed, holdLivelyRound } from '../support/lively-round.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the replay of a whole round needs a browser (Debian package chromium).')

const one = loadBank().get('coding.nearest-fill-source')!

let browser: Browser
let app: RunningApp
let held: Awaited<ReturnType<typeof holdLivelyRound>>
let candidate: Visitor

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory, bank: bankFrom([one]) })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const open = async ({ page, goto }: Visitor, query = '') => {
  await goto(`/replay/${held.round}${query}`)
  await settled(page)
  await page.locator('.replay-tracks').waitFor()
}
const picture = (page: Page, name: string) => page.screenshot({ path: `test-results/replay-lively-${name}.png` })
const moment = (page: Page) => page.getByLabel('Moment', { exact: true }).inputValue()
const drawnIn = (page: Page, board: string) => page.locator(`${board} [data-element]`).evaluateAll(all => all.map(each => each.getAttribute('data-element')).toSorted())
const idsAfter = (steps: number) => boardSteps.slice(0, steps).flat().map(({ id }) => id).toSorted()

describe.skipIf(missing)('a replay of a round in which everything happened', () => {
  test('shows on its timeline who typed, spoke, ran and marked, and draws the board of each moment', async () => {
    held = await holdLivelyRound(app, one)
    await openCards(held)
    await readReplay(held.other, held.round)
    candidate = await openVisitor(browser, app.url, { name: 'osprey' })
    await signInAs(candidate, held.other)
    await open(candidate, '?t=300')
    const { page } = candidate
    // One of the three steps of the drawing stood there at five minutes.
    expect(await drawnIn(page, '.replay-board')).toEqual(idsAfter(1))
    expect(await page.locator('.lane.typing.you rect').count()).toBeGreaterThan(5)
    expect(await page.locator('.lane.typing.peer rect').count()).toBeGreaterThan(0)
    expect(await page.locator('.lane.talk .you').count()).toBeGreaterThan(8)
    expect(await page.locator('.lane.talk .peer').count()).toBeGreaterThan(8)
    expect(await page.locator('.lane.talk').getByText(/^[23] min quiet$/).count()).toBe(1)
    expect(await page.locator('.lane .run').count()).toBe(3)
    expect(await page.locator('.lane .run.failed').count()).toBe(1)
    expect(await page.locator('.lane.marks .minus').count()).toBeGreaterThan(0)
    await picture(page, 'board')
    await open(candidate, '?t=900')
    expect(await drawnIn(page, '.replay-board')).toEqual(idsAfter(3))
    expect(await page.locator(`.replay-board [data-element="${failed.element}"] .struck`).count()).toBe(1)
    await page.getByRole('radio', { name: 'Output' }).check({ force: true })
    expect(await page.locator('.replay-output').innerText()).toContain('TypeError: bucket is undefined')
    await page.getByRole('radio', { name: 'Code', exact: true }).check({ force: true })
    await picture(page, 'light')
    expect(await violations(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await picture(page, 'dark')
    expect(await violations(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    expect(await overflowing(page)).toEqual([])
    await picture(page, 'phone-dark')
    await page.emulateMedia({ colorScheme: 'light' })
    await picture(page, 'phone')
    await page.setViewportSize({ width: 1440, height: 900 })
    expect(candidate.complaints).toEqual([])
  }, 300_000)

  test('is walked by keyboard alone: play, edits, marks, a moment, a comment, a clip', async () => {
    const { page } = candidate
    await open(candidate)
    const press = async (...keys: string[]) => { for (const key of keys) await page.keyboard.press(key) }
    await press('ArrowRight', 'ArrowRight')
    await expect.poll(() => moment(page)).toBe('00:10')
    await press('ArrowLeft')
    await expect.poll(() => moment(page)).toBe('00:05')
    const codeAt = () => page.locator('.lane.typing').count().then(() => page.locator('.head').getAttribute('style'))
    const before = await codeAt()
    await press('.')
    await expect.poll(codeAt).not.toBe(before)
    await press('.', ',', ',')
    await press(']')
    const first = await moment(page)
    await press(']')
    await expect.poll(() => moment(page)).not.toBe(first)
    await press('[')
    await expect.poll(() => moment(page)).toBe(first)
    await press('Space')
    await page.getByRole('button', { name: 'Pause' }).waitFor()
    await expect.poll(() => moment(page)).not.toBe(first)
    await press('Space')
    await page.getByRole('button', { name: 'Play', exact: true }).waitFor()
    // Tab leads to the field of the moment; a moment typed there is gone to, and the keys work on from there.
    await tabTo(page, 'Moment')
    await page.keyboard.type('12:30')
    await press('Enter')
    await expect.poll(() => moment(page)).toBe('12:30')
    await page.getByRole('img', { name: 'The board as it was' }).waitFor()
    await tabTo(page, 'Moment of the round')
    await press('c')
    await page.keyboard.type('Here the queue was gone.')
    await tabTo(page, 'Comment')
    await press('Enter')
    await page.locator('.replay-list').getByText('Here the queue was gone.').waitFor()
    await tabTo(page, 'Clips')
    await press('Enter')
    await page.getByLabel('Name').waitFor()
    await page.keyboard.type('The queue fails')
    await tabTo(page, 'Cut from 12:30 to 14:30')
    await press('Enter')
    await page.getByRole('link', { name: 'The queue fails' }).waitFor()
    await tabTo(page, 'The queue fails')
    await press('Enter')
    await page.getByText('Clip: The queue fails, 12:30 to 14:30').waitFor()
    expect(await moment(page)).toBe('12:30')
    expect(candidate.complaints).toEqual([])
  }, 300_000)

  test('has a moment tried again on a board that can be drawn on, and keeps nothing of it', async () => {
    const { page, goto } = candidate
    await goto(`/replay/${held.round}/retry?t=900`)
    await page.locator('.local-code .cm-content').waitFor()
    await page.getByRole('radio', { name: 'Board' }).check({ force: true })
    await page.locator('.retry-board .board-canvas canvas').first().waitFor()
    await page.getByRole('button', { name: 'Cache' }).click()
    await page.getByRole('radio', { name: 'Outline' }).check({ force: true })
    await page.locator('.retry-board').getByText('Hits').first().waitFor()
    await expect.poll(() => page.locator('.retry-board').innerText()).toContain('Cache')
    await picture(page, 'retry-board')
    await page.getByRole('button', { name: 'Start over' }).click()
    await page.getByRole('radio', { name: 'Board' }).check({ force: true })
    await page.getByRole('radio', { name: 'Outline' }).check({ force: true })
    await page.locator('.retry-board').getByText('Hits').first().waitFor()
    expect(await page.locator('.retry-board').innerText()).not.toContain('Cache')
    expect(candidate.complaints).toEqual([])
  }, 300_000)

  test('leaves as one file that draws the board of each moment with the network off', async () => {
    await open(candidate)
    const [download] = await Promise.all([candidate.page.waitForEvent('download'), candidate.page.getByRole('button', { name: 'Export' }).click()])
    const file = join(tmpdir(), `replay-lively-${process.pid}.html`)
    await download.saveAs(file)
    onTestFinished(() => rm(file))
    const context = await browser.newContext({ offline: true, colorScheme: 'dark' })
    onTestFinished(() => context.close())
    const alone = await context.newPage()
    const asked: string[] = []
    const complaints: string[] = []
    alone.on('request', request => asked.push(request.url()))
    alone.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    alone.on('pageerror', error => complaints.push(error.message))
    await alone.goto(`file://${file}`)
    await alone.locator('html[data-ready]').waitFor()
    for (const [minute, steps] of [[1, 0], [4, 1], [7, 2], [10, 3]] as const) {
      await alone.locator('#slider').fill(String(minute * 60_000))
      expect(await drawnIn(alone, '#board')).toEqual(idsAfter(steps))
    }
    expect(await alone.locator('#board .struck').count()).toBe(0)
    await alone.locator('#slider').fill(String(15 * 60_000))
    expect(await alone.locator(`#board [data-element="${failed.element}"] .struck`).count()).toBe(1)
    await alone.screenshot({ path: 'test-results/replay-lively-offline.png' })
    await alone.getByRole('button', { name: 'Text' }).click()
    expect(await alone.locator('#board').isVisible()).toBe(false)
    await alone.locator('#slider').fill(String(40 * 60_000))
    expect(await alone.locator('#code').textContent()).toBe(held.last)
    expect(asked).toEqual([`file://${file}`])
    expect(complaints).toEqual([])
  }, 300_000)

  test('with damaged parts says which minutes cannot be read, and plays everything else', async () => {
    const { rows } = await app.storage.pool.query<{ bytes: Buffer }>('select bytes from replay_part where round = $1', [held.round])
    const bytes = rows[0]?.bytes ?? expect.fail('no tape was kept')
    const broken = bytes.map((byte, at) => (at === Math.floor(bytes.length / 2) ? byte ^ 255 : byte))
    await app.storage.pool.query('update replay_part set bytes = $1 where round = $2', [Buffer.from(broken), held.round])
    await open(candidate, '?t=760')
    const { page } = candidate
    expect(await page.getByText('A part of this replay is missing').count()).toBe(1)
    expect(await page.getByText(/^The document from 0\d:\d\d – 1\d:\d\d is damaged and cannot be read\. Everything else plays\.$/).count()).toBe(1)
    // What was said, asked and spoken plays on, and so do the keys.
    expect(await page.locator('.replay-list').getByText('Held the heap too long').count()).toBe(1)
    expect(await page.locator('.lane.talk .you').count()).toBeGreaterThan(8)
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => moment(page)).toBe('12:45')
    await picture(page, 'damaged')
    expect(await violations(page)).toEqual([])
    expect(candidate.complaints).toEqual([])
  }, 300_000)
})

/** Tabs until what has the focus is named so. A page on which it cannot be reached fails here. */
const tabTo = async (page: Page, name: string): Promise<void> => {
  for (let presses = 0; presses < 150; presses += 1) {
    const on = await page.evaluate(() => {
      const at = document.activeElement
      return (at?.getAttribute('aria-label') ?? at?.querySelector('.word')?.textContent ?? at?.textContent ?? '').trim()
    })
    if (on === name || on.startsWith(name) && name.startsWith('Cut')) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no Tab reaches ${name}`)
}
