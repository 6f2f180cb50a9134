import type { Browser } from 'playwright-core'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { beginRound, signUpPair, sit, type Pair } from '../support/past-rounds.ts'
import { freshId } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'
import { someStory } from '../support/stories.ts'
import { turnedClock } from '../support/turned-clock.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the plan needs a browser (Debian package chromium).')

let browser: Browser
let app: RunningApp
let pair: Pair
let ann: Visitor
let ben: Visitor
beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory, clock: turnedClock() })
  pair = await signUpPair(app.url, app.clock)
  ann = await openVisitor(browser, app.url, { name: 'ann' })
  ben = await openVisitor(browser, app.url, { name: 'ben' })
  await signInAs(ann, pair.ann)
  await signInAs(ben, pair.ben)
}, 120_000)
afterAll(async () => {
  pair?.ann.drop()
  pair?.ben.drop()
  await browser?.close()
  await app?.close()
})

describe.skipIf(missing)('preparing', () => {
  test('a plan is made from a pasted job, its next task done in words, a problem after its extensions, and taken into a calendar', async () => {
    const { page } = ann
    await ann.goto('/')
    await page.locator('h1').waitFor()
    // What a page offers by key may still be coming, and what was begun before is begun anew.
    await expect.poll(async () => {
      for (const key of ['g', 'a']) await page.keyboard.press(key)
      return new URL(page.url()).pathname
    }).toBe('/plan')
    await page.getByRole('button', { name: 'Make a plan' }).click()
    await page.getByLabel('The job, pasted if there is one').fill('You own the auction and the pacing of every campaign.')
    await expect.poll(() => page.getByRole('button', { name: 'Ads', pressed: true }).count()).toBe(1)
    await page.getByRole('button', { name: 'Make the plan' }).click()
    await page.getByRole('heading', { name: 'Seen enough: scope with numbers' }).waitFor()
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    await page.getByText('Answer it in your own words first').waitFor()
    await page.getByLabel(/in your own words$/).fill('Ten thousand showings a second, because finals are watched live.')
    await page.getByRole('button', { name: 'Done', exact: true }).click()
    await page.getByRole('heading', { name: 'Seen enough: scope with numbers' }).waitFor({ state: 'detached' })

    await page.getByRole('button', { name: /^Week 3/ }).click()
    await page.getByRole('checkbox', { name: 'Graph, problem 1' }).click()
    for (const extension of ['A hundred times as much', 'What breaks first', 'What I would swap']) await page.getByRole('checkbox', { name: extension }).check()
    await page.locator('.task-more').getByRole('button', { name: 'Done', exact: true }).click()
    await page.getByRole('button', { name: /^Week 1/ }).click()
    await page.getByRole('checkbox', { name: 'Graph, problem 1', checked: true }).waitFor()

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Calendar file' }).click()])
    expect(download.suggestedFilename()).toBe('prep-plan.ics')
    expect(ann.complaints.splice(0)).toEqual([])
  })

  test('a story says what it lacks while it is written, is kept, told by keys, and ticks the plan', async () => {
    const { page } = ann
    await ann.goto('/stories')
    await page.getByRole('button', { name: 'Write the first' }).click()
    const check = (words: string) => page.getByRole('region', { name: 'Does it hold?' }).getByRole('listitem').filter({ hasText: words })
    await page.getByLabel('Title').fill('The store we did not buy')
    await page.getByLabel(/^Your decision/).fill('We chose the smaller one.')
    expect(await check('a verb of choosing').textContent()).toContain('not yet')
    await page.getByLabel(/^Your decision/).fill('I chose the smaller one.')
    await expect.poll(() => check('a verb of choosing').textContent()).toContain('done')
    await page.getByText('Kept. Only you read it.').waitFor()
    await page.getByRole('button', { name: 'Start the clock' }).click()
    for (const key of ['i', 'i', 'w']) await page.keyboard.press(key)
    app.clock.forward(4 * 60_000)
    await page.getByRole('button', { name: 'Stop and keep it' }).click()
    await page.getByText('I 2, we 1').waitFor()
    await page.reload()
    await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('The store we did not buy')
    expect(await check('I is at least half').textContent()).toContain('67 %')
    expect(ann.complaints.splice(0)).toEqual([])
  })

  test('in a culture round the candidate has their stories at hand, and the interviewer has none of them', async () => {
    await pair.ben.send('save-story', { story: freshId(), ...someStory() })
    const { session, rounds } = await sit(pair, { kind: 'culture', bothWays: false })
    await beginRound(pair, rounds[0]?.round ?? '')
    await ben.goto(`/r/${session}`)
    await ben.page.locator('.own-stories > summary').click()
    await ben.page.getByText(someStory().title).click()
    await ben.page.getByText(someStory().decision).waitFor()
    await ann.goto(`/r/${session}`)
    await ann.page.getByText('You interview').waitFor()
    expect(await ann.page.locator('.own-stories').count()).toBe(0)
    expect(JSON.stringify(pair.ann.received)).not.toContain(someStory().title)
  })
})
