import { loadavg } from 'node:os'
import type { Browser } from 'playwright-core'
import { freePort, startCoturn } from '@unanimous/testing'
import { mintTurnServer } from '../../../apps/server/src/features/call/turn-credentials.ts'
import { startLab, type Lab } from '../../e2e/call/lab-server.ts'
import { startPoorLine } from '../../e2e/call/poor-line.ts'
import { joinAs, launchBrowser, openDevices, openPerson, type Person } from '../../e2e/call/two-people.ts'
import { median, type BenchContext, type Row } from '../row.ts'

const secret = 'only-for-the-bench'
/** How long the relay stays away: the connection has noticed, and the call is already trying. */
const awayMs = 3_000
const patienceMs = 30_000
const lostShare = 0.2

/** What is measured, against how long it may take. Nothing else has the same to mend, so the bar is the reference. */
const bars = { relay: 6_000, server: 3_000, reload: 4_000, restart: 3_000, permission: 3_000, camera: 2_000, poor: 6_000, good: 10_000 } as const
type Repair = keyof typeof bars
const cases: Record<Repair, string> = {
  relay: 'the relay is back after 3 s → pictures on both sides again',
  server: 'the server is back after kill -9 → both lines joined again',
  reload: 'one page reloads → pictures on both sides again',
  restart: 'the answerer asks for an ICE restart → both run over the new path',
  permission: 'a permission given late → the other sees the first picture',
  camera: 'a camera is opened again → the other sees it',
  poor: 'a fifth of all packets is lost → the line is called poor',
  good: 'nothing is lost any more → the line is called good again',
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
const since = async (work: Promise<unknown>): Promise<number> => {
  const startedAt = performance.now()
  await work
  return performance.now() - startedAt
}

interface Pair {
  readonly ada: Person
  readonly ben: Person
}

const frames = ({ ada, ben }: Pair): Promise<unknown> => Promise.all([ada, ben].map((one) => one.moreFrames(5, patienceMs)))

const openCall = async (browser: Browser, lab: Lab): Promise<Pair> => {
  const pair = { ada: await openPerson(browser, lab, 'ada'), ben: await openPerson(browser, lab, 'ben') }
  await Promise.all([openDevices(pair.ada), openDevices(pair.ben)])
  for (const one of [pair.ada, pair.ben]) await joinAs(one)
  await frames(pair)
  return pair
}

/** A call of its own for each repair, closed afterwards. */
const withCall = async <T>(browser: Browser, lab: Lab, work: (pair: Pair) => Promise<T>): Promise<T> => {
  const pair = await openCall(browser, lab)
  try {
    return await work(pair)
  } finally {
    await pair.ada.context.close()
    await pair.ben.context.close()
  }
}

/** Calls from now on lead through this relay. */
const offerRelay = (lab: Lab, turnUrl: string): void => {
  lab.memory.iceFor = (seat) => ({ iceServers: [mintTurnServer({ turnUrl, secret, seat: `seat-${seat}`, nowMs: Date.now(), lifeMs: 600_000 })], relayOnly: true })
}

const relayRestart = async (browser: Browser, lab: Lab): Promise<number> => {
  const port = await freePort()
  let relay = await startCoturn({ secret, port })
  lab.reset()
  offerRelay(lab, `turn:127.0.0.1:${port}`)
  try {
    return await withCall(browser, lab, async (pair) => {
      await relay.stop()
      await wait(awayMs)
      relay = await startCoturn({ secret, port })
      return since(frames(pair))
    })
  } finally {
    await relay.stop()
  }
}

const serverRestart = (browser: Browser, lab: Lab): Promise<number> => {
  lab.reset()
  return withCall(browser, lab, async ({ ada, ben }) => {
    await lab.kill()
    await Promise.all([ada, ben].map((one) => one.until((window) => window.snapshot().socket === 'down')))
    await lab.revive()
    return since(Promise.all([ada, ben].map((one) => one.until((window) => window.snapshot().socket === 'up', patienceMs))))
  })
}

const reload = (browser: Browser, lab: Lab): Promise<number> => {
  lab.reset()
  return withCall(browser, lab, (pair) => {
    const again = async (): Promise<void> => {
      await pair.ben.page.reload()
      await openDevices(pair.ben)
      await joinAs(pair.ben)
      await frames(pair)
    }
    return since(again())
  })
}

const iceRestart = (browser: Browser, lab: Lab): Promise<number> => {
  lab.reset()
  return withCall(browser, lab, async ({ ada, ben }) => {
    const both = [ada, ben]
    const name = (one: Person): Promise<string> => one.run((window) => window.pathName())
    const before = await Promise.all(both.map(name))
    const another = async (one: Person): Promise<void> => {
      for (;;) {
        const now = await name(one)
        if (now !== 'undefined' && !before.includes(now)) return
        await wait(10)
      }
    }
    await ben.run((window) => window.restart())
    return since(Promise.all(both.map(another)))
  })
}

const latePermission = async (browser: Browser, lab: Lab): Promise<number> => {
  lab.reset()
  const [ada, ben] = [await openPerson(browser, lab, 'ada', false), await openPerson(browser, lab, 'ben', false)]
  try {
    for (const one of [ada, ben]) await joinAs(one)
    await Promise.all([ada, ben].map((one) => one.until((window) => window.snapshot().phase === 'connected')))
    await ben.context.grantPermissions(['microphone', 'camera'])
    const seen = ada.moreFrames(1, patienceMs)
    return await since(Promise.all([openDevices(ben), seen]))
  } finally {
    await ada.context.close()
    await ben.context.close()
  }
}

const cameraAgain = (browser: Browser, lab: Lab): Promise<number> => {
  lab.reset()
  return withCall(browser, lab, async ({ ada, ben }) => {
    await ada.run((window) => window.cameraOff())
    await ben.until((window) => !window.snapshot().remote.camera)
    // What was under way still arrives.
    await wait(500)
    const seen = ben.moreFrames(1, patienceMs)
    return since(Promise.all([ada.run((window) => window.open({ mic: false, camera: true })), seen]))
  })
}

/** Through a relay whose line loses what it is told to; over UDP, since over TCP nothing is ever lost. */
const onPoorLine = async (browser: Browser, lab: Lab, measured: 'poor' | 'good'): Promise<number> => {
  const port = await freePort()
  const relay = await startCoturn({ secret, port })
  const line = await startPoorLine(port)
  lab.reset()
  offerRelay(lab, `turn:127.0.0.1:${line.port}?transport=udp`)
  try {
    return await withCall(browser, lab, async (pair) => {
      const calledGood = () => pair.ada.until((window) => window.snapshot().quality.tier === 'good', patienceMs)
      await calledGood()
      line.setLossShare(lostShare)
      const toPoor = await since(pair.ada.until((window) => window.snapshot().quality.tier === 'poor', patienceMs))
      line.setLossShare(0)
      return measured === 'poor' ? toPoor : since(calledGood())
    })
  } finally {
    line.close()
    await relay.stop()
  }
}

const repairs: Record<Repair, (browser: Browser, lab: Lab) => Promise<number>> = {
  relay: relayRestart, server: serverRestart, reload, restart: iceRestart, permission: latePermission, camera: cameraAgain,
  poor: (browser, lab) => onPoorLine(browser, lab, 'poor'), good: (browser, lab) => onPoorLine(browser, lab, 'good'),
}

/** How long a call takes to mend, and to show what is new. */
const run = async ({ runs, say }: BenchContext): Promise<readonly Row[]> => {
  const browser = await launchBrowser()
  const lab = await startLab()
  const rows: Row[] = []
  try {
    for (const [name, repair] of Object.entries(repairs) as [Repair, (typeof repairs)[Repair]][]) {
      const taken: number[] = []
      for (let round = 0; round < runs; round += 1) taken.push(await repair(browser, lab))
      say(`${name}: ${taken.map((ms) => `${Math.round(ms)} ms`).join(', ')}`)
      const ours = median(taken)
      rows.push({
        suite: suite.name, case: cases[name], ours: Math.round(ours), reference: bars[name], referenceName: 'allowed', unit: 'ms',
        ratio: ours / bars[name], bar: 1, holds: ours <= bars[name], runs, load: loadavg()[0] ?? 0,
      })
    }
  } finally {
    await browser.close()
    await lab.close()
  }
  return rows
}

/** Calls that break and come back, or get worse and better. */
export const suite = { name: 'call-turn-restart', run }
