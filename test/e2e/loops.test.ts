import type { Browser, Page } from 'playwright-core'
import { instant } from '@unanimous/kernel'
import type { RoundKind } from '@unanimous/rounds'
import { foldLoop, NO_OPTIONS, type LoopCard, type LoopVerdict, type VotingSeat } from '@unanimous/verdict'
import { isMissing, launchChromium } from '@unanimous/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { walkKind } from '../support/browser/every-kind.ts'
import { fileGuess, type VoteName } from '../support/browser/forms.ts'
import { joinRoom, sessionOf } from '../support/browser/getting-in.ts'
import { keepPictures, openVisitor, signInAs, webDirectory, type Visitor } from '../support/browser/visitor.ts'
import { holdOneWay, patiently, type Pair, type Vote } from '../support/past-rounds.ts'
import { freshId, Person } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: whole loops need a browser (Debian package chromium).')

const voteNames: readonly VoteName[] = ['Strong no', 'No', 'Yes', 'Strong yes']
const seatNames: Readonly<Record<VotingSeat, string>> = {
  hm: 'Hiring manager', tech: 'Phone screen', coding1: 'Coding 1', coding2: 'Coding 2', sd: 'System design', culture: 'Culture', deep: 'Deep dive',
}
const kindOf = (seat: VotingSeat): RoundKind => (seat === 'coding1' || seat === 'coding2' ? 'coding' : seat)

type Given = readonly (readonly [seat: VotingSeat, vote: Vote])[]

/** What the pure rules make of these votes in this order. */
const pure = (votes: Given): LoopVerdict => foldLoop(
  { options: NO_OPTIONS, deepDeclared: false, createdAt: instant(0) },
  votes.map(([seat, vote], index): LoopCard => ({ seat, round: `r${index}`, openedAt: instant(index), raters: [{ rater: `rater-${index}`, vote }] })),
  instant(votes.length)
)

/** The verdict as a page says it. */
const said = (verdict: LoopVerdict): { readonly title: string; readonly hub: string } => {
  switch (verdict.status) {
    case 'UNANIMOUS': return { title: '6 interviews, no objection', hub: 'Unanimous, nobody objects' }
    case 'ENDED': return { title: 'One strong no ended this loop', hub: `Ended, strong no in ${seatNames[verdict.seat]}` }
    case 'REJECT': return { title: 'This loop is not unanimous', hub: `Not closed, no in ${verdict.seats.map(seat => seatNames[seat]).join(', ')}` }
    default: throw new Error(`no loop of this test ends ${verdict.status}`)
  }
}

let browser: Browser
let app: RunningApp
let people: Person[]
let visitors: Visitor[]

beforeAll(async () => {
  if (missing) return
  browser = await launchChromium()
  app = await openApp({ webDirectory })
  people = []
  visitors = []
  for (const handle of ['brindle', 'osprey', 'marten']) {
    const person = await (await new Person(app.url).signUp(handle)).connect({ lasting: true })
    const visitor = await openVisitor(browser, app.url, { name: handle })
    await signInAs(visitor, person)
    people.push(person)
    visitors.push(visitor)
  }
}, 60_000)
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await keepPictures(task.name, visitors)
})
afterAll(async () => {
  for (const person of people ?? []) person.drop()
  await browser?.close()
  await app?.close()
})

const pageOf = (index: number): Page => {
  const visitor = visitors[index]
  if (!visitor) throw new Error('nobody came')
  return visitor.page
}
const pairOf = (interviewer: number): Pair => {
  const [ann, ben] = [people[0], people[interviewer]]
  if (!ann || !ben) throw new Error('nobody came')
  return { clock: app.clock, ann, ben }
}

/** Opens a loop on the loops page, and gives its id. */
const openLoop = async (): Promise<string> => {
  const page = pageOf(0)
  await page.goto('/loops')
  await page.getByRole('button', { name: /^(Open a loop|New loop)$/ }).first().click()
  await page.getByRole('button', { name: 'Open the loop' }).click()
  await page.waitForURL(/\/loops\/[\w-]{22}$/)
  return /\/loops\/([\w-]{22})/.exec(page.url())?.[1] ?? ''
}

/** From the loop's own board to its opened cards, by hand: start the round, send its link, hold it, file both. */
const holdByHand = async (loop: string, seat: VotingSeat, vote: Vote, interviewer: number): Promise<void> => {
  const [candidate, by] = [pageOf(0), pageOf(interviewer)]
  await candidate.goto(`/loops/${loop}`)
  await candidate.getByRole('button', { name: 'Start a round' }).click()
  const dialog = candidate.getByRole('dialog')
  await dialog.getByLabel('Round', { exact: true }).selectOption({ label: seatNames[seat] })
  await dialog.getByText('Only this round').click()
  await dialog.getByRole('button', { name: 'Make the link' }).click()
  await candidate.waitForURL(/\/r\/[\w-]{22}\/green$/)
  await by.goto(await candidate.getByLabel('Invite link').inputValue())
  await by.locator('button[type=submit]').click()
  await by.waitForURL(/\/r\/[\w-]{22}\/green$/)
  const session = sessionOf(by)
  for (const page of [candidate, by]) await joinRoom(page)
  await walkKind({ kind: kindOf(seat), session, interviewer: by, candidate, clock: app.clock, vote: voteNames[vote - 1] ?? 'Yes' })
  await fileGuess(candidate, session, 3, 'Yes', true)
}

