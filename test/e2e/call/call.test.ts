import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isMissing } from '@unanimous/testing'
import { hasWayOut } from '../../support/way-out.ts'
import { startLab, type Lab } from './lab-server.ts'
import { joinAs, launchBrowser, openDevices, openPerson, type Person } from './two-people.ts'

const missing = isMissing('chromium')
if (missing) console.error('SKIPPED: the call tests need a browser (Debian package chromium).')

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
  if (missing) return
  browser = await launchBrowser()
  lab = await startLab()
})
beforeEach(() => lab?.reset())
afterEach(async () => {
  await Promise.all(people.map(({ context }) => context.close()))
  people = []
})
afterAll(async () => {
  await browser?.close()
  await lab?.close()
})

describe.skipIf(missing)('a call between two browsers', () => {
  it('shows each the other with one offer, directly, and asks no server for an address', async () => {
    const [ada, ben] = await pair()
    await Promise.all([openDevices(ada), openDevices(ben)])
    await connect(ada, ben)
    await Promise.all([ada.moreFrames(10), ben.moreFrames(10)])
    for (const one of [ada, ben]) {
      await one.until((lab) => lab.snapshot().quality.tier === 'good' && lab.snapshot().quality.path === 'direct' && lab.snapshot().remote.camera)
      const { remote, local } = await one.run((lab) => lab.snapshot())
      expect([remote.mic, remote.camera, local.mic, local.camera]).toEqual([true, true, true, true])
      expect(await one.run((lab) => lab.foreignServers())).toEqual([])
      expect(await one.run((lab) => lab.liveConnections())).toBe(1)
    }
    expect(lab.memory.offers).toBe(1)
  })

  it('connects two people without any device, and a later permission shows and sounds without a second offer', async () => {
    const [ada, ben] = await pair(false)
    const refused = await ada.run((lab) => lab.open({ mic: true, camera: true }))
    expect(refused.problems).toEqual({ mic: 'blocked', camera: 'blocked' })
    // Without the permission a browser looks for one way out of the machine; where there is none it may look at all ways instead.
    if (!hasWayOut) for (const one of [ada, ben]) await one.context.grantPermissions(['microphone', 'camera'])
    await connect(ada, ben)
    await ben.context.grantPermissions(['microphone', 'camera'])
    await openDevices(ben)
    await ada.moreFrames(10)
    await ada.until((lab) => lab.snapshot().remote.camera && lab.snapshot().remote.mic)
    await ada.context.grantPermissions(['microphone', 'camera'])
    await openDevices(ada)
    await ben.moreFrames(10)
    expect(lab.memory.offers).toBe(1)
  })

  it('turns a camera off and on, mutes and changes device, without a second offer and with the right state shown', async () => {
    const [ada, ben] = await pair()
    await Promise.all([openDevices(ada), openDevices(ben)])
    await connect(ada, ben)
    await ben.moreFrames(5)
    await ada.run((lab) => lab.cameraOff())
    await ben.until((lab) => !lab.snapshot().remote.camera && lab.snapshot().remote.mic)
    await ada.run(async (lab) => lab.open({ mic: false, camera: (await lab.cameras())[2] ?? false }))
    await ben.until((lab) => lab.snapshot().remote.camera)
    await ben.moreFrames(10)
    const last = await ada.run(async (lab) => lab.open({ mic: false, camera: (await lab.cameras())[3] ?? false }))
    expect(last.camera).toBe('fake_device_3')
    await ben.moreFrames(10)
    await ada.run((lab) => lab.mute(true))
    await ben.until((lab) => !lab.snapshot().remote.mic)
    // "You are muted but talking": the meter hears the fake device's beep all the same.
    await ada.until((lab) => lab.micLevel() > 0.1)
    expect(lab.memory.offers).toBe(1)
  })
})

