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
  readonly problems: { readonly [line in DeviceLine]?: DeviceProblem | undefined }
  /** What took the place of a device that went by itself, by its label: said until another is chosen. */
  readonly replaced: { readonly [line in DeviceLine]?: string | undefined }
  readonly devices: DeviceList
}

export type DeviceLine = 'mic' | 'camera'

const KEY = 'devices'
/** Between the green room and the room nobody should be asked for the camera again. */
const lingerMs = 4_000
/** A device that goes again as soon as this is not asked for once more: two programs would take it from each other without end. */
const steadyMs = 2_000
const bothLines: readonly DeviceLine[] = ['mic', 'camera']
const trackOf = { mic: 'micTrack', camera: 'cameraTrack' } as const satisfies Record<DeviceLine, keyof LocalMedia>

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
  ...wishOf(readStored(KEY)), state: 'closed', micTrack: undefined, cameraTrack: undefined, problems: {}, replaced: {}, devices: { mics: [], cameras: [], speakers: [] },
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

/** Which try the track of a line is to come from: what an older one brings is given back. */
const tries: Record<DeviceLine, number> = { mic: 0, camera: 0 }
const opening = new Set<DeviceLine>()

const isLive = (line: DeviceLine): boolean => media[trackOf[line]]?.readyState === 'live'

const drop = (line: DeviceLine) => {
  media[trackOf[line]]?.stop()
  set({ [trackOf[line]]: undefined })
}

/** Opens these anew. The other line goes on meanwhile: a question that waits for its answer makes nobody unheard. */
const reopen = async (lines: readonly DeviceLine[]): Promise<void> => {
  if (lines.length === 0) return
  const mine = Object.fromEntries(lines.map(line => [line, ++tries[line]]))
  const wanted = () => lines.filter(line => tries[line] === mine[line])
  for (const line of lines) opening.add(line)
  set({ state: 'opening' })
  const { openMedia, listDevices } = await library()
  const asked = wanted()
  for (const line of asked) drop(line)
  const wish = (line: DeviceLine) => asked.includes(line) && media[line]
  const opened = await openMedia({ mic: wish('mic'), camera: wish('camera'), noiseSuppression: callWishes().noiseSuppression })
  const now = wanted()
  for (const line of lines) {
    if (!now.includes(line)) opened[line]?.stop()
  }
  if (now.length === 0) return
  for (const line of now) take(line, opened[line], opened.problems[line])
  set({ state: opening.size > 0 ? 'opening' : 'open' })
  set({ devices: await listDevices() })
}

const take = (line: DeviceLine, track: MediaStreamTrack | undefined, problem: DeviceProblem | undefined) => {
  opening.delete(line)
  if (track && line === 'mic') track.enabled = !media.muted
  set({ [trackOf[line]]: track, problems: { ...media.problems, [line]: problem }, replaced: { ...media.replaced, [line]: undefined } })
  if (!track) return
  const since = performance.now()
  // What we stop ourselves does not say so: this one was unplugged, or its permission taken back.
  track.addEventListener('ended', () => void replace(line, track, performance.now() - since), { once: true })
}

/** The page must not go on saying that somebody is heard or seen who is not; another device is taken where there is one. */
const replace = async (line: DeviceLine, gone: MediaStreamTrack, livedMs: number): Promise<void> => {
  if (media[trackOf[line]] !== gone) return
  drop(line)
  if (livedMs < steadyMs) return set({ problems: { ...media.problems, [line]: 'unknown' } })
  const mine = tries[line] + 1
  await reopen([line])
  const label = media[trackOf[line]]?.label
  if (tries[line] === mine && label && label !== gone.label) set({ replaced: { ...media.replaced, [line]: label } })
}

/** Opens what is wished for and not there, as far as it can be had. */
export const openDevices = (): Promise<void> => reopen(bothLines.filter(line => !isLive(line)))

const closeDevices = () => {
  for (const line of bothLines) {
    tries[line] += 1
    drop(line)
  }
  opening.clear()
  set({ state: 'closed', problems: {}, replaced: {} })
}

/** Chooses devices, or turns one off; remembered in this browser. What is not named here stays as it is. */
export const chooseDevices = async (wish: Partial<Pick<Wish, DeviceLine>>): Promise<void> => {
  const changed = bothLines.filter(line => wish[line] !== undefined && (wish[line] !== media[line] || !isLive(line)))
  set(wish)
  remember()
  await reopen(changed)
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
  if (micTrack && !await setNoiseSuppression(micTrack, on)) await reopen(['mic'])
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

/** How the devices are now, for code that is no component. */
export const localMedia = (): LocalMedia => media

/** Opens the devices for as long as a page needs them, and says how they are. */
export const useLocalMedia = (): LocalMedia => {
  useEffect(() => {
    begin()
    return end
  }, [])
  return useSyncExternalStore(subscribe, localMedia)
}
