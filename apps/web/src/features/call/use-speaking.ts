import { useEffect, useState } from 'react'

const lookMs = 120
const loud = 0.35
/** Speech has gaps between words; the ring does not flicker with them. */
const hangMs = 500

/** Whether somebody speaks into this track right now. Also true while it is muted here. */
export const useSpeaking = (track: MediaStreamTrack | undefined): boolean => {
  const [speaking, setSpeaking] = useState(false)
  useEffect(() => {
    if (!track) return
    let timer: ReturnType<typeof setInterval> | undefined
    let close = () => {}
    let stopped = false
    void import('@unanimous/call').then(({ createMeter }) => {
      if (stopped) return
      const meter = createMeter(track)
      close = meter.close
      let lastLoudAt = -hangMs
      timer = setInterval(() => {
        if (meter.level() > loud) lastLoudAt = performance.now()
        setSpeaking(performance.now() - lastLoudAt < hangMs)
      }, lookMs)
    })
    return () => {
      stopped = true
      clearInterval(timer)
      close()
      setSpeaking(false)
    }
  }, [track])
  return speaking
}