describe.skipIf(missing)('what a person asks of a call', () => {
  it('holds both pictures back when one wants audio alone, and both come back together', async () => {
    const [ada, ben] = await pair()
    await Promise.all([openDevices(ada), openDevices(ben)])
    await connect(ada, ben)
    await Promise.all([ada.moreFrames(5), ben.moreFrames(5)])
    await ada.run((lab) => lab.pictures('never'))
    await ben.until((lab) => lab.snapshot().pictures.heldBy === 'peer' && !lab.snapshot().remote.camera && lab.snapshot().remote.audioOnly)
    await ada.until((lab) => lab.snapshot().pictures.heldBy === 'choice' && !lab.snapshot().remote.camera && lab.snapshot().remote.mic)
    expect((await ben.run((lab) => lab.snapshot())).local.audioOnly).toBe(false)
    await ada.run((lab) => lab.pictures('always'))
    for (const one of [ada, ben]) await one.until((lab) => lab.snapshot().remote.camera)
    await Promise.all([ada.moreFrames(5), ben.moreFrames(5)])
    expect(lab.memory.offers).toBe(1)
  })

  it('switches noise suppression of a running microphone, or says that it has to be opened anew', async () => {
    const ada = await person('ada')
    await openDevices(ada)
    expect((await ada.run((lab) => lab.micSettings()))?.noiseSuppression).toBe(true)
    const followed = await ada.run((lab) => lab.suppressNoise(false))
    expect((await ada.run((lab) => lab.micSettings()))?.noiseSuppression).toBe(!followed)
  })
})

