import { milliseconds, minutes } from '@unanimous/kernel'
import { describe, expect, test } from 'vitest'
import type { Mark } from './commands.ts'
import { callWithoutCover } from './fixtures/call-without-cover.ts'
import { kickoffSurge } from './fixtures/kickoff-surge.ts'
import { aSetup, fill, surge } from './fixtures/held-round.ts'
import { nearestFillSource } from './fixtures/nearest-fill-source.ts'
import { depthOf } from './measures.ts'
import { findNode } from './nodes.ts'
import { nextDue, nextOpening, suggest } from './suggest.ts'
import type { Coverage, Ladder } from './suggest.ts'
import type { AskedFollowUp } from './state.ts'

const FILL_FROM_BASE: Coverage = { 'coding.problem_solving': 1, 'coding.code_quality': 1, 'coding.narration': 1 }

const fillLadder = (state = 'complete', coverage: Coverage = FILL_FROM_BASE): Ladder => ({
  kind: 'coding', minutes: 60, stretch: 1, packs: [nearestFillSource], asked: [], coverage,
  progress: [{ pack: nearestFillSource.id, state }],
})

const surgeLadder = (state = 'deep_dive'): Ladder => ({
  kind: 'sd', minutes: 60, stretch: 1, packs: [kickoffSurge], asked: [], coverage: {},
  progress: [{ pack: kickoffSurge.id, state }],
})

const withAnswer = (ladder: Ladder, node: string, mark: Mark, elapsed: number): Ladder => {
  const dims = findNode(ladder.packs, node)?.node.dims ?? []
  const seen = Object.fromEntries(dims.map((dimension) => [dimension, (ladder.coverage[dimension] ?? 0) + 1]))
  const asked: AskedFollowUp = { node, atMs: minutes(elapsed), mark }
  return { ...ladder, asked: [...ladder.asked, asked], coverage: mark === 'skipped' ? ladder.coverage : { ...ladder.coverage, ...seen } }
}

/** Always takes the first suggestion; each answer lasts the minutes of its follow-up and is one item for its dimensions. */
const walk = (start: Ladder, from: number, marks: (node: string) => Mark) => {
  let ladder = start
  let elapsed = from
  for (let next = suggest(ladder, minutes(elapsed))[0]; next !== undefined; next = suggest(ladder, minutes(elapsed))[0]) {
    ladder = withAnswer(ladder, next.node, marks(next.node), elapsed)
    elapsed += findNode(ladder.packs, next.node)?.node.minutes ?? 0
  }
  const setup = aSetup({ kind: ladder.kind, packs: ladder.packs })
  return { order: ladder.asked.map(({ node }) => node.split('/')[1]), elapsed, ladder, ...depthOf({ setup, asked: ladder.asked }) }
}

describe('reference traces', () => {
  test('[F16] kick-off surge, strong: everything is covered and the last minute is used', () => {
    const trace = walk(surgeLadder(), 25, () => 'nailed')
    expect(trace.order).toEqual(['s1', 's2', 's4', 's7', 's6', 's5'])
    expect(trace.elapsed).toBe(55)
    expect(trace.depthReached).toBe(5)
    expect(kickoffSurge.interviewer.rubricFocus.filter((dimension) => !trace.ladder.coverage[dimension])).toEqual([])
  })

  test('[F17] nearest fill source, strong', () => {
    const trace = walk(fillLadder(), 30, () => 'nailed')
    expect(trace.order).toEqual(['f2', 'f3', 'f4', 'f6', 'f1'])
    expect(trace.elapsed).toBe(53)
    expect(trace.depthReached).toBe(5)
    expect(trace.breakDepth).toBeUndefined()
  })

  test('[F17] nearest fill source, middling', () => {
    const marks: Record<string, Mark> = { [fill('f2')]: 'partial', [fill('f5')]: 'nailed', [fill('f3')]: 'struggled', [fill('f6')]: 'partial' }
    const trace = walk(fillLadder(), 30, (node) => marks[node] ?? 'struggled')
    expect(trace.order).toEqual(['f2', 'f5', 'f3', 'f6'])
    expect(trace.elapsed).toBe(51)
    expect(trace.depthReached).toBe(2.5)
    expect(trace.breakDepth).toBe(4)
  })

  test('[F17] nearest fill source, weak', () => {
    const trace = walk(fillLadder(), 30, () => 'struggled')
    expect(trace.order).toEqual(['f2', 'f2s', 'f1', 'f5', 'f6'])
    expect(trace.depthReached).toBe(0)
  })
})

