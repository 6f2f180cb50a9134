import type { schema } from '@unanimous/db'
import { instant } from '@unanimous/kernel'
import { revealedRecord, type RevealedRecord, type RoundState } from '@unanimous/rounds'
import { decisiveSentence, playFactsOf, typingFactOf, type FiledScorecard, type RoundFacts, type SelfEstimate, type Vote } from '@unanimous/verdict'
import { searchWords } from './search-words.ts'

type DigestRow = typeof schema.roundDigest.$inferSelect
type RoundRow = typeof schema.round.$inferSelect
type SeatRow = typeof schema.seat.$inferSelect

/** Raised whenever this code makes another digest of the same round. */
export const DIGEST_VERSION = 3

/** What lists show of an opened round. */
export interface Shown extends Pick<RoundRow, 'session' | 'standing' | 'loopSeat'> {
  readonly title: string
  readonly evidence: number
  readonly screen: 'advance' | 'hold' | null
  /** False where the card became no vote; what was captured and asked is open all the same. */
  readonly isFiled: boolean
  readonly decidedBy: string | null
  readonly changeOne: string | null
  /** One of two cards on the round; in older digests absent, as there was one. */
  readonly ofTwo?: boolean
  /** The second rater's. */
  readonly beside?: boolean
}

/** What of a round's facts stands in no column, with the forms that were due. */
export interface StoredFacts extends Pick<RoundFacts, 'play' | 'ratings' | 'guesses' | 'guessedVote' | 'interviewing'> {
  /** When each was filed, or null; absent where nothing was owed, and no guess is owed for a screen. */
  readonly forms?: { readonly dueSince: number; readonly card: number | null; readonly guess?: number | null }
}

interface Form {
  readonly filed: unknown
  readonly filedAt: number | null
}

/** A round of an opened session with everything its digest is made of; a form that was not filed is missing. */
export interface OpenedRound {
  readonly row: RoundRow
  readonly seats: readonly SeatRow[]
  readonly openedAt: number
  /** Whoever this digest is of: the interviewer, or the second rater. */
  readonly rater: string
  readonly card: Form & { readonly remark: string | null } | undefined
  readonly estimate: Form | undefined
  readonly state: RoundState
  /** What the candidate's browser counted, where both agreed to it. */
  readonly counted: typeof schema.narration.$inferSelect | undefined
}

const quotesIn = ({ evidence }: RevealedRecord): readonly string[] =>
  evidence.filter(({ type, source }) => type !== 'signal' && source === undefined).map(({ text }) => text)

const writtenOn = (filed: FiledScorecard): readonly (string | undefined)[] => [
  filed.keepDoing, filed.changeOne, filed.authorship,
  ...(filed.form === 'vote' ? [filed.strongNo?.sentence, filed.disagreement, ...Object.values(filed.notAssessed)] : []),
]

/** What a round adds once beyond its cards stands in its interviewer's digest; a second rater's has the card and the time alone. */
const isSecond = ({ row, rater }: OpenedRound): boolean => row.rater === rater

const formsOf = (opened: OpenedRound): Pick<StoredFacts, 'forms'> => {
  const { row, card, estimate } = opened
  if (row.endedAt === null || (row.standing === 'loop' && row.counts === false)) return {}
  return { forms: { dueSince: row.endedAt, card: card?.filedAt ?? null, ...(row.kind === 'recruiter' || isSecond(opened) ? {} : { guess: estimate?.filedAt ?? null }) } }
}

const ratingsOn = (filed: FiledScorecard | undefined): RoundFacts['ratings'] =>
  filed?.form === 'vote' ? Object.fromEntries(filed.ratings.map(({ dimension, rating }) => [dimension, rating])) : {}

const guessed = (guess: SelfEstimate | undefined): Pick<StoredFacts, 'guesses' | 'guessedVote' | 'interviewing'> => guess === undefined ? { guesses: {} } : {
  guesses: Object.fromEntries(guess.guesses.map(each => [each.dimension, each.guess])), guessedVote: guess.vote,
  ...(guess.interviewer === undefined ? {} : { interviewing: guess.interviewer }),
}

const shownOf = ({ row: { session, standing, loopSeat, rater }, rater: of }: OpenedRound, filed: FiledScorecard | undefined, { titles, evidence }: RevealedRecord): Shown => ({
  session, standing, loopSeat,
  title: titles.join(' · '), evidence: evidence.length, isFiled: filed !== undefined, screen: filed?.form === 'screen' ? filed.outcome : null,
  decidedBy: filed ? decisiveSentence(filed) ?? null : null, changeOne: filed?.changeOne ?? null, ...(rater === null ? {} : { ofTwo: true, beside: rater === of }),
})

/** The digest of an opened round; its words still have to become a set. */
export const digestOf = (opened: OpenedRound): { readonly columns: Omit<DigestRow, 'words'>; readonly words: readonly string[] } => {
  const { row, seats, card, estimate, state, counted, rater } = opened
  const filed = card?.filed as FiledScorecard | undefined
  const record = revealedRecord(state)
  const personOf = (seat: string) => seats.find(each => each.id === seat)?.person ?? null
  const lived = playFactsOf(state, typingFactOf(row.kind, counted))
  const play = isSecond(opened) ? { minutes: lived.minutes, asked: [], stretches: [] } : lived
  const facts: StoredFacts = { play, ratings: ratingsOn(filed), ...guessed(isSecond(opened) ? undefined : estimate?.filed as SelfEstimate | undefined), ...formsOf(opened) }
  return {
    columns: {
      round: row.id, v: DIGEST_VERSION, kind: row.kind, candidateSeat: row.candidate, raterSeat: rater,
      candidate: personOf(row.candidate), rater: personOf(rater), heldAt: row.startedAt ?? row.endedAt ?? opened.openedAt,
      openedAt: opened.openedAt, firstVote: filed?.form === 'vote' ? filed.vote : null, loop: row.loop, shown: shownOf(opened, filed, record), facts,
    },
    words: searchWords(...record.titles, card?.remark, ...(filed ? writtenOn(filed) : []), ...quotesIn(record)),
  }
}

/** What lists show, as it was kept. */
export const shownIn = ({ shown }: Pick<DigestRow, 'shown'>): Shown => shown as Shown

/** What metrics are made of, as it was kept. */
export const storedFacts = ({ facts }: Pick<DigestRow, 'facts'>): StoredFacts => facts as StoredFacts

/** The round as the metrics know it. People are named by their account, or by their seat once that is gone. */
export const toRoundFacts = (row: Omit<DigestRow, 'words' | 'shown'>): RoundFacts => {
  const { forms: _forms, ...facts } = storedFacts(row)
  return {
    ...facts, round: row.round, kind: row.kind, heldAt: instant(row.heldAt), openedAt: instant(row.openedAt),
    candidate: row.candidate ?? row.candidateSeat, rater: row.rater ?? row.raterSeat,
    ...(row.firstVote === null ? {} : { firstVote: row.firstVote as Vote }),
  }
}
