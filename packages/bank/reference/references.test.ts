import { describe, expect, test } from 'vitest'
import { loadBank } from '../src/bank.ts'
import { blackoutCheck, type Window } from './blackout-check.ts'
import { playLicenceStore, type LicenceCall } from './licence-store.ts'
import { minutesWatched, type Heartbeat } from './minutes-really-watched.ts'
import { nearestSource, type FillRequest, type Link } from './nearest-fill-source.ts'
import { pipelineOrder, type Pipeline } from './pipeline-order.ts'
import { playStartCounter, type CounterCall } from './sliding-start-counter.ts'
import * as brute from './brute-force.ts'

/** The solution of each coding pack, taking the inputs of its examples and cases as they stand in the YAML. */
const REFERENCES: Readonly<Record<string, (input: never) => unknown>> = {
  'coding.nearest-fill-source': nearestSource,
  'coding.pipeline-order': pipelineOrder,
  'coding.blackout-check': blackoutCheck,
  'coding.minutes-really-watched': minutesWatched,
  'coding.licence-store': playLicenceStore,
  'coding.sliding-start-counter': playStartCounter,
}

describe.each(loadBank().ofKind('coding'))('$id', pack => {
  const examples = (pack.candidate.examples ?? []).map((example, index) => ({ name: `example ${index + 1}`, ...example }))
  test.each([...examples, ...(pack.interviewer.cases ?? [])])('$name', each => {
    expect(REFERENCES[pack.id]?.(each.in as never)).toEqual(each.out)
  })
})

/** The same numbers on every run (mulberry32), so that a failure can be looked at. */
function seeded(seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index))
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f']

describe('against brute force on random input', () => {
  test('nearest fill source: same source, price and hops, and a path that exists at that price', () => {
    const below = seeded(1)
    const name = (): string => NAMES[below(6)] ?? 'a'
    for (let round = 0; round < 1000; round++) {
      const links = times(below(14), (): Link => [name(), name(), below(5)])
      const request: FillRequest = { links, holders: times(below(4), name), drained: times(below(3), name), start: name() }
      const found = nearestSource(request)
      const best = brute.nearestSource(request)
      expect(found && { source: found.source, ms: found.ms, hops: found.path.length - 1 }, JSON.stringify(request)).toEqual(best)
      if (found) expect(brute.priceOf(found.path, request)).toBe(found.ms)
    }
  })

  test('pipeline order: the first of all orders, else the first of the shortest cycles', () => {
    const below = seeded(2)
    for (let round = 0; round < 600; round++) {
      const steps = NAMES.slice(0, 1 + below(6))
      const name = (): string => steps[below(steps.length)] ?? 'a'
      const pipeline: Pipeline = { steps, needs: times(below(8), () => [name(), name()] as const) }
      expect(pipelineOrder(pipeline), JSON.stringify(pipeline)).toEqual(brute.pipelineOrder(pipeline))
    }
  })

  test('blackout check: minute by minute', () => {
    const below = seeded(3)
    for (let round = 0; round < 1000; round++) {
      const windows = times(below(7), (): Window => [below(40), below(40)])
      const question = { windows, asks: times(42, minute => minute - 1) }
      expect(blackoutCheck(question), JSON.stringify(windows)).toEqual(brute.blackoutCheck(question))
    }
  })

  test('minutes really watched: second by second', () => {
    const below = seeded(4)
    for (let round = 0; round < 600; round++) {
      const heartbeats = times(below(12), (): Heartbeat => {
        const from = below(400)
        return [NAMES[below(2)] ?? 'a', NAMES[below(3)] ?? 'a', from, from + below(90) - 5]
      })
      const log = { heartbeats, gap: below(12) }
      expect(minutesWatched(log), JSON.stringify(log)).toEqual(brute.minutesWatched(log))
    }
  })

  test('licence store: looking at every licence each time', () => {
    const below = seeded(5)
    const device = (): string => NAMES[below(4)] ?? 'a'
    for (let round = 0; round < 600; round++) {
      const calls = times(25, (now): LicenceCall => {
        const kind = below(3)
        if (kind === 0) return ['put', device(), `licence ${now}`, now + below(15) - 3]
        return kind === 1 ? ['get', device(), now] : ['sweep', now, below(4)]
      })
      expect(playLicenceStore({ calls }), JSON.stringify(calls)).toEqual(brute.playLicenceStore({ calls }))
    }
  })

  test('sliding start counter: counting again from the beginning each time', () => {
    const below = seeded(6)
    for (let round = 0; round < 600; round++) {
      let now = 0
      const calls = times(30, (): CounterCall => {
        now += below(6)
        const title = NAMES[below(4)] ?? 'a'
        const kind = below(4)
        return kind < 2 ? ['record', title, now] : kind === 2 ? ['count', title, now] : ['active', now]
      })
      const play = { window: 1 + below(20), calls }
      expect(playStartCounter(play), JSON.stringify(play)).toEqual(brute.playStartCounter(play))
    }
  })
})
