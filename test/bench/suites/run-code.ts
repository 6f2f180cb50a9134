/** Running code in the browser of whoever presses Run: how soon it prints, how soon the other sees it, and what the pages feel of it. */
import { loadavg } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '@unanimous/testing'
import { chooseLanguage, endOfRun, putOffWall, writeCode } from '../../support/browser/running.ts'
import { twoInARoom, type TwoInARoom } from '../../support/browser/two-in-a-room.ts'
import { webDirectory } from '../../support/browser/visitor.ts'
import { openApp, type RunningApp } from '../../support/start-app.ts'
import { type BenchContext, median, type Row } from '../row.ts'

interface Spoken {
  readonly title: string
  /** Prints `seen-N`, which stands nowhere in it. */
  readonly prints: (n: number) => string
  readonly spins: string
  readonly floods: string
  /** In milliseconds; null where there is no bar and the number informs. */
  readonly bars: { readonly cold: number; readonly warm: number | null; readonly afterStop: number | null; readonly floodTask?: number }
}

const floodOfScript = 'for (let n = 0; n < 200_000; n++) console.log("line " + n + " of a flood that goes on and on and on")'
const languages: readonly Spoken[] = [
  {
    title: 'JavaScript', prints: n => `console.log(["seen", ${n}].join("-"))`, spins: 'console.log("spun")\nfor (;;) {}', floods: floodOfScript,
    bars: { cold: 1_000, warm: 100, afterStop: null },
  },
  {
    title: 'TypeScript', prints: n => `const number: number = ${n}\nconsole.log(["seen", number].join("-"))`, spins: 'console.log("spun")\nfor (;;) {}', floods: floodOfScript,
    bars: { cold: 1_000, warm: 100, afterStop: null },
  },
  {
    title: 'Python', prints: n => `print("seen", ${n}, sep="-")`, spins: 'print("spun")\nwhile True: pass',
    floods: 'for n in range(200_000):\n    print("line", n, "of a flood that goes on and on and on")', bars: { cold: 8_000, warm: 300, afterStop: 4_000 },
  },
  {
    title: 'SQL', prints: n => `select concat('se', 'en-', ${n}) as mark`, spins: `do $$ begin raise notice 'spun'; end $$;\nselect count(*) from generate_series(1, 1e12)`,
    floods: `select repeat('flood ', 60) as text from generate_series(1, 1000);\n`.repeat(30),
    // While the database works on one of two cores, a task of a page takes up to 80 ms of the clock; no frame is late by more than the bar.
    bars: { cold: 8_000, warm: null, afterStop: null, floodTask: 100 },
  },
]

/** Bars of the product in milliseconds. */
const stopBar = 500
const peerBar = 500
const jankBar = 50
const warmRuns = 5
/** Between two runs of a person who reads what the first one printed. */
const pauseMs = 1_500
const spinMs = 5_000

type Watched = Window & { runWatch: { pressedAt: number; seen: Map<string, number>; gaps: number[]; longest: number; watching: boolean } }

/** Runs in the page: when Run or Stop was pressed, when each mark stood in the output, and the gaps between frames. All by the machine's clock. */
const watch = () => {
  const state: Watched['runWatch'] = { pressedAt: 0, seen: new Map(), gaps: [], longest: 0, watching: false }
  Object.assign(window, { runWatch: state })
  const now = () => performance.timeOrigin + performance.now()
  addEventListener('keydown', event => {
    if (event.key === 'Enter') state.pressedAt = performance.timeOrigin + event.timeStamp
  }, { capture: true })
  new MutationObserver(() => {
    // The first marks stand at the top, the end below: a flood between them is not read again with each part that comes.
    const parts = [...document.querySelector('.run-panel .run-output')?.children ?? []]
    const text = [...parts.slice(0, 2), ...parts.slice(-2)].map(part => part.textContent).join('\n')
    for (const mark of [...text.matchAll(/seen-\d+|spun|Stopped\./g)].map(([found]) => found)) if (!state.seen.has(mark)) state.seen.set(mark, now())
  }).observe(document.body, { childList: true, characterData: true, subtree: true })
  let last = 0
  const frame = (at: number) => {
    if (state.watching && last > 0) state.gaps.push(at - last)
    last = at
    requestAnimationFrame(frame)
  }
  requestAnimationFrame(frame)
  new PerformanceObserver(list => {
    for (const { duration } of list.getEntries()) if (state.watching) state.longest = Math.max(state.longest, duration)
  }).observe({ type: 'longtask' })
}

