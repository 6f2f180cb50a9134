import { expect, test } from 'vitest'
import { solve, type Heartbeat, type WatchLog } from './minutes-really-watched.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** Colours a line of seconds per device, fills short silences, then counts the seconds of any colour per viewer. */
function bruteForce({ heartbeats, gap }: WatchLog): Record<string, number> {
  const watched: Record<string, number> = {}
  for (const viewer of [...new Set(heartbeats.map(beat => beat[0]))].sort()) {
    const seconds = new Set<number>()
    for (const device of new Set(heartbeats.map(beat => beat[1]))) {
      let last: number | undefined
      for (let second = 0; second < 600; second++) {
        if (!heartbeats.some(([who, where, from, to]) => who === viewer && where === device && from <= second && second < to)) continue
        const bridged = last !== undefined && second - last - 1 <= gap ? last + 1 : second
        for (let each = bridged; each <= second; each++) seconds.add(each)
        last = second
      }
    }
    watched[viewer] = Math.floor(seconds.size / 60)
  }
  return watched
}

test('minutes really watched: second by second', () => {
  const below = seeded(4)
  for (let round = 0; round < 600; round++) {
    const heartbeats = times(below(12), (): Heartbeat => {
      const from = below(400)
      return [NAMES[below(2)] ?? 'a', NAMES[below(3)] ?? 'a', from, from + below(90) - 5]
    })
    const log = { heartbeats, gap: below(12) }
    expect(solve(log), JSON.stringify(log)).toEqual(bruteForce(log))
  }
})
