import { LANGUAGES, type Language } from '@unanimous/rounds'
import type * as Y from 'yjs'

/** The root name of the map of runs: what was run in a round, under the run's id. */
export const runsMap = 'runs'

/** How a run came to its end. `failed`: the code threw, or the runtime gave up on it; `timed-out`: it ran into the wall; `lost`: whoever ran it went away. */
export const RUN_STATUSES = ['done', 'failed', 'stopped', 'timed-out', 'lost'] as const
export type RunStatus = (typeof RUN_STATUSES)[number]

/** A verified case that the interviewer ran: what went in, what had to come out, what came. From then on both know it. */
export interface RunCase {
  /** Its number in the pack, from 1. Its name stays with the interviewer: names say what is tested. */
  readonly number: number
  readonly given: string
  readonly expected: string
  readonly got: string
  readonly passed: boolean
}

/** One finished run as it stays in the document. Written once, never changed. */
export interface RunRecord {
  /** The seat whose person pressed Run. */
  readonly seat: string
  readonly language: Language
  /** Server time, milliseconds since 1970. */
  readonly startedAt: number
  /** How long the code itself ran, in milliseconds. */
  readonly ms: number
  readonly status: RunStatus
  /** What it printed, the beginning of it when that is long. */
  readonly out: string
  readonly truncated: boolean
  /** Absent when the code was run as it stands. */
  readonly cases?: readonly RunCase[]
}

/** What a document keeps of runs. Bytes are those of a record as JSON in UTF-8. */
export const runLimits = { records: 20, recordBytes: 64 * 1024, caseChars: 2_000, cases: 60 } as const

const runId = /^[\w-]{16,64}$/
const fields = new Set(['seat', 'language', 'startedAt', 'ms', 'status', 'out', 'truncated', 'cases'])
const caseFields = new Set(['number', 'given', 'expected', 'got', 'passed'])

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const hasOnly = (value: object, names: ReadonlySet<string>): boolean => Object.keys(value).every(name => names.has(name))
const isText = (value: unknown, mostChars: number): value is string => typeof value === 'string' && value.length <= mostChars
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isOneOf = <T extends string>(value: unknown, all: readonly T[]): value is T => all.some(each => each === value)
const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).length

const isCase = (value: unknown): value is RunCase =>
  isObject(value) && hasOnly(value, caseFields) && isCount(value['number']) && typeof value['passed'] === 'boolean' &&
  [value['given'], value['expected'], value['got']].every(text => isText(text, runLimits.caseChars))

const isCases = (value: unknown): boolean =>
  value === undefined || (Array.isArray(value) && value.length <= runLimits.cases && value.every(isCase))

const recordOf = (value: Readonly<Record<string, unknown>>): RunRecord | undefined => {
  if (!hasOnly(value, fields)) return undefined
  const { seat, language, startedAt, ms, status, out, truncated, cases } = value
  const fits = isText(seat, 64) && isOneOf(language, LANGUAGES) && isCount(startedAt) && isCount(ms) && isOneOf(status, RUN_STATUSES) &&
    isText(out, runLimits.recordBytes) && typeof truncated === 'boolean' && isCases(cases)
  return fits && bytesOf(value) <= runLimits.recordBytes ? value as unknown as RunRecord : undefined
}

// Twenty records of 64 KB are asked for with every change of a run, and what stands in a document is never changed.
const readBefore = new WeakMap<object, { readonly run: RunRecord | undefined }>()

/** A value as a run's record; undefined when it is not exactly one. What stands in a document may have been written by anybody. */
export const readRun = (value: unknown): RunRecord | undefined => {
  if (!isObject(value)) return undefined
  const read = readBefore.get(value) ?? { run: recordOf(value) }
  readBefore.set(value, read)
  return read.run
}

/** Whether the document's door lets this entry in: a run's record, in the name of its writer, unless it says that the other one's was lost. */
export const mayHoldRun = ({ key, value, seat }: { readonly key: string; readonly value: unknown; readonly seat: string }): boolean => {
  const run = runId.test(key) ? readRun(value) : undefined
  return run !== undefined && (run.seat === seat || run.status === 'lost')
}

/** With the first so many characters of its output, none of them halved. */
const cutOut = (run: RunRecord, units: number): RunRecord => ({ ...run, out: run.out.slice(0, units).replace(/[\uD800-\uDBFF]$/, ''), truncated: true })

/** The same run with as much of its output as a record may hold. */
export const fitRun = (run: RunRecord): RunRecord => {
  // No character takes less than a byte: of a flood only so much is worth measuring.
  let fitted = run.out.length > runLimits.recordBytes ? cutOut(run, runLimits.recordBytes) : run
  for (let bytes = bytesOf(fitted); bytes > runLimits.recordBytes; bytes = bytesOf(fitted)) {
    if (fitted.out === '') return { ...fitted, cases: [], truncated: true }
    fitted = cutOut(fitted, Math.floor(fitted.out.length * Math.min(0.95, (runLimits.recordBytes / bytes) * 0.98)))
  }
  return fitted
}

export interface KeptRun {
  readonly id: string
  readonly run: RunRecord
}

/** The runs of a document, the oldest first. */
export const runsIn = (doc: Y.Doc): readonly KeptRun[] =>
  [...doc.getMap(runsMap).entries()]
    .flatMap(([id, value]) => {
      const run = readRun(value)
      return run ? [{ id, run }] : []
    })
    .sort((a, b) => a.run.startedAt - b.run.startedAt || (a.id < b.id ? -1 : 1))

/** Puts a finished run into the document, once, and lets the oldest go. */
export const keepRun = (doc: Y.Doc, id: string, run: RunRecord): void => {
  const map = doc.getMap(runsMap)
  if (map.has(id)) return
  doc.transact(() => {
    map.set(id, fitRun(run))
    const kept = runsIn(doc)
    for (const { id: oldest } of kept.slice(0, Math.max(0, kept.length - runLimits.records))) map.delete(oldest)
  })
}
