import { useEffect, useState } from 'react'
import { meterOf } from '../../platform/meter-of.ts'

const lookMs = 120
const loud = 0.35
/** Speech has gaps between words; the ring does not flicker with them. */
const hangMs = 500

/** Whether somebody speaks into this track right now. Also true while it is muted here. */
export const useSpeaking = (track: MediaStreamTrack | undefined): boolean => {
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => {
    if (!track) return
    const meter = meterOf(track)
    let lastLoudAt = -hangMs
    const timer = setInterval(() => {
      if (meter.level() > loud) lastLoudAt = performance.now()
      setSpeaking(performance.now() - lastLoudAt < hangMs)
    }, lookMs)
    return () => {
      clearInterval(timer)
      meter.close()
      setSpeaking(false)
    }
  }, [track])
  return speaking
}