describe('eligibility', () => {
  test('[F8] a state counts as reached when it was passed, and not before', () => {
    const nodes = (state: string) => suggest(surgeLadder(state), minutes(25)).map(({ node }) => node)
    expect(nodes('scoping')).toEqual([])
    expect(nodes('high_level')).toEqual([surge('s1')])
    expect(nodes('operability')).toContain(surge('s1'))
  })

  test('[F8] the minute bounds are inclusive, the last minute whole', () => {
    const offered = (ladder: Ladder, node: string, ms: number) => suggest(ladder, milliseconds(ms)).some((s) => s.node === node)
    expect(offered(surgeLadder('scoping'), surge('s6'), minutes(36) - 1)).toBe(false)
    expect(offered(surgeLadder('scoping'), surge('s6'), minutes(36))).toBe(true)
    expect(offered(fillLadder(), fill('f1'), minutes(51) - 1)).toBe(true)
    expect(offered(fillLadder(), fill('f1'), minutes(51))).toBe(false)
  })

  test('[F8] a follow-up with `after` waits until any of them was asked', () => {
    const before = suggest(surgeLadder(), minutes(30)).map(({ node }) => node)
    const after = suggest(withAnswer(surgeLadder(), surge('s2'), 'nailed', 25), minutes(32)).map(({ node }) => node)
    expect(before).not.toContain(surge('s4'))
    expect(after).toContain(surge('s4'))
  })

  test('[F9] a scaffold comes only right after its parent went wrong', () => {
    const offered = (ladder: Ladder) => suggest(ladder, minutes(36)).some(({ node }) => node === fill('f2s'))
    const broken = withAnswer(fillLadder(), fill('f2'), 'partial', 30)
    expect(offered(broken)).toBe(true)
    expect(offered(withAnswer(fillLadder(), fill('f2'), 'nailed', 30))).toBe(false)
    expect(offered(withAnswer(broken, fill('f5'), 'nailed', 35))).toBe(false)
    expect(offered(withAnswer(broken, fill('f5'), 'skipped', 35))).toBe(false)
  })

  test('[F21] a follow-up that would run into their questions is left out', () => {
    const nodes = (minute: number) => suggest(fillLadder(), minutes(minute)).map(({ node }) => node)
    expect(nodes(49)).toContain(fill('f2'))
    expect(nodes(50)).not.toContain(fill('f2'))
    expect(nodes(54)).toEqual([])
  })

  test('[F21] a person who was given more time is given it in each step', () => {
    const slow = { ...fillLadder(), stretch: 1.5 }
    const nodes = (minute: number) => suggest(slow, minutes(minute)).map(({ node }) => node)
    expect(nodes(73)).toContain(fill('f2'))
    expect(nodes(74)).not.toContain(fill('f2'))
  })

  test('[P4] in 45 minutes the trigger minutes come earlier by a quarter', () => {
    const short = { ...surgeLadder('scoping'), minutes: 45 }
    const nodes = (minute: number) => suggest(short, minutes(minute)).map(({ node }) => node)
    expect(nodes(26)).toEqual([])
    expect(nodes(27)).toEqual([surge('s6')])
  })
})

