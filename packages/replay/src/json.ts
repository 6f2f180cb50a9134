/** What a shared map or a view is made of once it has been through JSON. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
/** An object of such values. */
export interface JsonObject { readonly [key: string]: Json }

const isObject = (value: Json | undefined): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value)

/**
 * How one value became the next, small where little changed: `[0, whole]`, `[1, changed by key, removed keys]` of an object,
 * `[2, from, how many go, what comes]` of a list, `[3, changed by place]` of a list that kept its length.
 */
export type Patch =
  | readonly [0, Json]
  | readonly [1, { readonly [key: string]: Patch }, readonly string[]]
  | readonly [2, number, number, readonly Json[]]
  | readonly [3, readonly (readonly [number, Patch])[]]

const sameList = (before: readonly Json[], after: readonly Json[]): boolean => before.length === after.length && before.every((value, index) => same(value, after[index]))

/** Whether two values say the same, whatever the order of their keys. */
export const same = (before: Json | undefined, after: Json | undefined): boolean => {
  if (before === after) return true
  if (isList(before) && isList(after)) return sameList(before, after)
  if (!isObject(before) || !isObject(after)) return false
  const keys = Object.keys(before)
  return keys.length === Object.keys(after).length && keys.every((key) => Object.hasOwn(after, key) && same(before[key], after[key]))
}

const diffObjects = (before: JsonObject, after: JsonObject): Patch => {
  const changed: [string, Patch][] = []
  for (const [key, value] of Object.entries(after)) {
    const old = Object.hasOwn(before, key) ? before[key] : undefined
    if (!same(old, value)) changed.push([key, old === undefined ? [0, value] : diff(old, value)])
  }
  return [1, Object.fromEntries(changed), Object.keys(before).filter((key) => !Object.hasOwn(after, key))]
}

const diffLists = (before: readonly Json[], after: readonly Json[]): Patch => {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && same(before[from], after[from])) from++
  let tail = 0
  while (tail < shorter - from && same(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail++
  const isOneForOne = before.length === after.length
  if (!isOneForOne) return [2, from, before.length - from - tail, after.slice(from, after.length - tail)]
  const changed: [number, Patch][] = []
  for (let place = from; place < after.length - tail; place++) {
    const value = after[place] as Json
    if (!same(before[place], value)) changed.push([place, diff(before[place] as Json, value)])
  }
  return [3, changed]
}

/** What turns `before` into `after`. */
export const diff = (before: Json, after: Json): Patch => {
  if (isObject(before) && isObject(after)) return diffObjects(before, after)
  return isList(before) && isList(after) ? diffLists(before, after) : [0, after]
}

/** `before` with the patch applied; `before` itself is not touched. Keys such as `__proto__` are keys like any other. */
export const patched = (before: Json | undefined, patch: Patch): Json => {
  switch (patch[0]) {
    case 0: return patch[1]
    case 1: {
      const gone = new Set(patch[2])
      const kept = Object.entries(isObject(before) ? before : {}).filter(([key]) => !gone.has(key) && !Object.hasOwn(patch[1], key))
      const old = (key: string) => (isObject(before) && Object.hasOwn(before, key) ? before[key] : undefined)
      return Object.fromEntries([...kept, ...Object.entries(patch[1]).map(([key, inner]): [string, Json] => [key, patched(old(key), inner)])])
    }
    case 2: {
      const list = isList(before) ? [...before] : []
      list.splice(patch[1], patch[2], ...patch[3])
      return list
    }
    case 3: {
      const list = isList(before) ? [...before] : []
      for (const [place, inner] of patch[1]) list[place] = patched(list[place], inner)
      return list
    }
  }
}

const bytesKey = '~bytes'

const asText = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** A value as JSON carries it: parts without a value are gone, bytes are text under a key of their own. */
export const toJson = (value: unknown): Json =>
  (value === undefined ? null : JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner instanceof Uint8Array ? { [bytesKey]: asText(inner) } : inner))) as Json)

/** The value that was turned into JSON, with its bytes as bytes again. */
export const fromJson = (value: Json): unknown => {
  if (isList(value)) return value.map(fromJson)
  if (!isObject(value)) return value
  const bytes = Object.hasOwn(value, bytesKey) ? value[bytesKey] : undefined
  if (typeof bytes === 'string') return Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromJson(inner)]))
}
