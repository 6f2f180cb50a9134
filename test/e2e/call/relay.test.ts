import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { freePort, isMissing, startCoturn, type TestTurn } from '@unanimous/testing'
import { mintTurnServer } from '../../../apps/server/src/features/call/turn-credentials.ts'
import { startPoorLine } from './poor-line.ts'
import { startLab, type Lab } from './lab-server.ts'
import { joinAs, launchBrowser, openDevices, openPerson, type Person } from './two-people.ts'

const missing = isMissing('coturn') || isMissing('chromium')
if (missing) console.error('SKIPPED: the relay tests need turnserver and a browser (Debian packages coturn and chromium).')

const secret = 'only-for-tests'
/** How soon a line is called poor or good again, and the pictures are back, is for the bench to measure. */
const patienceMs = 30_000

let browser: Browser
let lab: Lab
let relay: TestTurn
let port: number
let ada: Person
let ben: Person

interface Ways {
  readonly relayOnly?: boolean
  readonly believed?: string
  readonly through?: number
  readonly transport?: string
}

/** Grants from now on lead through the relay. */
const offerRelay = ({ relayOnly = true, believed = secret, through = port, transport = '' }: Ways = {}): void => {
  lab.memory.iceFor = (seat) => ({
    iceServers: [mintTurnServer({ turnUrl: `turn:127.0.0.1:${through}${transport}`, secret: believed, seat: `seat-${seat}`, nowMs: Date.now(), lifeMs: 600_000 })],
    relayOnly,
  })
}
const startRelay = async (): Promise<void> => {
  relay = await startCoturn({ secret, port })
}
const join = async (): Promise<void> => {
  await Promise.all([openDevices(ada), openDevices(ben)])
  await joinAs(ada)
  await joinAs(ben)
}
const connected = (): Promise<unknown> => Promise.all([ada, ben].map((one) => one.until((lab) => lab.snapshot().phase === 'connected')))
const failureOf = async (one: Person): Promise<string | undefined> => {
  await one.until((lab) => lab.snapshot().failure !== undefined, 10_000)
  return one.run((lab) => lab.snapshot().failure?.code)
}
const frames = (count: number, timeoutMs?: number): Promise<unknown> => Promise.all([ada.moreFrames(count, timeoutMs), ben.moreFrames(count, timeoutMs)])