describe('scores', () => {
  const scoreOf = (ladder: Ladder, node: string, minute: number) => suggest(ladder, minutes(minute)).find((s) => s.node === node)

  test('[F10] at the start the entry, the gap and the depth add up', () => {
    const found = scoreOf(fillLadder('complete', {}), fill('f2'), 30)
    expect(found?.score).toBeCloseTo(4 + 3 + 2 * 0.5)
    expect(found?.reason).toEqual({ code: 'entry', params: { position: 0 } })
  })

  test('[F10] an edge counts by its place, a second item closes half the gap', () => {
    const ladder = withAnswer(withAnswer(fillLadder(), fill('f2'), 'nailed', 30), fill('f3'), 'nailed', 35)
    const second = scoreOf(ladder, fill('f6'), 41)
    expect(second?.score).toBeCloseTo(4 * 0.85 + 3 * 0.5 + 2 * 0.5)
    expect(second?.reason).toEqual({ code: 'edge', params: { from: fill('f3'), mark: 'nailed', position: 1 } })
  })

  test.each([['nailed', 4], ['partial', 3], ['struggled', 2]] as const)('[F10] after %s at depth 3 depth %i fits best', (mark, want) => {
    const next = { nailed: [], partial: [], struggled: [] }
    const edgeless = { ...nearestFillSource, followups: nearestFillSource.followups.map((node) => ({ ...node, next })) }
    const found = scoreOf({ ...withAnswer(fillLadder(), fill('f2'), mark, 30), packs: [edgeless] }, fill('f5'), 35)
    expect(found?.score).toBeCloseTo(3 * 0.5 + 2 * (1 - Math.abs(2 - want) / 4))
  })

  test('[F10] a kind that was asked before loses two points', () => {
    const followups = nearestFillSource.followups.map((node) => (node.id === 'f5' ? { ...node, kind: 'node_failure' as const } : node))
    const twin = { ...nearestFillSource, followups }
    const asked = (packs: Ladder['packs']) => withAnswer({ ...fillLadder(), packs }, fill('f2'), 'partial', 30)
    const plain = scoreOf(asked([nearestFillSource]), fill('f5'), 35)
    const repeated = scoreOf(asked([twin]), fill('f5'), 35)
    expect((plain?.score ?? 0) - (repeated?.score ?? 0)).toBeCloseTo(2)
  })

  test('[F11] the first break is helped once', () => {
    const [first] = suggest(withAnswer(fillLadder(), fill('f2'), 'struggled', 30), minutes(35))
    expect(first).toEqual({ node: fill('f2s'), score: 10, reason: { code: 'help-once', params: { parent: fill('f2'), mark: 'struggled' } } })
  })

  test('[F11] after two struggles in a row the branch is left, low first', () => {
    const twice = withAnswer(withAnswer(fillLadder(), fill('f2'), 'struggled', 30), fill('f2s'), 'struggled', 35)
    const list = suggest(twice, minutes(38))
    expect(list.map(({ reason }) => reason.code)).toEqual(['move-on', 'move-on', 'move-on'])
    expect(list[0]?.node).toBe(fill('f1'))
    expect(list[0]?.score).toBeCloseTo(3 * 0.5 + 2 * 0.8)
  })

  test('[F13] when time only just suffices, the bare dimensions decide', () => {
    const ladder = withAnswer(withAnswer(surgeLadder(), surge('s1'), 'nailed', 25), surge('s2'), 'nailed', 29)
    const guarded = suggest(ladder, minutes(36))
    expect(guarded[0]?.node).toBe(surge('s4'))
    expect(guarded[0]?.reason).toEqual({ code: 'coverage', params: { dimensions: ['sd.resilience', 'sd.failover'], minutesLeft: 19 } })
    expect(suggest(ladder, milliseconds(minutes(34) - 1))[0]?.reason.code).toBe('edge')
  })

  test('[F13] a scaffold is no way to cover a dimension, because it may never come', () => {
    const covered: Coverage = { 'coding.problem_solving': 2, 'coding.code_quality': 2, 'coding.narration': 2 }
    const guardedAt = (packs: Ladder['packs'], minute: number) =>
      suggest({ ...fillLadder('complete', covered), packs }, minutes(minute))[0]?.reason.code
    const dear = { ...nearestFillSource, followups: nearestFillSource.followups.filter(({ id }) => ['f2', 'f2s'].includes(id)) }
    expect(guardedAt([dear], 46)).toBe('entry')
    expect(guardedAt([dear], 47)).toBe('coverage')
  })

  test('[F12] after depth 5 nothing more is asked once every dimension has its second item', () => {
    const nailed = withAnswer(withAnswer(fillLadder(), fill('f3'), 'nailed', 30), fill('f4'), 'nailed', 36)
    const all = Object.fromEntries(nearestFillSource.interviewer.rubricFocus.map((dimension) => [dimension, 2]))
    expect(suggest(nailed, minutes(41)).length).toBeGreaterThan(0)
    expect(suggest({ ...nailed, coverage: all }, minutes(41))).toEqual([])
  })

  test('[F14] a skipped step is not offered again and steers nothing', () => {
    const before = withAnswer(fillLadder(), fill('f2'), 'nailed', 30)
    const skipped = withAnswer(before, fill('f3'), 'skipped', 35)
    const list = suggest(skipped, minutes(41))
    expect(list.some(({ node }) => node === fill('f3'))).toBe(false)
    const unskipped = suggest(before, minutes(41)).find(({ node }) => node === fill('f5'))
    expect(list.find(({ node }) => node === fill('f5'))?.score).toBe(unskipped?.score)
  })

  test('[F15] three at most, best first, ties in pack order', () => {
    const list = suggest(fillLadder('complete', {}), minutes(42))
    expect(list).toHaveLength(3)
    expect(list.map(({ score }) => score)).toEqual(list.map(({ score }) => score).toSorted((a, b) => b - a))
    const even = { ...surgeLadder(), packs: [{ ...kickoffSurge, entry: [] }] }
    const tied = suggest({ ...even, coverage: { 'sd.scoping': 2 } }, minutes(25))
    expect(tied.map(({ node }) => node)).toEqual([surge('s5'), surge('s2'), surge('s3')])
    expect(suggest(fillLadder('complete', {}), minutes(42))).toEqual(list)
  })
})

