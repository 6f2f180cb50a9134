import { Heap } from './heap.ts'

/** Minutes since the epoch; the machine is busy from the first on and no longer at the second. */
export type Job = readonly [id: string, from: number, to: number]
export interface BookingQuestion {
  readonly jobs: readonly Job[]
  /** Minutes that a machine needs between two jobs. */
  readonly setup: number
}
export interface Bookings {
  readonly machines: number
  /** The machine of each job, the first being 1. */
  readonly plan: Readonly<Record<string, number>>
}

interface Busy {
  readonly machine: number
  readonly until: number
}

/** In order of start; two heaps answer which machines have become ready, and which of the ready ones has the smallest number. */
export function solve({ jobs, setup }: BookingQuestion): Bookings {
  const busy = new Heap<Busy>((a, b) => a.until < b.until)
  const ready = new Heap<number>((a, b) => a < b)
  const plan: Record<string, number> = {}
  let machines = 0
  for (const [id, from, to] of inOrder(jobs)) {
    for (let first = busy.peek(); first !== undefined && first.until <= from; first = busy.peek()) {
      ready.push(first.machine)
      busy.pop()
    }
    const machine = ready.pop() ?? ++machines
    busy.push({ machine, until: to + setup })
    plan[id] = machine
  }
  return { machines, plan }
}

const inOrder = (jobs: readonly Job[]): Job[] =>
  jobs.filter(([, from, to]) => from < to).sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1))
