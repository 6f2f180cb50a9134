import { sql } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { fileGuess } from '../../support/browser/forms.ts'
import { signUp } from '../../support/browser/getting-in.ts'
import { overflowing, violations } from '../../support/browser/looks.ts'
import { openStage, servePages } from '../../support/browser/stage.ts'
import { signInAs, type Visitor } from '../../support/browser/visitor.ts'
import { meet, Person } from '../../support/person.ts'

const dayMs = 86_400_000
/** A failing server and a broken page are what these tests are about; the browser writes them down as well. */
const failures = [/Failed to load resource/, /TypeError/, /is not iterable|undefined|null/]

const stage = openStage({ what: 'the state of a page', serve: servePages })

const member = async (name: string): Promise<Visitor> => {
  const visitor = await stage.visit({ name, allow: failures })
  await signUp(visitor)
  return visitor
}
const asPerson = async (person: Person): Promise<Visitor> => {
  const visitor = await stage.visit({ allow: failures })
  await signInAs(visitor, person)
  return visitor
}

/** Answers of one query stay away until they are let go. */
const hold = async (page: Page, path: string) => {
  let release = (): void => {}
  let asked = (): void => {}
  const isReleased = new Promise<void>(done => { release = done })
  const isAsked = new Promise<void>(done => { asked = done })
  await page.route(path, async route => {
    asked()
    await isReleased
    await route.continue().catch(() => undefined)
  })
  return { isAsked, release }
}

