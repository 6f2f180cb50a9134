import type { RoundKind } from './kinds.ts'

/** What two people have beside the call: nothing but an outline to hold the thread, an editor, or a board. (domain.md 1.1) */
export type Medium = 'call' | 'editor' | 'board'

const MEDIA: Readonly<Record<RoundKind, Medium>> = {
  recruiter: 'call',
  hm: 'call',
  tech: 'editor',
  coding: 'editor',
  sd: 'board',
  culture: 'call',
  deep: 'board',
}

/** The medium of a kind of round. A `board` round is held over a structured outline where there is no board. */
export const mediumOf = (kind: RoundKind): Medium => MEDIA[kind]

const SCREEN_MINUTES = 30

/** The planned minutes of a round in a session of this length: a recruiter's screen is always half an hour. (domain.md 1.1) */
export const plannedMinutes = (kind: RoundKind, chosen: number): number => (kind === 'recruiter' ? SCREEN_MINUTES : chosen)
