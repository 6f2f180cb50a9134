import { STAMP_KINDS, type BoardData, type BoardElement, type StampKind, type StoredElement } from './element.ts'
import { type Field, fieldsOf, isElementId } from './fields.ts'
import { boardLimits } from './limits.ts'

const own = ['t', 'kind', 'part']

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)

const isSame = (one: unknown, other: unknown): boolean =>
  one === other || (Array.isArray(one) && Array.isArray(other) && one.length === 0 && other.length === 0) || (one instanceof Uint8Array && Array.isArray(other) && one.length === 0 && other.length === 0)

/** What the canvas expects of every element and what is never shared: links are inert, nothing is embedded. */
const inert = { link: null, updated: 1 } as const
const inertOf: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  line: { lastCommittedPoint: null }, freedraw: { lastCommittedPoint: null },
  arrow: { lastCommittedPoint: null, fixedSegments: null, startIsSpecial: null, endIsSpecial: null },
}

const isKind = (value: unknown): value is StampKind => STAMP_KINDS.some(kind => kind === value)

const dataOf = (kept: StoredElement): BoardData | undefined | 'refused' => {
  const { kind, part } = kept
  if ((kind !== undefined && !isKind(kind)) || (part !== undefined && part !== true)) return 'refused'
  if (kind === undefined && part === undefined) return undefined
  return { ...(kind === undefined ? {} : { kind }), ...(part === undefined ? {} : { part }) }
}

const readField = (kept: StoredElement, { key, read, ...field }: Field): unknown => {
  if (kept[key] === undefined && 'usual' in field) return field.usual
  return read(kept[key])
}

/**
 * A kept element as it is drawn, every field checked against the whitelist; undefined when anything in it is not allowed. What the
 * door asks before it takes an element in, and what a page asks before it draws one.
 */
export const readElement = (id: string, kept: unknown): BoardElement | undefined => {
  if (!isElementId(id) || !isRecord(kept)) return undefined
  const fields = fieldsOf(kept['t'])
  if (fields === undefined || !Object.keys(kept).every(key => own.includes(key) || fields.some(field => field.key === key))) return undefined
  const data = dataOf(kept)
  if (data === 'refused') return undefined
  const element: Record<string, unknown> = { id, type: kept['t'], ...inert, ...inertOf[String(kept['t'])], ...(data === undefined ? {} : { customData: data }) }
  for (const field of fields) {
    const value = readField(kept, field)
    if (value === undefined) return undefined
    element[field.name] = Array.isArray(value) && value.length === 0 ? [] : value
  }
  return element as unknown as BoardElement
}

/**
 * An element of the canvas as the document keeps it: the usual left out, coordinates rounded, points packed. Fields that are not
 * allowed fall back to the usual ones; undefined for what cannot be kept at all, such as a picture.
 */
export const storeElement = (element: Readonly<Record<string, unknown>>): StoredElement | undefined => {
  const fields = fieldsOf(element['type'])
  if (fields === undefined || !isElementId(element['id'])) return undefined
  const kept: Record<string, unknown> = { t: element['type'] }
  for (const field of fields) {
    const value = fitted(element[field.name], field)
    const isUsual = 'usual' in field && (value === undefined || isSame(value, field.usual))
    if (value === undefined && !isUsual) return undefined
    if (!isUsual) kept[field.key] = value
  }
  return { ...kept, ...keptData(element['customData']) }
}

/** A field as it is kept, or undefined when what the canvas has there is not allowed. */
const fitted = (drawn: unknown, { keep, read }: Field): unknown => {
  const value = keep ? keep(drawn) : drawn
  return value === undefined || read(value) === undefined ? undefined : value
}

const keptData = (data: unknown): StoredElement => {
  if (!isRecord(data)) return {}
  return { ...(isKind(data['kind']) ? { kind: data['kind'] } : {}), ...(data['part'] === true ? { part: true } : {}) }
}

const mayHold = ({ key, value }: { readonly key: string; readonly value: unknown }): boolean => readElement(key, value) !== undefined

/**
 * Whether the document's door lets this entry onto the board, and how many things may ever lie there. A page judges by what it has seen:
 * two who draw the last thing at once, or one who was away, come with more than the limit, and must not be shut out for it.
 */
export const mayHoldElement = Object.assign(mayHold, { mostKeys: boardLimits.elements * 2 })
