import type { CommandId, Instant, Milliseconds, RoundId, SeatId } from '@unanimous/kernel'
import type { CodeSelection, Mark, Polarity } from './commands.ts'
import type { Heard } from './heard.ts'
import type { DimensionId } from './kinds.ts'
import type { Language } from './pack.ts'
import type { Owner, Project } from './talk.ts'

/** Why a round stands still. */
export type PauseCause = 'seat-absent' | 'process-down' | 'person'

/** What happened, by name. Node and hint ids are `pack id/id inside the pack`. */
export interface RoundEventBodies {
  readonly 'round-started': Readonly<Record<string, never>>
  readonly 'prompt-opened': { readonly pack: string }
  readonly 'follow-up-asked': { readonly node: string }
  readonly 'follow-up-marked': { readonly node: string; readonly mark: Mark }
  readonly 'signal-ticked': { readonly node: string; readonly polarity: '+' | '-'; readonly index: number; readonly on: boolean }
  readonly 'change-card-revealed': { readonly node: string }
  /** `under` is the follow-up that was open, whose dimensions the hint's points fall on. */
  readonly 'hint-given': { readonly hint: string; readonly under?: string }
  readonly 'own-question-asked': { readonly text: string; readonly dimension: DimensionId }
  readonly 'solution-state-set': { readonly pack: string; readonly state: string }
  readonly 'took-partial': { readonly pack: string }
  /** Version 1 had no `on`: a line that was answered stayed answered. */
  readonly 'left-unsaid-answered': { readonly pack: string; readonly index: number; readonly on: boolean }
  readonly 'item-checked': { readonly pack: string; readonly index: number; readonly on: boolean }
  readonly 'heard-tapped': { readonly heard: Heard }
  /** The newest of its sort is not counted after all. */
  readonly 'heard-taken-back': { readonly heard: Heard }
  readonly 'project-noted': Omit<Project, 'atMs'>
  readonly 'decision-noted': { readonly decision: string; readonly text: string; readonly owner: Owner; readonly late?: boolean }
  readonly 'component-struck': { readonly element: string; readonly label: string; readonly struck: boolean }
  readonly 'evidence-captured': EvidenceCaptured
  readonly 'evidence-retracted': { readonly evidence: string }
  readonly 'note-written': { readonly note: string; readonly text: string }
  readonly 'moment-bookmarked': { readonly bookmark: string; readonly on: boolean }
  readonly 'language-chosen': { readonly language: Language }
  /** The candidate has typed without a word for a while, since this second of round time. The browser counted it, the server noticed. */
  readonly 'silence-noticed': { readonly sinceS: number }
  /** A word, a longer pause, or a stretch that nobody counted. */
  readonly 'silence-broken': Readonly<Record<string, never>>
  /** What was counted is gone, because one of the two took their consent back, and with it whatever was made of it. */
  readonly 'silences-forgotten': Readonly<Record<string, never>>
  /** `since` is when the clock stopped, already bounded by rule C4. `who` is absent when the process was down. */
  readonly 'round-paused': { readonly since: Instant; readonly cause: PauseCause; readonly who?: SeatId }
  /** One reason is gone, another still holds the clock. */
  readonly 'pause-lifted': { readonly of: 'absence' | 'person'; readonly who: SeatId }
  /** The last reason is gone and the clock runs. */
  readonly 'round-resumed': { readonly of: 'absence' | 'person'; readonly who: SeatId }
  readonly 'complete-pressed': Readonly<Record<string, never>>
  readonly 'round-ended': { readonly cause: 'person' | 'abandoned' }
}

/** What a captured piece of evidence says. `codeSequence` is the document log's newest record when it was captured. */
export interface EvidenceCaptured {
  readonly evidence: string
  readonly kind: 'quote' | 'code' | 'board' | 'note' | 'event'
  readonly text: string
  readonly dimensions: readonly DimensionId[]
  readonly polarity: Polarity
  readonly selection?: CodeSelection
  readonly codeSequence?: number
  readonly ref?: string
  /** Pinned after the round had ended. */
  readonly late?: boolean
}

/** The past-tense name of something that happened in a round. */
export type RoundEventType = keyof RoundEventBodies

interface Envelope<Type extends RoundEventType> {
  readonly round: RoundId
  /** The server's clock when the event was decided. */
  readonly at: Instant
  /** Unpaused round time; never smaller than that of the event before (C5). */
  readonly roundMs: Milliseconds
  readonly seat: SeatId | 'server'
  readonly commandId: CommandId
  readonly type: Type
  readonly v: number
  readonly body: RoundEventBodies[Type]
}

/** A decided event that has no place in the log yet: appending gives it the next `seq`. */
export type NewEvent = { readonly [Type in RoundEventType]: Envelope<Type> }[RoundEventType]

/** One line of a round's log under its type, never edited. `seq` counts from 1 without gaps. */
export type EventByType = { readonly [Type in RoundEventType]: Envelope<Type> & { readonly seq: number } }

/** One line of a round's log: a union told apart by `type`. */
export type RoundEvent = EventByType[RoundEventType]

/** An event of one of these names. */
export type EventOf<Type extends RoundEventType> = EventByType[Type]
