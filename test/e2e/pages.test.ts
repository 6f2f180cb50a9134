import type { Browser, Page } from 'playwright-core'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { headings, overflowing, settled, violations } from '../support/browser/looks.ts'
import { openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { beginRound, holdBothWays, holdOneWay, sit, signUpPair, type Pair } from '../support/past-rounds.ts'
import { freshId, Person } from '../support/person.ts'
import { someStory } from '../support/stories.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'
import { turnedClock } from '../support/turned-clock.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the pages need a browser (Debian package chromium).')

const dayMs = 86_400_000

interface Seeded { readonly loop: string; readonly share: string; readonly debated: string; readonly judged: string; readonly opened: { session: string; first: string }; readonly sealed: { session: string; first: string; second: string }; readonly ended: string; readonly code: string; readonly green: string; readonly live: string; readonly asked: string }
type Who = 'ann' | 'ben' | 'newcomer' | 'judge' | 'nobody'

let browser: Browser
let app: RunningApp
let pair: Pair
let newcomer: Person
let judge: Person
let seeded: Seeded
const visitors = new Map<Who, Visitor>()

/** Two people with a past: a finished loop, an open one, an opened and a sealed session, an invite, a green room and a live round. */
const seed = async (): Promise<Seeded> => {
  const options = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }
  const { loop: ended } = await pair.ann.post('open-loop', { level: 'L5', deepDeclared: false, options })
  await holdOneWay(pair, { kind: 'hm', loop: ended, loopSeat: 'hm' }, 3)
  await holdOneWay(pair, { kind: 'culture', loop: ended, loopSeat: 'culture' }, 1)
  const { loop } = await pair.ann.post('open-loop', { level: 'L5', deepDeclared: false, options })
  await holdOneWay(pair, { kind: 'sd', loop, loopSeat: 'sd' }, 4)
  const judged = (await pair.ann.read('loop', { loop: ended })).rows.find(row => row.seat === 'culture')?.round ?? ''
  const share = freshId()
  await pair.ann.post('share-loop', { loop: ended, token: share, days: 90, shows: 'cards', names: true })
  const { loop: debated } = await pair.ann.post('open-loop', { level: 'L5', deepDeclared: false, options: { ...options, debriefRevision: true }, teams: ['playback', 'ads'] })
  for (const [kind, loopSeat] of [['hm', 'hm'], ['tech', 'tech'], ['coding', 'coding1'], ['coding', 'coding2'], ['sd', 'sd'], ['culture', 'culture']] as const) await holdOneWay(pair, { kind, loop: debated, loopSeat }, loopSeat === 'sd' ? 2 : 3)
  const opened = await holdBothWays(pair, 'opened')
  pair.clock.forward(dayMs)
  const sealed = await holdBothWays(pair, 'sealed')
  await pair.ann.send('start-plan', { level: 'L5', weeks: 6, hoursPerWeek: 10, givesWeek: false, teams: ['ads'], interviewOn: null, timeZone: 'Europe/Berlin' })
  await pair.ann.send('tick-task', { task: 'post.1' })
  await pair.ann.send('save-story', { story: freshId(), ...someStory() })
  const { code } = await pair.ann.post('create-invite', { kind: 'sd', minutes: 60, bothWays: true })
  const green = await sit(pair)
  const live = await sit(pair, { bothWays: false })
  await beginRound(pair, live.rounds[0]?.round ?? '')
  return { loop, share, debated, judged, opened, sealed, ended, code, green: green.session, live: live.session, asked: live.rounds[0]?.deal?.packs[0] ?? '' }
}

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory, config: { MODERATORS: ['judge@example.org'] }, clock: turnedClock(Date.now() - 24 * dayMs) })
  pair = await signUpPair(app.url, app.clock)
  newcomer = await new Person(app.url).signUp('newcomer')
  judge = await new Person(app.url).signUp('judge')
  seeded = await seed()
  for (const [who, person] of [['ann', pair.ann], ['ben', pair.ben], ['newcomer', newcomer], ['judge', judge], ['nobody', undefined]] as const) {
    const visitor = await openVisitor(browser, app.url, { name: who })
    if (person) await signInAs(visitor, person)
    visitors.set(who, visitor)
  }
}, 180_000)
afterAll(async () => {
  pair?.ann.drop()
  pair?.ben.drop()
  await browser?.close()
  await app?.close()
})

