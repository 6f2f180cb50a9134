import type { Pack } from '@unanimous/rounds'

/** Keys and indexes from the top of a pack down to one part of it. */
export type Path = readonly (string | number)[]

/** What a rule objects to, before it has a file and a line. */
export interface Problem {
  readonly path: Path
  readonly sentence: string
}

/** One objection to a pack file: which rule, where (line from 1) and a sentence for its author. */
export interface LintFinding {
  readonly rule: string
  readonly file: string
  readonly line: number
  readonly sentence: string
}

/** One rule that every pack keeps. `id` is stable; `keeps` says in a sentence what it protects. */
export interface Rule {
  readonly id: string
  readonly keeps: string
  readonly check: (pack: Pack) => Iterable<Problem>
}
