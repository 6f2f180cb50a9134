/**
 * What the pages of history, home and loops cost on PostgreSQL when a community has a million scorecards and twenty million events, beside
 * one of a tenth. A page's whole query is timed, at the door. The databases are filled by COPY once and kept below `BENCH_DATA`, by default
 * the machine's folder for temporary files. `BENCH_SCORECARDS` makes both smaller while one tries something.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadBank } from '@unanimous/bank'
import { isMissing, startPostgres, type TestPostgres } from '@unanimous/testing'
import { HEAVY_PEOPLE } from '../history/community.ts'
import { EVENTS_PER_ROUND } from '../history/held-rounds.ts'
import { seeded } from '../history/seed.ts'
import { pages, readFromEndToEnd, serve, somebody, type Page, type Served } from '../history/served.ts'
import { median, type BenchContext, type Row } from '../row.ts'

/** Bars of the product. */
const BARS = { p95Ms: 25, growth: 1.3, seedSeconds: 600 } as const
const SCORECARDS = Number(process.env['BENCH_SCORECARDS'] ?? 1_000_000)
const PEOPLE_ASKED = 100
const WARM_UP = 20
/** What it takes to load twenty million rows in minutes; nothing here is worth keeping through a crash. */
const SERVER = ['fsync=off', 'wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=8GB', 'checkpoint_timeout=30min', 'autovacuum=off']

const p95 = (values: readonly number[]): number => values.toSorted((left, right) => left - right)[Math.ceil(values.length * 0.95) - 1] ?? Number.NaN

type Told = Pick<Row, 'case' | 'ours' | 'reference' | 'referenceName' | 'unit' | 'runs'>

/** A row that holds while ours is not above the reference. */
const below = (told: Told): Row => ({ ...told, suite: 'history-at-scale', ratio: told.reference === 0 ? told.ours : told.ours / told.reference, bar: 1, holds: told.ours <= told.reference, load: loadavg()[0] ?? 0 })

interface Times {
  readonly page: Page
  readonly few: readonly number[]
  readonly many: readonly number[]
}

/** Both communities by turns, so that whatever else the machine does hits both. */
const timesOf = async (small: Served, large: Served, page: Page, runs: number): Promise<Times> => {
  const [few, many]: [number[], number[]] = [[], []]
  for (let turn = 0; turn < WARM_UP + PEOPLE_ASKED * runs; turn += 1) {
    const [fewMs, manyMs] = [await small.ask(page, somebody(small.community, turn)), await large.ask(page, somebody(large.community, turn))]
    if (turn < WARM_UP) continue
    few.push(fewMs)
    many.push(manyMs)
  }
  return { page, few, many }
}

const pageRows = async (small: Served, large: Served, { runs, say }: BenchContext): Promise<readonly Row[]> => {
  const all: Times[] = []
  for (const page of pages) {
    const times = await timesOf(small, large, page, runs)
    say(`${page.name}: p95 ${p95(times.few).toFixed(1)} and ${p95(times.many).toFixed(1)} ms, median ${median(times.few).toFixed(1)} and ${median(times.many).toFixed(1)} ms`)
    all.push(times)
  }
  const [slowest] = all.toSorted((left, right) => p95(right.many) - p95(left.many))
  const rows = all.map(({ page, many }) => below({ case: `${page.name}, p95 at ${SCORECARDS} scorecards`, ours: p95(many), reference: BARS.p95Ms, referenceName: 'bar', unit: 'ms', runs: many.length }))
  if (slowest === undefined) return rows
  const growth = median(slowest.many) / median(slowest.few)
  return [...rows, below({ case: `growth of the slowest (${slowest.page.name}) over ten times the scorecards`, ours: growth, reference: BARS.growth, referenceName: 'bar', unit: 'x', runs: slowest.many.length })]
}

/** The people who held five hundred rounds, for information: the bar on their numbers is that of `pure-core`. */
const heavyRow = async (large: Served): Promise<Row> => {
  const times: number[] = []
  for (const page of pages.filter(({ query }) => query === 'metrics')) {
    for (let turn = 0; turn < PEOPLE_ASKED; turn += 1) times.push(await large.ask(page, turn % HEAVY_PEOPLE))
  }
  return { ...below({ case: 'metrics of people with 500 rounds, p95', ours: p95(times), reference: BARS.p95Ms, referenceName: 'ms', unit: 'ms', runs: times.length }), bar: null, holds: null }
}

const measure = async (server: TestPostgres, folder: string, context: BenchContext): Promise<readonly Row[]> => {
  const bank = loadBank()
  const sizes = [SCORECARDS / 10, SCORECARDS] as const
  const [few, many] = [await seeded(server.url, sizes[0], bank, context.say), await seeded(server.url, sizes[1], bank, context.say)]
  const open = (url: string, scorecards: number) => serve(url, scorecards, bank, folder)
  const [small, large] = [await open(few.url, sizes[0]), await open(many.url, sizes[1])]
  const rows = [...await pageRows(small, large, context), await heavyRow(large)]
  await small.close()
  await large.close()
  const scanned = await readFromEndToEnd(server, many.url, () => open(many.url, sizes[1]))
  if (scanned.length > 0) context.say(`read from end to end: ${scanned.join(', ')}`)
  rows.push(below({ case: 'large tables that a page reads from end to end', ours: scanned.length, reference: 0, referenceName: 'bar', unit: 'tables', runs: pages.length * 2 }))
  const { seconds } = many
  if (seconds !== undefined) rows.push(below({ case: `filling ${SCORECARDS} scorecards and ${SCORECARDS * EVENTS_PER_ROUND} events`, ours: seconds, reference: BARS.seedSeconds, referenceName: 'bar', unit: 's', runs: 1 }))
  return rows
}

const run = async (context: BenchContext): Promise<readonly Row[]> => {
  if (isMissing('postgresql')) {
    context.say('skipped: it needs PostgreSQL (Debian package postgresql)')
    return []
  }
  const server = await startPostgres({ keptIn: join(process.env['BENCH_DATA'] ?? tmpdir(), 'unanimous-bench-history'), settings: SERVER })
  const folder = mkdtempSync(join(tmpdir(), 'unanimous-bench-documents-'))
  try {
    return await measure(server, folder, context)
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** The pages' queries when there is a lot. */
export const suite = { name: 'history-at-scale', run }
