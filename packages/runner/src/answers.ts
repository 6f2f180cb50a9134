import { writeValue, type PackValue } from '@unanimous/rounds'
import type { CaseAnswer } from './backend.ts'

/** A record of a language that names its fields, such as a named tuple or a data class. */
interface FieldRecord {
  readonly $name: string
  readonly $fields: readonly string[]
  readonly $values: readonly PackValue[]
}

const isRecord = (value: PackValue): value is PackValue & FieldRecord => isObject(value) && Array.isArray(value['$fields']) && Array.isArray(value['$values'])
const isObject = (value: PackValue): value is { readonly [key: string]: PackValue } => typeof value === 'object' && value !== null && !Array.isArray(value)
const isList = (value: PackValue): value is readonly PackValue[] => Array.isArray(value)

const byName = ({ $fields, $values }: FieldRecord): { readonly [key: string]: PackValue } => Object.fromEntries($fields.map((name, index) => [name, $values[index] ?? null]))

const sameList = (expected: readonly PackValue[], got: readonly PackValue[]): boolean =>
  expected.length === got.length && expected.every((each, index) => isSame(each, got[index] ?? null))

const sameObject = (expected: { readonly [key: string]: PackValue }, got: PackValue): boolean => {
  const names = Object.keys(expected)
  // Where a language has no word for one of several shapes it gives the one part itself: `{order: …}` as `Order(…)` or as the list.
  const [only] = names
  if (isRecord(got)) {
    const named = byName(got)
    // A record has all its fields, also those of another shape: they are nothing then.
    const others = Object.entries(named).filter(([name]) => !names.includes(name))
    if (others.every(([, value]) => value === null || value === 0) && names.every(name => name in named && isSame(expected[name] ?? null, named[name] ?? null))) return true
    return names.length === got.$values.length && sameList(Object.values(expected), got.$values)
  }
  if (isObject(got)) return names.length === Object.keys(got).length && names.every(name => name in got && isSame(expected[name] ?? null, got[name] ?? null))
  if (isList(got) && names.length > 1) return sameList(Object.values(expected), got)
  return names.length === 1 && only !== undefined && isSame(expected[only] ?? null, got)
}

/** Whether what came out is what had to, whatever the language calls it: lists and tuples, objects, maps and records are alike. */
export const isSame = (expected: PackValue, got: PackValue): boolean => {
  if (isList(expected)) return sameList(expected, isRecord(got) ? got.$values : isList(got) ? got : []) && (isList(got) || isRecord(got))
  if (isObject(expected)) return sameObject(expected, got)
  if (typeof expected === 'number' && typeof got === 'number') return expected === got || Math.abs(expected - got) <= 1e-9 * Math.max(1, Math.abs(expected))
  return expected === got
}

const written = (value: PackValue): string => {
  const plain = (each: PackValue): PackValue => {
    if (isRecord(each)) return Object.fromEntries(Object.entries(byName(each)).map(([name, part]) => [name, plain(part)]))
    if (isList(each)) return each.map(plain)
    return isObject(each) ? Object.fromEntries(Object.entries(each).map(([name, part]) => [name, plain(part)])) : each
  }
  return writeValue(plain(value))
}

const parsed = (answer: string): PackValue | undefined => {
  try {
    return JSON.parse(answer) as PackValue
  } catch {
    return undefined
  }
}

/** What a case gave, as both are shown it, and whether it was right. Nothing of the answer is believed before it is read. */
export const judgeCase = (expected: PackValue, given: CaseAnswer): { readonly got: string; readonly passed: boolean } => {
  if ('error' in given) return { got: given.error, passed: false }
  const got = parsed(given.answer)
  return got === undefined ? { got: '?', passed: false } : { got: written(got), passed: isSame(expected, got) }
}
