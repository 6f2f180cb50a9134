import type { Json, Patch } from './json.ts'
import type { Change, Shared } from './tape.ts'

/** From so many UTF-16 units on a text in a map, such as what a run printed, is stored where it was written and nowhere else. */
export const longTextUnits = 512

/** Where a long text was first written: the part, and the place among the long texts of that part's changes. */
type Home = readonly [part: number, place: number]
/** Long texts that stand in parts before. */
export type KnownTexts = ReadonlyMap<string, Home>
/** A text of a keyframe that stands elsewhere: in which map entry, how deep in it, and its home. */
export type TextRef = readonly [map: string, path: readonly (string | number)[], home: Home]

const isLong = (value: unknown): value is string => typeof value === 'string' && value.length >= longTextUnits

const collect = (value: unknown, found: string[]): void => {
  if (isLong(value)) found.push(value)
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) collect(inner, found)
}

/** The long texts that changes wrote into maps, in their order. */
export const longTextsIn = (changes: readonly Change[]): readonly string[] => {
  const found: string[] = []
  for (const change of changes) if (change.kind === 'map' && change.patch !== null) collect(change.patch satisfies Patch, found)
  return found
}

/** A keyframe with the long texts that are known taken out, and where they were. */
export const withoutKnown = ({ texts, maps }: Shared, known: KnownTexts): { readonly shared: Shared; readonly refs: readonly TextRef[] } => {
  const refs: TextRef[] = []
  const taken = (map: string, value: Json, path: readonly (string | number)[]): Json => {
    const home = isLong(value) ? known.get(value) : undefined
    if (home !== undefined) {
      refs.push([map, path, home])
      return ''
    }
    if (Array.isArray(value)) return (value as readonly Json[]).map((inner, place) => taken(map, inner, [...path, place]))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]): [string, Json] => [key, taken(map, inner, [...path, key])]))
  }
  const lean = Object.entries(maps).map(([name, entries]) => [name, taken(name, entries, [])] as const)
  return { shared: { texts, maps: Object.fromEntries(lean) as Shared['maps'] }, refs }
}

const put = (value: Json | undefined, path: readonly (string | number)[], text: string): Json | undefined => {
  const [step, ...rest] = path
  if (step === undefined) return text
  if (Array.isArray(value)) return (value as readonly Json[]).map((inner, place) => (place === step ? put(inner, rest, text) as Json : inner))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]): [string, Json] => [key, key === step ? put(inner, rest, text) as Json : inner]))
}

/**
 * The keyframe with its long texts again. What stood in a part that cannot be read stays empty: it is among the minutes that are said
 * to be lost.
 */
export const withTexts = ({ texts, maps }: Shared, refs: readonly TextRef[], textsOf: (part: number) => readonly string[]): Shared => {
  const whole = { ...maps }
  for (const [map, path, [part, place]] of refs) {
    const text = textsOf(part)[place]
    if (text !== undefined && Object.hasOwn(whole, map)) whole[map] = put(whole[map], path, text) as Shared['maps'][string]
  }
  return { texts, maps: whole }
}
