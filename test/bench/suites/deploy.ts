import { loadavg } from 'node:os'
import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '@unanimous/testing'
import { seesCode, typeCode } from '../../support/browser/in-the-room.ts'
import { startRealServer, type RealServer } from '../../support/real-server.ts'
import { twoInARoom } from '../../support/browser/two-in-a-room.ts'
import { type BenchContext, median, type Row } from '../row.ts'

/** From the moment the new process takes connections until both pages are in the room again. */
const barMs = 3_000

/** When this page's line and its text were both back, by the machine's clock; asked before the server goes. */
const whenBack = async (page: Page): Promise<() => Promise<number>> => {
  await page.evaluate(() => {
    const isBack = () => {
      const bar = document.querySelector('.bar')?.textContent ?? ''
      const head = document.querySelector('.panel.editor .ph')?.textContent ?? ''
      return bar.includes('Connected') && !head.includes('Reconnecting')
    }
    Object.assign(window, { wasAway: false, backAtMs: undefined })
    const look = () => {
      const state = window as unknown as { wasAway: boolean; backAtMs: number | undefined }
      if (!isBack()) Object.assign(state, { wasAway: true, backAtMs: undefined })
      else if (state.wasAway && state.backAtMs === undefined) state.backAtMs = Date.now()
    }
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
  })
  return async () => {
    await page.waitForFunction(() => (window as unknown as { backAtMs: number | undefined }).backAtMs !== undefined)
    return page.evaluate(() => (window as unknown as { backAtMs: number }).backAtMs)
  }
}

/** One deploy under two people who type: how long the port was shut, and how long after it both were back. */
const deployOnce = async (browser: Browser, server: RealServer, turn: number) => {
  const room = await twoInARoom(browser, server.url)
  const pages = [room.ada.page, room.ben.page] as const
  try {
    await typeCode(pages[1], `\n// turn ${turn}\n`)
    await seesCode(pages[0], `// turn ${turn}`)
    const backs = await Promise.all(pages.map(whenBack))
    const stoppedAt = Date.now()
    await server.stop()
    await typeCode(pages[1], '// meanwhile\n')
    await server.start()
    const opensAt = Date.now()
    const backAt = Math.max(...await Promise.all(backs.map(back => back())))
    await seesCode(pages[0], '// meanwhile')
    return { shutMs: opensAt - stoppedAt, backMs: Math.max(0, backAt - opensAt) }
  } finally {
    await room.close()
  }
}

const run = async ({ runs, say }: BenchContext): Promise<readonly Row[]> => {
  const browser = await launchChromium()
  const server = await startRealServer()
  const seen: Awaited<ReturnType<typeof deployOnce>>[] = []
  const turns = Math.max(5, runs)
  try {
    for (let turn = 0; turn < turns; turn += 1) {
      say(`deploy ${turn + 1} of ${turns}`)
      seen.push(await deployOnce(browser, server, turn))
    }
  } finally {
    await browser.close()
    await server.close()
  }
  const row = (name: string, ours: number, bar: number | null): Row => ({
    suite: 'deploy', case: name, ours, reference: barMs, referenceName: 'the promise', unit: 'ms', ratio: ours / barMs, bar,
    holds: bar === null ? null : ours / barMs <= bar, runs: turns, load: loadavg()[0] ?? Number.NaN,
  })
  return [
    row('both pages back in the room after the new process listens, slowest of all', Math.max(...seen.map(each => each.backMs)), 1),
    row('the same, median', median(seen.map(each => each.backMs)), 1),
    row('from the old process being asked to end until the new one listens, median', median(seen.map(each => each.shutMs)), null),
  ]
}

/** A deploy in mid-round, with two people in two browsers; that nothing is lost by it is a test. */
export const suite = { name: 'deploy', run }
