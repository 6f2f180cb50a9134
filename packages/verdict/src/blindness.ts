import { instant, ok, refuse } from '@unanimous/kernel'
import type { Instant, Result } from '@unanimous/kernel'
import type { RoundKind } from '@unanimous/rounds'

/** What is filed opens this long after the session's last round ended, whatever is missing. (domain.md 3.7) */
export const REVEAL_DEADLINE_MS = 72 * 60 * 60_000

/** What the seal of a session depends on, per round. Only instants: content plays no part. */
export interface SealedRound {
  readonly round: string
  readonly kind: RoundKind
  readonly interviewer: string
  readonly candidate: string
  readonly state: 'planned' | 'running' | 'ended' | 'dropped'
  readonly endedAt?: Instant
  /** A loop round that fell short of its minutes: held again with another pack, and nothing is owed for it. */
  readonly isVoid: boolean
  readonly cardFiledAt?: Instant
  /** The second rater, where the round has one, and when that card was filed. */
  readonly rater?: string
  readonly raterFiledAt?: Instant
  readonly estimateFiledAt?: Instant
}

/** A session's rounds and whether they have been revealed. The reveal belongs to the session, not to a round. */
export interface SealedSession {
  readonly rounds: readonly SealedRound[]
  readonly revealedAt?: Instant
}

/** A form that a seat owes for a round. */
export interface OwedForm {
  readonly round: string
  readonly seat: string
  readonly form: 'scorecard' | 'self-estimate'
}

type FormWithTime = OwedForm & { readonly filedAt: Instant | undefined }

const secondCardOf = ({ round, rater, raterFiledAt }: SealedRound): readonly FormWithTime[] =>
  rater === undefined ? [] : [{ round, seat: rater, form: 'scorecard', filedAt: raterFiledAt }]

const formsOf = (round: SealedRound): readonly FormWithTime[] => {
  if (round.state !== 'ended' || round.isVoid) return []
  const card = { round: round.round, seat: round.interviewer, form: 'scorecard' as const, filedAt: round.cardFiledAt }
  // A recruiter's screen rates no dimension and has no vote, so there is nothing to guess.
  if (round.kind === 'recruiter') return [card]
  return [card, ...secondCardOf(round), { round: round.round, seat: round.candidate, form: 'self-estimate', filedAt: round.estimateFiledAt }]
}

/** What is still owed in a session, by whichever seat; nothing once it has been revealed. */
export const owedBy = (session: SealedSession): readonly OwedForm[] =>
  session.revealedAt !== undefined
    ? []
    : session.rounds
        .flatMap(formsOf)
        .filter(form => form.filedAt === undefined)
        .map(({ round, seat, form }) => ({ round, seat, form }))

const hasOpenEnd = (session: SealedSession, ...states: readonly SealedRound['state'][]): boolean =>
  session.rounds.some(round => states.includes(round.state))

/** When whatever is filed opens; undefined while no round has ended or one is running. */
export const revealDeadline = (session: SealedSession): Instant | undefined => {
  const ends = session.rounds.flatMap(round => (round.state === 'ended' && round.endedAt !== undefined ? [round.endedAt] : []))
  return ends.length === 0 || hasOpenEnd(session, 'running') ? undefined : instant(Math.max(...ends) + REVEAL_DEADLINE_MS)
}

/** Why a session is revealed now. */
export type RevealCause = 'all-filed' | 'deadline'

/**
 * Whether a session opens now, and why. A round still planned or running keeps the others sealed, so that nobody
 * pays back a mark; a planned round that is called off must be set to `dropped`. At the deadline a planned round
 * no longer matters. Never due twice.
 */
export const isRevealDue = (session: SealedSession, now: Instant): RevealCause | undefined => {
  const deadline = revealDeadline(session)
  if (session.revealedAt !== undefined || deadline === undefined) return undefined
  if (owedBy(session).length === 0 && !hasOpenEnd(session, 'planned', 'running')) return 'all-filed'
  return now >= deadline ? 'deadline' : undefined
}

/** Whether filing this form is what opens everything, so that its author is asked once more. */
export const isLastOwed = (session: SealedSession, form: OwedForm): boolean => {
  const owed = owedBy(session)
  const [only] = owed
  const isIt = only?.round === form.round && only.seat === form.seat && only.form === form.form
  return owed.length === 1 && isIt && !hasOpenEnd(session, 'planned', 'running')
}

/** What becomes of one round at the reveal. A draft never opens. */
export interface RevealedRound {
  readonly round: string
  /** `no-vote`: owed and never filed, so the round is void and its interviewer's reliability drops. */
  readonly scorecard: 'opens' | 'no-vote' | 'not-owed'
  /** The second rater's card: where it is no vote the round's vote is the interviewer's alone. */
  readonly secondCard: 'opens' | 'no-vote' | 'not-owed'
  readonly selfEstimate: 'opens' | 'missing' | 'not-owed'
  /** Marks, pins and asked follow-ups open in any case, so that the candidate is never left with nothing. */
  readonly record: 'opens'
}

/** What opens when a session is revealed now: every round that ended, with what was filed for it. */
export const opensAtReveal = (session: SealedSession): readonly RevealedRound[] =>
  session.rounds
    .filter(round => round.state === 'ended')
    .map(round => {
      const forms = formsOf(round)
      const cardBy = (seat: string | undefined) => {
        const card = forms.find(each => each.form === 'scorecard' && each.seat === seat)
        return card === undefined ? 'not-owed' as const : card.filedAt === undefined ? 'no-vote' as const : 'opens' as const
      }
      const estimate = forms.find(({ form }) => form === 'self-estimate')
      return {
        round: round.round,
        scorecard: cardBy(round.interviewer), secondCard: cardBy(round.rater),
        selfEstimate: estimate === undefined ? 'not-owed' : estimate.filedAt === undefined ? 'missing' : 'opens',
        record: 'opens',
      }
    })

/** Whether a filed form may be taken back to a draft: by its author, until the reveal and never after. */
export const checkReopening = (session: SealedSession, form: OwedForm, seat: string): Result<OwedForm> => {
  const filed = session.rounds.flatMap(formsOf).find(each => each.round === form.round && each.form === form.form && each.seat === form.seat)
  if (form.seat !== seat || filed?.seat !== seat) return refuse('scorecard/not-yours', 'Only its author may reopen a card.')
  if (session.revealedAt !== undefined) return refuse('scorecard/opened', 'This card has been opened and never changes. You can add a dated remark.')
  return filed.filedAt === undefined ? refuse('scorecard/not-filed', 'This card has not been filed yet.') : ok(form)
}
