import type { EvidenceItem, LoopBoard, LoopRow as BoardRow, LoopSummary, Verdict } from '@unanimous/protocol'
import { kindOfLoopSeat, type LoopSeat } from '@unanimous/rounds'
import { ringArcs, WEIGHTS, type LoopOutcome, type LoopVerdict } from '@unanimous/verdict'
import type { LoopRow, OpenedLoopCard } from './loop-cards.ts'

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
  session: null, by: null, heldAt: null, decidedBy: null, counted: false, void: false,
})

const rowOf = (seat: LoopSeat, card: OpenedLoopCard | undefined, counted: boolean): BoardRow => {
  if (!card) return emptyRow(seat)
  const { filed, round, rater } = card
  const outcome = filed.form === 'vote' ? { vote: filed.vote } : { screen: filed.outcome }
  return {
    ...emptyRow(seat), ...outcome, round: round.id, session: round.session, by: rater.name, heldAt: round.startedAt,
    decidedBy: decisiveSentence(card), counted, void: round.counts === false,
  }
}

/** The author's own sentence that says most about the vote. */
const decisiveSentence = ({ filed }: OpenedLoopCard): string | null => {
  const strongNo = filed.form === 'vote' ? filed.strongNo?.sentence : undefined
  const vote = filed.form === 'vote' ? filed.vote : 3
  return strongNo ?? (vote >= 3 ? filed.keepDoing ?? filed.changeOne : filed.changeOne ?? filed.keepDoing) ?? null
}

interface BoardNeeds {
  readonly row: LoopRow
  readonly candidate: string
  readonly opened: readonly OpenedLoopCard[]
  readonly verdict: LoopVerdict
  readonly yours: boolean
  /** The evidence a card's decisive ratings rest on. */
  readonly evidenceOf: (card: OpenedLoopCard) => Promise<EvidenceItem[]>
}

const closestFlip = async ({ verdict, opened, evidenceOf }: BoardNeeds): Promise<LoopBoard['closestFlip']> => {
  const flip = verdict.closestFlip
  const card = flip && opened.find(candidate => candidate.round.id === flip.round)
  const [vote] = flip?.votes ?? []
  if (!flip || !card || !vote) return null
  return {
    seat: flip.seat, vote: vote.vote, by: card.rater.name, round: flip.round, sentence: decisiveSentence(card),
    evidence: await evidenceOf(card), alsoWithholding: [...flip.alsoWithholding],
  }
}

export const toBoard = async (needs: BoardNeeds): Promise<LoopBoard> => {
  const { row, opened, verdict } = needs
  const countedRounds = new Set(verdict.counted.map(card => card.round))
  const screens = opened.filter(card => card.round.loopSeat === 'recruiter')
  const cardOf = (round: string | undefined) => opened.find(card => card.round.id === round)
  const required = verdict.rounds.map(round => rowOf(round.seat, cardOf(round.round), round.round !== undefined))
  const practice = opened.filter(card => card.round.loopSeat !== null && card.round.loopSeat !== 'recruiter' && !countedRounds.has(card.round.id))
  const screen = screens.at(-1)
  return {
    loop: row.id, number: row.number, candidate: needs.candidate, level: row.level, deepDeclared: row.deepDeclared, options: row.options, createdAt: row.createdAt, closedAt: row.closedAt,
    verdict: toVerdict(verdict), hadItGoneOn: verdict.hadItGoneOn ? toVerdict(verdict.hadItGoneOn) : null,
    arcs: ringArcs(verdict).map(arc => ({ ...arc })),
    rows: screen ? [rowOf('recruiter', screen, true), ...required] : required,
    practiceRows: practice.map(card => rowOf(card.round.loopSeat ?? 'hm', card, false)),
    voters: verdict.voters, closestFlip: await closestFlip(needs),
    next: ringArcs(verdict).find(arc => arc.state === 'next')?.seat ?? null, yours: needs.yours,
  }
}

export const toSummary = (row: LoopRow, verdict: LoopVerdict): LoopSummary => ({
  loop: row.id, number: row.number, level: row.level, verdict: toVerdict(verdict),
  arcs: ringArcs(verdict).map(arc => ({ ...arc })), filed: verdict.rounds.filter(round => round.round !== undefined).length,
  required: verdict.rounds.length, createdAt: row.createdAt,
})

