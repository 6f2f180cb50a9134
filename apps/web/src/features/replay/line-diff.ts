/** A line of a comparison: kept, taken away or new. */
export interface DiffLine {
  readonly sort: 'same' | 'gone' | 'new'
  readonly text: string
}

const mostCells = 4_000_000

/** For every pair of rests of two lists, how long their longest common subsequence is. */
const commonLengths = (before: readonly string[], after: readonly string[]) => {
  const width = after.length + 1
  const lengths = new Uint32Array((before.length + 1) * width)
  const at = (row: number, column: number): number => lengths[row * width + column] ?? 0
  for (let row = before.length - 1; row >= 0; row--) {
    for (let column = after.length - 1; column >= 0; column--) {
      lengths[row * width + column] = before[row] === after[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  return at
}

const gone = (text: string): DiffLine => ({ sort: 'gone', text })
const fresh = (text: string): DiffLine => ({ sort: 'new', text })
const same = (text: string): DiffLine => ({ sort: 'same', text })

/** The lines in between, by their longest common subsequence. */
const between = (before: readonly string[], after: readonly string[]): DiffLine[] => {
  if (before.length * after.length > mostCells) return [...before.map(gone), ...after.map(fresh)]
  const common = commonLengths(before, after)
  const lines: DiffLine[] = []
  let [row, column] = [0, 0]
  while (row < before.length && column < after.length) {
    const [old = '', written = ''] = [before[row], after[column]]
    if (old === written) {
      lines.push(same(old))
      row++
      column++
    } else if (common(row + 1, column) >= common(row, column + 1)) {
      lines.push(gone(old))
      row++
    } else {
      lines.push(fresh(written))
      column++
    }
  }
  return [...lines, ...before.slice(row).map(gone), ...after.slice(column).map(fresh)]
}

/** How one text became another, line by line. */
export const lineDiff = (before: string, after: string): readonly DiffLine[] => {
  const [old, written] = [before.split('\n'), after.split('\n')]
  const shorter = Math.min(old.length, written.length)
  let head = 0
  while (head < shorter && old[head] === written[head]) head++
  let tail = 0
  while (tail < shorter - head && old[old.length - 1 - tail] === written[written.length - 1 - tail]) tail++
  return [...old.slice(0, head).map(same), ...between(old.slice(head, old.length - tail), written.slice(head, written.length - tail)), ...old.slice(old.length - tail).map(same)]
}