describe.skipIf(stage.missing)('a page that is waited for', () => {
  test('shows nothing at first, then its shape for 400 ms at least; after two seconds words, after ten a way out', async () => {
    const { page, complaints } = await member('waiting')
    await page.clock.install()
    const skeleton = page.getByRole('status', { name: 'Loading' })
    await page.goto('/settings')
    await page.getByRole('heading', { level: 1 }).waitFor()

    const first = await hold(page, '**/api/v1/plan*')
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 10_000))
    await page.getByRole('link', { name: 'Prep plan' }).click()
    await first.isAsked
    await page.getByRole('heading', { level: 1, name: 'Prep plan' }).waitFor()
    await page.clock.runFor(290)
    expect(await skeleton.isVisible()).toBe(false)
    await page.clock.runFor(20)
    await skeleton.waitFor()
    const answered = page.waitForResponse('**/api/v1/plan*')
    first.release()
    await answered
    await page.clock.runFor(100)
    expect(await skeleton.isVisible()).toBe(true)
    await page.clock.runFor(400)
    await skeleton.waitFor({ state: 'detached' })

    await page.unrouteAll({ behavior: 'ignoreErrors' })
    const second = await hold(page, '**/api/v1/loops*')
    await page.getByRole('link', { name: 'Loops' }).click()
    await second.isAsked
    await page.clock.runFor(1_900)
    expect(await page.getByText('Loading…').isVisible()).toBe(false)
    await page.clock.runFor(300)
    await page.getByText('Loading…').waitFor()
    expect(await page.getByRole('button', { name: 'Load the page again' }).count()).toBe(0)
    await page.clock.runFor(8_000)
    await page.getByRole('button', { name: 'Load the page again' }).waitFor()
    second.release()
    await page.clock.resume()
    await page.getByRole('button', { name: 'Load the page again' }).waitFor({ state: 'detached' })
    expect(await violations(page)).toEqual([])
    expect(complaints).toEqual([])
  })

  test('says that it failed, that nothing is lost and under which number it stands in the log; trying again helps when it does', async () => {
    const { page } = await member('failing')
    await page.goto('/stories')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await stage.server.storage.db.execute(sql`alter table story rename to story_away`)
    try {
      await page.reload()
      await page.getByRole('heading', { name: 'This page could not be read' }).waitFor()
      await page.getByText(/What you saved is safe/).waitFor()
      const number = page.getByRole('button', { name: /^Copy the failure's number [0-9a-f]{8}$/ })
      const shown = await number.innerText()
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
      await number.click()
      await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${shown.trim()} /stories`)
    } finally {
      await stage.server.storage.db.execute(sql`alter table story_away rename to story`)
    }
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { name: 'This page could not be read' }).waitFor({ state: 'detached' })
  })

  test('that was asked for too fast is read by itself a moment later', async () => {
    const { page } = await member('hasty')
    await page.goto('/settings')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const answered = (status: number) => page.waitForResponse(response => response.url().includes('/api/v1/plan') && response.status() === status)
    const isRefused = answered(429)
    const isRead = answered(200)
    // Until the plan was refused, however long the click takes: what may be asked counts for ten seconds.
    const tooMany = page.waitForResponse(response => response.url().includes('/api/v1/home') && response.status() === 429)
    await page.evaluate(() => {
      const hasty = window as unknown as { hasEnough?: boolean }
      const ask = async (): Promise<void> => {
        await fetch('/api/v1/home')
        if (hasty.hasEnough !== true) await ask()
      }
      for (let at = 0; at < 20; at++) void ask()
    })
    await tooMany
    await page.getByRole('link', { name: 'Prep plan' }).click()
    await isRefused
    await page.evaluate(() => {
      (window as unknown as { hasEnough?: boolean }).hasEnough = true
    })
    await page.getByRole('heading', { level: 1, name: 'Prep plan' }).waitFor()
    await isRead
    await page.getByRole('status', { name: 'Loading' }).waitFor({ state: 'detached' })
    expect(await page.getByText('This page could not be read').count()).toBe(0)
  })

  test('that breaks while it is drawn has a number that is the same each time, and goes on when it can', async () => {
    const { page } = await member('breaking')
    await page.route('**/api/v1/loops*', route => route.fulfill({ json: { loops: null } }))
    const numbers: string[] = []
    for (let time = 0; time < 2; time++) {
      await page.goto('/loops')
      await page.getByRole('heading', { level: 1, name: 'This page stopped' }).waitFor()
      numbers.push(await page.getByRole('button', { name: /^Copy the failure's number/ }).innerText())
    }
    expect(new Set(numbers).size).toBe(1)
    await page.unrouteAll()
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByRole('heading', { level: 1, name: 'Loops' }).waitFor()
  })
})

describe.skipIf(stage.missing)('a page of somebody else', () => {
  test('says whose it is, who one is here, and how one gets in', async () => {
    const { inviter, session } = await meet(stage.server.url, { bothWays: false })
    const round = inviter.session?.rounds[0]?.round ?? ''
    const { page, complaints } = await member('stranger')
    for (const [path, whose] of [
      [`/s/${session}`, 'A debrief is for the two people of its session.'],
      [`/r/${session}/score/${round}`, 'A scorecard is written by whoever interviewed in its round.'],
      [`/r/${session}/estimate/${round}`, 'A guess is made by the candidate of its round.'],
      [`/history/${round}`, 'What came of a round is read by the two who held it, once both cards are open.'],
      [`/loops/${session}`, "A loop is its candidate's own. They can send you a link to read it."],
    ] as const) {
      await page.goto(path)
      await page.getByRole('heading', { name: 'This is not here for you' }).waitFor()
      await page.getByText(whose).waitFor()
      await page.getByText('You are signed in as stranger.').waitFor()
      expect(await overflowing(page)).toEqual([])
    }
    await page.goto(`/r/${session}`)
    await page.getByRole('heading', { name: 'You have no seat in this room' }).waitFor()
    await page.getByRole('button', { name: 'Sign in as somebody else' }).click()
    await page.waitForURL(url => url.pathname === '/sign-in' && url.searchParams.get('to') === `/r/${session}`)
    expect(complaints).toEqual([])
  })
})

describe.skipIf(stage.missing)('a room that cannot be entered', () => {
  test('is full, ended or never began: each says which and leads on', async () => {
    const { inviter, other, session, code } = await meet(stage.server.url, { bothWays: false })
    const round = inviter.session?.rounds[0]?.round ?? ''
    const third = await member('third')
    await third.goto(`/i/${code}`)
    await third.page.getByRole('heading', { name: 'Somebody has taken this seat' }).waitFor()
    await inviter.send('start-round', { round })
    await inviter.send('end-round', { round })
    const ended = await asPerson(other)
    await ended.goto(`/r/${session}`)
    await ended.page.getByRole('heading', { level: 1, name: 'File what you saw' }).waitFor()
    await ended.goto(`/r/${session}/green`)
    await ended.page.getByRole('heading', { name: 'The session has begun' }).waitFor()
    expect([...third.complaints, ...ended.complaints]).toEqual([])
  })

  test('has an invite that grew too old: its maker is told and makes another, its guest is told whom to ask', async () => {
    const ada = await new Person(stage.server.url).signUp('ada')
    const { session, code } = await ada.post('create-invite', { kind: 'sd', minutes: 60, bothWays: true })
    const maker = await asPerson(ada)
    await maker.goto(`/r/${session}/green`)
    await maker.page.getByLabel('Invite link').waitFor()
    stage.server.clock.forward(8 * dayMs)
    await maker.page.reload()
    await maker.page.getByText('The invite to this room is too old').waitFor()
    const guest = await stage.visit({ name: 'guest' })
    await guest.goto(`/i/${code}`)
    await guest.page.getByRole('heading', { name: 'This invite is too old' }).waitFor()
    await maker.page.getByRole('button', { name: 'New invite' }).click()
    await maker.page.waitForURL(url => url.pathname.endsWith('/green') && !url.pathname.includes(session))
    const link = await maker.page.getByLabel('Invite link').inputValue()
    await guest.page.goto(link)
    await guest.page.getByRole('heading', { name: 'ada invites you to a mock interview' }).waitFor()
    await guest.page.getByText('System design').first().waitFor()
    expect([...maker.complaints, ...guest.complaints]).toEqual([])
  })
})

describe.skipIf(stage.missing)('a guest who has filed', () => {
  test('is asked to keep it in an account or to let it go', async () => {
    const { inviter, other, session } = await meet(stage.server.url, { bothWays: false, guest: true })
    const round = inviter.session?.rounds[0]?.round ?? ''
    await inviter.send('start-round', { round })
    await inviter.send('end-round', { round })
    const guest = await asPerson(other)
    await fileGuess(guest.page, session, 2, 'No')
    await guest.page.getByText('Keep this in an account, or let it go').waitFor()
    await guest.page.getByRole('link', { name: 'Keep it' }).click()
    await guest.page.waitForURL('**/settings')
    await guest.page.getByRole('button', { name: 'Keep this account' }).waitFor()
    expect(guest.complaints).toEqual([])
  })
})
