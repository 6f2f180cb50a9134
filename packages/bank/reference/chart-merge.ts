import { Heap } from './heap.ts'

export type Line = readonly [title: string, starts: number]

/** Smaller than every title: where a feed stands that has sent nothing yet. */
const NOWHERE = ''

/**
 * A title goes out when every open feed has come to it or past it. What waits is added up at once, so a title waits once
 * however many feeds have sent it. Feeds only go forward, so an entry that is out of date stands too far in front.
 */
export class ChartMerge {
  readonly #waiting = new Map<string, number>()
  readonly #titles = new Heap<string>((a, b) => a < b)
  /** The title to which each open feed has come. */
  readonly #reached: Map<string, string>
  readonly #slowest = new Heap<{ readonly feed: string; readonly title: string }>((a, b) => a.title < b.title)

  constructor(feeds: readonly string[]) {
    this.#reached = new Map(feeds.map(feed => [feed, NOWHERE]))
    for (const feed of feeds) this.#slowest.push({ feed, title: NOWHERE })
  }

  line(feed: string, title: string, starts: number): Line[] {
    this.#reached.set(feed, title)
    const before = this.#waiting.get(title)
    if (before === undefined) this.#titles.push(title)
    this.#waiting.set(title, (before ?? 0) + starts)
    return this.#goOut()
  }

  end(feed: string): Line[] {
    this.#reached.delete(feed)
    return this.#goOut()
  }

  #goOut(): Line[] {
    const upTo = this.#slowestReached()
    const lines: Line[] = []
    for (let title = this.#titles.peek(); title !== undefined; title = this.#titles.peek()) {
      if (upTo !== undefined && title > upTo) break
      lines.push([title, this.#waiting.get(title) ?? 0])
      this.#waiting.delete(title)
      this.#titles.pop()
    }
    return lines
  }

  /** The title that no open feed is still before; undefined when all have ended. */
  #slowestReached(): string | undefined {
    for (let first = this.#slowest.peek(); first !== undefined; first = this.#slowest.peek()) {
      const { feed } = first
      const title = this.#reached.get(feed)
      if (title === first.title) return title
      this.#slowest.pop()
      if (title !== undefined) this.#slowest.push({ feed, title })
    }
    return undefined
  }
}

export type MergeCall = readonly ['line', feed: string, title: string, starts: number] | readonly ['end', feed: string]

export interface MergePlay {
  readonly feeds: readonly string[]
  readonly calls: readonly MergeCall[]
}

/** Plays calls against a merge that has just begun, and answers with the lines that each of them let out. */
export function solve({ feeds, calls }: MergePlay): Line[][] {
  const merge = new ChartMerge(feeds)
  return calls.map(call => (call[0] === 'line' ? merge.line(call[1], call[2], call[3]) : merge.end(call[1])))
}
