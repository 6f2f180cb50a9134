import { openScenes, openTape, recordTape, roundTimeOf, scenesOf, storeTape } from '@unanimous/replay'
import { describe, expect, test } from 'vitest'
import { playRound, roots, type PlayedRound } from '../support/played-round.ts'
import { seededRandom } from '../support/seeded.ts'

const seeds = ['one round', 'another', 'a third', process.env['TEST_SEED'] ?? 'of the day']

const openReplay = async ({ setup, events, records }: PlayedRound, perPart: number) => {
  const tape = await recordTape(records, roots, roundTimeOf(setup, events))
  const player = await openTape(await storeTape(tape, perPart))
  return { tape, player, scenes: { interviewer: openScenes(scenesOf(setup, events, 'interviewer')), candidate: openScenes(scenesOf(setup, events, 'candidate')) } }
}

/** What was live at a moment of round time: the last thing that had happened by then. */
const liveAt = ({ live }: PlayedRound, ms: number) => live.findLast(({ atMs }) => atMs <= ms) ?? expect.fail('nothing was live')

describe.each(seeds)('a replay of %s', seed => {
  test('is at 200 moments what was live then: every text, the board, the runs, and the view of each seat', async () => {
    const random = seededRandom(seed)
    const round = playRound(random, 900)
    const { player, scenes } = await openReplay(round, 100)
    const moments = [0, round.lengthMs, ...Array.from({ length: 198 }, () => (random.chance(0.5) ? random.below(round.lengthMs + 1) : random.pick(round.live).atMs))]
    for (const ms of moments) {
      const { shared, views } = liveAt(round, ms)
      const frame = player.frameAt(ms)
      for (const name of roots.texts) expect(frame.shared.texts[name] ?? '').toBe(shared.texts[name])
      for (const name of roots.maps) expect(frame.shared.maps[name] ?? {}).toEqual(shared.maps[name])
      for (const role of ['interviewer', 'candidate'] as const) expect(views[role]).toMatchObject(scenes[role](ms) as object)
    }
    expect(round.live.some(({ shared }) => Object.keys(shared.maps['board'] ?? {}).length > 2)).toBe(true)
  })

  test('steps through edits forwards and back, and loses only the minutes of a damaged part', async () => {
    const random = seededRandom(seed)
    const round = playRound(random, 600)
    const { tape, player } = await openReplay(round, 64)
    let index = 0
    let steps = 0
    for (; index < player.count; steps++) {
      const next = player.nextEdit(index)
      expect(player.previousEdit(next)).toBe(index)
      index = next
    }
    // One step for each record that changed something.
    expect(steps).toBe(tape.changes.filter(({ joins }) => !joins).length)

    const parts = await storeTape(tape, 64)
    const damaged = parts.map((part, place) => (place === 2 ? { ...part, bytes: part.bytes.map((byte, at) => (at === 40 ? byte ^ 255 : byte)) } : part))
    const rest = await openTape(damaged)
    expect(rest.lost).toEqual([{ part: 2, fromMs: parts[2]?.fromMs, toMs: parts[2]?.toMs }])
    const counts = parts.map(part => part.changes)
    const before = (counts[0] ?? 0) + 5
    expect(rest.frameAfter(before).shared).toEqual(player.frameAfter(before).shared)
    const after = before + (counts[1] ?? 0)
    expect(rest.frameAfter(after).shared).toEqual(player.frameAfter(after + (counts[2] ?? 0)).shared)
    expect(rest.frameAt(round.lengthMs).shared).toEqual(player.frameAt(round.lengthMs).shared)
  })
})

test('a moment of the replay that is wrong by one edit is noticed', async () => {
  const round = playRound(seededRandom('a weak replay'), 300)
  const { player } = await openReplay(round, 100)
  const wrong = round.live.filter(({ atMs, shared }) => JSON.stringify(player.frameAfter(player.indexAt(atMs) - 1).shared.texts) !== JSON.stringify(shared.texts))
  expect(wrong.length).toBeGreaterThan(50)
})
