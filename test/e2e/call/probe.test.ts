import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort, isMissing, startCoturn, type TestTurn } from '@unanimous/testing'
import { mintTurnServer } from '../../../apps/server/src/features/call/turn-credentials.ts'
import { startLab, type Lab } from './lab-server.ts'
import { launchBrowser, openPerson, type Person } from './two-people.ts'

const missing = isMissing('coturn') || isMissing('chromium')
if (missing) console.error('SKIPPED: the connection test needs turnserver and a browser (Debian packages coturn and chromium).')

const secret = 'only-for-tests'

let browser: Browser
let lab: Lab
let relay: TestTurn
let ada: Person

const outcomes = async (url: string, believed = secret): Promise<Record<string, string>> => {
  const servers = [mintTurnServer({ turnUrl: url, secret: believed, seat: 'seat', nowMs: Date.now(), lifeMs: 600_000 })]
  const results = await ada.run((window, given) => window.probe(given as RTCIceServer[]), servers)
  return Object.fromEntries(Object.entries(results).map(([way, { outcome, code }]) => [way, code === undefined ? outcome : `${outcome} ${code}`]))
}

describe.skipIf(missing)('the connection test', () => {
  beforeAll(async () => {
    browser = await launchBrowser()
    lab = await startLab()
    relay = await startCoturn({ secret })
    ada = await openPerson(browser, lab, 'ada')
  })
  afterAll(async () => {
    await browser?.close()
    await lab?.close()
    await relay?.stop()
  })

  it('reaches a relay that works on every way, and sends a word through it', async () => {
    expect(await outcomes(relay.url)).toEqual({ 'stun udp': 'reached', 'turn udp': 'reached', 'turn tcp': 'reached', relay: 'reached' })
  })

  it('tells a wrong secret from a dead port', async () => {
    const wrong = await outcomes(relay.url, 'another')
    expect(wrong).toMatchObject({ 'stun udp': 'reached', 'turn udp': 'refused 401', 'turn tcp': 'refused 401', relay: 'refused 401' })
    const dead = await outcomes(`turn:127.0.0.1:${await freePort()}`)
    expect(dead).toEqual({ 'stun udp': 'unreachable', 'turn udp': 'unreachable', 'turn tcp': 'unreachable', relay: 'unreachable' })
  })

  it('says that TLS does not come about where the relay speaks none', async () => {
    expect(await outcomes(relay.url.replace('turn:', 'turns:'))).toEqual({ 'turn tls': 'unreachable', relay: 'unreachable' })
  })

  it('leaves no connection open behind it', async () => {
    expect(await ada.run((window) => window.liveConnections())).toBe(0)
  })
})
