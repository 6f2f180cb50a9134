const widest = 60
const mostRows = 1_000

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL'
  if (value instanceof Date) return value.toISOString()
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const line = text.replaceAll('\n', '\\n')
  return line.length > widest ? `${line.slice(0, widest - 1)}…` : line
}

/** Rows as a table of text, as psql draws them: numbers to the right, then how many there are. */
export const tableText = (names: readonly string[], rows: readonly (readonly unknown[])[]): string => {
  const cells = rows.slice(0, mostRows).map(row => row.map(cell))
  const widths = names.map((name, column) => Math.max(name.length, ...cells.map(row => row[column]?.length ?? 0)))
  const toTheRight = names.map((_, column) => rows.some(row => typeof row[column] === 'number') && rows.every(row => row[column] === null || typeof row[column] === 'number'))
  const line = (parts: readonly string[]) => parts.map((part, column) => ` ${toTheRight[column] ? part.padStart(widths[column] ?? 0) : part.padEnd(widths[column] ?? 0)} `).join('|').trimEnd()
  return [
    line(names), widths.map(width => '-'.repeat(width + 2)).join('+'), ...cells.map(line),
    ...(rows.length > mostRows ? [`… ${rows.length - mostRows} more`] : []), `(${rows.length} ${rows.length === 1 ? 'row' : 'rows'})`, '',
  ].map(each => `${each}\n`).join('')
}
