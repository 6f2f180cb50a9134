/** Why a microphone or camera could not be had. Each has its own help text in the green room. */
export type DeviceProblem = 'blocked' | 'system-blocked' | 'in-use' | 'no-device' | 'insecure-origin' | 'unknown'

/** What to open: a device id, any device, or none. A device that has gone is replaced by any other of its kind. */
export type DeviceWish = string | boolean

/** What was had. Tracks belong to the caller, who stops them. A problem names why a wished track is missing. */
export interface OpenedMedia {
  readonly mic: MediaStreamTrack | undefined
  readonly camera: MediaStreamTrack | undefined
  readonly problems: { readonly mic?: DeviceProblem; readonly camera?: DeviceProblem }
}

/** The devices to choose from. Labels are empty until one of the kind was opened. */
export interface DeviceList {
  readonly mics: readonly MediaDeviceInfo[]
  readonly cameras: readonly MediaDeviceInfo[]
  readonly speakers: readonly MediaDeviceInfo[]
}

const nothing: OpenedMedia = { mic: undefined, camera: undefined, problems: {} }

/** Absent on a page opened over plain http from elsewhere, whatever the types say. */
const mediaDevices = (): MediaDevices | undefined =>
  globalThis.isSecureContext ? (globalThis.navigator as { readonly mediaDevices?: MediaDevices }).mediaDevices : undefined

/** Whether this page can ask for devices at all. False over plain http from another machine. */
export const canUseDevices = (): boolean => mediaDevices() !== undefined

/** Reads a browser's error as a problem a person can act on. */
export const deviceProblem = (error: unknown): DeviceProblem => {
  const { name, message } = error instanceof Error ? error : { name: '', message: '' }
  switch (name) {
    case 'NotAllowedError':
    case 'PermissionDeniedError':
      return /system/i.test(message) ? 'system-blocked' : 'blocked'
    case 'NotFoundError':
    case 'OverconstrainedError':
    case 'DevicesNotFoundError':
      return 'no-device'
    case 'NotReadableError':
    case 'AbortError':
    case 'TrackStartError':
      return 'in-use'
    case 'SecurityError':
      return 'insecure-origin'
    default:
      return 'unknown'
  }
}

const constraintOf = (wish: DeviceWish, extra: MediaTrackConstraints): boolean | MediaTrackConstraints => {
  if (wish === false) return false
  return wish === true ? extra : { ...extra, deviceId: { exact: wish } }
}

/** What to open. `noiseSuppression` is the browser's own; on unless said otherwise. */
export interface MediaWish {
  readonly mic: DeviceWish
  readonly camera: DeviceWish
  readonly noiseSuppression?: boolean
}

const constraintsOf = ({ mic, camera, noiseSuppression = true }: MediaWish): MediaStreamConstraints => ({
  audio: constraintOf(mic, { echoCancellation: true, noiseSuppression, autoGainControl: true }),
  video: constraintOf(camera, { width: { ideal: 640 }, height: { ideal: 360 }, frameRate: { ideal: 30 } }),
})

const openTogether = async (devices: MediaDevices, wish: MediaWish): Promise<OpenedMedia> => {
  const stream = await devices.getUserMedia(constraintsOf(wish))
  return { mic: stream.getAudioTracks()[0], camera: stream.getVideoTracks()[0], problems: {} }
}

const openOne = async (devices: MediaDevices, line: 'mic' | 'camera', wish: MediaWish): Promise<OpenedMedia> => {
  const wanted = wish[line]
  if (wanted === false) return nothing
  try {
    return await openTogether(devices, { ...wish, mic: line === 'mic' && wanted, camera: line === 'camera' && wanted })
  } catch (error) {
    const problem = deviceProblem(error)
    if (wanted === true || problem !== 'no-device') return { ...nothing, problems: { [line]: problem } }
    return openOne(devices, line, { ...wish, [line]: true })
  }
}

/**
 * Opens what is wished as far as it can be had, and never rejects. Both are asked in one prompt first; when that fails,
 * each alone, so that a busy camera does not cost the microphone.
 */
export const openMedia = async (wish: MediaWish): Promise<OpenedMedia> => {
  const { mic, camera } = wish
  if (mic === false && camera === false) return nothing
  const devices = mediaDevices()
  if (devices === undefined) {
    return {
      ...nothing,
      problems: { ...(mic !== false && { mic: 'insecure-origin' }), ...(camera !== false && { camera: 'insecure-origin' }) },
    }
  }
  if (mic !== false && camera !== false) {
    try {
      return await openTogether(devices, wish)
    } catch {
      // Which of the two was at fault shows when each is asked alone.
    }
  }
  const heard = await openOne(devices, 'mic', wish)
  const seen = await openOne(devices, 'camera', wish)
  return { mic: heard.mic, camera: seen.camera, problems: { ...heard.problems, ...seen.problems } }
}

/**
 * Switches the browser's noise suppression of a running microphone. False when the track does not follow: browsers may
 * fix it when a microphone is opened, and then it has to be opened anew.
 */
export const setNoiseSuppression = async (track: MediaStreamTrack, on: boolean): Promise<boolean> => {
  await track.applyConstraints({ ...track.getConstraints(), noiseSuppression: on }).catch(() => undefined)
  return track.getSettings().noiseSuppression === on
}

/** Lists the devices by kind; empty lists where the browser gives none. Never rejects. */
export const listDevices = async (): Promise<DeviceList> => {
  const all = (await mediaDevices()?.enumerateDevices().catch(() => [])) ?? []
  const ofKind = (kind: MediaDeviceKind): MediaDeviceInfo[] => all.filter((device) => device.kind === kind && device.deviceId !== '')
  return { mics: ofKind('audioinput'), cameras: ofKind('videoinput'), speakers: ofKind('audiooutput') }
}

/** Calls back when a device was plugged in or out. Returns the way to stop. */
export const onDevicesChanged = (listener: () => void): (() => void) => {
  const devices = mediaDevices()
  devices?.addEventListener('devicechange', listener)
  return () => devices?.removeEventListener('devicechange', listener)
}
