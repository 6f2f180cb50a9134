import type { EvidenceItem, LoopBoard, LoopRow as BoardRow, LoopSummary, Verdict } from '@unanimous/protocol'
import { kindOfLoopSeat, type LoopSeat } from '@unanimous/rounds'
import { decisiveSentence, ringArcs, WEIGHTS, type LoopOutcome, type LoopVerdict, type Vote } from '@unanimous/verdict'
import { byRound, effectiveRevisions, isVoided, raterOf, type LoopFacts, type OpenedLoopCard } from './loop-cards.ts'

/** The verdict flat, as pages read it. */
export const toVerdict = (outcome: LoopOutcome): Verdict => {
  const none = { outlook: null, reason: null, seats: [], strength: null }
  if (outcome.status === 'ENDED') return { ...none, status: outcome.status, reason: outcome.reason, seats: [outcome.seat] }
  if (outcome.status === 'REJECT') return { ...none, status: outcome.status, reason: outcome.reason, seats: [...outcome.seats] }
  if (outcome.status === 'UNANIMOUS') return { ...none, status: outcome.status, strength: outcome.strength }
  return { ...none, status: outcome.status, outlook: outcome.outlook }
}

const emptyRow = (seat: LoopSeat): BoardRow => ({
  seat, kind: kindOfLoopSeat(seat), weight: seat === 'recruiter' ? 0 : WEIGHTS[seat], vote: null, screen: null, round: null,
  session: null, by: null, heldAt: null, decidedBy: null, counted: false, void: false, firstVote: null, raters: [],
})

/** A rater's vote as first given and as it stands after a revision. */
export interface Voted {
  readonly card: OpenedLoopCard
  /** The one that took effect. */
  readonly revision: LoopFacts['revisions'][number] | undefined
  readonly firstVote: Vote
  readonly vote: Vote
}

/** Who voted in a round, the lowest standing vote first: it is the round's. */
export const votedIn = (facts: LoopFacts, verdict: LoopVerdict, cards: readonly OpenedLoopCard[]): readonly Voted[] => {
  const revisions = effectiveRevisions(facts, verdict)
  return cards.flatMap((card): Voted[] => {
    if (card.filed.form !== 'vote') return []
    const revision = revisions.find(each => each.round === card.round.id && each.seat === card.rater.seat)
    return [{ card, revision, firstVote: card.filed.vote, vote: (revision?.to as Vote | undefined) ?? card.filed.vote }]
  }).toSorted((left, right) => left.vote - right.vote)
}

type RoundCards = readonly [OpenedLoopCard, ...OpenedLoopCard[]]

const rowOf = (facts: LoopFacts, verdict: LoopVerdict, seat: LoopSeat, cards: RoundCards, counted: boolean): BoardRow => {
  const voted = votedIn(facts, verdict, cards)
  const [{ filed, round, rater }] = cards
  const [lowest] = voted
  const first = voted.length === 0 ? null : Math.min(...voted.map(each => each.firstVote)) as Vote
  return {
    ...emptyRow(seat), vote: lowest?.vote ?? null, firstVote: first, screen: filed.form === 'screen' ? filed.outcome : null,
    round: round.id, session: round.session, by: lowest?.card.rater.name ?? rater.name, heldAt: round.startedAt,
    decidedBy: decisiveSentence((lowest?.card ?? cards[0]).filed, lowest?.revision) ?? null, counted, void: round.counts === false,
    raters: voted.map(each => ({ name: each.card.rater.name, vote: each.vote, firstVote: each.firstVote })),
  }
}

export interface BoardNeeds {
  readonly facts: LoopFacts
  readonly candidate: string
  readonly verdict: LoopVerdict
  readonly yours: boolean
  /** The evidence that decided a vote. */
  readonly evidenceOf: (voted: Voted) => Promise<EvidenceItem[]>
  /** Whether a replay of a round was kept; absent where the reader is none of its two. */
  readonly isReplayKept?: (session: string) => Promise<boolean>
}

const closestFlip = async ({ verdict, facts, evidenceOf, isReplayKept }: BoardNeeds): Promise<LoopBoard['closestFlip']> => {
  const flip = verdict.closestFlip
  const [vote] = flip?.votes.toSorted((left, right) => left.vote - right.vote) ?? []
  const [voted] = votedIn(facts, verdict, facts.opened.filter(each => each.round.id === flip?.round && raterOf(each) === vote?.rater))
  if (!flip || !voted || !vote) return null
  const { card, revision } = voted
  return {
    seat: flip.seat, vote: vote.vote, by: card.rater.name, round: flip.round, sentence: decisiveSentence(card.filed, revision) ?? null,
    evidence: await evidenceOf(voted), alsoWithholding: [...flip.alsoWithholding],
    replay: await isReplayKept?.(card.round.session) ?? false,
  }
}

/** Every card that was voided, said in public. */
const publicLog = ({ voided, opened }: LoopFacts): LoopBoard['log'] => voided.flatMap(({ round, seat, at, cause, words, by }) => {
  const card = opened.find(each => each.round.id === round && each.rater.seat === seat)
  return card?.round.loopSeat ? [{ at, round, seat: card.round.loopSeat, cause, words, by, rater: card.rater.name }] : []
})

export const toBoard = async (needs: BoardNeeds): Promise<LoopBoard> => {
  const { verdict, facts } = needs
  const { row, opened } = facts
  const rounds = byRound(opened.filter(card => !isVoided(facts, card)))
  const cardsOf = (round: string | undefined) => rounds.find(([card]) => card.round.id === round)
  const required = verdict.rounds.map(({ seat, round }) => {
    const cards = cardsOf(round)
    return cards ? rowOf(facts, verdict, seat, cards, true) : emptyRow(seat)
  })
  const counted = new Set(verdict.counted.map(card => card.round))
  const practice = byRound(opened).filter(([{ round }]) => round.loopSeat !== null && round.loopSeat !== 'recruiter' && !counted.has(round.id))
  const screen = rounds.findLast(([card]) => card.round.loopSeat === 'recruiter')
  const arcs = ringArcs(verdict)
  return {
    loop: row.id, number: row.number, candidate: needs.candidate, level: row.level, deepDeclared: row.deepDeclared, options: row.options,
    teams: row.teams as LoopBoard['teams'], createdAt: row.createdAt, closedAt: row.closedAt,
    verdict: toVerdict(verdict), hadItGoneOn: verdict.hadItGoneOn ? toVerdict(verdict.hadItGoneOn) : null,
    arcs: arcs.map(arc => ({ ...arc })),
    rows: screen ? [rowOf(facts, verdict, 'recruiter', screen, true), ...required] : required,
    practiceRows: practice.map(cards => rowOf(facts, verdict, cards[0].round.loopSeat ?? 'hm', cards, false)),
    voters: verdict.voters, closestFlip: await closestFlip(needs), log: publicLog(facts),
    next: arcs.find(arc => arc.state === 'next')?.seat ?? null, yours: needs.yours,
  }
}

export const toSummary = ({ row }: LoopFacts, verdict: LoopVerdict): LoopSummary => ({
  loop: row.id, number: row.number, level: row.level, verdict: toVerdict(verdict),
  arcs: ringArcs(verdict).map(arc => ({ ...arc })), filed: verdict.rounds.filter(round => round.round !== undefined).length,
  required: verdict.rounds.length, createdAt: row.createdAt,
})
