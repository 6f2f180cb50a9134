import type { Browser } from 'playwright-core'
import { ROUND_KINDS } from '@unanimous/rounds'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { walkKind } from '../support/browser/every-kind.ts'
import { keepPictures, openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { signUpPair, sit, type Pair } from '../support/past-rounds.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: rounds of every kind need a browser (Debian package chromium).')

let browser: Browser
let app: RunningApp
let pair: Pair
let people: readonly [ann: Visitor, ben: Visitor]

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory })
  pair = await signUpPair(app.url, app.clock)
  people = [await openVisitor(browser, app.url, { name: 'ann' }), await openVisitor(browser, app.url, { name: 'ben' })]
  await signInAs(people[0], pair.ann)
  await signInAs(people[1], pair.ben)
}, 60_000)
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, people)
})
afterAll(async () => {
  pair?.ann.drop()
  pair?.ben.drop()
  await browser?.close()
  await app?.close()
})

describe.skipIf(missing)('an interviewer who reads only the console', () => {
  test.each(ROUND_KINDS)('runs a %s round from its opening to the filed card', async kind => {
    const { session } = await sit(pair, { kind, bothWays: false })
    const [ann, ben] = people
    for (const { page } of people) await page.goto(`/r/${session}`)
    await walkKind({ kind, session, interviewer: ann.page, candidate: ben.page, clock: app.clock })
    expect([...ann.complaints, ...ben.complaints]).toEqual([])
  }, 120_000)
})
