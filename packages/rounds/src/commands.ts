import type { Heard } from './heard.ts'
import type { DimensionId } from './kinds.ts'
import type { Language } from './pack.ts'
import type { Owner, ProjectPlace } from './talk.ts'

/** How the last answer went: nailed (unaided, with its price), partial, struggled (needed rescue or wrong), skipped. */
export type Mark = 'nailed' | 'partial' | 'struggled' | 'skipped'

/** Whether a signal or a pin speaks for the candidate, against, or only records. */
export type Polarity = '+' | '-' | '0'

/** What the interviewer marked in the code or on the board: the words themselves, so that evidence outlives the document. */
export interface CodeSelection {
  readonly language: Language
  readonly fromLine: number
  readonly toLine: number
  readonly text: string
  /** The selected things of a board; absent in code. */
  readonly elements?: readonly string[]
}

/**
 * Everything a person may ask of a running round. Node ids are `pack id/node id`, hint ids `pack id/hint id`,
 * because a round holds one to three packs.
 */
export type RoundCommand =
  | { readonly name: 'start-round' }
  /** Shows the candidate the prompt of a further pack; the first one opens with the start. */
  | { readonly name: 'open-prompt'; readonly pack: string }
  | { readonly name: 'ask-follow-up'; readonly node: string }
  | { readonly name: 'mark-follow-up'; readonly node: string; readonly mark: Mark }
  | { readonly name: 'tick-signal'; readonly node: string; readonly polarity: '+' | '-'; readonly index: number; readonly on: boolean }
  | { readonly name: 'reveal-change-card'; readonly node: string }
  | { readonly name: 'give-hint'; readonly hint: string }
  | { readonly name: 'ask-own-question'; readonly text: string; readonly dimension: DimensionId }
  | { readonly name: 'set-solution-state'; readonly pack: string; readonly state: string }
  | { readonly name: 'answer-left-unsaid'; readonly pack: string; readonly index: number; readonly on: boolean }
  | { readonly name: 'check-item'; readonly pack: string; readonly index: number; readonly on: boolean }
  /** Counts something that was just heard; taking back removes the newest of its sort. */
  | { readonly name: 'tap-heard'; readonly heard: Heard }
  | { readonly name: 'take-back-heard'; readonly heard: Heard }
  /** The whole of one project as it is noted now. */
  | {
      readonly name: 'note-project'
      readonly project: ProjectPlace
      readonly title: string
      readonly decision: string
      readonly date: string
      readonly options: string
    }
  /** A decision of the redrawn system; the same id edits it, empty text removes it. */
  | { readonly name: 'note-decision'; readonly decision: string; readonly text: string; readonly owner: Owner }
  /** A component of the board fails, or is back: both see it struck out. */
  | { readonly name: 'strike-component'; readonly element: string; readonly label: string; readonly struck: boolean }
  | {
      readonly name: 'capture-evidence'
      readonly evidence: string
      readonly kind: 'quote' | 'code' | 'board' | 'note' | 'event'
      readonly text: string
      readonly dimensions: readonly DimensionId[]
      readonly polarity: Polarity
      readonly selection?: CodeSelection
      /** After the round: the recorded event (seq) or instant this late pin points at. */
      readonly ref?: string
    }
  | { readonly name: 'retract-evidence'; readonly evidence: string }
  | { readonly name: 'write-note'; readonly note: string; readonly text: string }
  /** Marks this moment for one's own replay, or takes that back. */
  | { readonly name: 'bookmark-moment'; readonly bookmark: string; readonly on: boolean }
  | { readonly name: 'choose-language'; readonly language: Language }
  | { readonly name: 'pause-round' }
  | { readonly name: 'resume-round' }
  | { readonly name: 'press-complete' }
  | { readonly name: 'end-round' }

/** What only the server may say about a round: presence, its own outages, and what browsers counted. */
export type ServerRoundCommand =
  | { readonly name: 'seat-absent'; readonly seat: string; readonly since: number }
  | { readonly name: 'seat-back'; readonly seat: string }
  | { readonly name: 'process-was-down'; readonly since: number }
  | { readonly name: 'candidate-silent'; readonly sinceS: number }
  | { readonly name: 'candidate-heard' }
  /** One of the two took back that anything is counted. */
  | { readonly name: 'forget-silences' }
