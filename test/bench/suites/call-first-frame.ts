import { loadavg } from 'node:os'
import type { Browser } from 'playwright-core'
import { startLab, type Lab } from '../../e2e/call/lab-server.ts'
import { joinAs, launchBrowser, openDevices, openPerson } from '../../e2e/call/two-people.ts'
import { median } from '../row.ts'

const rounds = 10
/** The notes' 1.5, drawn tighter. */
const bar = 1.3

/** Both joined → the first decoded picture of the other on both sides, in fresh contexts. */
const firstFrameMs = async (browser: Browser, lab: Lab): Promise<number> => {
  lab.reset()
  const ada = await openPerson(browser, lab, 'ada')
  const ben = await openPerson(browser, lab, 'ben')
  try {
    await Promise.all([openDevices(ada), openDevices(ben)])
    await joinAs(ada)
    await joinAs(ben)
    const seen = await Promise.all(
      [ada, ben].map(async (one) => {
        await one.until((lab) => lab.firstFrameAtMs() !== undefined, 20_000)
        return one.run((lab) => lab.firstFrameAtMs() ?? Number.NaN)
      }),
    )
    const joined = await ben.run((lab) => lab.pairedAtMs() ?? Number.NaN)
    return Math.max(...seen) - joined
  } finally {
    await ada.context.close()
    await ben.context.close()
  }
}

/** The price of simple-peer, fixed lines, epochs and watchdogs, against a call written by hand; interleaved, order swapped every round. */
const run = async () => {
  const browser = await launchBrowser()
  const ours = await startLab()
  const raw = await startLab(new URL('./call/raw-page.ts', import.meta.url))
  const taken = { ours: [] as number[], raw: [] as number[] }
  try {
    // One round each that does not count: the browser's first call also starts its media processes.
    await firstFrameMs(browser, ours)
    await firstFrameMs(browser, raw)
    for (let round = 0; round < rounds; round += 1) {
      const order = round % 2 === 0 ? (['ours', 'raw'] as const) : (['raw', 'ours'] as const)
      for (const side of order) taken[side].push(await firstFrameMs(browser, side === 'ours' ? ours : raw))
    }
  } finally {
    await browser.close()
    await ours.close()
    await raw.close()
  }
  const [mine, reference] = [median(taken.ours), median(taken.raw)]
  const ratio = mine / reference
  return [
    {
      suite: suite.name,
      case: 'both joined → first remote picture on both sides',
      ours: Math.round(mine),
      reference: Math.round(reference),
      referenceName: 'RTCPeerConnection by hand',
      unit: 'ms',
      ratio,
      bar,
      holds: ratio <= bar,
      runs: rounds,
      load: loadavg()[0] ?? 0,
    },
  ]
}

/** Time to the first picture. */
export const suite = { name: 'call-first-frame', run }
