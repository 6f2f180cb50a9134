import { expect, test } from 'vitest'
import { seeded, times } from './random-input.ts'
import { solve, type Cue, type Repaired } from './subtitle-repair.ts'

interface Play {
  readonly lines: readonly string[]
  readonly shortest: number
}

const TIMES = /^(\d\d):([0-5]\d):([0-5]\d)\.(\d{3}) > (\d\d):([0-5]\d):([0-5]\d)\.(\d{3})$/

/** Asks of each line, by looking backwards, to which line of times it belongs; then mends the first two that overlap, until none do. */
function bruteForce({ lines, shortest }: Play): Repaired {
  const headOf = (index: number): number => {
    if (index < 0 || lines[index] === '') return -1
    return TIMES.test(lines[index] ?? '') ? index : headOf(index - 1)
  }
  const heads = lines.flatMap((line, index) => (TIMES.test(line) ? [index] : []))
  const whole = heads.flatMap(head => {
    const [, h, m, s, ms, ...rest] = (TIMES.exec(lines[head] ?? '') ?? []).map(Number)
    const second = (hours = 0, minutes = 0, seconds = 0, left = 0): number => hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + left
    const [from, to] = [second(h, m, s, ms), second(...rest)]
    const text = lines.filter((_, index) => index !== head && headOf(index) === head)
    return from < to && text.length > 0 ? [{ head, cue: [from, to, text] as Cue }] : []
  })
  const kept = new Set(whole.map(({ head }) => head))
  const report = lines.flatMap((line, index) => (line !== '' && !kept.has(headOf(index)) ? [index + 1] : []))
  const cues = whole.map(({ cue }) => cue).toSorted(([a], [b]) => a - b)
  for (;;) {
    const at = cues.findIndex(([, to], index) => to > (cues[index + 1]?.[0] ?? Infinity))
    const [first, second] = [cues[at], cues[at + 1]]
    if (first === undefined || second === undefined) return { cues, report }
    if (second[0] - first[0] >= shortest) cues[at] = [first[0], second[0], first[2]]
    else cues.splice(at, 2, [first[0], Math.max(first[1], second[1]), [...first[2], ...second[2]]])
  }
}

const clock = (ms: number): string => new Date(ms).toISOString().slice(11, 23)

function randomPlay(below: (below: number) => number): Play {
  const line = (): string => {
    const from = below(30) * 500
    const to = below(8) === 0 ? from - below(2) * 500 : from + below(12) * 500
    const times = `${clock(from)} > ${clock(Math.max(0, to))}`
    return ['', 'a line', times, times, 'another', '00:00:61.000 > 00:01:02.000', ' '][below(below(3) === 0 ? 7 : 4)] ?? ''
  }
  return { lines: times(below(24), line), shortest: [1, 1000, 1500][below(3)] ?? 1 }
}

test('subtitle repair: looking backwards from each line, and mending the first two that overlap until none do', () => {
  const below = seeded(28)
  for (let round = 0; round < 2000; round++) {
    const play = randomPlay(below)
    expect(solve(play), `${play.shortest}\n${play.lines.join('\n')}`).toEqual(bruteForce(play))
  }
})

test('subtitle repair: nothing is lost, nothing appears, and never two cues at once', () => {
  const below = seeded(29)
  for (let round = 0; round < 2000; round++) {
    const play = randomPlay(below)
    const { cues, report } = solve(play)
    const reported = report.map(number => play.lines[number - 1] ?? '')
    const text = [...cues.flatMap(([, , lines]) => lines), ...reported.filter(line => !TIMES.test(line))]
    expect(text.toSorted()).toEqual(play.lines.filter(line => line !== '' && !TIMES.test(line)).toSorted())
    for (const [index, [from, to]] of cues.entries()) expect(from < to && to <= (cues[index + 1]?.[0] ?? Infinity)).toBe(true)
  }
})
