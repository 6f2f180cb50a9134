/**
 * A number with its sample. `value` is there exactly when the sample suffices, so that a page can't show it before; `n` is
 * always there, and `rounds` leads from the claim to its evidence. (domain.md 7, column "minimum")
 */
export interface Reading<Value = number> {
  readonly n: number
  readonly needs: number
  /** The rounds that the number rests on, oldest first. */
  readonly rounds: readonly string[]
  readonly value?: Value
}

/** What a reading is made from. */
export interface Sample {
  readonly n: number
  readonly needs: number
  readonly rounds: readonly string[]
}

/** Reads a value off a sample, if it suffices; `also` is a further condition, such as two raters. */
export const read = <Value>({ n, needs, rounds }: Sample, value: () => Value, also = true): Reading<Value> =>
  n >= needs && also ? { n, needs, rounds, value: value() } : { n, needs, rounds }

/** Items by a key, in the order of first meeting each. */
export const grouped = <Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): ReadonlyMap<Key, readonly Item[]> => {
  const groups = new Map<Key, Item[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}
