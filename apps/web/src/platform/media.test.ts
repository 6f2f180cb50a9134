import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type * as Media from './media.ts'

type Kind = 'audio' | 'video'

class FakeTrack extends EventTarget {
  readyState: 'live' | 'ended' = 'live'
  enabled = true
  readonly label: string
  constructor(label: string) {
    super()
    this.label = label
  }
  stop() {
    this.readyState = 'ended'
  }
  getSettings() {
    return { deviceId: this.label }
  }
  /** The device goes: a track that is stopped by the page says nothing of it. */
  unplug() {
    plugged.delete(this.label)
    this.readyState = 'ended'
    this.dispatchEvent(new Event('ended'))
  }
}

/** Devices by their label, which is their id too. */
let plugged: Map<string, Kind>
let asked: string[]
/** A question of the browser that nobody has answered yet. */
let answer: (() => void) | undefined
let asks = false

const wantedOf = (constraint: boolean | MediaTrackConstraints | undefined) =>
  constraint ? (constraint as { deviceId?: { exact: string } }).deviceId?.exact ?? 'any' : undefined

const trackFor = (kind: Kind, wanted: string | undefined): FakeTrack[] => {
  if (wanted === undefined) return []
  const label = wanted === 'any' ? [...plugged].find(([, of]) => of === kind)?.[0] : wanted
  if (label === undefined) throw new DOMException('', 'NotFoundError')
  if (plugged.get(label) !== kind) throw new DOMException('', 'OverconstrainedError')
  return [new FakeTrack(label)]
}

const getUserMedia = async ({ audio, video }: MediaStreamConstraints) => {
  const [mic, camera] = [wantedOf(audio), wantedOf(video)]
  asked.push([mic && `mic ${mic}`, camera && `camera ${camera}`].filter(Boolean).join(', '))
  if (asks) await new Promise<void>(resolve => { answer = resolve })
  const [mics, cameras] = [trackFor('audio', mic), trackFor('video', camera)]
  return { getAudioTracks: () => mics, getVideoTracks: () => cameras }
}

let media: typeof Media
const micNow = () => media.localMedia().micTrack as unknown as FakeTrack
const cameraNow = () => media.localMedia().cameraTrack as unknown as FakeTrack

beforeEach(async () => {
  plugged = new Map([['headset', 'audio'], ['built-in', 'audio'], ['webcam', 'video'], ['screen-cam', 'video']])
  asked = []
  asks = false
  answer = undefined
  vi.stubGlobal('isSecureContext', true)
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia, enumerateDevices: async () => [], addEventListener() {}, removeEventListener() {} } })
  vi.useFakeTimers({ toFake: ['performance'] })
  vi.resetModules()
  media = await import('./media.ts')
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

it('asks for both at once, and not again for what is there', async () => {
  await media.openDevices()
  await media.openDevices()
  expect(asked).toEqual(['mic any, camera any'])
  expect(media.localMedia()).toMatchObject({ state: 'open', problems: {} })
})

it('takes another microphone when the one in use is unplugged, and says which', async () => {
  await media.chooseDevices({ mic: 'headset' })
  await media.openDevices()
  const camera = cameraNow()
  media.setMuted(true)
  vi.advanceTimersByTime(60_000)
  micNow().unplug()
  expect(media.localMedia().micTrack).toBe(undefined)
  await expect.poll(() => media.localMedia().replaced.mic).toBe('built-in')
  expect(media.localMedia()).toMatchObject({ state: 'open', mic: 'headset', muted: true })
  expect(micNow()).toMatchObject({ label: 'built-in', enabled: false })
  expect(cameraNow()).toBe(camera)
  expect(camera.readyState).toBe('live')
  await media.chooseDevices({ mic: 'built-in' })
  expect(media.localMedia().replaced.mic).toBe(undefined)
})

it('says that there is none when the only one goes, and has it again at a press', async () => {
  plugged.delete('built-in')
  await media.openDevices()
  vi.advanceTimersByTime(60_000)
  micNow().unplug()
  await expect.poll(() => media.localMedia().problems.mic).toBe('no-device')
  expect(media.localMedia()).toMatchObject({ state: 'open', micTrack: undefined, replaced: {} })
  plugged.set('headset', 'audio')
  await media.chooseDevices({ mic: true })
  expect(media.localMedia().problems.mic).toBe(undefined)
  expect(micNow().label).toBe('headset')
})

it('does not ask again and again for one that goes as soon as it comes', async () => {
  await media.openDevices()
  vi.advanceTimersByTime(60_000)
  micNow().unplug()
  await expect.poll(() => micNow()?.label).toBe('built-in')
  vi.advanceTimersByTime(1_000)
  micNow().unplug()
  await expect.poll(() => media.localMedia().problems.mic).toBe('unknown')
  expect(media.localMedia().micTrack).toBe(undefined)
  expect(asked).toEqual(['mic any, camera any', 'mic any'])
})

it('keeps the microphone open while the browser asks for the camera', async () => {
  await media.chooseDevices({ camera: false })
  await media.openDevices()
  const mic = micNow()
  asks = true
  const turnedOn = media.chooseDevices({ camera: true })
  await expect.poll(() => answer).toBeDefined()
  expect(media.localMedia()).toMatchObject({ state: 'opening', micTrack: mic })
  expect(mic.readyState).toBe('live')
  answer?.()
  await turnedOn
  expect(asked.at(-1)).toBe('camera any')
  expect(micNow()).toBe(mic)
  expect(cameraNow().label).toBe('webcam')
})

it('stops the camera alone for audio only, and changes it alone', async () => {
  await media.openDevices()
  const [mic, camera] = [micNow(), cameraNow()]
  await media.chooseDevices({ camera: 'screen-cam' })
  expect([camera.readyState, cameraNow().label]).toEqual(['ended', 'screen-cam'])
  await media.chooseDevices({ camera: false })
  expect(media.localMedia()).toMatchObject({ state: 'open', cameraTrack: undefined, micTrack: mic })
  expect(mic.readyState).toBe('live')
  expect(asked).toEqual(['mic any, camera any', 'camera screen-cam'])
})

it('gives back a camera that was turned off while the browser asked for it, and takes the microphone of the same question', async () => {
  asks = true
  const first = media.openDevices()
  await expect.poll(() => answer).toBeDefined()
  await media.chooseDevices({ camera: false })
  expect(media.localMedia().state).toBe('opening')
  answer?.()
  await first
  expect(media.localMedia()).toMatchObject({ state: 'open', cameraTrack: undefined })
  expect(micNow().readyState).toBe('live')
})