/** The same as fast as the server takes it. */
const holdQuickly = async (loop: string, seat: VotingSeat, vote: Vote, interviewer: number): Promise<void> => {
  await holdOneWay(pairOf(interviewer), { kind: kindOf(seat), loop, loopSeat: seat }, vote)
}

const votesOnPage = async (page: Page): Promise<Record<string, string>> => {
  const rows = await page.getByRole('group', { name: 'Rounds', exact: true }).locator('tbody tr').all()
  const cells = await Promise.all(rows.map(async row => [await row.locator('td').nth(0).innerText(), (await row.locator('td').nth(3).innerText()).split('\n')[0] ?? ''] as const))
  return Object.fromEntries(cells.map(([seat, vote]) => [seat.trim(), vote.trim()]))
}

const readsAs = async (page: Page, votes: Given): Promise<void> => {
  const { title, hub } = said(pure(votes))
  await page.getByRole('heading', { name: title }).waitFor()
  expect(await page.getByRole('img', { name: new RegExp(`^Loop \\d+: ${hub}$`) }).count()).toBe(1)
  await page.getByText('a fully able person would pass 53 % of loops of 6 votes').waitFor()
  const shown = await votesOnPage(page)
  for (const [seat, vote] of votes) expect([seat, shown[seatNames[seat]]]).toEqual([seat, voteNames[vote - 1]])
}

/** Board and ring, debrief, history and link all say what the pure rules say. */
const everyPageAgrees = async (loop: string, votes: Given): Promise<void> => {
  const page = pageOf(0)
  await page.goto(`/loops/${loop}`)
  await readsAs(page, votes)
  await page.goto(`/loops/${loop}/debrief`)
  for (const [seat, vote] of votes) {
    const entry = page.getByRole('region', { name: seatNames[seat], exact: true })
    await entry.locator('.voted .vote').filter({ hasText: new RegExp(`^${voteNames[vote - 1]}$`) }).waitFor()
    expect(await entry.locator('.ev-line').count()).toBeGreaterThan(0)
  }
  const [ann] = people
  const { rows } = await patiently(async () => ann?.read('history', { direction: 'received' }) ?? { rows: [] })
  expect(rows.filter(row => row.loop === loop).map(row => [row.loopSeat, row.vote]).toSorted()).toEqual(votes.map(([seat, vote]) => [seat, vote]).toSorted())
  const token = freshId()
  await patiently(async () => ann?.post('share-loop', { loop, token, days: 1, shows: 'cards', names: true }))
  const stranger = await openVisitor(browser, app.url, { name: 'stranger' })
  await stranger.page.goto(`/share/${token}`)
  await readsAs(stranger.page, votes)
  expect(await stranger.page.locator('.loop-cards details').count()).toBe(votes.length)
  expect(stranger.complaints).toEqual([])
  await stranger.context.close()
}

describe.skipIf(missing)('a whole loop', () => {
  test('of six rounds between three people, each by hand, closes when nobody objects', async () => {
    const loop = await openLoop()
    const votes: Given = [['hm', 3], ['tech', 3], ['coding1', 3], ['coding2', 3], ['sd', 4], ['culture', 3]]
    for (const [index, [seat, vote]] of votes.entries()) await holdByHand(loop, seat, vote, 1 + index % 2)
    await everyPageAgrees(loop, votes)
    await pageOf(0).goto(`/loops/${loop}`)
    await pageOf(0).getByText('2 different people voted').waitFor()
    expect(visitors.flatMap(({ complaints }) => complaints)).toEqual([])
  }, 300_000)

  test('is ended by one strong no in culture, whatever the others said', async () => {
    const loop = await openLoop()
    for (const [index, seat] of (['hm', 'tech', 'coding1', 'sd'] as const).entries()) await holdQuickly(loop, seat, 4, 1 + index % 2)
    await holdByHand(loop, 'culture', 1, 1)
    await everyPageAgrees(loop, [['hm', 4], ['tech', 4], ['coding1', 4], ['sd', 4], ['culture', 1]])
    await pageOf(0).goto(`/loops/${loop}`)
    await pageOf(0).getByText('Each answer was about another team.').first().waitFor()
    await pageOf(0).locator('tr', { hasText: 'Coding 2' }).getByText('Not run').waitFor()
  }, 200_000)

  test('is rejected by a plain no in system design alone, and says which vote is nearest to changing that', async () => {
    const loop = await openLoop()
    for (const [index, seat] of (['hm', 'tech', 'coding1', 'coding2', 'culture'] as const).entries()) await holdQuickly(loop, seat, 3, 1 + index % 2)
    await holdByHand(loop, 'sd', 2, 2)
    const votes: Given = [['hm', 3], ['tech', 3], ['coding1', 3], ['coding2', 3], ['culture', 3], ['sd', 2]]
    await everyPageAgrees(loop, votes)
    expect(pure(votes).closestFlip).toMatchObject({ seat: 'sd', alsoWithholding: [] })
    await pageOf(0).goto(`/loops/${loop}`)
    await pageOf(0).getByText('No other vote stood in the way.').waitFor()
  }, 200_000)

  test('may be held by one pair in an order of its own', async () => {
    const loop = await openLoop()
    const votes: Given = [['sd', 3], ['culture', 3], ['hm', 3], ['coding2', 3], ['tech', 3], ['coding1', 3]]
    for (const [seat, vote] of votes) await holdQuickly(loop, seat, vote, 1)
    await everyPageAgrees(loop, votes)
    await pageOf(0).goto(`/loops/${loop}`)
    await pageOf(0).getByText('1 person voted').waitFor()
  }, 200_000)
})
