import type { CallTimers } from './call.ts'
import type { CallQuality } from './call-types.ts'
import { qualityBetween, readSample, type LineSample, type StatEntry } from './quality.ts'

const tickMs = 500
const qualityEveryTicks = 4

/** Watches one connection until stopped: whether packets arrive, twice a second, and how good the line is, every two seconds. */
export interface LineWatch {
  /** A heartbeat came, so the next look may be spared: reading statistics costs. */
  heard(): void
  stop(): void
}

/** Starts watching. Callbacks stop with `stop`. */
export const watchLine = (needs: {
  readonly timers: CallTimers
  stats(): Promise<readonly StatEntry[]>
  onHeard(): void
  onQuality(quality: CallQuality): void
}): LineWatch => {
  let stopped = false
  let ticks = 0
  let beaten = false
  let bytesSeen = 0
  let measured: LineSample | undefined
  let handle: unknown

  const look = async (): Promise<void> => {
    const due = ticks % qualityEveryTicks === 0
    const sample = readSample(await needs.stats())
    if (stopped) return
    if (sample.bytesReceived > bytesSeen) needs.onHeard()
    bytesSeen = sample.bytesReceived
    if (!due) return
    needs.onQuality(qualityBetween(measured, sample))
    measured = sample
  }
  const tick = async (): Promise<void> => {
    ticks += 1
    const spare = beaten && ticks % qualityEveryTicks !== 0
    beaten = false
    if (!spare) await look().catch(() => undefined)
    schedule()
  }
  const schedule = (): void => {
    if (!stopped) handle = needs.timers.set(() => void tick(), tickMs)
  }

  schedule()
  return {
    heard: () => {
      beaten = true
    },
    stop: () => {
      stopped = true
      needs.timers.clear(handle)
    },
  }
}
