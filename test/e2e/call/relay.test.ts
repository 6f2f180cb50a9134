import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { haveCoturn, startCoturn, type Coturn } from './coturn.ts'
import { startLab, type Lab } from './lab-server.ts'
import { joinAs, launchBrowser, openDevices, openPerson, type Person } from './two-people.ts'

const present = haveCoturn()
if (!present) console.warn('SKIPPED: the relay tests need turnserver (Debian package coturn).')

let browser: Browser
let lab: Lab
let relay: Coturn
let ada: Person
let ben: Person

const relayOnly = (secret?: string): void => {
  lab.ice = { iceServers: [relay.credentials('seat', secret)], relayOnly: true }
}
const join = async (): Promise<void> => {
  await Promise.all([openDevices(ada), openDevices(ben)])
  await joinAs(ada)
  await joinAs(ben)
}
const connected = (): Promise<unknown> => Promise.all([ada, ben].map((one) => one.until((lab) => lab.snapshot().phase === 'connected')))
const frames = (count: number, timeoutMs?: number): Promise<unknown> => Promise.all([ada.moreFrames(count, timeoutMs), ben.moreFrames(count, timeoutMs)])

describe.skipIf(!present)('a call that may only run through the relay', () => {
  beforeAll(async () => {
    browser = await launchBrowser()
    lab = await startLab()
    relay = await startCoturn()
  })
  beforeEach(async () => {
    lab.reset()
    await relay.kill()
    await relay.revive()
    ada = await openPerson(browser, lab, 'ada')
    ben = await openPerson(browser, lab, 'ben')
  })
  afterEach(async () => {
    await ada?.context.close()
    await ben?.context.close()
  })
  afterAll(async () => {
    await relay?.kill()
    await browser?.close()
    await lab?.close()
  })

  it('carries both pictures, and both pages know that they are relayed', async () => {
    relayOnly()
    await join()
    await connected()
    await frames(20)
    for (const one of [ada, ben]) {
      await one.until((lab) => lab.snapshot().quality.path === 'relay' && lab.snapshot().quality.relayProtocol !== undefined)
      expect(await one.run((lab) => lab.foreignServers())).toEqual([])
    }
    expect(relay.log()).toMatch(/ALLOCATE processed, success/)
  })

  it('says within 10 s that the relay is unreachable, and never goes around it', async () => {
    relayOnly()
    await relay.kill()
    await join()
    await Promise.all([ada, ben].map((one) => one.until((lab) => lab.snapshot().failure?.code === 'call/turn-unreachable', 10_000)))
    // Two more attempts of 8 s would show a leak; the phase never claims a connection and no frame ever came.
    await ada.until((lab) => lab.snapshot().phase === 'rebuilding')
    for (const one of [ada, ben]) expect(await one.run((lab) => [lab.frames(), lab.snapshot().quality.path])).toEqual([0, undefined])
    await relay.revive()
    await connected()
    await frames(10)
    expect((await ada.run((lab) => lab.snapshot())).failure).toBeUndefined()
  })

  it('says within 10 s that the relay refused the credentials', async () => {
    relayOnly('not the secret')
    await join()
    await Promise.all([ada, ben].map((one) => one.until((lab) => lab.snapshot().failure?.code === 'call/turn-refused', 10_000)))
  })

  it('says that no relay is configured when one is required', async () => {
    lab.ice = { iceServers: [], relayOnly: true }
    await join()
    await ada.until((lab) => lab.snapshot().failure?.code === 'call/turn-missing', 10_000)
  })

  it('brings the pictures back by itself when the relay was killed and returns', async () => {
    relayOnly()
    await join()
    await connected()
    await frames(10)
    await relay.kill()
    await ada.until((lab) => lab.snapshot().phase === 'reconnecting', 8_000)
    await relay.revive()
    await frames(10, 8_000)
    await connected()
    for (const one of [ada, ben]) await one.until((lab) => lab.snapshot().quality.path === 'relay')
  })
})
