import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startLab, type Lab } from './lab-server.ts'
import { joinAs, launchBrowser, openDevices, openPerson, type Person } from './two-people.ts'

let browser: Browser
let lab: Lab
let people: Person[] = []

const person = async (seat: 'ada' | 'ben', permission = true): Promise<Person> => {
  const opened = await openPerson(browser, lab, seat, permission)
  people.push(opened)
  return opened
}
const pair = async (permission = true): Promise<[Person, Person]> => [await person('ada', permission), await person('ben', permission)]
const connect = async (...all: Person[]): Promise<void> => {
  for (const one of all) await joinAs(one)
  await Promise.all(all.map((one) => one.until((lab) => lab.snapshot().phase === 'connected')))
}

beforeAll(async () => {
  browser = await launchBrowser()
  lab = await startLab()
})
beforeEach(() => lab.reset())
afterEach(async () => {
  await Promise.all(people.map(({ context }) => context.close()))
  people = []
})
afterAll(async () => {
  await browser?.close()
  await lab?.close()
})

describe('a call between two browsers', () => {
  it('shows each the other with one offer, directly, and asks no server for an address', async () => {
    const [ada, ben] = await pair()
    await Promise.all([openDevices(ada), openDevices(ben)])
    await connect(ada, ben)
    await Promise.all([ada.moreFrames(10), ben.moreFrames(10)])
    for (const one of [ada, ben]) {
      await one.until((lab) => lab.snapshot().quality.tier !== undefined && lab.snapshot().remote.camera)
      const { quality, remote, local } = await one.run((lab) => lab.snapshot())
      expect(quality).toMatchObject({ path: 'direct', tier: 'good' })
      expect([remote.mic, remote.camera, local.mic, local.camera]).toEqual([true, true, true, true])
      expect(await one.run((lab) => lab.foreignServers())).toEqual([])
      expect(await one.run((lab) => lab.liveConnections())).toBe(1)
    }
    expect(lab.offers).toBe(1)
  })
})
