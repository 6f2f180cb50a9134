import { instant, type Instant } from '@unanimous/kernel'
import { schema, type Database, type Transaction } from '@unanimous/db'
import type { LoopSeat } from '@unanimous/rounds'
import { foldLoop, type FiledScorecard, type Loop, type LoopCard, type LoopVerdict, type RaterVote, type Revision, type Vote } from '@unanimous/verdict'
import { and, asc, eq, getTableColumns, inArray, isNotNull } from 'drizzle-orm'

export type Reader = Pick<Database, 'select'> | Pick<Transaction, 'select'>
export type LoopRow = typeof schema.loop.$inferSelect
export type VoidedRow = typeof schema.voidedCard.$inferSelect

/** An opened card of a loop with where and by whom it was given. */
export interface OpenedLoopCard {
  readonly round: typeof schema.round.$inferSelect
  readonly card: Omit<typeof schema.scorecard.$inferSelect, 'draft'>
  readonly filed: FiledScorecard
  readonly rater: { readonly seat: string; readonly person: string | null; readonly name: string }
}

/** Everything a loop's verdict and board are made of. */
export interface LoopFacts {
  readonly row: LoopRow
  /** Every opened card declared for the loop, in the order of reveal; those that do not count are among them. */
  readonly opened: readonly OpenedLoopCard[]
  readonly revisions: readonly (typeof schema.revision.$inferSelect)[]
  readonly voided: readonly VoidedRow[]
}

const { revision, round, scorecard, seat, voidedCard } = schema
const { draft: _draft, ...cardColumns } = getTableColumns(scorecard)

/** An opened card with what was written about it later: its rater's revision, a moderator's reason. */
interface FoundCard {
  readonly card: OpenedLoopCard
  readonly revision: typeof revision.$inferSelect | null
  readonly voided: VoidedRow | null
}

const readCards = async (db: Reader, loops: readonly string[]): Promise<FoundCard[]> => {
  const rows = await db.select({ round, card: cardColumns, rater: seat, revision, voided: voidedCard }).from(round)
    .innerJoin(scorecard, eq(scorecard.round, round.id)).innerJoin(seat, eq(seat.id, scorecard.seat))
    .leftJoin(revision, and(eq(revision.round, round.id), eq(revision.seat, seat.id))).leftJoin(voidedCard, and(eq(voidedCard.round, round.id), eq(voidedCard.seat, seat.id)))
    .where(and(inArray(round.loop, loops), isNotNull(scorecard.openedAt)))
    .orderBy(asc(scorecard.openedAt), asc(round.endedAt), asc(round.id), asc(seat.position))
  return rows.map(({ round: of, card, rater, ...later }) => ({
    ...later, card: { round: of, card, filed: card.filed as FiledScorecard, rater: { seat: rater.id, person: rater.person, name: rater.name } },
  }))
}

const inOrder = <Row extends { readonly at: number; readonly round: string }>(rows: readonly (Row | null)[]): Row[] =>
  rows.flatMap(row => row ?? []).toSorted((left, right) => left.at - right.at || (left.round < right.round ? -1 : 1))

/** Reads several loops at once, in the order given. */
export const readFacts = async (db: Reader, rows: readonly LoopRow[]): Promise<LoopFacts[]> => {
  const found = rows.length === 0 ? [] : await readCards(db, rows.map(row => row.id))
  return rows.map(row => {
    const own = found.filter(({ card }) => card.round.loop === row.id)
    return { row, opened: own.map(({ card }) => card), revisions: inOrder(own.map(each => each.revision)), voided: inOrder(own.map(each => each.voided)) }
  })
}

/** Two sittings of one peer are one person: who voted is counted by person, and by seat once the account is gone. */
export const raterOf = ({ rater }: OpenedLoopCard): string => rater.person ?? rater.seat

const revisionsOf = ({ revisions, opened }: LoopFacts): Revision[] => revisions.flatMap(({ round, seat, to, reason, evidence }) => {
  const card = opened.find(each => each.round.id === round && each.rater.seat === seat)
  return card ? [{ round, rater: raterOf(card), to: to as Vote, reason, evidence }] : []
})

export const toLoop = (facts: LoopFacts): Loop => ({
  options: facts.row.options, deepDeclared: facts.row.deepDeclared, createdAt: instant(facts.row.createdAt), revisions: revisionsOf(facts),
  ...(facts.row.closedAt === null ? {} : { closedAt: instant(facts.row.closedAt) }),
})

export const isVoided = ({ voided }: LoopFacts, card: OpenedLoopCard): boolean =>
  voided.some(each => each.round === card.round.id && each.seat === card.rater.seat)

/** Opened cards by round, in the order of reveal: a round with two raters has two. */
export const byRound = (cards: readonly OpenedLoopCard[]): readonly (readonly [OpenedLoopCard, ...OpenedLoopCard[]])[] => {
  const rounds = new Map<string, [OpenedLoopCard, ...OpenedLoopCard[]]>()
  for (const card of cards) {
    const known = rounds.get(card.round.id)
    if (known) known.push(card)
    else rounds.set(card.round.id, [card])
  }
  return [...rounds.values()]
}

const votesOf = (cards: readonly OpenedLoopCard[]): RaterVote[] =>
  cards.flatMap(card => (card.filed.form === 'vote' ? [{ rater: raterOf(card), vote: card.filed.vote }] : []))

/** The cards the verdict is folded from: opened, held long enough, not voided, in the order of reveal. */
export const toLoopCards = (facts: LoopFacts): LoopCard[] => {
  const standing = facts.opened.filter(card => card.round.counts !== false && !isVoided(facts, card))
  return byRound(standing).flatMap((cards): LoopCard[] => {
    const [{ round, card, filed }] = cards
    const openedAt = instant(card.openedAt ?? 0)
    if (round.loopSeat === null) return []
    if (filed.form === 'screen') return [{ seat: 'recruiter', round: round.id, outcome: filed.outcome, openedAt }]
    if (round.loopSeat === 'recruiter') return []
    return [{ seat: round.loopSeat, round: round.id, openedAt, raters: votesOf(cards), declaredPractice: round.standing === 'practice' }]
  })
}

/** Seats of a loop that a planned, running or still sealed round fills already. */
export const takenSeats = async (db: Reader, loop: string, exceptRound?: string): Promise<LoopSeat[]> => {
  const rows = await db.select({ id: schema.round.id, seat: schema.round.loopSeat, state: schema.round.state, counts: schema.round.counts, revealedAt: schema.session.revealedAt }).from(schema.round)
    .innerJoin(schema.session, eq(schema.session.id, schema.round.session)).where(eq(schema.round.loop, loop))
  return rows.filter(row => row.id !== exceptRound && row.revealedAt === null && row.state !== 'dropped' && row.counts !== false).flatMap(row => row.seat ?? [])
}

export const verdictOf = (facts: LoopFacts, now: Instant): LoopVerdict => foldLoop(toLoop(facts), toLoopCards(facts), now)

/** The revisions that had their effect, with when they were written. */
export const effectiveRevisions = (facts: LoopFacts, verdict: LoopVerdict): LoopFacts['revisions'] => facts.revisions.filter(({ round, seat }) => {
  const rater = facts.opened.find(card => card.round.id === round && card.rater.seat === seat)
  return rater !== undefined && verdict.counted.some(card => card.round === round) &&
    !verdict.refusedRevisions.some(({ revision }) => revision.round === round && revision.rater === raterOf(rater))
})