const seenAt = async (page: Page, mark: string): Promise<number> => {
  await page.waitForFunction(sought => (window as unknown as Watched).runWatch.seen.has(sought), mark, { timeout: 120_000 })
  return page.evaluate(sought => (window as unknown as Watched).runWatch.seen.get(sought) ?? Number.NaN, mark)
}
const pressedAt = (page: Page): Promise<number> => page.evaluate(() => (window as unknown as Watched).runWatch.pressedAt)
const forget = (page: Page): Promise<void> => page.evaluate(() => (window as unknown as Watched).runWatch.seen.clear())

/** From the key to what was printed; and from there to the other person's page. */
const runOnce = async ({ ada, ben }: TwoInARoom, language: Spoken, n: number) => {
  await writeCode(ben.page, language.prints(n))
  for (const { page } of [ada, ben]) await forget(page)
  await ben.page.keyboard.press('Control+Enter')
  const shown = await seenAt(ben.page, `seen-${n}`)
  const took = shown - await pressedAt(ben.page)
  const theirs = await seenAt(ada.page, `seen-${n}`)
  await endOfRun(ben.page)
  return { took, toPeer: theirs - shown }
}

/** The longest gap between two frames of either page while this happens, and its longest task. */
const jankWhile = async ({ ada, ben }: TwoInARoom, happens: () => Promise<unknown>) => {
  const set = (watching: boolean) => Promise.all([ada, ben].map(({ page }) => page.evaluate(on => void Object.assign((window as unknown as Watched).runWatch, on ? { watching: on, gaps: [], longest: 0 } : { watching: on }), watching)))
  await set(true)
  await happens()
  await set(false)
  const seen = await Promise.all([ada, ben].map(({ page }) => page.evaluate(() => {
    const { gaps, longest } = (window as unknown as Watched).runWatch
    return { gap: Math.max(0, ...gaps), longest }
  })))
  return { gap: Math.max(...seen.map(({ gap }) => gap)), task: Math.max(...seen.map(({ longest }) => longest)) }
}

const press = (page: Page) => page.keyboard.press('Control+Enter')

const spinAndStop = async (room: TwoInARoom, language: Spoken, n: number) => {
  const { page } = room.ben
  await writeCode(page, language.spins)
  await forget(page)
  await press(page)
  await page.locator('.run-panel .run-active').getByText('Running…').waitFor({ timeout: 60_000 })
  const spun = await jankWhile(room, () => page.waitForTimeout(spinMs))
  await press(page)
  const stopped = await seenAt(page, 'Stopped.') - await pressedAt(page)
  let afterStop = Number.NaN
  const anew = await jankWhile(room, async () => {
    afterStop = (await runOnce(room, language, n)).took
  })
  await writeCode(page, language.floods)
  // What a stop took with it is there again, and the text has been drawn: neither is a part of the flood.
  await page.waitForTimeout(spinMs)
  const flooded = await jankWhile(room, async () => {
    await press(page)
    // Not by reading the output: asked for again and again, that costs the page more than the flood does.
    await page.locator('.run-panel .run-note').filter({ hasText: 'truncated' }).waitFor({ timeout: 60_000 })
    for (const each of [room.ben, room.ada]) await each.page.locator('.run-panel .run-active').waitFor({ state: 'detached', timeout: 60_000 })
  })
  return { spun, stopped, afterStop, anew, flooded }
}

