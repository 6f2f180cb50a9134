import type { Call, ScreenProblem } from '@unanimous/call'
import { useCallback, useEffect, useRef, useState } from 'react'

/** The screen that this person shares. */
export interface ScreenShare {
  readonly sharing: boolean
  /** Why there is none, if the browser had a reason. */
  readonly problem: ScreenProblem | undefined
  readonly toggle: () => void
  readonly stop: () => void
}

/** Shares a screen over a call, until it is stopped here or by the browser's own button, or the room is left. */
export const useScreenShare = (call: Call | undefined): ScreenShare => {
  const [track, setTrack] = useState<MediaStreamTrack>()
  const [problem, setProblem] = useState<ScreenProblem>()
  const asking = useRef(false)
  const stop = useCallback(() => setTrack(undefined), [])
  const start = async () => {
    if (asking.current) return
    asking.current = true
    const { openScreen } = await import('@unanimous/call')
    const opened = await openScreen()
    asking.current = false
    setProblem(opened.problem)
    setTrack(opened.track)
  }
  useEffect(() => {
    if (!track) return
    track.addEventListener('ended', stop)
    return () => {
      track.removeEventListener('ended', stop)
      track.stop()
    }
  }, [track, stop])
  useEffect(() => {
    if (!call || !track) return
    call.setScreen(track)
    return () => call.setScreen(undefined)
  }, [call, track])
  return { sharing: track !== undefined, problem, stop, toggle: () => (track ? stop() : void start()) }
}

/** Whether this browser can share a screen at all; phones cannot. */
export const canShare = (): boolean => isSecureContext && 'getDisplayMedia' in (navigator.mediaDevices ?? {})
