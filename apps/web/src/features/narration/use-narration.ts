import type { RoundView } from '@unanimous/protocol'
import { elapsedMs } from '@unanimous/rounds'
import { useEffect, useRef, useState } from 'react'
import { serverClock } from '../../platform/clock.ts'
import type { LocalMedia } from '../../platform/media.ts'
import { send } from '../../platform/server-socket.ts'
import type { Detector } from './listen.ts'
import { createSecondsCounter, type SecondsCounter } from './seconds-counter.ts'

/** A text that says when it was changed, and whether from here. */
export interface TypedText {
  on(event: 'update', listener: UpdateListener): void
  off(event: 'update', listener: UpdateListener): void
}
type UpdateListener = (update: Uint8Array, origin: unknown, doc: unknown, transaction: { readonly local: boolean }) => void

export interface NarrationNeeds {
  /** The round that is running, while both agree; otherwise nothing is counted. */
  readonly round: string | undefined
  readonly clock: RoundView['clock'] | undefined
  readonly media: LocalMedia
  readonly text: TypedText | undefined
}

const SEND_EVERY_MS = 5_000

/** The second of the round right now; none while its clock stands. */
const secondOf = (clock: RoundView['clock'] | undefined): number | undefined =>
  clock?.runningSince === undefined ? undefined : Math.floor(elapsedMs(clock, serverClock.now()) / 1_000)

/** Keeps the count, and sends what is complete. */
const startCounting = (round: string, now: () => number | undefined, approximate: () => boolean) => {
  const counter = createSecondsCounter()
  const sendBefore = (second: number) => {
    // Consent that was just taken back, or a round that was just opened, refuses; then nothing is wanted.
    for (const batch of counter.take(second)) void send('count-narration', { round, ...batch, approximate: approximate() }).catch(() => undefined)
  }
  // The newest second may still be heard of.
  const timer = setInterval(() => sendBefore((now() ?? 0) - 1), SEND_EVERY_MS)
  return {
    counter,
    stop() {
      clearInterval(timer)
      sendBefore(now() ?? Number.POSITIVE_INFINITY)
    },
  }
}

/** Counts own speech and typing of a running round and tells the server the seconds. Gives what hears, once it does. */
export const useNarration = ({ round, clock, media: { micTrack }, text }: NarrationNeeds): Detector | undefined => {
  const [detector, setDetector] = useState<Detector>()
  const latest = useRef(clock)
  const hears = useRef<Detector>(undefined)
  const counts = useRef<SecondsCounter>(undefined)
  useEffect(() => {
    latest.current = clock
  }, [clock])
  useEffect(() => {
    if (round === undefined) return
    const { counter, stop } = startCounting(round, () => secondOf(latest.current), () => hears.current === 'gate')
    counts.current = counter
    return () => {
      counts.current = undefined
      stop()
    }
  }, [round])
  useEffect(() => {
    if (round === undefined || !micTrack) return
    let stop = () => {}
    let here = true
    void import('./listen.ts').then(({ listenForSpeech }) => {
      if (!here) return
      stop = listenForSpeech(micTrack, {
        heard: ({ frames, speech }) => {
          const second = secondOf(latest.current)
          if (second !== undefined) counts.current?.heard(second, frames, speech)
        },
        detector: each => {
          hears.current = each
          setDetector(each)
        },
      })
    })
    return () => {
      here = false
      stop()
      setDetector(undefined)
    }
  }, [round, micTrack])
  useEffect(() => {
    if (round === undefined || !text) return
    const typed: UpdateListener = (_update, _origin, _doc, { local }) => {
      const second = secondOf(latest.current)
      if (local && second !== undefined) counts.current?.typed(second)
    }
    text.on('update', typed)
    return () => text.off('update', typed)
  }, [round, text])
  return detector
}