const measure = async (app: RunningApp, browser: Browser, language: Spoken) => {
  const room = await twoInARoom(browser, app.url)
  try {
    await chooseLanguage(room, language.title)
    for (const { page } of [room.ada, room.ben]) await page.evaluate(watch)
    // On a busy machine the wall came before Stop, and the key then meant Run.
    await putOffWall(room.ben.page)
    await room.ben.page.getByText('Saved', { exact: true }).waitFor()
    const still = await jankWhile(room, () => room.ben.page.waitForTimeout(spinMs))
    const cold = await runOnce(room, language, 1)
    const warm: { took: number; toPeer: number }[] = []
    for (let n = 2; n < 2 + warmRuns; n++) {
      await room.ben.page.waitForTimeout(pauseMs)
      warm.push(await runOnce(room, language, n))
    }
    return { still, cold: cold.took, warm: median(warm.map(({ took }) => took)), toPeer: median(warm.map(({ toPeer }) => toPeer)), ...await spinAndStop(room, language, 99) }
  } finally {
    await room.close()
  }
}

const row = (what: string, ms: number, bar: number | null, runs: number): Row => ({
  suite: 'run-code', case: what, ours: Math.round(ms), reference: bar ?? Number.NaN, referenceName: bar === null ? '-' : 'bar', unit: 'ms', ratio: ms / (bar ?? Number.NaN),
  bar: bar === null ? null : 1, holds: bar === null ? null : ms <= bar, runs, load: loadavg()[0] ?? 0,
})

/** A machine that is busy drops frames of a page at rest as well: what counts is what a run adds. */
const added = (one: Awaited<ReturnType<typeof measure>>, during: 'spun' | 'anew' | 'flooded', of: 'gap' | 'task'): number => Math.max(0, one[during][of] - one.still[of])

const rowsOf = (language: Spoken, all: readonly Awaited<ReturnType<typeof measure>>[]): readonly Row[] => {
  const { title, bars } = language
  const of = (pick: (one: Awaited<ReturnType<typeof measure>>) => number) => median(all.map(pick))
  const rows = (what: string, pick: (one: Awaited<ReturnType<typeof measure>>) => number, bar: number | null) => row(`${title}: ${what}`, of(pick), bar, all.length)
  return [
    rows('first run from a cold page', ({ cold }) => cold, bars.cold),
    rows('a later run', ({ warm }) => warm, bars.warm),
    rows('what it prints, from there to the other page', ({ toPeer }) => toPeer, peerBar),
    rows('Stop, of a loop', ({ stopped }) => stopped, stopBar),
    rows('a run right after a stop', ({ afterStop }) => afterStop, bars.afterStop),
    rows('what a run right after a stop adds to the longest gap between frames', one => added(one, 'anew', 'gap'), null),
    rows('longest gap between frames, page at rest', ({ still }) => still.gap, null),
    rows('longest task of either page, at rest', ({ still }) => still.task, null),
    rows('what a loop adds to the longest gap between frames', one => added(one, 'spun', 'gap'), jankBar),
    rows('what a loop adds to the longest task of either page', one => added(one, 'spun', 'task'), jankBar),
    rows('what 10 MB of output add to the longest gap between frames', one => added(one, 'flooded', 'gap'), jankBar),
    rows('what 10 MB of output add to the longest task of either page', one => added(one, 'flooded', 'task'), bars.floodTask ?? jankBar),
  ]
}

const run = async ({ runs, say }: BenchContext): Promise<readonly Row[]> => {
  const browser = await launchChromium()
  const app = await openApp({ webDirectory })
  const seen = new Map<Spoken, Awaited<ReturnType<typeof measure>>[]>()
  try {
    for (let time = 0; time < runs; time += 1) {
      for (const language of languages) {
        const one = await measure(app, browser, language)
        seen.set(language, [...seen.get(language) ?? [], one])
        say(`${language.title}: cold ${Math.round(one.cold)} ms, warm ${Math.round(one.warm)} ms, load ${(loadavg()[0] ?? 0).toFixed(1)}; ${JSON.stringify(one, (_, value: unknown) => (typeof value === 'number' ? Math.round(value) : value))}`)
      }
    }
  } finally {
    await browser.close()
    await app.close()
  }
  return languages.flatMap(language => rowsOf(language, seen.get(language) ?? []))
}

/** What a person feels of Run: from the key to what is printed, and what the pages feel of code that loops or floods. */
export const suite = { name: 'run-code', run }
