import type { Browser, Page } from 'playwright-core'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { fileGuess, fileScorecard } from '../support/browser/forms.ts'
import { acceptMatch, invite, joinAsGuest, joinQueue, joinRoom, openMember, password, sessionOf, signIn } from '../support/browser/getting-in.ts'
import { askNext, captureSelection, endRound, giveHint, injectCard, markOpen, moreFrames, proposals, seesCode, startRound, typeCode, writeNote, type Mark } from '../support/browser/in-the-room.ts'
import { keepPictures, openVisitor, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { eachEngine } from '../support/each-engine.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the story needs a browser (Debian package chromium).')

const minuteMs = 60_000

let browser: Browser
let app: RunningApp
let people: Visitor[] = []

beforeAll(async () => {
  if (!missing) browser = await launchChromium()
})
afterAll(async () => browser?.close())
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, people)
  await Promise.all(people.map(({ context }) => context.close()))
  people = []
  await app?.close()
})

const come = async (name: string): Promise<Visitor> => {
  const visitor = await openMember(browser, app.url, name)
  people.push(visitor)
  return visitor
}

/** Opens a loop on the loops page. */
const openLoop = async (page: Page) => {
  await page.goto('/loops')
  await page.getByRole('button', { name: 'Open a loop' }).click()
  await page.getByRole('button', { name: 'Open the loop' }).click()
  await page.waitForURL(/\/loops\/[\w-]{22}$/)
}

const declareLoopRound = (page: Page) => page.getByLabel('What your round counts for').selectOption({ label: 'Loop 1, Coding 1' })

interface Cast {
  readonly by: Visitor
  readonly of: Visitor
}

/** When it turns out that the first of these two interviews the other. */
const interviewing = async (by: Visitor, of: Visitor): Promise<Cast> => {
  await by.page.getByText('You interview').first().waitFor()
  return { by, of }
}

/** Five follow-ups from the half hour on: the first breaks, so the step that helps is proposed first. */
const askFive = async ({ by: { page }, of }: Cast) => {
  app.clock.forward(31 * minuteMs)
  // A mark of how far the solution is brings the page the server's time.
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('t')
  await page.locator('.next-step').first().waitFor()
  let cards = 0
  const marks: readonly Mark[] = ['Struggled', 'Partial', 'Nailed', 'Nailed', 'Partial']
  for (const [index, mark] of marks.entries()) {
    const name = await askNext(page)
    expect(name === 'A step to help', `step ${index}`).toBe(index === 1)
    if (await injectCard(page)) {
      cards += 1
      await of.page.getByRole('region', { name: 'New constraint' }).waitFor()
    }
    if (index === 0) await page.keyboard.press('1')
    await markOpen(page, mark)
    if (index === 0) expect((await proposals(page))[0]).toContain('It broke there: help once')
    app.clock.forward(3 * minuteMs)
  }
  expect(cards).toBeGreaterThan(0)
}

const interview = async (cast: Cast) => {
  const { by, of } = cast
  await startRound(by.page, of.page)
  await typeCode(of.page, `\n// written by ${of.name}\n`)
  await seesCode(by.page, `// written by ${of.name}`)
  await typeCode(by.page, `// read by ${by.name}\n`)
  await seesCode(of.page, `// read by ${by.name}`)
  await Promise.all([moreFrames(by.page, of.name), moreFrames(of.page, by.name)])
  await giveHint(by.page)
  await captureSelection(by.page, 'Names the key before the code')
  await writeNote(by.page, 'Quiet at first, then sure.')
  await askFive(cast)
  app.clock.forward(6 * minuteMs)
  await endRound(by.page, of.page)
}

