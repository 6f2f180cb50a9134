import type { CountedBatch } from '@unanimous/rounds'

interface Second {
  readonly frames: number
  readonly speech: number
  readonly typed: boolean
}

/** Counts own speech and keys by the second of round time, until they are sent. */
export interface SecondsCounter {
  heard(second: number, frames: number, speech: number): void
  typed(second: number): void
  /** Takes the seconds before this one, in stretches without a gap. A second that was hardly heard is not counted. */
  take(before: number): readonly CountedBatch[]
}

/** Of some 31 frames a second; fewer come when the page sleeps or the microphone changes. */
const FRAMES_NEEDED = 20
const MOST_SECONDS = 60
const nothing: Second = { frames: 0, speech: 0, typed: false }

const tenths = ({ frames, speech }: Second): string => Math.min(10, Math.round((10 * speech) / frames)).toString(11)

/** A second goes on from the stretch before it, or begins another. */
const append = (batches: readonly CountedBatch[], at: number, second: Second): readonly CountedBatch[] => {
  const last = batches.at(-1)
  const goesOn = last && last.fromS + last.spoke.length === at && last.spoke.length < MOST_SECONDS
  const { fromS, spoke, typed } = goesOn ? last : { fromS: at, spoke: '', typed: '' }
  const longer = { fromS, spoke: spoke + tenths(second), typed: typed + (second.typed ? '1' : '0') }
  return [...(goesOn ? batches.slice(0, -1) : batches), longer]
}

export const createSecondsCounter = (): SecondsCounter => {
  const seconds = new Map<number, Second>()
  const change = (at: number, how: (before: Second) => Second) => void seconds.set(at, how(seconds.get(at) ?? nothing))
  return {
    heard: (second, frames, speech) => change(second, before => ({ ...before, frames: before.frames + frames, speech: before.speech + speech })),
    typed: second => change(second, before => ({ ...before, typed: true })),
    take(before) {
      const due = [...seconds.keys()].filter(at => at < before).toSorted((left, right) => left - right)
      let batches: readonly CountedBatch[] = []
      for (const at of due) {
        const second = seconds.get(at) ?? nothing
        seconds.delete(at)
        if (second.frames >= FRAMES_NEEDED) batches = append(batches, at, second)
      }
      return batches
    },
  }
}
