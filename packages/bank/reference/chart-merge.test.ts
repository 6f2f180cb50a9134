import { expect, test } from 'vitest'
import { solve, type Line, type MergeCall, type MergePlay } from './chart-merge.ts'
import { NAMES, seeded, times } from './random-input.ts'

/** Keeps every line ever sent, and after each call asks of every title whether a feed could still send it. */
function bruteForce({ feeds, calls }: MergePlay): Line[][] {
  const gone = new Set<string>()
  return calls.map((_, last) => {
    const soFar = calls.slice(0, last + 1)
    const sent = soFar.filter(call => call[0] === 'line')
    const mayComeFrom = (feed: string, title: string): boolean =>
      !soFar.some(call => call[1] === feed && (call[0] === 'end' || call[2] >= title))
    const certain = [...new Set(sent.map(call => call[2]))]
      .filter(title => !gone.has(title) && !feeds.some(feed => mayComeFrom(feed, title)))
      .toSorted()
    for (const title of certain) gone.add(title)
    return certain.map(title => [title, sent.reduce((sum, call) => (call[2] === title ? sum + call[3] : sum), 0)])
  })
}

/** Feeds of some of the titles each, ending for good or still open, in an order that mixes them. */
function aPlay(below: (below: number) => number): MergePlay {
  const feeds = NAMES.slice(0, 1 + below(5))
  const titles = times(8, index => `t${index}`)
  const queues = feeds.map((feed): MergeCall[] => {
    const lines = titles.filter(() => below(3) > 0).map((title): MergeCall => ['line', feed, title, below(4)])
    return below(4) === 0 ? lines : [...lines, ['end', feed]]
  })
  const calls: MergeCall[] = []
  for (let left = queues.filter(({ length }) => length > 0); left.length > 0; left = left.filter(({ length }) => length > 0)) {
    const next = left[below(left.length)]?.shift()
    if (next !== undefined) calls.push(next)
  }
  return { feeds, calls }
}

test('chart merge: asking of every title whether a feed could still send it', () => {
  const below = seeded(21)
  for (let round = 0; round < 800; round++) {
    const play = aPlay(below)
    expect(solve(play), JSON.stringify(play)).toEqual(bruteForce(play))
  }
})
