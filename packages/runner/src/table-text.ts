const widest = 60
/** A single column is a plan, a document, a text: there is room for more of it. */
const widestAlone = 400

/** Of a longer answer so many are shown. */
export const mostRows = 1_000

export interface Column {
  readonly name: string
  readonly isNumber: boolean
}

const cell = (value: string | null, most: number): string => {
  const line = (value ?? 'NULL').replaceAll('\n', '\\n')
  return line.length > most ? `${line.slice(0, most - 1)}…` : line
}

/** Rows as a table of text, as psql draws them: numbers to the right, then how many there are. `count` may be more than the rows given. */
export const tableText = (columns: readonly Column[], rows: readonly (readonly (string | null)[])[], count: number): string => {
  const most = columns.length === 1 ? widestAlone : widest
  const cells = rows.map(row => row.map(value => cell(value, most)))
  const widths = columns.map(({ name }, at) => cells.reduce((width, row) => Math.max(width, row[at]?.length ?? 0), name.length))
  const line = (parts: readonly string[]) => parts.map((part, at) => ` ${columns[at]?.isNumber ? part.padStart(widths[at] ?? 0) : part.padEnd(widths[at] ?? 0)} `).join('|').trimEnd()
  return [
    line(columns.map(({ name }) => name)), widths.map(width => '-'.repeat(width + 2)).join('+'), ...cells.map(line),
    ...(count > rows.length ? [`… ${count - rows.length} more`] : []), `(${count} ${count === 1 ? 'row' : 'rows'})`, '',
  ].map(each => `${each}\n`).join('')
}