describe('whose turn', () => {
  const story = (id: string) => ({ ...callWithoutCover, id })
  const culture: Ladder = {
    kind: 'culture', minutes: 60, stretch: 1, packs: [story('one'), story('two'), story('three')], asked: [], coverage: {},
    progress: ['one', 'two', 'three'].map((pack) => ({ pack, state: 'story_told' })),
  }

  test('[F18] each prompt has its turn and begins at its entry', () => {
    const first = (minute: number) => suggest(withAnswer(culture, 'one/c1', 'nailed', 5), minutes(minute))[0]?.node
    expect(first(6)).toBe('one/c2')
    expect(first(20)).toBe('two/c1')
    expect(first(36)).toBe('three/c1')
  })

  test('[P3] a short pack counts its minutes from the start of its slot', () => {
    const nodes = (minute: number) => suggest(culture, minutes(minute)).map(({ node }) => node)
    expect(nodes(19 + 8)).not.toContain('two/c5')
    expect(nodes(19 + 9)).toContain('two/c5')
    expect(nodes(19 + 13)).toEqual([])
  })

  test('[F20] nothing is suggested while a follow-up is open, unless a mark is assumed', () => {
    const open: Ladder = { ...fillLadder(), asked: [{ node: fill('f2'), atMs: minutes(30) }] }
    expect(suggest(open, minutes(35))).toEqual([])
    expect(suggest(open, minutes(35), 'struggled')[0]?.node).toBe(fill('f2s'))
  })
})

describe('waiting for a minute', () => {
  const opensAt = (minute: number): Ladder => {
    const [first, ...rest] = nearestFillSource.followups
    if (first === undefined) throw new Error('the pack has no follow-ups')
    const late = { ...first, trigger: { minute: [minute, 58] as const } }
    return { ...fillLadder(), packs: [{ ...nearestFillSource, followups: [late, ...rest.map((node) => ({ ...node, trigger: { after: ['nothing'] } }))] }] }
  }

  test('[F22] the first minute at which one opens and still fits', () => {
    expect(suggest(opensAt(40), minutes(12))).toEqual([])
    expect(nextDue(opensAt(40), minutes(12))).toBe(minutes(40))
    expect(suggest(opensAt(40), minutes(40))).toHaveLength(1)
  })

  test('[F22] none where it no longer fits, or its minute has gone', () => {
    expect(nextDue(opensAt(54), minutes(12))).toBeUndefined()
    expect(nextDue(opensAt(40), minutes(41))).toBeUndefined()
  })
})

describe('what a move of the solution opens', () => {
  test('[F23] the first state, further than now, at which something may be asked', () => {
    const early = fillLadder('clarifying')
    expect(suggest(early, minutes(20))).toEqual([])
    const opens = nextOpening(early, minutes(20))
    expect(opens).toBe('example_passes')
    expect(suggest(fillLadder(opens), minutes(20))).not.toEqual([])
    for (const before of nearestFillSource.interviewer.solutionStates.slice(0, nearestFillSource.interviewer.solutionStates.indexOf('example_passes'))) {
      expect(suggest(fillLadder(before), minutes(20))).toEqual([])
    }
  })

  test('[F23] none when everything open to a state was asked, or nothing fits any more', () => {
    expect(nextOpening(fillLadder('clarifying'), minutes(59))).toBeUndefined()
    expect(nextOpening(fillLadder('complete'), minutes(20))).toBeUndefined()
  })
})
