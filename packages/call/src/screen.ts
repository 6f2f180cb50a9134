import { deviceProblem } from './devices.ts'

/** Why no screen is shared. `declined` is the person's own choice in the browser's picker and no fault. */
export type ScreenProblem = 'declined' | 'system-blocked' | 'unsupported' | 'unknown'

/** The screen, or why there is none. The track belongs to the caller, who stops it. */
export interface OpenedScreen {
  readonly track: MediaStreamTrack | undefined
  readonly problem?: ScreenProblem
}

type DisplayMedia = Partial<Pick<MediaDevices, 'getDisplayMedia'>>

/** Absent on phones, and on a page that came over plain http. */
const displayMedia = (): DisplayMedia | undefined =>
  globalThis.isSecureContext ? (globalThis.navigator as { readonly mediaDevices?: DisplayMedia }).mediaDevices : undefined

/** Whether this browser can share a screen at all. */
export const canShareScreen = (): boolean => displayMedia()?.getDisplayMedia !== undefined

const problemOf = (error: unknown): ScreenProblem => {
  const problem = deviceProblem(error)
  if (problem === 'blocked') return 'declined'
  return problem === 'system-blocked' ? 'system-blocked' : 'unknown'
}

/**
 * Lets the person choose what to share: a tab, a window or a screen, without its sound. Never rejects; call it from a
 * click. Fifteen frames a second are plenty for text, and leave the line to the voices.
 */
export const openScreen = async (): Promise<OpenedScreen> => {
  const devices = displayMedia()
  if (devices?.getDisplayMedia === undefined) return { track: undefined, problem: 'unsupported' }
  try {
    const stream = await devices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: false })
    return { track: stream.getVideoTracks()[0] }
  } catch (error) {
    return { track: undefined, problem: problemOf(error) }
  }
}
