import { Heap } from './heap.ts'

interface Counted {
  readonly count: number
  /** The period in which the count is right; since then it has halved once a period. */
  readonly period: number
}
interface Placed {
  readonly title: string
  readonly count: number
}

const REMEMBERED_PERIODS = 10

const leads = (a: Placed, b: Placed): boolean => (a.count === b.count ? a.title < b.title : a.count > b.count)

/** A title is halved when it is looked at, by the periods gone by since; so nothing happens when a period ends. */
export class Chart {
  readonly #period: number
  readonly #counted = new Map<string, Counted>()

  constructor(period: number) {
    this.#period = period
  }

  start(title: string, at: number): void {
    const period = this.#periodOf(at)
    this.#counted.set(title, { count: (this.#countIn(period, this.#counted.get(title)) ?? 0) + 1, period })
  }

  /** Keeps the best k in a heap whose first is the worst of them, and drops what is forgotten on the way. */
  top(k: number, now: number): string[] {
    const period = this.#periodOf(now)
    const best = new Heap<Placed>((a, b) => leads(b, a))
    for (const [title, counted] of this.#counted) {
      const count = this.#countIn(period, counted)
      if (count === undefined) this.#counted.delete(title)
      else {
        best.push({ title, count })
        if (best.size > k) best.pop()
      }
    }
    const rising: string[] = []
    for (let worst = best.pop(); worst !== undefined; worst = best.pop()) rising.push(worst.title)
    return rising.reverse()
  }

  /** Undefined for a title that is forgotten. */
  #countIn(period: number, counted: Counted | undefined): number | undefined {
    if (counted === undefined || period - counted.period >= REMEMBERED_PERIODS) return undefined
    return counted.count / 2 ** (period - counted.period)
  }

  #periodOf(second: number): number {
    return Math.floor(second / this.#period)
  }
}

export type ChartCall = readonly ['start', title: string, at: number] | readonly ['top', k: number, now: number]

export interface ChartPlay {
  readonly period: number
  readonly calls: readonly ChartCall[]
}

/** Plays calls against an empty chart and answers with what each returned; `start` returns null. */
export function solve({ period, calls }: ChartPlay): (string[] | null)[] {
  const chart = new Chart(period)
  return calls.map(call => {
    if (call[0] === 'top') return chart.top(call[1], call[2])
    chart.start(call[1], call[2])
    return null
  })
}
