import { instant } from '@unanimous/kernel'
import type { Instant } from '@unanimous/kernel'
import type { Ticket } from './ticket.ts'

/** What a match may give up while somebody waits. Spoken language, blocks and direction are never among them. */
export type Relaxation = 'level' | 'code-language' | 'kind' | 'minutes' | 'recent-peer'

/** A step of the schedule that a waiting person sees in advance. */
export interface WideningStep {
  readonly afterMs: number
  /** What this step gives up beside the earlier ones. */
  readonly relaxes: readonly Relaxation[]
  /** From here on an invite link is suggested instead of widening further; the ticket stays in the queue. */
  readonly suggests: boolean
}

/** Exact; the next level and another language to code in; any technical round, length or recent peer; then we suggest. */
export const WIDENING: readonly WideningStep[] = [
  { afterMs: 0, relaxes: [], suggests: false },
  { afterMs: 60_000, relaxes: ['level', 'code-language'], suggests: false },
  { afterMs: 180_000, relaxes: ['kind', 'minutes', 'recent-peer'], suggests: false },
  { afterMs: 300_000, relaxes: [], suggests: true },
]

/** How far a ticket's search has widened. */
export interface Widened {
  /** Index of the step in force. */
  readonly step: number
  readonly relaxes: readonly Relaxation[]
  readonly suggests: boolean
  /** When the next step comes into force; absent at the last. */
  readonly nextAt?: Instant
}

/** How far a ticket's search has widened by now, counted from when it joined, through every offer since. */
export const widenedAt = (ticket: Pick<Ticket, 'joinedAt'>, now: Instant, schedule: readonly WideningStep[] = WIDENING): Widened => {
  const waitedMs = now - ticket.joinedAt
  const reached = schedule.filter(step => step.afterMs <= waitedMs)
  const next = schedule[reached.length]
  return {
    step: Math.max(0, reached.length - 1),
    relaxes: reached.flatMap(step => step.relaxes),
    suggests: reached.some(step => step.suggests),
    ...(next && { nextAt: instant(ticket.joinedAt + next.afterMs) }),
  }
}
