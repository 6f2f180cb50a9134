import type { Browser, Page } from 'playwright-core'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { askNext, injectCard, markOpen, writeNote } from '../support/browser/in-the-room.ts'
import { overflowing, settled, violations } from '../support/browser/looks.ts'
import { keepPictures, openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { databaseDigest } from '../support/database-digest.ts'
import { Person } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: a rehearsal needs a browser (Debian package chromium).')

let browser: Browser
let app: RunningApp
let ann: Person
let visitor: Visitor

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory })
  ann = await new Person(app.url).signUp('ann')
  visitor = await openVisitor(browser, app.url, { name: 'ann' })
  await signInAs(visitor, ann)
}, 60_000)
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, [visitor])
})
afterAll(async () => {
  await browser?.close()
  await app?.close()
})

const looksRight = async (page: Page) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    expect(await violations(page), colorScheme).toEqual([])
  }
  expect(await overflowing(page)).toEqual([])
}

/** Opens a round of the library by its title, spoilers included, and stands on its page. */
const openRound = async (page: Page, title: string) => {
  await page.goto('/library')
  await page.getByLabel('Words to look for').fill(title)
  await page.getByRole('link', { name: title, exact: true }).click()
  await page.getByRole('heading', { name: 'Opens spoilers' }).waitFor()
  await page.getByRole('button', { name: 'Open it' }).click()
  await page.getByRole('heading', { name: 'Ladder' }).waitFor()
}

const startAgainst = async (page: Page, candidate: string) => {
  await page.getByRole('link', { name: 'Rehearse' }).click()
  await page.getByRole('radiogroup', { name: 'Who answers you?' }).getByText(candidate, { exact: true }).click()
  await page.getByRole('button', { name: 'Start the clock' }).click()
  await page.getByRole('region', { name: 'What the candidate says' }).waitFor()
}

const clockOf = async (page: Page): Promise<number> => {
  const [, minutes = '0', seconds = '0'] = /(\d+):(\d\d)/.exec(await page.getByRole('timer', { name: 'Time used' }).innerText()) ?? []
  return Number(minutes) * 60 + Number(seconds)
}

describe.skipIf(missing)('whoever prepares to interview', () => {
  test('reads a round of the library, warms up with it and rehearses its script alone, of which nothing is kept', async () => {
    const { page, complaints } = visitor
    await openRound(page, 'Nearest fill source')

    await page.getByRole('button', { name: 'Warm up' }).click()
    const cards = page.getByRole('dialog', { name: 'Warm-up' })
    await cards.getByRole('heading', { name: 'What is the answer, and how do you tell a good one?' }).waitFor()
    await looksRight(page)
    for (let card = 0; card < 8; card++) {
      await page.keyboard.press('Enter')
      await cards.getByRole('list').waitFor()
      await page.keyboard.press('Enter')
    }
    await cards.getByText('That was all of it.').waitFor()
    await cards.getByRole('button', { name: 'Enough' }).click()

    const before = await databaseDigest(app.storage)
    await startAgainst(page, 'Weak')
    const asked = visitor.requests.length
    await page.getByText('6 ×').click()
    for (let state = 0; state < 4; state++) await page.keyboard.press('t')
    // Within ten seconds a minute is over; nobody waits longer than for the clock to show it.
    await expect.poll(() => clockOf(page), { timeout: 30_000 }).toBeGreaterThan(20)
    await page.getByRole('button', { name: 'Show all' }).click()
    await page.getByText('All steps').click()
    await page.locator('.all-steps .step').first().click()
    const heard = page.getByRole('region', { name: 'What the candidate says' }).getByRole('listitem')
    const said = await heard.first().innerText()
    await page.locator('.cues .weak').getByText(said).click()
    await injectCard(page)
    await writeNote(page, 'Said it too fast.')
    await looksRight(page)
    await markOpen(page, 'Nailed')
    if (await page.locator('.next-step').count() > 0) {
      await askNext(page)
      await markOpen(page, 'Struggled')
    }
    await page.getByRole('button', { name: 'End rehearsal' }).click()
    await page.getByRole('heading', { name: 'They were the weak candidate.' }).waitFor()
    const row = page.getByRole('row').nth(1)
    expect(await row.innerText()).toMatch(/Nailed[\s\S]*Struggled/)
    await settled(page)
    await looksRight(page)

    expect(visitor.requests.slice(asked).filter(url => /\/api\/v1\/(?!library)/.test(url))).toEqual([])
    expect(await databaseDigest(app.storage)).toEqual(before)
    expect(complaints.splice(0)).toEqual([])
  }, 180_000)

  test.each(['Kick-off surge', 'The call without cover', 'Map of your domain'])('rehearses %s, whatever its layout', async title => {
    const { page, complaints } = visitor
    await openRound(page, title)
    await startAgainst(page, 'Any of them')
    await looksRight(page)
    await page.getByRole('button', { name: 'End rehearsal' }).click()
    await page.getByRole('heading', { name: /^They were the (strong|middling|weak) candidate\.$/ }).waitFor()
    expect(complaints.splice(0)).toEqual([])
  }, 120_000)
})
