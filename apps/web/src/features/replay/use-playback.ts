import type { Span } from '@unanimous/replay'
import { useCallback, useEffect, useRef, useState } from 'react'

/** How fast a replay may go. */
export const SPEEDS = ['0.5', '1', '2', '4', '8', '16'] as const
export type Speed = (typeof SPEEDS)[number]

const frameMs = 40

export interface Playback {
  readonly ms: number
  readonly playing: boolean
  readonly speed: Speed
  readonly skipsQuiet: boolean
  seek(ms: number): void
  toggle(): void
  setSpeed(speed: Speed): void
  setSkipsQuiet(skips: boolean): void
}

interface Course {
  readonly startMs: number
  readonly lengthMs: number
  /** Where playing stops by itself: the end of a clip, or of the round. */
  readonly stopMs: number
  readonly quiet: readonly Span[]
}

/** Where a replay stands and how it goes on. */
export const usePlayback = ({ startMs, lengthMs, stopMs, quiet }: Course): Playback => {
  const [ms, setMs] = useState(startMs)
  const [playing, setPlaying] = useState(false)
  const [speed, setSpeed] = useState<Speed>('1')
  const [skipsQuiet, setSkipsQuiet] = useState(true)
  const at = useRef(startMs)
  const seek = useCallback((to: number) => {
    at.current = Math.max(0, Math.min(lengthMs, to))
    setMs(at.current)
  }, [lengthMs])
  useEffect(() => {
    if (!playing) return
    let last = performance.now()
    const timer = setInterval(() => {
      const now = performance.now()
      const next = at.current + (now - last) * Number(speed)
      last = now
      const skipped = skipsQuiet ? quiet.find(span => next > span.fromMs && next < span.toMs) : undefined
      const stop = at.current < stopMs ? stopMs : lengthMs
      seek(Math.min(stop, skipped?.toMs ?? next))
      if (at.current >= stop) setPlaying(false)
    }, frameMs)
    return () => clearInterval(timer)
  }, [playing, speed, skipsQuiet, quiet, stopMs, lengthMs, seek])
  const toggle = useCallback(() => {
    // At the end there is nothing left to play but from the start.
    if (!playing && (at.current === stopMs || at.current >= lengthMs)) seek(startMs < stopMs ? startMs : 0)
    setPlaying(!playing)
  }, [playing, stopMs, lengthMs, startMs, seek])
  return { ms, playing, speed, skipsQuiet, seek, toggle, setSpeed, setSkipsQuiet }
}
