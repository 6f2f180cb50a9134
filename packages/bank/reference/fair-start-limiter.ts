interface Limit {
  readonly most: number
  readonly seconds: number
}

const SECONDS = { s: 1, m: 60, h: 3600, d: 86_400 } as const
const LIMIT = /^([1-9][0-9]{0,5})\/([1-9][0-9]{0,5})([smhd])$/

/** Keeps, for each account, only as many granted starts as the largest limit looks back on. */
export class StartLimiter {
  readonly #limits: readonly Limit[]
  readonly #kept: number
  readonly #granted = new Map<string, number[]>()

  constructor(limits: readonly Limit[]) {
    this.#limits = limits
    this.#kept = Math.max(...limits.map(({ most }) => most))
  }

  /** Seconds to wait; 0 when the start is granted. A limit of n waits for the n-th last start to leave its window. */
  start(account: string, at: number): number {
    const granted = this.#granted.get(account) ?? []
    const waits = this.#limits.map(({ most, seconds }) => {
      const inTheWay = granted.at(-most)
      return inTheWay === undefined ? 0 : inTheWay + seconds - at
    })
    const wait = Math.max(0, ...waits)
    if (wait === 0) {
      granted.push(at)
      // Moving an array costs its length, so it waits until half of it is of no use.
      this.#granted.set(account, granted.length >= 2 * this.#kept ? granted.slice(-this.#kept) : granted)
    }
    return wait
  }
}

/** A limiter, or null for a text of another form. */
export function limiterOf(limits: string): StartLimiter | null {
  const read = limits.split(',').map(limitOf)
  return read.every(limit => limit !== undefined) ? new StartLimiter(read) : null
}

function limitOf(text: string): Limit | undefined {
  const [, most, length, unit] = LIMIT.exec(text) ?? []
  if (unit !== 's' && unit !== 'm' && unit !== 'h' && unit !== 'd') return undefined
  return { most: Number(most), seconds: Number(length) * SECONDS[unit] }
}

export type StartCall = readonly [account: string, at: number]

export interface LimiterPlay {
  readonly limits: string
  readonly starts: readonly StartCall[]
}

/** What each start was told, or null when the limits are no limits. */
export function solve({ limits, starts }: LimiterPlay): number[] | null {
  const limiter = limiterOf(limits)
  return limiter === null ? null : starts.map(([account, at]) => limiter.start(account, at))
}
