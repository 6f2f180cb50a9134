import type { Milliseconds } from '@unanimous/kernel'
import type { ChecklistItem, Pack, PackKind } from './pack.ts'

/** The two projects that a hiring manager walks through. */
export const PROJECTS = ['a', 'b'] as const
export type ProjectPlace = (typeof PROJECTS)[number]

/** A project as the interviewer noted it while it was told; every part may still be missing. Private to them for ever. */
export interface Project {
  readonly project: ProjectPlace
  readonly title: string
  readonly decision: string
  /** When it was decided, in the candidate's words. */
  readonly date: string
  /** What was turned down, in the candidate's words. */
  readonly options: string
  readonly atMs: Milliseconds
}

/** Whose a decision in a redrawn system was: the candidate's, taken over from others, or argued for and lost. */
export const OWNERS = ['own', 'inherited', 'lost'] as const
export type Owner = (typeof OWNERS)[number]

/** A decision in the system that a deep dive is about, marked with whose it was. */
export interface Decision {
  readonly decision: string
  readonly text: string
  readonly owner: Owner
  readonly atMs: Milliseconds
  /** Noted after the round had ended. */
  readonly late?: boolean
}

const BY_KIND: Partial<Readonly<Record<PackKind, readonly ChecklistItem[]>>> = {
  deep: [{
    phase: 'open',
    ask: 'Which system did you run yourself, for how long, and who missed it when it was down?',
    tick: 'They ran it. Refuse a system known only from reading, and ask for another one.',
  }],
}

/** The lines to tick in a round with this pack: its own, else those that every pack of its kind has. (domain.md 5.5) */
export const checklistOf = (pack: Pack): readonly ChecklistItem[] => pack.interviewer.checklist ?? BY_KIND[pack.kind] ?? []
