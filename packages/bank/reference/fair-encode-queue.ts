import { Heap } from './heap.ts'

interface Job {
  readonly job: string
  readonly minutes: number
  /**
   * The minute at which a job of priority 0 would have been submitted to be as urgent now. All who wait gain the same,
   * so who has the earlier one stays ahead, and the time at which somebody asks does not matter.
   */
  readonly asIfSince: number
  readonly at: number
}
interface Studio {
  readonly name: string
  readonly share: number
  given: number
  readonly waiting: Heap<Job>
}

const moreUrgent = (a: Job, b: Job): boolean => {
  if (a.asIfSince !== b.asIfSince) return a.asIfSince < b.asIfSince
  return a.at === b.at ? a.job < b.job : a.at < b.at
}

// Whole numbers are divided once, so equal levels come out equal; adding up fractions would drift.
const level = ({ given, share }: Studio): number => given / share

/** A heap of the studios that wait, by what they were given for their share, and in each a heap of its jobs. */
export class EncodeQueue {
  readonly #ageing: number
  readonly #studios: ReadonlyMap<string, Studio>
  readonly #waiting = new Heap<Studio>((a, b) => (level(a) === level(b) ? a.name < b.name : level(a) < level(b)))

  constructor(shares: Readonly<Record<string, number>>, ageing: number) {
    this.#ageing = ageing
    this.#studios = new Map(
      Object.entries(shares).map(([name, share]) => [name, { name, share, given: 0, waiting: new Heap<Job>(moreUrgent) }]),
    )
  }

  submit(job: string, studioName: string, priority: number, minutes: number, at: number): void {
    const studio = this.#studios.get(studioName)
    if (studio === undefined) throw new Error(`No studio ${studioName}`)
    studio.waiting.push({ job, minutes, asIfSince: at - priority * this.#ageing, at })
    if (studio.waiting.size === 1) this.#waiting.push(studio)
  }

  /** A studio is given minutes only while it is out of the heap, so its place there is always right. */
  next(): string | null {
    const studio = this.#waiting.pop()
    const chosen = studio?.waiting.pop()
    if (studio === undefined || chosen === undefined) return null
    studio.given += chosen.minutes
    if (studio.waiting.size > 0) this.#waiting.push(studio)
    return chosen.job
  }
}

export type QueueCall =
  | readonly ['submit', job: string, studio: string, priority: number, minutes: number, at: number]
  | readonly ['next', now: number]

export interface QueuePlay {
  readonly shares: Readonly<Record<string, number>>
  readonly ageing: number
  readonly calls: readonly QueueCall[]
}

/** Plays calls against an empty queue and answers with what each returned; `submit` returns null. */
export function solve({ shares, ageing, calls }: QueuePlay): (string | null)[] {
  const queue = new EncodeQueue(shares, ageing)
  return calls.map(call => {
    if (call[0] === 'next') return queue.next()
    queue.submit(call[1], call[2], call[3], call[4], call[5])
    return null
  })
}
