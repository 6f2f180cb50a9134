import type { DimensionId } from './kinds.ts'

/** The languages a candidate may write in; `plain` is the outline of a round without code. */
export const LANGUAGES = ['typescript', 'javascript', 'python', 'java', 'kotlin', 'go', 'cpp', 'rust', 'sql', 'plain'] as const
export type Language = (typeof LANGUAGES)[number]

/** The kinds of round that packs are written for. A tech round deals from the coding packs. (domain.md 1.1) */
export const PACK_KINDS = ['recruiter', 'hm', 'coding', 'sd', 'culture', 'deep'] as const
export type PackKind = (typeof PACK_KINDS)[number]

/** What a follow-up does to the candidate's answer. `scaffold` helps once, right after its parent failed. (domain.md 4.1) */
export const FOLLOW_UP_KINDS = [
  'correctness',
  'constraint_change',
  'scale_100m',
  'node_failure',
  'writes_outpace_reads',
  'breaks_first',
  'concurrency',
  'memory_bound',
  'cost',
  'ten_x',
  'new_codec',
  'region_failover',
  'dependency_loss',
  'resilience_reason',
  'observability',
  'because',
  'ownership_probe',
  'steelman',
  'counterfactual',
  'cost_to_others',
  'feedback_received',
  'scaffold',
] as const
export type FollowUpKind = (typeof FOLLOW_UP_KINDS)[number]

/** How much of the premise moves: 1 check, 2 local change, 3 failure or load, 4 scale or money, 5 changed premise. */
export type Depth = 1 | 2 | 3 | 4 | 5

/** What a hint takes: 0 clarifies, 1 nudges, 2 directs, 3 gives it away. */
export type HintCost = 0 | 1 | 2 | 3

/** Inputs and outputs of examples and cases, as data that any language can write down. */
export type PackValue = string | number | boolean | null | readonly PackValue[] | { readonly [key: string]: PackValue }

/**
 * When a follow-up may be asked; every part that is given must hold.
 * `state`: any of these solution states was reached or passed. `minute`: inclusive, of the pack's own minutes,
 * counted from where the pack begins in the round, unpaused, and scaled when the round is shorter or longer. `after`: any of these follow-ups was asked. An empty trigger always holds.
 */
export interface Trigger {
  readonly state?: readonly string[]
  readonly minute?: readonly [from: number, to: number]
  readonly after?: readonly string[]
}

/** Where to go by how the last answer went, best first. Skipping leads nowhere, so `skipped` has no list. */
export interface NextByMark {
  readonly nailed: readonly string[]
  readonly partial: readonly string[]
  readonly struggled: readonly string[]
}

/** One step of the ladder: what the interviewer says, when, and what a strong or weak answer sounds like. (domain.md 4.1) */
export interface FollowUp {
  /** Unique inside its pack only; a round names it `pack id/node id`. */
  readonly id: string
  readonly kind: FollowUpKind
  readonly depth: Depth
  /** Empty in a recruiter's pack only, because that round rates nothing. */
  readonly dims: readonly DimensionId[]
  /** A few words to find it by in a list, where those of its kind are too general. */
  readonly title?: string
  readonly ask: string
  readonly trigger: Trigger
  readonly minutes: number
  /** What appears on the candidate's screen when the interviewer reveals it. */
  readonly changeCard?: string
  /** The words of the candidate's prompt, verbatim, which the card strikes through. */
  readonly replaces?: string
  readonly strong: readonly string[]
  readonly weak: readonly string[]
  readonly next: NextByMark
}

/** Help that is spoken, never pushed. `at` is the earliest solution state in which it makes sense. */
export interface Hint {
  readonly id: string
  readonly at: string
  readonly cost: HintCost
  /** It gives the heart of the solution away. */
  readonly core?: boolean
  readonly say: string
}

/** A part of the round and the minute at which it ends. */
export interface PackPhase {
  readonly phase: string
  readonly until: number
}

/** Something the prompt leaves out: answered when asked, never offered. */
export interface LeftUnsaid {
  readonly q: string
  readonly a: string
}

/** A verified case that the interviewer reads out; `why` says what it catches, `edge` that a happy path misses it. */
export interface VerifiedCase {
  readonly name: string
  readonly in: PackValue
  readonly out: PackValue
  readonly why: string
  readonly edge?: boolean
}

/** A line of the recruiter's checklist: what to say, and what must have been heard to tick it. */
export interface ChecklistItem {
  readonly phase: string
  readonly ask: string
  readonly tick: string
}

/** What the candidate sees from the first minute. Nothing else of a pack may reach them before it is asked or revealed. */
export interface CandidateBrief {
  readonly prompt: string
  readonly signature?: string
  readonly contract?: readonly { readonly name: string; readonly meaning: string }[]
  readonly given?: readonly string[]
  readonly examples?: readonly { readonly in: PackValue; readonly out: PackValue; readonly note?: string }[]
}

/** What only the interviewer sees. */
export interface InterviewerBrief {
  /** Their own words for the first minute, for when they are lost, and for the end. */
  readonly script: { readonly open: string; readonly rescue: string; readonly wrap: string }
  readonly leftUnsaid: readonly LeftUnsaid[]
  /** Numbers of the world that the candidate may ask for. */
  readonly factsOnRequest?: readonly { readonly fact: string; readonly value: string }[]
  readonly listenFor?: readonly string[]
  readonly reference?: { readonly approach: string; readonly time?: string; readonly space?: string; readonly answerKey: string }
  readonly rubricFocus: readonly DimensionId[]
  /** Ascending; the last ends at the pack's minutes. */
  readonly pacing: readonly PackPhase[]
  /** In the order in which they are reached. */
  readonly solutionStates: readonly string[]
  readonly hints: readonly Hint[]
  readonly cases?: readonly VerifiedCase[]
  readonly checklist?: readonly ChecklistItem[]
}

/**
 * Everything one interviewer needs to run one prompt, as written by hand and checked by the bank's linter.
 * Frozen by (id, version): a changed pack gets the next version, so that an old round still reads as it was held.
 */
export interface Pack {
  readonly schema: 'unanimous.pack/2'
  readonly id: string
  readonly version: number
  readonly kind: PackKind
  readonly title: string
  /** The bar it was written for. */
  readonly level: 'L4' | 'L5'
  /** Its length at full size; a shorter round scales its pacing. */
  readonly minutes: number
  /** The family of solution, coding only: two coding rounds of a session or loop take two patterns. */
  readonly pattern?: string
  readonly teams: readonly string[]
  readonly difficulty?: 'easy' | 'medium' | 'hard'
  /** What a talk round is about, in words a person may filter by. */
  readonly values?: readonly string[]
  readonly candidate: CandidateBrief
  readonly interviewer: InterviewerBrief
  /** Where the ladder starts, best first. */
  readonly entry: readonly string[]
  /** In the order that breaks ties between suggestions. */
  readonly followups: readonly FollowUp[]
  /** The text each language's file opens with; complete for coding packs. */
  readonly starters?: Readonly<Record<Language, string>>
}
