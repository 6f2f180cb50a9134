import type { Instant } from '@unanimous/kernel'
import type { Result } from '@unanimous/kernel'
import { answerRevision, applyRevisions } from './revisions.ts'
import { isChampioned, lowestVote, requiredSeats, WEIGHTS } from './votes.ts'
import type { ClosestFlip, EndReason, Loop, LoopBoard, LoopCard, LoopOutcome, LoopRound, LoopVerdict, Outlook, Revision, VotedCard } from './loop.ts'
import type { Vote, VotingSeat } from './votes.ts'

const DAY_MS = 24 * 60 * 60_000
/** A loop without an opened card for this long is incomplete. (domain.md 1.4) */
export const QUIET_LIMIT_MS = 42 * DAY_MS

interface Tally {
  readonly screen?: 'advance' | 'hold'
  readonly counted: readonly VotedCard[]
  readonly practice: readonly LoopCard[]
  readonly ended?: { readonly reason: EndReason; readonly seat: VotingSeat }
}

const voteOf = (card: VotedCard): Vote | undefined => lowestVote(card.raters.map(rater => rater.vote))

const endingOf = ({ options }: Loop, seat: VotingSeat, vote: Vote): EndReason | undefined => {
  if (vote === 1) return 'strong_no'
  if (vote !== 2) return undefined
  if (options.strictGates && (seat === 'hm' || seat === 'tech')) return 'gate'
  return options.cultureGate && seat === 'culture' ? 'culture_gate' : undefined
}

const onHold = (loop: Loop, tally: Tally): boolean => loop.options.strictOrder && tally.screen === 'hold'

const countable = (loop: Loop, required: readonly VotingSeat[], tally: Tally, card: VotedCard): boolean =>
  card.declaredPractice !== true && !onHold(loop, tally) && required.includes(card.seat) && !tally.counted.some(other => other.seat === card.seat)

const take = (loop: Loop, required: readonly VotingSeat[], tally: Tally, card: LoopCard): Tally => {
  const asPractice = { ...tally, practice: [...tally.practice, card] }
  if (tally.ended !== undefined) return asPractice
  if (card.seat === 'recruiter') return { ...tally, screen: card.outcome }
  const vote = voteOf(card)
  if (vote === undefined || !countable(loop, required, tally, card)) return asPractice
  const reason = endingOf(loop, card.seat, vote)
  return {
    ...tally,
    counted: [...tally.counted, card],
    ...(reason !== undefined && { ended: { reason, seat: card.seat } }),
  }
}

const isQuiet = (loop: Loop, cards: readonly LoopCard[], now: Instant): boolean =>
  now - Math.max(loop.createdAt, ...cards.map(card => card.openedAt)) >= QUIET_LIMIT_MS

const hasChampion = (counted: readonly VotedCard[]): boolean =>
  counted.some(({ seat, raters }) => isChampioned(seat, raters.map(({ vote }) => vote)))

const byWeight = (left: VotingSeat, right: VotingSeat): number => WEIGHTS[right] - WEIGHTS[left]

interface Folded {
  readonly tally: Tally
  readonly final: readonly VotedCard[]
  readonly withholding: readonly VotingSeat[]
  readonly refusedRevisions: LoopBoard['refusedRevisions']
  readonly outcome: LoopOutcome
}

const fold = (loop: Loop, required: readonly VotingSeat[], cards: readonly LoopCard[], now: Instant): Folded => {
  const tally = cards.reduce<Tally>((state, card) => take(loop, required, state, card), { counted: [], practice: [] })
  const isMissing = required.some(seat => !tally.counted.some(card => card.seat === seat))
  const revised = applyRevisions(loop, tally.counted, !isMissing && tally.ended === undefined)
  const withholding = required.filter(seat => revised.cards.some(card => card.seat === seat && (voteOf(card) ?? 4) <= 2))
  const outlook: Outlook = withholding.length === 0 ? 'open' : loop.options.debriefRevision ? 'needs_revision' : 'cannot_pass'
  const outcomeOf = (): LoopOutcome => {
    if (tally.ended !== undefined) return { status: 'ENDED', ...tally.ended }
    if (onHold(loop, tally)) return { status: 'ON_HOLD', outlook }
    if (isMissing) {
      const isOver = loop.closedAt !== undefined || isQuiet(loop, cards, now)
      return { status: isOver ? 'INCOMPLETE' : 'IN_PROGRESS', outlook }
    }
    if (withholding.length > 0) return { status: 'REJECT', reason: 'not_unanimous', seats: withholding }
    return { status: 'UNANIMOUS', strength: hasChampion(tally.counted) ? 'champion' : 'no_champion' }
  }
  return { tally, final: revised.cards, withholding, refusedRevisions: revised.refused, outcome: outcomeOf() }
}

