/** Two boards in two browsers: how soon what one draws stands on the other's canvas, and how long a full one takes to open. */
import { loadavg } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '@unanimous/testing'
import { canvas, canvasApp, drawBox } from '../../e2e/board/on-the-board.ts'
import { startRound } from '../../support/browser/in-the-room.ts'
import { openVisitor, signInAs, webDirectory, type Visitor } from '../../support/browser/visitor.ts'
import { signUpPair, sit, type Pair } from '../../support/past-rounds.ts'
import { openApp, type RunningApp } from '../../support/start-app.ts'
import { type BenchContext, median, type Row } from '../row.ts'

/** Bars of the product in milliseconds. */
const BARS = { arrival: 100, load: 1_000, sync: 3_000 } as const
const SHAPES = 40
/** Between two shapes of a brisk hand, in milliseconds; the shape itself is drawn as fast as the browser is driven. */
const PAUSE = 500
const FULL = 1_000

interface Open {
  readonly app: RunningApp
  readonly browser: Browser
  readonly pair: Pair
}

const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN

const row = (what: string, ours: number, bar: number, runs: number): Row => ({
  suite: 'board', case: what, ours: Math.round(ours), reference: bar, referenceName: 'bar', unit: 'ms', ratio: ours / bar, bar: 1, holds: ours <= bar, runs, load: loadavg()[0] ?? 0,
})

const openBoth = async ({ app, browser, pair }: Open): Promise<{ readonly people: readonly [Visitor, Visitor] }> => {
  const { session } = await sit(pair, { kind: 'sd', bothWays: false })
  const people = [await openVisitor(browser, app.url, { name: 'ann' }), await openVisitor(browser, app.url, { name: 'ben' })] as const
  for (const [visitor, person] of [[people[0], pair.ann], [people[1], pair.ben]] as const) {
    await signInAs(visitor, person)
    await visitor.page.goto(`/r/${session}`)
  }
  await startRound(people[0].page, people[1].page)
  for (const { page } of people) await canvas(page).waitFor()
  return { people }
}

/** Notes, on one clock for the whole machine, when a page's canvas first holds each id. */
const watch = async (page: Page) => (await canvasApp(page)).evaluate(app => {
  const seen = new Map<string, number>()
  setInterval(() => {
    for (const { id } of app?.scene.getElementsIncludingDeleted() ?? []) if (!seen.has(id)) seen.set(id, performance.timeOrigin + performance.now())
  }, 4)
  Object.assign(window, { seen })
})
const seenAt = (page: Page): Promise<readonly (readonly [string, number])[]> => page.evaluate(() => [...(window as unknown as { seen: Map<string, number> }).seen])

/** From the moment a shape stands on its maker's canvas to the moment it stands on the other's, while the other draws too. */
const arrivals = async (open: Open): Promise<readonly number[]> => {
  const { people: [ann, ben] } = await openBoth(open)
  for (const { page } of [ann, ben]) await watch(page)
  const draws = async (page: Page) => {
    for (let at = 0; at < SHAPES / 2; at++) {
      await drawBox(page, [320 + (at % 8) * 30, 160 + Math.floor(at / 8) * 90])
      await page.waitForTimeout(PAUSE)
    }
  }
  await Promise.all([draws(ann.page), draws(ben.page)])
  await ann.page.waitForTimeout(1_000)
  const [hers, his] = [new Map(await seenAt(ann.page)), new Map(await seenAt(ben.page))]
  const late = [...hers].flatMap(([id, at]) => (his.has(id) ? [Math.abs(at - (his.get(id) ?? at))] : []))
  for (const { context } of [ann, ben]) await context.close()
  return late
}

/** A thousand elements that one puts on the canvas at once. Gives when, on the clock of the whole machine. */
const fill = async (page: Page) => (await canvasApp(page)).evaluate((app, count) => {
  const [first] = app?.scene.getElementsIncludingDeleted() ?? []
  if (!app || !first) throw new Error('nothing to copy')
  const copies = Array.from({ length: count - 1 }, (_, at) => ({ ...first, id: `copy-${at}`, index: null, version: 1, versionNonce: at + 1, x: (at % 40) * 90, y: Math.floor(at / 40) * 70 }))
  app.updateScene({ elements: [first, ...copies] })
  return performance.timeOrigin + performance.now()
}, FULL)

/** When all of it stands on a page's canvas and was drawn; asked in the page, so that asking costs next to nothing. */
const whenFull = async (page: Page) => (await canvasApp(page)).evaluate((app, count) => new Promise<number>(done => {
  const look = () => (app?.scene.getElementsIncludingDeleted().length ?? 0) < count ? setTimeout(look, 4) : requestAnimationFrame(() => setTimeout(() => done(performance.timeOrigin + performance.now())))
  look()
}), FULL)

/**
 * A full board: from the moment one puts it down to the moment the other has it, and from the moment a page asks for the
 * canvas, whose code is in its cache, to the moment all of it stands there.
 */
const full = async (open: Open): Promise<{ readonly sync: number; readonly load: number }> => {
  const { people: [ann, ben] } = await openBoth(open)
  await drawBox(ann.page, [350, 200])
  const put = await fill(ann.page)
  const sync = await whenFull(ben.page) - put
  await ann.page.getByText('Saved', { exact: true }).first().waitFor()
  await ben.page.reload()
  await canvas(ben.page).waitFor()
  const stands = await whenFull(ben.page)
  const asked = await ben.page.evaluate(() => performance.timeOrigin + (performance.getEntriesByType('resource').find(each => each.name.includes('/assets/canvas-'))?.startTime ?? 0))
  for (const { context } of [ann, ben]) await context.close()
  return { sync, load: stands - asked }
}

export const suite = {
  name: 'board',
  async run({ runs, say }: BenchContext): Promise<readonly Row[]> {
    const app = await openApp({ webDirectory })
    const browser = await launchChromium()
    const pair = await signUpPair(app.url, app.clock)
    const open = { app, browser, pair }
    try {
      const late: number[] = []
      const loads: number[] = []
      const syncs: number[] = []
      for (let run = 0; run < runs; run++) {
        say(`board ${run + 1}/${runs}`)
        late.push(...await arrivals(open))
        const { sync, load } = await full(open)
        loads.push(load)
        syncs.push(sync)
      }
      return [row('a shape arrives while both draw, p95', p95(late), BARS.arrival, late.length), row('a board of 1,000 elements opens', median(loads), BARS.load, loads.length), row('1,000 elements put down by one stand with the other', median(syncs), BARS.sync, syncs.length)]
    } finally {
      pair.ann.drop()
      pair.ben.drop()
      await browser.close()
      await app.close()
    }
  },
}
