import { loadavg } from 'node:os'
import { gzipSync } from 'node:zlib'
import type { Browser, Page, Response } from 'playwright-core'
import { launchChromium } from '@unanimous/testing'
import { code, startRound } from '../../support/browser/in-the-room.ts'
import { settled } from '../../support/browser/looks.ts'
import { openVisitor, signInAs, webDirectory } from '../../support/browser/visitor.ts'
import { holdBothWays, holdOneWay, signUpPair, type Pair } from '../../support/past-rounds.ts'
import type { Person } from '../../support/person.ts'
import { openApp, type RunningApp } from '../../support/start-app.ts'
import { median, type BenchContext, type Row } from '../row.ts'

const budgetKb = { withEditor: 400, without: 240 }

/** Everything a fresh browser fetched of JavaScript, in KB as gzip makes it, whatever the server compresses with. */
const fetchedKb = async (responses: readonly Response[]): Promise<number> => {
  const scripts = responses.filter(response => response.request().resourceType() === 'script' && response.ok())
  const bodies = await Promise.all(scripts.map(script => script.body()))
  return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1_000
}

/** What a page asked for before an instant of its own clock. */
const askedForBy = async (page: Page, instantMs: number): Promise<ReadonlySet<string>> =>
  new Set(await page.evaluate(until => performance.getEntriesByType('resource').filter(each => each.startTime <= until).map(each => each.name), instantMs))

/** Opens a page in a browser that has nothing cached, and measures what it fetched until then. */
const measure = async (browser: Browser, app: RunningApp, who: Person | undefined, path: string, until: (page: Page) => Promise<number>): Promise<number> => {
  const visitor = await openVisitor(browser, app.url)
  try {
    if (who) await signInAs(visitor, who)
    const responses: Response[] = []
    visitor.page.on('response', response => responses.push(response))
    await visitor.page.addInitScript(noteWhenWritable)
    await visitor.page.goto(path)
    const asked = await askedForBy(visitor.page, await until(visitor.page))
    return await fetchedKb(responses.filter(response => asked.has(response.url())))
  } finally {
    await visitor.context.close()
  }
}

/** Runs in the page: the instant from which a key would be taken, to the frame. */
const noteWhenWritable = () => {
  const look = () => {
    const text = document.querySelector('.cm-content')
    if (text === null || text.getAttribute('aria-readonly') === 'true') return void requestAnimationFrame(look)
    Object.assign(window, { takesKeysFromMs: performance.now() })
  }
  look()
}

/** Drawn, and nothing is being fetched any more: what a page loads a moment later counts as well. */
const quiet = async (page: Page): Promise<number> => {
  await settled(page)
  await page.waitForLoadState('networkidle')
  return page.evaluate(() => performance.now())
}

/** The first key that the shared text takes. */
const takesKey = async (page: Page): Promise<number> => {
  const fromMs = await page.waitForFunction(() => (window as { takesKeysFromMs?: number }).takesKeysFromMs)
  await code(page).click()
  await page.keyboard.type('x')
  await page.waitForFunction(() => document.querySelector('.cm-content')?.textContent?.includes('x'))
  return (await fromMs.jsonValue()) ?? Number.NaN
}

const pagesOf = (opened: { session: string; first: string }, sealed: { session: string; first: string; second: string }, loop: string, green: string) =>
  [
    ['sign-in', undefined, '/sign-in'], ['home', 'ann', '/'], ['practice', 'ann', '/practice'], ['green room', 'ann', `/r/${green}/green`], ['loops', 'ann', '/loops'], ['board', 'ann', `/loops/${loop}`],
    ['history', 'ann', '/history'], ['card', 'ann', `/history/${opened.first}`], ['debrief', 'ann', `/s/${opened.session}`], ['scorecard', 'ann', `/r/${sealed.session}/score/${sealed.first}`],
    ['guess', 'ann', `/r/${sealed.session}/estimate/${sealed.second}`], ['settings', 'ann', '/settings'], ['one’s data', 'ann', '/settings/data'], ['sample', undefined, '/sample'],
    ['loop debrief', 'ann', `/loops/${loop}/debrief`], ['plan', 'ann', '/plan'], ['stories', 'ann', '/stories'], ['library', 'ann', '/library'], ['one’s questions', 'ann', '/library/mine'],
  ] as const

const row = (what: string, kb: number, budget: number, runs: number): Row => ({
  suite: 'js-budget', case: what, ours: Math.round(kb), reference: budget, referenceName: 'budget', unit: 'KB gzip', ratio: kb / budget, bar: 1, holds: kb <= budget, runs, load: loadavg()[0] ?? 0,
})

/** A live round, kept alive by two browsers of its own, so that a third tab meets it running. */
const liveRound = async (browser: Browser, app: RunningApp, pair: Pair) => {
  const { session, code: link } = await pair.ann.post('create-invite', { kind: 'coding', minutes: 60, bothWays: false })
  await pair.ben.post('accept-invite', { code: link })
  const visitors = [await openVisitor(browser, app.url), await openVisitor(browser, app.url)] as const
  await signInAs(visitors[0], pair.ann)
  await signInAs(visitors[1], pair.ben)
  for (const { page } of visitors) await page.goto(`/r/${session}`)
  await startRound(visitors[0].page, visitors[1].page)
  return { path: `/r/${session}`, close: () => Promise.all(visitors.map(({ context }) => context.close())) }
}

const run = async ({ runs, say }: BenchContext): Promise<readonly Row[]> => {
  const browser = await launchChromium()
  const app = await openApp({ webDirectory })
  const pair = await signUpPair(app.url, app.clock)
  try {
    const options = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }
    const { loop } = await pair.ann.post('open-loop', { level: 'L5', deepDeclared: false, options })
    await holdOneWay(pair, { kind: 'hm', loop, loopSeat: 'hm' }, 3)
    const [opened, sealed] = [await holdBothWays(pair, 'opened'), await holdBothWays(pair, 'sealed')]
    const { session: green } = await pair.ann.post('create-invite', { kind: 'sd', minutes: 60, bothWays: true })
    const rows: Row[] = []
    for (const [name, who, path] of pagesOf(opened, sealed, loop, green)) {
      const taken: number[] = []
      for (let time = 0; time < runs; time += 1) taken.push(await measure(browser, app, who && pair[who], path, quiet))
      rows.push(row(name, median(taken), budgetKb.without, runs))
      say(`${name} ${Math.round(median(taken))} KB`)
    }
    const live = await liveRound(browser, app, pair)
    for (const [name, who] of [['room, as interviewer', pair.ann], ['room, as candidate', pair.ben]] as const) {
      const taken: number[] = []
      for (let time = 0; time < runs; time += 1) taken.push(await measure(browser, app, who, live.path, takesKey))
      rows.push(row(`${name}, until the editor takes a key`, median(taken), budgetKb.withEditor, runs))
    }
    await live.close()
    return rows
  } finally {
    pair.ann.drop()
    pair.ben.drop()
    await browser.close()
    await app.close()
  }
}

/** JavaScript fetched before a page is of use. */
export const suite = { name: 'js-budget', run }
