import type { DimensionId, RoundKind } from '@unanimous/rounds'
import type { Revision } from './loop.ts'
import type { Vote } from './votes.ts'

/** How one dimension went, by its anchors. */
export type Rating = 1 | 2 | 3 | 4

/** Something a rating can rest on. A `note` alone never does. (domain.md 3.5) */
export interface EvidenceItem {
  readonly id: string
  readonly type: 'quote' | 'code' | 'board' | 'event' | 'signal' | 'note'
  /** Unpaused milliseconds of the round. */
  readonly atMs: number
  readonly text?: string
  /** The recorded thing it points at: a log sequence number, a document version, a follow-up. */
  readonly ref?: string
  /** A ticked signal carries its follow-up's dimensions. */
  readonly dimensions: readonly DimensionId[]
  readonly polarity: '+' | '-' | '0'
  readonly by: string
  /** Pinned after the round, from what had been recorded; shown as "added later". */
  readonly late?: boolean
}

/** The keeper question's three answers. It computes nothing. */
export type KeeperAnswer = 'fight' | 'sorry' | 'let_go'
/** Where the candidate stood against the target level, apart from the vote. */
export type LevelSignal = 'above' | 'at' | 'below'

/** What a strong no must say: the sentence that the candidate will read, and at least two pieces of evidence. */
export interface StrongNo {
  readonly sentence: string
  readonly evidence: readonly string[]
}

/** A card while its author writes it. Everything may be missing; nothing of it reaches anybody else. */
export interface ScorecardDraft {
  readonly ratings?: Readonly<Partial<Record<DimensionId, Rating>>>
  /** Dimensions set aside, each with a word why; core ones can't be. */
  readonly notAssessed?: Readonly<Partial<Record<DimensionId, string>>>
  /** Evidence attached to a dimension beside the items that name it themselves. */
  readonly attached?: Readonly<Partial<Record<DimensionId, readonly string[]>>>
  readonly vote?: Vote
  readonly strongNo?: StrongNo
  /** The one sentence asked for where vote, ratings, hints or keeper answer disagree. */
  readonly disagreement?: string
  readonly levelSignal?: LevelSignal
  readonly keepDoing?: string
  readonly changeOne?: string
  readonly keeper?: KeeperAnswer
  /** In a deep dive: what shows that the system was really theirs. */
  readonly authorship?: string
  /** The recruiter's screen has this in place of a vote. */
  readonly screen?: 'advance' | 'hold'
}

/** What a card is checked against. */
export interface CardContext {
  readonly kind: RoundKind
  readonly evidence: readonly EvidenceItem[]
  /** Points of the hints given, by the dimension they helped with. */
  readonly hintPoints: Readonly<Partial<Record<DimensionId, number>>>
  /** Whether the round has ended. */
  readonly ended: boolean
  /** Whether the session has been revealed, by everything filed or by the deadline. */
  readonly opened: boolean
}

/** A dimension as filed, with the ids of the non-note evidence it rests on. */
export interface FiledRating {
  readonly dimension: DimensionId
  readonly rating: Rating
  readonly evidence: readonly string[]
}

interface FiledWords {
  readonly levelSignal?: LevelSignal
  readonly keepDoing?: string
  readonly changeOne?: string
  readonly keeper?: KeeperAnswer
  readonly authorship?: string
}

/** A filed card with a vote. */
export interface FiledVote extends FiledWords {
  readonly form: 'vote'
  readonly kind: Exclude<RoundKind, 'recruiter'>
  readonly ratings: readonly FiledRating[]
  readonly notAssessed: Readonly<Partial<Record<DimensionId, string>>>
  readonly vote: Vote
  /** What the ratings would have suggested; shown, never binding. */
  readonly suggested?: Vote
  readonly strongNo?: StrongNo
  readonly disagreement?: string
}

/** A filed recruiter's screen. */
export interface FiledScreen extends FiledWords {
  readonly form: 'screen'
  readonly kind: 'recruiter'
  readonly outcome: 'advance' | 'hold'
}

/** A card as it stands sealed, and opens. It may be reopened by its author until the reveal, and never changes after it. */
export type FiledScorecard = FiledVote | FiledScreen

/**
 * The author's own sentence that says most about the vote: why it was revised, else what a no rests on, else what was done well.
 * `revision` is the one that took effect: of the vote that stands then, the card says nothing. (V32)
 */
export const decisiveSentence = (filed: FiledScorecard, revision?: Pick<Revision, 'reason'>): string | undefined => {
  if (revision !== undefined) return revision.reason
  const vote = filed.form === 'vote' ? filed.vote : 3
  const strongNo = filed.form === 'vote' ? filed.strongNo?.sentence : undefined
  return strongNo ?? (vote >= 3 ? filed.keepDoing ?? filed.changeOne : filed.changeOne ?? filed.keepDoing)
}

/** Ids of the evidence that decided the vote: what a revision cites, else what a strong no does, else what the low ratings rest on. (V32) */
export const decisiveEvidence = (filed: FiledScorecard, revision?: Pick<Revision, 'evidence'>): readonly string[] => {
  if (revision !== undefined) return revision.evidence
  if (filed.form === 'screen') return []
  return filed.strongNo?.evidence ?? filed.ratings.filter(({ rating }) => rating <= 2).flatMap(({ evidence }) => evidence)
}
