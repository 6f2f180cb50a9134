/**
 * `pnpm bench [suite…] [--json FILE] [--runs N]`: runs us and the peers interleaved and prints a table. Every file of `suites/` is a suite;
 * nothing here is a test, because what it measures belongs to the machine as much as to us. Exit code 1 when a bar does not hold.
 */
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Row, Suite } from './row.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = new URL('suites/', import.meta.url)

const loadSuites = async (): Promise<Suite[]> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()
  const modules = await Promise.all(names.map((name) => import(new URL(name, folder).href) as Promise<{ readonly suite: Suite }>))
  return modules.map((module) => module.suite)
}

const number = (value: number): string => (Number.isInteger(value) ? String(value) : value.toPrecision(3))

const print = (rows: readonly Row[]): void => {
  const cells = rows.map((row) => [
    row.suite, row.case, `${number(row.ours)} ${row.unit}`, `${number(row.reference)} ${row.referenceName}`,
    Number.isFinite(row.ratio) ? `${row.ratio.toFixed(2)}x` : '-', row.bar === null ? '-' : `<= ${row.bar}`,
    row.holds === null ? '' : row.holds ? 'holds' : 'MISSED', `${row.runs}`, row.load.toFixed(1),
  ])
  const table = [['suite', 'case', 'ours', 'reference', 'ratio', 'bar', '', 'runs', 'load'], ...cells]
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? []
  for (const line of table) console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd())
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'string' }, runs: { type: 'string' } } })
const suites = await loadSuites()
const chosen = positionals.length === 0 ? suites : suites.filter((suite) => positionals.includes(suite.name))
const unknown = positionals.filter((name) => !suites.some((suite) => suite.name === name))
if (unknown.length > 0) {
  console.error(`No suite ${unknown.join(', ')}; there are ${suites.map((suite) => suite.name).join(', ')}.`)
  process.exit(1)
}
const rows: Row[] = []
for (const suite of chosen) {
  rows.push(...(await suite.run({ root, runs: Number(values.runs ?? 3), say: (line) => console.error(`${suite.name}: ${line}`) })))
}
print(rows)
if (values.json !== undefined) {
  const file = resolve(values.json)
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(rows, undefined, 2)}\n`)
}
process.exitCode = rows.some((row) => row.holds === false) ? 1 : 0
