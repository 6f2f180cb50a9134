type Parts = Readonly<Record<string, unknown>>

const hasParts = (value: unknown): value is Parts => typeof value === 'object' && value !== null

const areSameLists = (one: readonly unknown[], other: readonly unknown[]): boolean =>
  one.length === other.length && one.every((item, index) => isSame(item, other[index]))

const areSameParts = (one: Parts, other: Parts): boolean => {
  for (const key in one) if (!isSame(one[key], other[key])) return false
  // A key without a value is not written.
  for (const key in other) if (other[key] !== undefined && one[key] === undefined) return false
  return true
}

/**
 * Whether two plain values would be written as the same JSON, keys in whatever order. What two states of one fold share is known by
 * its reference, so that a long text that stayed costs nothing.
 */
export const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other) return true
  if (!hasParts(one) || !hasParts(other)) return false
  if (Array.isArray(one) && Array.isArray(other)) return areSameLists(one, other)
  return Array.isArray(one) === Array.isArray(other) && areSameParts(one, other)
}