eachEngine('two people on %s', engine => {
  beforeEach(async () => {
    app = await openApp({ engine, webDirectory })
  })

  test('meet in the queue, interview each other, file, read what they gave and received', async () => {
    const [ada, ben] = [await come('ada'), await come('ben')]
    for (const { page } of [ada, ben]) await openLoop(page)
    for (const { page } of [ada, ben]) await joinQueue(page)
    const session = await acceptMatch([ada.page, ben.page])
    for (const { page } of [ada, ben]) await declareLoopRound(page)
    for (const { page } of [ada, ben]) await joinRoom(page)
    const first = await Promise.any([interviewing(ada, ben), interviewing(ben, ada)])
    const second: Cast = { by: first.of, of: first.by }
    await interview(first)
    await interview(second)

    const { by, of } = first
    await fileScorecard(by.page, session, { score: 3, vote: 'Yes', keepDoing: 'Prices every choice.', changeOne: 'Say the failure first.' })
    await fileGuess(of.page, session, 4, 'Strong yes')
    await fileScorecard(of.page, session, { score: 3, vote: 'No', keepDoing: 'Listens well.', changeOne: 'Ask for the numbers.' })
    await of.page.goto(`/s/${session}`)
    await of.page.getByText(/sealed/i).first().waitFor()
    expect(await of.page.getByText('Prices every choice.').count()).toBe(0)
    await fileGuess(by.page, session, 3, 'Yes', true)

    for (const [{ page }, given, received] of [[by, 'Prices every choice.', 'Listens well.'], [of, 'Listens well.', 'Prices every choice.']] as const) {
      await page.goto(`/s/${session}`)
      await page.getByText(given).first().waitFor()
      await page.getByText(received).first().waitFor()
      await page.getByRole('button', { name: 'After this session' }).click()
      await page.getByRole('menuitem', { name: /Rematch/ }).waitFor()
      await page.keyboard.press('Escape')
    }
    await of.page.goto('/loops')
    await of.page.getByRole('link', { name: /Loop 1/ }).click()
    await of.page.getByRole('row', { name: /Coding 1/ }).getByText('Yes', { exact: true }).waitFor()
    await of.page.goto('/history')
    await of.page.getByRole('row').filter({ hasText: 'interviewed you' }).getByRole('link').first().click()
    await of.page.waitForURL(/\/history\/[\w-]{22}$/)
    await of.page.getByText('Names the key before the code').first().waitFor()
    await of.page.getByText(`// written by ${of.name}`).first().waitFor()
    expect([...ada.complaints, ...ben.complaints]).toEqual([])
  })
}, ['chromium'])

describe.skipIf(missing)('a friend behind a link', () => {
  test('needs a name and nothing else, and keeps everything with an account afterwards', async () => {
    app = await openApp({ webDirectory })
    const ada = await come('ada')
    const link = await invite(ada.page)
    const cleo = await openVisitor(browser, app.url, { name: 'cleo' })
    people.push(cleo)
    await joinAsGuest(cleo, link)
    for (const { page } of [ada, cleo]) await joinRoom(page)
    await interview({ by: ada, of: cleo })
    await ada.page.getByRole('button', { name: 'Do not hold it' }).click()
    await ada.page.getByRole('alertdialog').getByRole('button', { name: 'Do not hold it' }).click()
    await ada.page.getByRole('alertdialog').waitFor({ state: 'detached' })
    const session = sessionOf(ada.page)
    await fileGuess(cleo.page, session, 3, 'Yes')
    await fileScorecard(ada.page, session, { score: 3, vote: 'Yes', keepDoing: 'Prices every choice.', changeOne: 'Say the failure first.' }, true)
    await cleo.goto(`/s/${session}`)
    await cleo.page.getByText('Prices every choice.').first().waitFor()

    await cleo.goto('/settings')
    await cleo.page.getByLabel('Work or personal e-mail').fill('cleo@example.org')
    await cleo.page.getByLabel('Password').fill(password)
    await cleo.page.getByRole('button', { name: 'Keep this account' }).click()
    await cleo.page.getByText('This is your account now.').waitFor()
    const elsewhere = await openVisitor(browser, app.url, { name: 'cleo-elsewhere' })
    people.push(elsewhere)
    await signIn(elsewhere.page, 'cleo')
    await elsewhere.goto('/history')
    await elsewhere.page.getByRole('row').filter({ hasText: 'interviewed you' }).waitFor()
    expect(people.flatMap(({ complaints }) => complaints)).toEqual([])
  })
})
