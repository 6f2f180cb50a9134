import type { Instant } from '@unanimous/kernel'
import { givenUp } from './compatibility.ts'
import { pairUp } from './maximum-matching.ts'
import { byTurn } from './ticket.ts'
import { WIDENING, widenedAt } from './widening.ts'
import type { Graph } from './maximum-matching.ts'
import type { Ticket } from './ticket.ts'
import type { Relaxation, WideningStep } from './widening.ts'

/** A round that a pair would hold, by their tickets. */
export interface PairRound {
  readonly candidate: string
  readonly interviewer: string
  /** What the candidate asked for. */
  readonly kind: string
  readonly level: Ticket['level']
}

/** Two tickets that should be offered to each other. */
export interface Pair {
  /** Whose turn came first. */
  readonly first: Ticket
  readonly second: Ticket
  /** What both had to give up by now, to be said aloud in the offer. */
  readonly relaxed: readonly Relaxation[]
  /** The rounds of the session, in order; both ways the one who waited longer is candidate first. */
  readonly rounds: readonly PairRound[]
  /** The shorter of the two lengths. */
  readonly minutes: Ticket['minutes']
}

const roundsOf = (first: Ticket, second: Ticket): readonly PairRound[] =>
  [[first, second] as const, [second, first] as const]
    .filter(([candidate]) => candidate.direction !== 'one-way-interviewer')
    .map(([candidate, interviewer]) => ({ candidate: candidate.id, interviewer: interviewer.id, kind: candidate.kind, level: candidate.level }))

const pairOf = (first: Ticket, second: Ticket, relaxed: readonly Relaxation[]): Pair => ({
  first,
  second,
  relaxed,
  rounds: roundsOf(first, second),
  minutes: first.minutes === 60 && second.minutes === 60 ? 60 : 45,
})

interface Edge {
  readonly to: number
  readonly relaxed: readonly Relaxation[]
}

const edgesOf = (tickets: readonly Ticket[], now: Instant, schedule: readonly WideningStep[]): readonly (readonly Edge[])[] => {
  const allowed = tickets.map(ticket => widenedAt(ticket, now, schedule).relaxes)
  const rows = tickets.map((): Edge[] => [])
  // Half of all pairs are looked at, as each edge holds both ways; earlier turns land first in every row.
  for (const [from, ticket] of tickets.entries()) {
    for (let to = from + 1; to < tickets.length; to += 1) {
      const other = tickets[to]
      const relaxed = other && givenUp(ticket, other)
      if (!relaxed?.every(each => allowed[from]?.includes(each) && allowed[to]?.includes(each))) continue
      rows[from]?.push({ to, relaxed })
      rows[to]?.push({ to: from, relaxed })
    }
  }
  return rows
}

/** One graph per number of things given up, so that a pair gives up no more than its wait and the others ask for. */
const stagesOf = (edges: readonly (readonly Edge[])[]): readonly Graph[] => {
  const counts = new Set([0, ...edges.flatMap(row => row.map(edge => edge.relaxed.length))])
  return [...counts].toSorted((left, right) => left - right).map(most =>
    edges.map(row => row.filter(edge => edge.relaxed.length <= most).map(edge => edge.to)),
  )
}

/**
 * Who should be offered to whom now. As many pairs as can be made, whoever's turn comes first served first, and
 * nobody in two. Both of a pair must have waited long enough for everything that the pair gives up.
 * Deterministic, whatever the order of `waiting`; pass only tickets that hold no offer.
 */
export const match = (waiting: readonly Ticket[], now: Instant, schedule: readonly WideningStep[] = WIDENING): readonly Pair[] => {
  const tickets = waiting.toSorted(byTurn)
  const edges = edgesOf(tickets, now, schedule)
  const mates = pairUp(stagesOf(edges))
  return tickets.flatMap((first, index) => {
    const mate = mates[index] ?? -1
    const second = mate > index ? tickets[mate] : undefined
    const edge = edges[index]?.find(each => each.to === mate)
    return second && edge ? [pairOf(first, second, edge.relaxed)] : []
  })
}
