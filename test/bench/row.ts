/** One line of the result table. `ratio` is ours / reference; a row without a bar informs and neither holds nor fails. */
export interface Row {
  readonly suite: string
  readonly case: string
  readonly ours: number
  readonly reference: number
  readonly referenceName: string
  readonly unit: string
  readonly ratio: number
  readonly bar: number | null
  readonly holds: boolean | null
  readonly runs: number
  /** One-minute load average of the machine when the row was made. */
  readonly load: number
}

/** What a suite is given. */
export interface BenchContext {
  /** The repository. */
  readonly root: string
  /** How often every case is run, each time with all servers in a new order. */
  readonly runs: number
  /** A line about where the run stands, on stderr. */
  say(line: string): void
}

/** One file of `suites/`: exports `suite`. */
export interface Suite {
  readonly name: string
  run(context: BenchContext): Promise<readonly Row[]>
}

/** The middle value; of an even number, the mean of the two in the middle. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN
  return (lower + upper) / 2
}