const visitorOf = (who: Who): Visitor => {
  const visitor = visitors.get(who)
  if (!visitor) throw new Error('nobody came')
  return visitor
}

const click = (name: string | RegExp) => async (page: Page) => page.getByRole('button', { name }).first().click()

interface Shown {
  readonly name: string
  readonly who: Who
  readonly path: (known: Seeded) => string
  /** What is pressed first. */
  readonly before?: (page: Page) => Promise<unknown>
}

/** Every page, and who looks at it. */
const pages: readonly Shown[] = [
  { name: 'sign-in', who: 'nobody', path: () => '/sign-in' },
  { name: 'the sample', who: 'nobody', path: () => '/sample' },
  { name: 'an invite', who: 'nobody', path: ({ code }) => `/i/${code}` },
  { name: 'not found', who: 'nobody', path: () => '/nowhere' },
  { name: 'an empty home', who: 'newcomer', path: () => '/' },
  { name: 'no loops', who: 'newcomer', path: () => '/loops' },
  { name: 'no history', who: 'newcomer', path: () => '/history' },
  { name: 'no plan', who: 'newcomer', path: () => '/plan' },
  { name: 'a plan being made', who: 'newcomer', path: () => '/plan', before: click('Make a plan') },
  { name: 'no stories', who: 'newcomer', path: () => '/stories' },
  { name: 'settings', who: 'newcomer', path: () => '/settings' },
  { name: 'one’s own data', who: 'newcomer', path: () => '/settings/data' },
  { name: 'practice', who: 'newcomer', path: () => '/practice' },
  { name: 'practice while waiting', who: 'newcomer', path: () => '/practice', before: async page => {
    await click('Find a peer')(page)
    await page.getByRole('button', { name: 'Stop' }).waitFor()
  } },
  { name: 'the library', who: 'newcomer', path: () => '/library' },
  { name: 'the library of somebody who is to be asked', who: 'ben', path: () => '/library?kind=coding' },
  { name: 'a round that was not met', who: 'newcomer', path: ({ asked }) => `/library/${asked}` },
  { name: 'a round that was read', who: 'ann', path: ({ asked }) => `/library/${asked}`, before: async page => page.getByRole('heading', { name: /^Ladder \d+$/ }).waitFor() },
  { name: 'home', who: 'ann', path: () => '/' },
  { name: 'the loops', who: 'ann', path: () => '/loops' },
  { name: 'a board', who: 'ann', path: ({ loop }) => `/loops/${loop}` },
  { name: 'a board that ended', who: 'ann', path: ({ ended }) => `/loops/${ended}` },
  { name: 'the plan', who: 'ann', path: () => '/plan' },
  { name: 'the plan with a task open', who: 'ann', path: () => '/plan', before: click(/^How/) },
  { name: 'the stories', who: 'ann', path: () => '/stories' },
  { name: 'a story being told', who: 'ann', path: () => '/stories', before: click('Start the clock') },
  { name: 'the dialog of a new loop', who: 'ann', path: () => '/loops', before: async page => {
    await click('New loop')(page)
    await page.getByLabel('The job, pasted if there is one').fill('You own our player and its DRM client. Ads: auction, pacing and campaign insertion.')
    await page.getByText('Packs come from Ads and Playback').waitFor()
  } },
  { name: 'the links to a loop', who: 'ann', path: ({ ended }) => `/loops/${ended}`, before: async page => {
    await click('Share')(page)
    await page.getByRole('button', { name: 'Take it back' }).waitFor()
    await click('Make a link')(page)
    await page.getByLabel('Link to this loop').waitFor()
  } },
  { name: 'a shared loop', who: 'nobody', path: ({ share }) => `/share/${share}` },
  { name: 'the debrief of a loop', who: 'ann', path: ({ debated }) => `/loops/${debated}/debrief` },
  { name: 'loops one voted in', who: 'ben', path: () => '/loops' },
  { name: 'a revision', who: 'ben', path: ({ debated }) => `/loops/${debated}/debrief`, before: async page => {
    await click('Revise this vote')(page)
    await page.getByRole('group', { name: 'What it rests on' }).getByRole('checkbox').first().check()
  } },
  { name: 'a card in question', who: 'judge', path: ({ judged }) => `/moderation/${judged}` },
  { name: 'the history', who: 'ben', path: () => '/history' },
  { name: 'the history as tables', who: 'ann', path: () => '/history?as=table' },
  { name: 'what one gave', who: 'ben', path: () => '/history?direction=given' },
  { name: 'a card', who: 'ben', path: ({ opened }) => `/history/${opened.first}` },
  { name: 'an opened debrief', who: 'ben', path: ({ opened }) => `/s/${opened.session}` },
  { name: 'a sealed debrief', who: 'ben', path: ({ sealed }) => `/s/${sealed.session}` },
  { name: 'the scorecard', who: 'ann', path: ({ sealed }) => `/r/${sealed.session}/score/${sealed.first}` },
  { name: 'the guess', who: 'ann', path: ({ sealed }) => `/r/${sealed.session}/estimate/${sealed.second}` },
  { name: 'the review of a strong no', who: 'ann', path: ({ sealed }) => `/r/${sealed.session}/score/${sealed.first}`, before: async page => {
    for (const row of await page.locator('.dm .scale').all()) await row.locator('label').first().click()
    await page.getByRole('radiogroup', { name: 'Your vote' }).locator('label').first().click()
    await click('Review strong no')(page)
    await page.getByRole('alertdialog').waitFor()
  } },
  { name: 'the green room', who: 'ann', path: ({ green }) => `/r/${green}/green` },
  { name: 'the room before its round', who: 'ann', path: ({ green }) => `/r/${green}` },
  { name: 'the console', who: 'ann', path: ({ live }) => `/r/${live}`, before: async page => page.locator('.cm-content').waitFor() },
  { name: 'the console unfolded', who: 'ann', path: ({ live }) => `/r/${live}`, before: async page => {
    await page.locator('.cm-content').waitFor()
    await click('Show all')(page)
    await page.keyboard.press('v')
    await page.keyboard.press('u')
    await page.getByRole('region', { name: 'Hints' }).waitFor()
  } },
  { name: 'the candidate’s room', who: 'ben', path: ({ live }) => `/r/${live}`, before: async page => page.locator('.cm-content').waitFor() },
  { name: 'a room that is somebody else’s', who: 'newcomer', path: ({ live }) => `/r/${live}` },
]

