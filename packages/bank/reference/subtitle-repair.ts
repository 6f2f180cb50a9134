export type Cue = readonly [from: number, to: number, lines: readonly string[]]

export interface Repaired {
  /** In order, none beginning before the one ahead of it has ended; in milliseconds. */
  readonly cues: readonly Cue[]
  /** Numbers of the lines that are in no cue, from 1. */
  readonly report: readonly number[]
}

/** A cue as the lines have it, with the number of its line of times. */
interface Found {
  readonly number: number
  readonly from: number
  readonly to: number
  readonly lines: string[]
}

const TIME = '([0-9]{2}):([0-5][0-9]):([0-5][0-9])\\.([0-9]{3})'
const TIMES = new RegExp(`^${TIME} > ${TIME}$`)

export function repair(lines: readonly string[], shortest: number): Repaired {
  const { found, report } = read(lines)
  const [good, useless] = [found.filter(isUseful), found.filter(cue => !isUseful(cue))]
  for (const { number, lines: text } of useless) report.push(...Array.from({ length: 1 + text.length }, (_, index) => number + index))
  return { cues: inOrder(good, shortest), report: report.toSorted((a, b) => a - b) }
}

const isUseful = ({ from, to, lines }: Found): boolean => from < to && lines.length > 0

/** Every line that is not empty goes to a cue or into the report. */
function read(lines: readonly string[]): { readonly found: readonly Found[]; readonly report: number[] } {
  const found: Found[] = []
  const report: number[] = []
  let open: Found | undefined
  for (const [index, line] of lines.entries()) {
    const times = TIMES.exec(line)
    if (times !== null) {
      open = { number: index + 1, from: millisecondsOf(times.slice(1, 5)), to: millisecondsOf(times.slice(5)), lines: [] }
      found.push(open)
    } else if (line === '') open = undefined
    else if (open === undefined) report.push(index + 1)
    else open.lines.push(line)
  }
  return { found, report }
}

function millisecondsOf(parts: readonly string[]): number {
  const [hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = parts.map(Number)
  return ((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds
}

/** Only the last cue so far can be in the way of the next: it is cut, or becomes one with it where too little would be left. */
function inOrder(found: readonly Found[], shortest: number): Cue[] {
  const cues: [from: number, to: number, lines: string[]][] = []
  for (const { from, to, lines } of found.toSorted((a, b) => a.from - b.from)) {
    const last = cues.at(-1)
    if (last !== undefined && from < last[1] && from - last[0] < shortest) {
      last[1] = Math.max(last[1], to)
      last[2].push(...lines)
      continue
    }
    if (last !== undefined) last[1] = Math.min(last[1], from)
    cues.push([from, to, [...lines]])
  }
  return cues
}

export const solve = ({ lines, shortest }: { readonly lines: readonly string[]; readonly shortest: number }): Repaired => repair(lines, shortest)
