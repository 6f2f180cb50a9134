import { expect, test } from 'vitest'
import { solve, type BookingQuestion, type Job } from './encoder-bookings.ts'
import { seeded, times } from './random-input.ts'

const apart = ([, from, to]: Job, [, otherFrom, otherTo]: Job, setup: number): boolean => to + setup <= otherFrom || otherTo + setup <= from

/** Puts the jobs on machines in every way there is, and counts the machines of the best. */
function fewest(jobs: readonly Job[], setup: number, machines: readonly (readonly Job[])[] = []): number {
  const [job, ...rest] = jobs
  if (job === undefined) return machines.length
  const ways = machines.flatMap((booked, index) =>
    booked.every(other => apart(job, other, setup)) ? [machines.with(index, [...booked, job])] : [])
  return Math.min(...[...ways, [...machines, [job]]].map(way => fewest(rest, setup, way)))
}

/** For each job in turn the smallest number on which nothing booked so far is in its way. */
function numbers(jobs: readonly Job[], setup: number): Record<string, number> {
  const plan: Record<string, number> = {}
  for (const job of jobs.toSorted((a, b) => a[1] - b[1] || a[0].localeCompare(b[0]))) {
    const taken = jobs.filter(other => !apart(job, other, setup)).map(([id]) => plan[id])
    plan[job[0]] = times(jobs.length, index => index + 1).find(machine => !taken.includes(machine)) ?? 0
  }
  return plan
}

test('encoder bookings: every way to share out the jobs', () => {
  const below = seeded(31)
  for (let round = 0; round < 600; round++) {
    const jobs = times(below(8), (index): Job => {
      const from = below(30)
      return [`j${(index * 5) % 8}`, from, from + 1 + below(10)]
    })
    const question: BookingQuestion = { jobs, setup: below(5) }
    const { machines, plan } = solve(question)
    expect(machines, JSON.stringify(question)).toBe(fewest(jobs, question.setup))
    expect(plan, JSON.stringify(question)).toEqual(numbers(jobs, question.setup))
  }
})