describe.skipIf(missing)('every page', () => {
  test.each(pages)('$name has a title, one heading and no axe violation in either theme', async ({ who, path, before }) => {
    const { page, complaints } = visitorOf(who)
    await page.goto(path(seeded))
    await settled(page)
    await before?.(page)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await violations(page), colorScheme).toEqual([])
    }
    const { title, h1 } = await headings(page)
    expect(h1).toHaveLength(1)
    expect(title).toMatch(/.+ Unanimous$|Searching$/)
    expect(await overflowing(page)).toEqual([])
    expect(complaints.splice(0)).toEqual([])
  })
})

const spoken = pages.filter(({ name }) => ['sign-in', 'an invite', 'practice', 'home', 'a board', 'an opened debrief', 'the scorecard', 'the green room', 'the console', 'the history', 'the plan', 'the stories'].includes(name))

describe.skipIf(missing)('in a language whose words are longer', () => {
  test.each(spoken)('$name is spoken in it and fits', async ({ who, path }) => {
    const { page } = visitorOf(who)
    await page.goto('/sign-in')
    await page.evaluate(() => localStorage.setItem('locale', 'pseudo'))
    await page.goto(path(seeded))
    await settled(page)
    expect((await headings(page)).h1.join()).toMatch(/[^\u0000-\u007f]/)
    expect(await overflowing(page)).toEqual([])
    await page.evaluate(() => localStorage.removeItem('locale'))
  })
})
