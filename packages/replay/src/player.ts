import { applyChanges } from './apply.ts'
import { longTextsIn, withTexts } from './long-texts.ts'
import { readPart, type Part, type StoredPart } from './parts.ts'
import { nothingWritten, type Change, type Shared } from './tape.ts'

/** A stretch that could not be read. */
export interface LostPart {
  readonly part: number
  readonly fromMs: number
  readonly toMs: number
}

/** Where a tape stands: after how many changes, and what had been written then. */
export interface Frame {
  /** Changes made so far, from 0 to `count`. */
  readonly index: number
  readonly shared: Shared
}

/** Plays a tape: any moment at once, step by step, past what is damaged. */
export interface Player {
  readonly count: number
  readonly lost: readonly LostPart[]
  /** What had been written at a moment of round time: all changes up to and with it. */
  frameAt(ms: number): Frame
  /** What had been written after so many changes. */
  frameAfter(index: number): Frame
  /** How many changes were made up to and with a moment. */
  indexAt(ms: number): number
  /** The moment of the edit that ended with this many changes. */
  timeOf(index: number): number
  /** The count of changes after the next edit, or before the last one. */
  nextEdit(index: number): number
  previousEdit(index: number): number
  readonly changes: readonly Change[]
}

const checkpointEvery = 256

/** Reads stored parts into a player. A part that is damaged is listed as lost and passed over. */
export const openTape = async (stored: readonly StoredPart[]): Promise<Player> => {
  const read = await Promise.all(stored.map((part) => readPart(part.bytes).catch(() => undefined)))
  const lost = stored.filter((_, place) => read[place] === undefined).map(({ part, fromMs, toMs }) => ({ part, fromMs, toMs }))
  const written = new Map<number, readonly string[]>()
  const textsOf = (number: number): readonly string[] => {
    const known = written.get(number) ?? longTextsIn(read[stored.findIndex(({ part }) => part === number)]?.changes ?? [])
    written.set(number, known)
    return known
  }
  const whole = read.flatMap((part) => (part === undefined ? [] : [{ changes: part.changes, start: withTexts(part.start, part.refs, textsOf) }]))
  return playerOf(whole, lost)
}

/** A player of parts that were read, in order. */
export const playerOf = (parts: readonly Pick<Part, 'start' | 'changes'>[], lost: readonly LostPart[] = []): Player => {
  const changes = parts.flatMap((part) => part.changes)
  const checkpoints = new Map<number, Shared>([[0, parts[0]?.start ?? nothingWritten]])
  let begins = 0
  for (const part of parts) {
    checkpoints.set(begins, part.start)
    begins += part.changes.length
  }
  // A part begins with what the lost one before it had written: a stop between the two shows the older.
  const starts = new Set(checkpoints.keys())
  const nearest = (index: number): number => {
    let from = index
    while (from > 0 && !checkpoints.has(from)) from--
    // At the very beginning of a part nothing of it has happened yet.
    return from
  }
  const frameAfter = (wanted: number): Frame => {
    const index = Math.max(0, Math.min(changes.length, Math.round(wanted)))
    let at = nearest(index)
    let shared = checkpoints.get(at) ?? nothingWritten
    while (at < index) {
      const to = Math.min(index, (Math.floor(at / checkpointEvery) + 1) * checkpointEvery)
      shared = applyChanges(shared, changes, at, to)
      at = to
      if (at % checkpointEvery === 0 && !starts.has(at)) checkpoints.set(at, shared)
    }
    return { index, shared }
  }
  const indexAt = (ms: number): number => {
    let low = 0
    let high = changes.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((changes[middle]?.atMs ?? 0) <= ms) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    count: changes.length, lost, changes, frameAfter, indexAt,
    frameAt: (ms) => frameAfter(indexAt(ms)),
    timeOf: (index) => changes[index - 1]?.atMs ?? 0,
    nextEdit(index) {
      let next = Math.min(index + 1, changes.length)
      while (changes[next]?.joins === true) next++
      return next
    },
    previousEdit(index) {
      let previous = Math.max(0, index - 1)
      while (changes[previous]?.joins === true) previous--
      return previous
    },
  }
}
