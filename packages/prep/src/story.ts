import type { Instant } from '@unanimous/kernel'
import type { DimensionId, Level } from '@unanimous/rounds'

/** What a story is for: three about projects, two about friction, one about a failure. (domain.md 8) */
export const STORY_SORTS = ['project', 'friction', 'failure'] as const
export type StorySort = (typeof STORY_SORTS)[number]
export const STORIES_WANTED: Readonly<Record<StorySort, number>> = { project: 3, friction: 2, failure: 1 }

/** An option that was turned down. `against` is the reason; `number` what it would have cost or brought, as far as it was known. */
export interface TurnedDown {
  readonly option: string
  readonly for: string
  readonly against: string
  readonly number: string
}

/** A telling aloud, against the clock, with the pronouns that were tapped. */
export interface Rehearsal {
  readonly at: Instant
  readonly minutes: number
  readonly i: number
  readonly we: number
}

/** One story of a person's own work, as they write it. Any field may still be empty. (domain.md 8) */
export interface Story {
  readonly sort: StorySort
  readonly title: string
  /** When it happened, in their own words. */
  readonly date: string
  readonly role: string
  readonly domain: string
  readonly situation: string
  /** One sentence that starts with I. */
  readonly decision: string
  readonly authority: string
  readonly options: readonly TurnedDown[]
  readonly dissenters: string
  /** The best case of whoever disagreed. */
  readonly counterArgument: string
  readonly outcome: string
  readonly failed: string
  readonly whoPaid: string
  readonly wouldChange: string
  /** The fact that would reverse the decision today. */
  readonly reversingFact: string
  readonly feedback: string
  readonly dimensions: readonly DimensionId[]
  /** The values it shows, in their own words. */
  readonly values: string
  /** The level whose scope it shows: L4 a component, L5 a domain. */
  readonly scope: Level
  /** Whether it may be told outside: no names, no secrets. */
  readonly confidentialOk: boolean
  /** Oldest first. */
  readonly rehearsals: readonly Rehearsal[]
}
