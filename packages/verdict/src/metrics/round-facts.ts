import type { Instant } from '@unanimous/kernel'
import type { Depth, DimensionId, FollowUpKind, Mark, RoundKind } from '@unanimous/rounds'
import type { Rating } from '../scorecard.ts'
import type { InterviewerRating } from '../self-estimate.ts'
import type { Vote } from '../votes.ts'

/** A follow-up that was asked, as far as metrics care; unmarked when the round ended under it. */
export interface AskedFact {
  readonly kind: FollowUpKind
  readonly depth: Depth
  readonly mark?: Mark
}

/** A stretch of the round between two moments that the log shows, named by its first and last phase. */
export interface StretchFact {
  readonly from: string
  readonly to: string
  readonly plannedMs: number
  readonly actualMs: number
}

/** How the candidate typed and spoke. Seconds of the round, unpaused. */
export interface TypingFact {
  /** Seconds with own typing in the last 3 s. */
  readonly typingBins: number
  /** Those of them without own speech in the last 8 s. */
  readonly silentBins: number
  /** The longest run of silent bins without a gap. */
  readonly longestSilenceS: number
  /** A mere loudness gate did some of the listening. */
  readonly approximate?: true
}

/** What a round's log contributes to metrics. It never changes once the session is open, so it may be stored beside the card. */
export interface PlayFacts {
  /** Unpaused minutes that were held. */
  readonly minutes: number
  readonly asked: readonly AskedFact[]
  /** Absent where no follow-up but scaffolds was marked nailed, partial or struggled: nothing was sounded. */
  readonly depthReached?: number
  readonly breakDepth?: number
  /** Absent where the packs hold no hints, so that a talk is no round without help. */
  readonly hints?: { readonly points: number; readonly byDimension: Readonly<Partial<Record<DimensionId, number>>> }
  readonly stretches: readonly StretchFact[]
  /** Taps of I and we in decision sentences; absent where they are not counted. */
  readonly pronouns?: { readonly i: number; readonly we: number }
  /** Absent where nothing was measured. */
  readonly typing?: TypingFact
}

/**
 * All that one opened round contributes to anybody's metrics. Only rounds of opened sessions may become facts, because a
 * metric that moved earlier would tell of a sealed card. (domain.md 3.7, 7)
 */
export interface RoundFacts {
  readonly round: string
  readonly kind: RoundKind
  readonly heldAt: Instant
  readonly openedAt: Instant
  /** Whoever was interviewed, by a name that is the same in every round. */
  readonly candidate: string
  /** Whoever filed the card. */
  readonly rater: string
  readonly play: PlayFacts
  /** Empty where no card was filed. */
  readonly ratings: Readonly<Partial<Record<DimensionId, Rating>>>
  /** As first filed, before any debrief revision; absent for a screen, or where the card became no vote. */
  readonly firstVote?: Vote
  readonly guesses: Readonly<Partial<Record<DimensionId, Rating>>>
  readonly guessedVote?: Vote
  /** What the candidate said of the interviewing. */
  readonly interviewing?: InterviewerRating
}

/** The rounds in which this person was interviewed, oldest first. */
export const receivedBy = (facts: readonly RoundFacts[], person: string): readonly RoundFacts[] =>
  facts.filter(each => each.candidate === person).toSorted((left, right) => left.heldAt - right.heldAt)

/** The rounds in which this person interviewed, oldest first. */
export const givenBy = (facts: readonly RoundFacts[], person: string): readonly RoundFacts[] =>
  facts.filter(each => each.rater === person).toSorted((left, right) => left.heldAt - right.heldAt)