const flipAt = (folded: Folded, seat: VotingSeat): ClosestFlip | undefined => {
  const card = folded.final.find(each => each.seat === seat)
  if (card === undefined) return undefined
  return {
    seat,
    round: card.round,
    votes: card.raters.filter(rater => rater.vote <= 2),
    alsoWithholding: folded.withholding.filter(other => other !== seat).toSorted(byWeight),
  }
}

const closestFlip = (folded: Folded): ClosestFlip | undefined => {
  const { outcome } = folded
  if (outcome.status === 'ENDED') return flipAt(folded, outcome.seat)
  const heaviest = outcome.status === 'REJECT' ? outcome.seats.toSorted(byWeight)[0] : undefined
  return heaviest === undefined ? undefined : flipAt(folded, heaviest)
}

const roundOf = (folded: Folded, seat: VotingSeat): LoopRound => {
  const first = folded.tally.counted.find(card => card.seat === seat)
  const final = folded.final.find(card => card.seat === seat)
  const firstVote = first && voteOf(first)
  const vote = final && voteOf(final)
  return {
    seat,
    weight: WEIGHTS[seat],
    ...(first && { round: first.round }),
    ...(firstVote && { firstVote }),
    ...(vote && { vote }),
  }
}

const asIfDeclared = (card: LoopCard): LoopCard => (card.seat === 'recruiter' ? card : { ...card, declaredPractice: false })

const hadItGoneOn = (loop: Loop, cards: readonly LoopCard[], now: Instant, { tally }: Folded): LoopOutcome | undefined => {
  const ended = tally.ended
  if (ended === undefined) return undefined
  const others = requiredSeats(loop).filter(seat => seat !== ended.seat)
  const wasHeldLater = tally.practice.some(card => others.some(seat => seat === card.seat))
  return wasHeldLater ? fold(loop, others, cards.map(asIfDeclared), now).outcome : undefined
}

/**
 * The verdict on a loop, from opened cards in the order of their reveal; pass no sealed card, ever.
 * One strong no is final: nothing after it in `cards`, and no revision, changes the outcome. (SPEC V1-V18)
 */
export const foldLoop = (loop: Loop, cards: readonly LoopCard[], now: Instant): LoopVerdict => {
  const required = requiredSeats(loop)
  const folded = fold(loop, required, cards, now)
  const { tally } = folded
  const flip = closestFlip(folded)
  const greyed = hadItGoneOn(loop, cards, now, folded)
  const board: LoopBoard = {
    rounds: required.map(seat => roundOf(folded, seat)),
    ...(tally.screen && { screen: tally.screen }),
    counted: tally.counted,
    practice: tally.practice,
    refusedRevisions: folded.refusedRevisions,
    voters: new Set(tally.counted.flatMap(card => card.raters.map(rater => rater.rater))).size,
    ...(flip && { closestFlip: flip }),
    ...(greyed && { hadItGoneOn: greyed }),
  }
  return { ...folded.outcome, ...board }
}

/** Whether a rater may write this revision now: the loop with it added, folded by the same rules as the verdict. (SPEC V13, V14) */
export const checkRevision = (
  loop: Loop, cards: readonly LoopCard[], revision: Revision, captured: readonly string[]
): Result<Revision> => {
  const { refusedRevisions } = foldLoop({ ...loop, revisions: [...(loop.revisions ?? []), revision] }, cards, loop.createdAt)
  return answerRevision(revision, refusedRevisions, captured)
}