describe.skipIf(missing)('a call that may only run through the relay', () => {
  beforeAll(async () => {
    browser = await launchBrowser()
    lab = await startLab()
    port = await freePort()
  })
  beforeEach(async () => {
    lab.reset()
    await startRelay()
    ada = await openPerson(browser, lab, 'ada')
    ben = await openPerson(browser, lab, 'ben')
  })
  afterEach(async () => {
    await ada?.context.close()
    await ben?.context.close()
    await relay?.stop()
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
  })

  it('carries both pictures, and both pages know that they are relayed', async () => {
    offerRelay()
    await join()
    await connected()
    await frames(20)
    for (const one of [ada, ben]) {
      await one.until((lab) => lab.snapshot().quality.path === 'relay' && lab.snapshot().quality.relayProtocol !== undefined)
      expect(await one.run((lab) => lab.foreignServers())).toEqual([])
    }
    // Both went through it, and neither end of the path is an address of their own.
    const users = new Set([...relay.log().matchAll(/user <(\d+:seat-\w+)>.*ALLOCATE processed, success/g)].map((match) => match[1]?.split(':')[1]))
    expect([...users].toSorted()).toEqual(['seat-ada', 'seat-ben'])
    for (const one of [ada, ben]) expect(await one.run((lab) => lab.pathEnds())).toEqual(['relay', 'relay'])
  })

  it('goes through the relay for one person who wants it so, and directly again, without a new call', async () => {
    offerRelay({ relayOnly: false })
    await join()
    await connected()
    await ben.until((lab) => lab.snapshot().quality.path === 'direct')
    // The answerer's own wish: it may only ask for the restart.
    await ben.run((lab) => lab.relayOnly(true))
    await ben.until((lab) => lab.snapshot().relayOnly && lab.snapshot().quality.path === 'relay')
    expect((await ben.run((lab) => lab.pathEnds()))[0]).toBe('relay')
    expect((await ada.run((lab) => lab.snapshot())).relayOnly).toBe(false)
    await frames(10)
    await ben.run((lab) => lab.relayOnly(false))
    await ben.until((lab) => lab.snapshot().quality.path === 'direct')
    await frames(10)
    for (const one of [ada, ben]) expect(await one.run((lab) => lab.liveConnections())).toBe(1)
  })

  it('obeys a wish that was made while the server was away as soon as it is back', async () => {
    offerRelay({ relayOnly: false })
    await join()
    await connected()
    await lab.kill()
    await ada.until((lab) => lab.snapshot().socket === 'down')
    await ada.run((lab) => lab.relayOnly(true))
    await lab.revive()
    await ada.until((lab) => lab.snapshot().quality.path === 'relay', 15_000)
    expect((await ada.run((lab) => lab.pathEnds()))[0]).toBe('relay')
  })

  it("stays above a person's own wish", async () => {
    offerRelay()
    await join()
    await connected()
    await ada.run((lab) => lab.relayOnly(false))
    await ada.until((lab) => lab.snapshot().quality.path === 'relay')
    expect((await ada.run((lab) => lab.snapshot())).relayOnly).toBe(true)
  })

  it('says within 10 s that the relay is unreachable, and never goes around it', async () => {
    offerRelay()
    await relay.stop()
    await join()
    expect(await Promise.all([failureOf(ada), failureOf(ben)])).toEqual(['call/turn-unreachable', 'call/turn-unreachable'])
    // Two more attempts of 8 s would show a leak; the phase never claims a connection and no frame ever came.
    await ada.until((lab) => lab.snapshot().phase === 'rebuilding')
    for (const one of [ada, ben]) expect(await one.run((lab) => [lab.frames(), lab.snapshot().quality.path])).toEqual([0, undefined])
    await startRelay()
    await connected()
    await frames(10)
    expect((await ada.run((lab) => lab.snapshot())).failure).toBeUndefined()
  })

  it('says within 10 s that the relay refused the credentials', async () => {
    offerRelay({ believed: 'not the secret' })
    await join()
    expect(await Promise.all([failureOf(ada), failureOf(ben)])).toEqual(['call/turn-refused', 'call/turn-refused'])
  })

  it('says that no relay is configured when one is required', async () => {
    lab.memory.iceFor = () => ({ iceServers: [], relayOnly: true })
    await join()
    expect(await failureOf(ada)).toBe('call/turn-missing')
  })

  it('brings the pictures back by itself when the relay was killed and returns', async () => {
    offerRelay()
    await join()
    await connected()
    await frames(10)
    await relay.stop()
    await ada.until((lab) => ['reconnecting', 'rebuilding'].includes(lab.snapshot().phase))
    await startRelay()
    await frames(10)
    await connected()
    for (const one of [ada, ben]) {
      await one.until((lab) => lab.snapshot().quality.path === 'relay')
      expect(await one.run((lab) => lab.liveConnections())).toBe(1)
    }
  })

  it('tells a poor line from a good one, and comes back from a cut without starting over', async () => {
    const line = await startPoorLine(port)
    try {
      // Over TCP nothing is ever lost, so the relay is offered over UDP alone.
      offerRelay({ through: line.port, transport: '?transport=udp' })
      await join()
      await connected()
      await ada.until((lab) => lab.snapshot().quality.tier === 'good')
      line.setLossShare(0.2)
      await ada.until((lab) => lab.snapshot().quality.tier === 'poor', patienceMs)
      line.setLossShare(1)
      await ada.until((lab) => lab.snapshot().phase === 'degraded', patienceMs)
      line.setLossShare(0)
      await ada.until((lab) => lab.snapshot().phase === 'connected' && lab.snapshot().quality.tier === 'good', patienceMs)
      await frames(10, patienceMs)
      expect(await ada.run((lab) => lab.liveConnections())).toBe(1)
    } finally {
      line.close()
    }
  })

  it('holds the pictures back while the line stays poor, tells both, and brings them back by itself', async () => {
    const line = await startPoorLine(port)
    try {
      offerRelay({ through: line.port, transport: '?transport=udp' })
      await join()
      await connected()
      await frames(10)
      line.setLossShare(0.2)
      await ada.until((lab) => lab.snapshot().pictures.offered)
      await ada.until((lab) => lab.snapshot().pictures.heldBy !== undefined, patienceMs)
      for (const one of [ada, ben]) await one.until((lab) => lab.snapshot().pictures.heldBy !== undefined && !lab.snapshot().remote.camera && lab.snapshot().remote.mic)
      const asks = await Promise.all([ada, ben].map((one) => one.run((lab) => lab.snapshot().local.audioOnly)))
      expect(asks).toContain(true)
      line.setLossShare(0)
      await Promise.all([ada, ben].map((one) => one.until((lab) => lab.snapshot().remote.camera, 30_000)))
      await frames(10)
      expect(await ada.run((lab) => lab.liveConnections())).toBe(1)
    } finally {
      line.close()
    }
  })
})
