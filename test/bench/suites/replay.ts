/** A replay of the busiest hour: 20,000 edits, 3,000 whole-element board writes, and runs that print as much as is kept. How big it is kept, how fast it opens, and any seek. */
import { loadavg } from 'node:os'
import { openTape, recordTape, storeTape, type DocumentRecord, type Player, type StoredPart } from '@unanimous/replay'
import * as Y from 'yjs'
import { median } from '../row.ts'
import type { BenchContext, Row } from '../row.ts'

const EDITS = 20_000
const BOARD_CHANGES = 3_000
const ELEMENTS = 300
/** One every other minute; of each the most that is kept, and only the last of them stay in the document. */
const RUNS = 30
const RUN_CHARS = 60_000
const RUNS_KEPT = 20
const HOUR_MS = 3_600_000
const SEEKS = 500
/** Bars of the product. */
const BARS = { openMs: 500, seekMs: 50, storedBytes: 1_000_000 } as const

/** Numbers in [0, 1), the same each time. */
const randomFrom = (seed: number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const code = '  const bucket = this.ring[minute % this.span]\n  bucket.counts.set(title, (bucket.counts.get(title) ?? 0) + 1)\n  // What leaves the hour is taken off the total.\n'

/** Most is typed on where the caret stands; now and then somewhere else, and some of it is taken back. */
const typist = (text: Y.Text, random: () => number) => {
  let caret = 0
  let typed = 0
  return () => {
    if (random() < 0.02) caret = Math.floor(random() * text.length)
    if (random() < 0.12 && caret > 0) return text.delete(--caret, 1)
    if (random() < 0.002) return text.delete(0, Math.min(400, text.length)), void (caret = 0)
    text.insert(caret++, code[typed++ % code.length] ?? ' ')
  }
}

/** An element as a board keeps it, whole each time it is written. */
const elementOf = (id: number, random: () => number, version: number) => ({
  id: `element-${id}`, type: id % 5 === 0 ? 'arrow' : id % 7 === 0 ? 'freedraw' : 'rectangle', x: Math.round(random() * 2_000), y: Math.round(random() * 1_200), width: 160, height: 72, angle: 0,
  strokeColor: '#1e1e1e', backgroundColor: 'transparent', fillStyle: 'solid', strokeWidth: 2, strokeStyle: 'solid', roughness: 1, opacity: 100,
  groupIds: [], frameId: null, index: `a${id}`, roundness: { type: 3 }, seed: id * 7_919, version, versionNonce: Math.floor(random() * 2 ** 31), isDeleted: false,
  boundElements: [{ id: `element-${(id + 1) % ELEMENTS}`, type: 'arrow' }], updated: 1_760_000_000_000 + version * 977, link: null, locked: false,
  ...(id % 7 === 0 ? { points: Array.from({ length: 20 + (version % 60) }, (_, at) => [at * 3 + Math.round(random() * 3), Math.round(random() * 90)]), pressures: [] } : {}),
})

/** What a run printed: lines as a program under test prints them, no two alike. */
const outputOf = (random: () => number): string => {
  let out = ''
  while (out.length < RUN_CHARS) out += `minute ${Math.floor(random() * 60)}: title-${Math.floor(random() * 5_000)} counted ${Math.floor(random() * 100_000)} times in ${random().toFixed(6)} s\n`
  return out
}

/** The log of such an hour, as the server wrote it. */
const busyHour = (): DocumentRecord[] => {
  const random = randomFrom(11)
  const records: DocumentRecord[] = []
  let at = 0
  const people = ['interviewer', 'candidate'].map(seat => {
    const doc = new Y.Doc()
    doc.on('update', (bytes: Uint8Array, origin: unknown) => { if (origin !== 'peer') records.push({ at, kind: 'update', seat, bytes }) })
    return { doc, type: typist(doc.getText('code:typescript'), random), board: doc.getMap('board'), runs: doc.getMap('runs') }
  })
  const total = EDITS + BOARD_CHANGES
  for (let step = 0; step < total; step++) {
    at = (step / total) * HOUR_MS
    const [writer, reader] = random() < 0.85 ? [people[1], people[0]] : [people[0], people[1]]
    if (!writer || !reader) continue
    if (step % Math.ceil(total / BOARD_CHANGES) === 0) {
      const id = Math.floor(random() * Math.min(ELEMENTS, 10 + step / 40))
      writer.board.set(`element-${id}`, elementOf(id, random, step))
    } else if (step % Math.ceil(total / RUNS) === 1) {
      const ran = [...writer.runs.keys()].toSorted()
      writer.doc.transact(() => {
        if (ran.length >= RUNS_KEPT) writer.runs.delete(ran[0] ?? '')
        writer.runs.set(`run-${String(step).padStart(16, '0')}`, { seat: 'candidate', language: 'typescript', startedAt: at, ms: 120, status: 'done', out: outputOf(random), truncated: true })
      })
    } else writer.type()
    const made = records.at(-1)
    if (made) Y.applyUpdate(reader.doc, made.bytes, 'peer')
  }
  return records
}

const roots = { texts: ['code:typescript', 'outline'], maps: ['board', 'runs'] }

const timed = async (work: () => unknown): Promise<number> => {
  const from = performance.now()
  await work()
  return performance.now() - from
}

const p95 = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? Number.NaN

const seekTimes = async (parts: readonly StoredPart[]): Promise<number[]> => {
  const random = randomFrom(5)
  const times: number[] = []
  // A player that has played nothing yet has no keyframes but the stored ones: the slowest seeks there are.
  let player: Player = await openTape(parts)
  for (let seek = 0; seek < SEEKS; seek++) {
    if (seek % 10 === 0) player = await openTape(parts)
    times.push(await timed(() => player.frameAt(random() * HOUR_MS)))
  }
  return times
}

export const suite = {
  name: 'replay',
  async run({ runs, say }: BenchContext): Promise<Row[]> {
    say('an hour is held')
    const records = busyHour()
    const raw = records.reduce((sum, { bytes }) => sum + bytes.length, 0)
    const tape = await recordTape(records, roots, at => at)
    const parts = await storeTape(tape)
    const stored = parts.reduce((sum, { bytes }) => sum + bytes.length, 0)
    const opens: number[] = []
    for (let run = 0; run < Math.max(5, runs); run++) opens.push(await timed(async () => (await openTape(parts)).frameAt(0)))
    const builds = await timed(async () => storeTape(await recordTape(records, roots, at => at)))
    say(`${tape.changes.length} changes in ${parts.length} parts, made in ${Math.round(builds)} ms`)
    const row = (name: string, ours: number, bar: number, unit: string, reference: number, referenceName: string): Row => ({
      suite: 'replay', case: name, ours, reference, referenceName, unit, ratio: ours / reference, bar: bar / reference, holds: ours <= bar, runs, load: loadavg()[0] ?? 0,
    })
    return [
      row('kept', stored, BARS.storedBytes, 'bytes', raw, 'bytes of updates'),
      row('opens', median(opens), BARS.openMs, 'ms', BARS.openMs, 'ms allowed'),
      row('any seek, p95', p95(await seekTimes(parts)), BARS.seekMs, 'ms', BARS.seekMs, 'ms allowed'),
    ]
  },
}
