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
  extension: 'editor',
}

/** The medium of a kind of round. A `board` round is held over a structured outline where there is no board. */
export const mediumOf = (kind: RoundKind): Medium => MEDIA[kind]

/** Kinds that are as long as they are, whatever the session is planned for. (domain.md 1.1, 6) */
const OWN_MINUTES: Readonly<Partial<Record<RoundKind, number>>> = { recruiter: 30, extension: 20 }

/** Whether such a round is as long as its session was planned for. */
export const hasChosenLength = (kind: RoundKind): boolean => OWN_MINUTES[kind] === undefined

/** The planned minutes of a round in a session of this length. */
export const plannedMinutes = (kind: RoundKind, chosen: number): number => OWN_MINUTES[kind] ?? chosen
