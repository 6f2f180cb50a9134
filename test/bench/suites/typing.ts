import { loadavg } from 'node:os'
import type { Page } from 'playwright-core'
import { launchChromium } from '@unanimous/testing'
import { paste } from '../../e2e/editor/two-at-a-text.ts'
import { code } from '../../support/browser/in-the-room.ts'
import { twoInARoom, type TwoInARoom } from '../../support/browser/two-in-a-room.ts'
import { webDirectory } from '../../support/browser/visitor.ts'
import { openApp } from '../../support/start-app.ts'
import { median, type BenchContext, type Row } from '../row.ts'

const bar = 16
const caretBar = 2_000
const lines = 5_000
const keys = 200
/** Typed before anything is counted: the parsers and TypeScript's workers of both pages take up the file. */
const warmUpKeys = 60

const percentile = (values: readonly number[], share: number): number => values.toSorted((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN

/** Runs in the page: how long each key waited and worked, from the system's stamp on it until the text in the page had changed. */
const watchKeys = () => {
  const taken: number[] = []
  let stamp: number | undefined
  addEventListener('keydown', event => {
    stamp = event.key.length === 1 ? event.timeStamp : undefined
  }, { capture: true })
  new MutationObserver(() => {
    if (stamp === undefined) return
    taken.push(performance.now() - stamp)
    stamp = undefined
  }).observe(document.querySelector('.cm-content') ?? document.body, { childList: true, characterData: true, subtree: true })
  Object.assign(window, { takenMs: taken })
}

const takenBy = async (page: Page): Promise<readonly number[]> => page.evaluate(() => (window as { takenMs?: number[] }).takenMs ?? [])

/** A program of the usual kind, of this many lines. */
const program = Array.from({ length: lines / 5 }, (_, index) => `export class Gate${index} {\n  open(device: string): number {\n    return device.length + ${index} // the price of one more\n  }\n}`).join('\n')

const typeOne = async ({ ben, ada }: TwoInARoom, withPeer: boolean): Promise<readonly number[]> => {
  await code(ben.page).click()
  await ben.page.keyboard.press('Control+Home')
  for (let down = 0; down < 12; down += 1) await ben.page.keyboard.press('ArrowDown')
  const peer = { isTyping: withPeer }
  const other = (async () => {
    if (withPeer) await code(ada.page).click()
    while (peer.isTyping) await ada.page.keyboard.type('peer ', { delay: 60 })
  })()
  await ben.page.keyboard.type('the quick brown fox '.repeat(warmUpKeys / 20), { delay: 45 })
  await ben.page.evaluate(watchKeys)
  await ben.page.keyboard.type('the quick brown fox '.repeat(keys / 20), { delay: 45 })
  peer.isTyping = false
  await other
  return takenBy(ben.page)
}

/** From the moment that one closes the browser until the caret is gone from the other's text. */
const caretLeaves = async ({ ben, ada }: TwoInARoom): Promise<number> => {
  for (const { page } of [ada, ben]) {
    await code(page).click()
    // Where both look: of a long text only what is in sight is drawn.
    await page.keyboard.press('Control+Home')
  }
  await ben.page.locator('.remote-caret').waitFor({ state: 'attached' })
  const since = performance.now()
  await ada.context.close()
  await ben.page.locator('.remote-caret').waitFor({ state: 'detached' })
  return performance.now() - since
}

const caretRow = (ms: number, runs: number): Row => ({
  suite: 'typing', case: 'the caret of somebody who left, until it is gone', ours: Math.round(ms), reference: caretBar, referenceName: 'bar', unit: 'ms', ratio: ms / caretBar, bar: 1, holds: ms <= caretBar, runs, load: loadavg()[0] ?? 0,
})

const row = (what: string, ms: number, runs: number, isBar: boolean): Row => ({
  suite: 'typing', case: what, ours: Math.round(ms * 10) / 10, reference: bar, referenceName: 'a frame', unit: 'ms', ratio: ms / bar, bar: isBar ? 1 : null, holds: isBar ? ms <= bar : null, runs, load: loadavg()[0] ?? 0,
})

const run = async ({ runs, say }: BenchContext): Promise<readonly Row[]> => {
  const browser = await launchChromium()
  const app = await openApp({ webDirectory })
  const taken: Record<'alone' | 'together', number[]> = { alone: [], together: [] }
  const middles: number[] = []
  const carets: number[] = []
  try {
    for (let time = 0; time < runs; time += 1) {
      const two = await twoInARoom(browser, app.url)
      await code(two.ben.page).click()
      await two.ben.page.keyboard.press('Control+a')
      await paste(two.ben.page, program)
      await two.ben.page.getByText('Saved', { exact: true }).waitFor()
      for (const way of ['alone', 'together'] as const) {
        const all = await typeOne(two, way === 'together')
        taken[way].push(percentile(all, 0.95))
        if (way === 'together') middles.push(percentile(all, 0.5))
        say(`${way}: ${all.length} keys, p50 ${percentile(all, 0.5).toFixed(1)} ms, p95 ${percentile(all, 0.95).toFixed(1)} ms`)
      }
      carets.push(await caretLeaves(two))
      await two.close()
    }
  } finally {
    await browser.close()
    await app.close()
  }
  const where = `in a file of ${lines} lines`
  return [
    row(`a key until it stands in the text, p95, ${where}`, median(taken.alone), runs, true),
    // Without a bar: here both browsers draw on the cores of one machine.
    row(`the same while the other types, p95, ${where}`, median(taken.together), runs, false),
    row(`the same, p50, ${where}`, median(middles), runs, false),
    caretRow(median(carets), runs),
  ]
}

/** What a person feels of the editor: from the key to the letter, TypeScript's help on. */
export const suite = { name: 'typing', run }
