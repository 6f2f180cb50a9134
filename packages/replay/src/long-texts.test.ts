import { expect, test } from 'vitest'
import { openTape, storeTape, type Change, type StoredPart } from './index.ts'
import { unpack } from './bytes.ts'

/** What a run printed: long, and no two alike. */
const outputOf = (run: number): string => Array.from({ length: 2_000 }, (_, line) => `run ${run}, line ${line}: ${(line * 7_919 * (run + 1)) % 10_007}\n`).join('')

const runOf = (run: number): Change => ({ kind: 'map', atMs: run * 10_000, by: 0, joins: false, target: 'runs', key: `run-${run}`, patch: [0, { out: outputOf(run), cases: [{ got: outputOf(run) }] }] })
const typed = (run: number, place: number): Change => ({ kind: 'text', atMs: run * 10_000 + place + 1, by: 0, joins: false, target: 'code:python', at: place, removed: 0, inserted: 'x' })

const runs = 6
const perPart = 20
const changes = Array.from({ length: runs }, (_, run) => [runOf(run), ...Array.from({ length: perPart - 1 }, (_, place) => typed(run, place))]).flat()

const damaged = (parts: readonly StoredPart[], place: number) => parts.map((part, at) => (at === place ? { ...part, bytes: part.bytes.map((byte, index) => (index === 60 ? byte ^ 255 : byte)) } : part))

test('what a run printed is stored once, in the part that it was written in, and is there at every moment', async () => {
  const parts = await storeTape({ changes }, perPart)
  for (const [place, { bytes }] of parts.entries()) {
    const text = new TextDecoder().decode(await unpack(bytes))
    for (let run = 0; run < runs; run++) expect(text.includes(JSON.stringify(outputOf(run)).slice(1, -1)), `run ${run} in part ${place}`).toBe(run === place)
  }
  const player = await openTape(parts)
  // A fresh player at the end has only the last keyframe to go by.
  const last = player.frameAfter(changes.length).shared.maps['runs']
  expect(last).toEqual(Object.fromEntries(Array.from({ length: runs }, (_, run) => [`run-${run}`, { out: outputOf(run), cases: [{ got: outputOf(run) }] }])))
  expect(last).toEqual((await openTape(await storeTape({ changes }, changes.length))).frameAfter(changes.length).shared.maps['runs'])
})

test('a damaged part costs the outputs of its own minutes, and those of the others stay', async () => {
  const player = await openTape(damaged(await storeTape({ changes }, perPart), 2))
  expect(player.lost.map(({ part }) => part)).toEqual([2])
  const { shared } = player.frameAt(runs * 10_000)
  for (let run = 0; run < runs; run++) expect(shared.maps['runs']?.[`run-${run}`]).toMatchObject({ out: run === 2 ? '' : outputOf(run) })
  expect(shared.texts['code:python']).toBe('x'.repeat(runs * (perPart - 1)))
})

test('a value that looks like a reference is a value', async () => {
  const odd: Change = { kind: 'map', atMs: 0, by: 0, joins: false, target: 'board', key: '__proto__', patch: [0, { refs: ['runs', ['a'], [0, 0]], label: 'y'.repeat(600) }] }
  const player = await openTape(await storeTape({ changes: [odd, ...changes] }, perPart))
  const board = player.frameAfter(changes.length + 1).shared.maps['board'] ?? {}
  expect(Object.hasOwn(board, '__proto__')).toBe(true)
  expect(Object.entries(board)).toEqual([['__proto__', { refs: ['runs', ['a'], [0, 0]], label: 'y'.repeat(600) }]])
})
