import type { DeviceList, DeviceProblem, DeviceWish } from '@unanimous/call'
import { useEffect, useSyncExternalStore } from 'react'
import { callWishes, setCallWishes } from './call-wishes.ts'
import { fetchPart } from './lazy-part.ts'
import { readStored, writeStored } from './stored.ts'

/** Which devices a person wants in this browser: an id, any, or none. */
interface Wish {
  readonly mic: DeviceWish
  readonly camera: DeviceWish
  readonly speaker: string | undefined
  readonly muted: boolean
}

/** This person's microphone and camera in this tab, one set for the green room and the call. */
export interface LocalMedia extends Wish {
  /** `opening` while the browser asks the person. */
  readonly state: 'closed' | 'opening' | 'open'
  readonly micTrack: MediaStreamTrack | undefined
  readonly cameraTrack: MediaStreamTrack | undefined
  readonly problems: { readonly mic?: DeviceProblem; readonly camera?: DeviceProblem }
  readonly devices: DeviceList
}

const KEY = 'devices'
/** Between the green room and the room nobody should be asked for the camera again. */
const lingerMs = 4_000

const wishOf = (text: string | undefined): Wish => {
  const fallback: Wish = { mic: true, camera: true, speaker: undefined, muted: false }
  try {
    const { mic, camera, speaker, muted } = JSON.parse(text ?? '{}') as Partial<Wish>
    const isWish = (wish: unknown): wish is DeviceWish => typeof wish === 'string' || typeof wish === 'boolean'
    return { mic: isWish(mic) ? mic : true, camera: isWish(camera) ? camera : true, speaker: typeof speaker === 'string' ? speaker : undefined, muted: muted === true }
  } catch {
    return fallback
  }
}

let media: LocalMedia = {
  ...wishOf(readStored(KEY)), state: 'closed', micTrack: undefined, cameraTrack: undefined, problems: {}, devices: { mics: [], cameras: [], speakers: [] },
}
const listeners = new Set<() => void>()
const set = (change: Partial<LocalMedia>) => {
  media = { ...media, ...change }
  for (const listener of listeners) listener()
}
const remember = () => {
  const { mic, camera, speaker, muted } = media
  writeStored(KEY, JSON.stringify({ mic, camera, speaker, muted }))
}

// The call's code comes when devices are first needed, never with the page.
const library = () => fetchPart(() => import('@unanimous/call'))

let attempt = 0

/** Opens what is wished for, as far as it can be had; what was open before is given back. */
export const openDevices = async (): Promise<void> => {
  const mine = ++attempt
  set({ state: 'opening' })
  const { openMedia, listDevices } = await library()
  stopTracks()
  const opened = await openMedia({ mic: media.mic, camera: media.camera, noiseSuppression: callWishes().noiseSuppression })
  if (mine !== attempt) {
    opened.mic?.stop()
    opened.camera?.stop()
    return
  }
  if (opened.mic) opened.mic.enabled = !media.muted
  set({ state: 'open', micTrack: opened.mic, cameraTrack: opened.camera, problems: opened.problems })
  set({ devices: await listDevices() })
}

const stopTracks = () => {
  media.micTrack?.stop()
  media.cameraTrack?.stop()
  set({ micTrack: undefined, cameraTrack: undefined })
}

const closeDevices = () => {
  attempt++
  stopTracks()
  set({ state: 'closed', problems: {} })
}

/** Chooses devices, or turns one off; remembered in this browser. */
export const chooseDevices = async (wish: Partial<Pick<Wish, 'mic' | 'camera'>>): Promise<void> => {
  set(wish)
  remember()
  await openDevices()
}

/** Where the other person's voice comes out. */
export const chooseSpeaker = (speaker: string): void => {
  set({ speaker })
  remember()
}

/** Mutes without giving the microphone back. */
export const setMuted = (muted: boolean): void => {
  talk(!muted)
  remember()
}

/** Opens the microphone while a key is held, and closes it again; nothing of it is remembered. */
export const talk = (on: boolean): void => {
  if (media.muted === !on) return
  if (media.micTrack) media.micTrack.enabled = on
  set({ muted: !on })
}

/** Turns the browser's noise suppression on or off, at once where the browser can, or by opening the devices anew. */
export const chooseNoiseSuppression = async (on: boolean): Promise<void> => {
  setCallWishes({ noiseSuppression: on })
  const { micTrack } = media
  const { setNoiseSuppression } = await library()
  if (micTrack && !await setNoiseSuppression(micTrack, on)) await openDevices()
}

let users = 0
let unwatchDevices: (() => void) | undefined

const begin = () => {
  users += 1
  if (media.state === 'closed') void openDevices()
  void library().then(({ onDevicesChanged, listDevices }) => {
    unwatchDevices ??= onDevicesChanged(() => void listDevices().then(devices => set({ devices })))
  })
}

const end = () => {
  users -= 1
  setTimeout(() => {
    if (users > 0) return
    unwatchDevices?.()
    unwatchDevices = undefined
    closeDevices()
  }, lingerMs)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

/** Opens the devices for as long as a page needs them, and says how they are. */
export const useLocalMedia = (): LocalMedia => {
  useEffect(() => {
    begin()
    return end
  }, [])
  return useSyncExternalStore(subscribe, () => media)
}
