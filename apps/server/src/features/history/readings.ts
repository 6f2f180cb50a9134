import { limits } from '@unanimous/protocol'
import { dimensionsOf, ROUND_KINDS, type DimensionId } from '@unanimous/rounds'
import type { Reading } from '@unanimous/verdict'

/** A reading as pages get it. */
export interface Shown<Value> {
  readonly n: number
  readonly needs: number
  readonly rounds: string[]
  readonly value: Value | null
}

/** The newest of a list that runs from the oldest on. */
export const newest = <Item>(items: readonly Item[]): Item[] => items.slice(-limits.chartRounds)

/** A reading whose value is shaped for pages on the way. */
export const toReading = <Value, To>({ n, needs, rounds, value }: Reading<Value>, shape: (value: Value) => To): Shown<To> =>
  ({ n, needs, rounds: newest(rounds), value: value === undefined ? null : shape(value) })

/** A reading whose value is a number. */
export const toShare = (reading: Reading): Shown<number> => toReading(reading, value => value)

const names = new Map<DimensionId, string>(ROUND_KINDS.flatMap(kind => dimensionsOf(kind).map(({ id, name }) => [id, name] as const)))

const places = new Map([...names.keys()].map((dimension, place) => [dimension, place]))

/** In the order of the cards, kind by kind; conduct, which belongs to none, comes last. */
export const inCardOrder = <Item extends { readonly dimension: DimensionId }>(items: readonly Item[]): Item[] => {
  const placeOf = ({ dimension }: Item): number => places.get(dimension) ?? names.size
  return items.toSorted((left, right) => placeOf(left) - placeOf(right))
}

/** A dimension by the name that cards give it. */
export const named = (dimension: DimensionId): { dimension: DimensionId; name: string } => ({ dimension, name: names.get(dimension) ?? 'Conduct' })