describe.skipIf(missing)('what may break around a call', () => {
  it('keeps the pictures moving while the server is dead, and knows the pairing again when it is back', async () => {
    const [ada, ben] = await pair()
    await Promise.all([openDevices(ada), openDevices(ben)])
    await connect(ada, ben)
    await lab.kill()
    await ada.until((lab) => lab.snapshot().socket === 'down')
    await Promise.all([ada.moreFrames(30), ben.moreFrames(30)])
    await lab.revive()
    await Promise.all([ada.until((lab) => lab.snapshot().socket === 'up'), ben.until((lab) => lab.snapshot().socket === 'up')])
    await ada.until((lab) => lab.snapshot().remote.present)
    await Promise.all([ada.moreFrames(10), ben.moreFrames(10)])
    expect(lab.memory.offers).toBe(1)
    // The answerer may only ask; the offerer makes the one new offer over the server that forgot everything.
    await ben.run((lab) => lab.restart())
    await expect.poll(() => lab.memory.offers).toBe(2)
    await Promise.all([ada.moreFrames(10), ben.moreFrames(10)])
    expect(await ada.run((lab) => lab.liveConnections())).toBe(1)
  })

  it.for(['ada', 'ben'] as const)('is whole again after %s reloads the page', async (seat) => {
    const [ada, ben] = await pair()
    const [leaver, stayer] = seat === 'ada' ? [ada, ben] : [ben, ada]
    await Promise.all([openDevices(ada), openDevices(ben)])
    await connect(ada, ben)
    await stayer.moreFrames(5)
    await leaver.page.reload()
    await openDevices(leaver)
    await joinAs(leaver)
    await Promise.all([ada.moreFrames(10), ben.moreFrames(10)])
    for (const one of [ada, ben]) {
      await one.until((lab) => lab.snapshot().phase === 'connected')
      expect(await one.run((lab) => lab.liveConnections())).toBe(1)
    }
  })

  it('moves to a second tab of the same person, and the first one disturbs nobody however long it asks', async () => {
    const [ada, first] = await pair()
    await Promise.all([openDevices(ada), openDevices(first)])
    await connect(ada, first)
    await ada.moreFrames(5)
    const second = await person('ben')
    await openDevices(second)
    await joinAs(second)
    await second.until((lab) => lab.snapshot().phase === 'connected')
    const epoch = (signals: Lab['memory']['signals']): number => signals.flatMap((message) => (message.say === 'signal' ? [message.signal.epoch] : [])).at(-1) ?? 0
    const moved = epoch(lab.memory.signals)
    await first.until((lab) => lab.snapshot().phase === 'rebuilding')
    await first.run((lab) => lab.restart())
    await Promise.all([ada.moreFrames(40), second.moreFrames(40)])
    expect(epoch(lab.memory.signals)).toBe(moved)
    expect(await ada.run((lab) => lab.liveConnections())).toBe(1)
  })

  it('waits without complaint when the other person leaves for good', async () => {
    const [ada, ben] = await pair()
    await connect(ada, ben)
    await ben.context.close()
    people = people.filter((one) => one !== ben)
    await ada.until((lab) => lab.snapshot().phase === 'joining' && !lab.snapshot().remote.present && lab.liveConnections() === 0)
    expect((await ada.run((lab) => lab.snapshot())).failure).toBeUndefined()
  })

  it('is not disturbed by a third tab, by replays, by the past or by nonsense', async () => {
    const [ada, ben] = await pair()
    await Promise.all([openDevices(ada), openDevices(ben)])
    await connect(ada, ben)
    const heard = lab.memory.signals.flatMap((message) => (message.say === 'signal' ? [message.signal] : []))
    expect(heard.length).toBeGreaterThan(3)
    const bens = await ben.run((lab) => lab.tab)
    const adas = await ada.run((lab) => lab.tab)
    const epoch = heard[0]?.epoch ?? 0
    // What would do harm if it were believed: a fresh offer of another connection, and a lie about the devices.
    const offer = heard.find((signal) => signal.kind === 'description')
    const lies = [
      { ...offer, seq: 1_000, payload: { ...offer?.payload, offer: 7 } },
      { ...offer, seq: 1_001, kind: 'state', payload: { mic: false, camera: false } },
    ]
    const hostile: unknown[] = [
      ...heard,
      ...lies.map((lie) => ({ ...lie, epoch: epoch - 1 })),
      ...lies.map((lie) => ({ ...lie, from: 'tab-of-a-third' })),
      ...lies.map((lie) => ({ ...lie, to: 'tab-of-a-third' })),
      { to: bens, from: adas, epoch, seq: 2_000, kind: 'description', payload: { offer: 1, type: 'answer', sdp: 'nonsense' } },
      { to: bens, from: adas, epoch, seq: 2_001, kind: 'candidate', payload: { offer: 1, candidate: 'nonsense', sdpMid: '0', sdpMLineIndex: 0 } },
      { to: bens, from: adas, epoch, seq: 2_002, kind: 'hang-up', payload: {} },
      null,
      'text',
      { epoch: 'x' },
    ]
    for (const signal of hostile) {
      lab.inject('ben', { say: 'signal', signal })
      lab.inject('ada', { say: 'signal', signal })
    }
    await Promise.all([ada.moreFrames(15), ben.moreFrames(15)])
    for (const one of [ada, ben]) {
      const { phase, remote } = await one.run((lab) => lab.snapshot())
      expect([phase, remote.mic, remote.camera]).toEqual(['connected', true, true])
    }
    expect(lab.memory.offers).toBe(1)
  })

  it('survives an offer that its own peer made unusable, by starting over', async () => {
    const [ada, ben] = await pair()
    await Promise.all([openDevices(ada), openDevices(ben)])
    await connect(ada, ben)
    const [from, to] = [await ada.run((lab) => lab.tab), await ben.run((lab) => lab.tab)]
    const epoch = lab.memory.signals.flatMap((message) => (message.say === 'signal' ? [message.signal.epoch] : [])).at(-1) ?? 0
    lab.inject('ben', { say: 'signal', signal: { to, from, epoch, seq: 5_000, kind: 'description', payload: { offer: 9, type: 'offer', sdp: 'v=0' } } })
    await expect.poll(() => lab.memory.offers).toBe(2)
    await Promise.all([ada.moreFrames(10), ben.moreFrames(10)])
  })
})

describe.skipIf(missing)('devices that are not there', () => {
  it('gives what there is: no camera is named as such and the call goes on', async () => {
    const bare = await launchBrowser(0)
    try {
      const ada = await openPerson(bare, lab, 'ada')
      const opened = await ada.run((lab) => lab.open({ mic: true, camera: true }))
      expect(opened.problems).toMatchObject({ camera: 'no-device' })
    } finally {
      await bare.close()
    }
  })

  it('plays the test tone, and says when a speaker cannot', async () => {
    const ada = await person('ada')
    expect(await ada.run((lab) => lab.playTone())).toBe(true)
    expect(await ada.run((lab) => lab.playTone('a-speaker-of-last-year'))).toBe(false)
  })

  it('takes another camera when the remembered one has gone', async () => {
    const ada = await person('ada')
    const opened = await ada.run((lab) => lab.open({ mic: true, camera: 'a-camera-of-last-year' }))
    expect(opened).toEqual({ problems: {}, camera: 'fake_device_0' })
  })
})
