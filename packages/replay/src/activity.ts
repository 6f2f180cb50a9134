import type { Change } from './tape.ts'

/** Characters typed or taken away by each seat, by equal stretches of round time. */
export const typingBins = (changes: readonly Change[], seats: number, lengthMs: number, bins: number): readonly (readonly number[])[] => {
  const counts = Array.from({ length: seats }, () => Array.from({ length: bins }, () => 0))
  for (const change of changes) {
    const row = counts[change.by]
    if (row === undefined) continue
    const bin = Math.max(0, Math.min(bins - 1, Math.floor((change.atMs / Math.max(1, lengthMs)) * bins)))
    row[bin] = (row[bin] ?? 0) + (change.kind === 'text' ? change.inserted.length + change.removed : 1)
  }
  return counts
}

/** A stretch of round time. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

/**
 * Where nothing happened for at least `leastMs`: what a replay may skip. `moments` is when anything did, in any order; a little is
 * left on both sides, so that what comes is seen coming.
 */
export const quietSpans = (moments: readonly number[], lengthMs: number, leastMs: number, marginMs: number): readonly Span[] => {
  const sorted = [0, ...moments.filter((ms) => ms >= 0 && ms <= lengthMs), lengthMs].toSorted((a, b) => a - b)
  return sorted.slice(1).flatMap((ms, index) => {
    const before = sorted[index] ?? 0
    return ms - before >= leastMs ? [{ fromMs: before + marginMs, toMs: ms - marginMs }] : []
  })
}

const secondMs = 1_000
/** A breath is no speech: so many tenths of a second are. */
const leastTenths = 2
/** Pauses within what somebody says. */
const breathMs = 3_000

const tenthsOf = (letter: string): number => (letter === 'a' ? 10 : Number(letter) || 0)

/** The seconds of round time in which somebody spoke. `spoke` has tenths, `0` to `9` and `a`, a letter a second. */
export const talkedMoments = (spoke: string): readonly number[] =>
  [...spoke].flatMap((letter, second) => (tenthsOf(letter) >= leastTenths ? [second * secondMs] : []))

/** The same as stretches, breaths left in. */
export const talkedSpans = (spoke: string): readonly Span[] => {
  const spans: { fromMs: number; toMs: number }[] = []
  for (const ms of talkedMoments(spoke)) {
    const last = spans.at(-1)
    if (last !== undefined && ms - last.toMs <= breathMs) last.toMs = ms + secondMs
    else spans.push({ fromMs: ms, toMs: ms + secondMs })
  }
  return spans
}

/**
 * Where nobody spoke for at least `leastMs`. Seconds that nobody counted are no silence: browsers that were not asked heard nothing.
 */
export const silentSpans = (tracks: readonly string[], leastMs: number): readonly Span[] => {
  const seconds = Math.max(0, ...tracks.map((spoke) => spoke.length))
  const isSilent = (second: number): boolean => {
    const counted = tracks.filter((spoke) => (spoke[second] ?? '.') !== '.')
    return counted.length > 0 && counted.every((spoke) => tenthsOf(spoke[second] ?? '.') < leastTenths)
  }
  const spans: Span[] = []
  let from = 0
  for (let second = 0; second <= seconds; second++) {
    if (second < seconds && isSilent(second)) continue
    if ((second - from) * secondMs >= leastMs) spans.push({ fromMs: from * secondMs, toMs: second * secondMs })
    from = second + 1
  }
  return spans
}
