const ascending = (left: number, right: number): number => left - right

/** The sum; of nothing, 0. */
export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** The mean; of nothing, not a number. */
export const mean = (values: readonly number[]): number => sum(values) / values.length

/** The middle value; of an even number, the mean of the two in the middle. */
export const median = (values: readonly number[] | Float64Array): number => {
  const sorted = values instanceof Float64Array ? values.sort() : values.toSorted(ascending)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (lower + upper) / 2
}

/** The median of the slopes between all pairs, per step from one value to the next. Robust against a single odd round. */
export const theilSen = (values: readonly number[]): number => {
  const slopes = new Float64Array((values.length * (values.length - 1)) / 2)
  let at = 0
  for (let later = 1; later < values.length; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) {
      slopes[at] = ((values[later] ?? 0) - (values[earlier] ?? 0)) / (later - earlier)
      at += 1
    }
  }
  return median(slopes)
}

const tiesIn = (values: readonly number[]): readonly number[] => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.values()]
}

const risesMinusFalls = (values: readonly number[]): number => {
  let rises = 0
  for (let later = 1; later < values.length; later += 1) {
    for (let earlier = 0; earlier < later; earlier += 1) rises += Math.sign((values[later] ?? 0) - (values[earlier] ?? 0))
  }
  return rises
}

const spreadOf = (count: number): number => count * (count - 1) * (2 * count + 5)

/**
 * The Mann-Kendall test's Z: how far rises outnumber falls among all pairs, in standard deviations, corrected for ties and for
 * counting in steps. 0 where everything is tied.
 */
export const mannKendall = (values: readonly number[]): number => {
  const surplus = risesMinusFalls(values)
  const variance = (spreadOf(values.length) - sum(tiesIn(values).map(spreadOf))) / 18
  return variance <= 0 ? 0 : (surplus - Math.sign(surplus)) / Math.sqrt(variance)
}
