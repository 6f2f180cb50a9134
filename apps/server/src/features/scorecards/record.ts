import type { schema } from '@unanimous/db'
import type { EvidenceItem, OpenedCard, RoundRecord, SelfEstimateForm } from '@unanimous/protocol'
import { dimensionsOf, elapsedMs, isRater, revealedRecord, sealedRecord, type Evidence, type RoundKind, type RoundState } from '@unanimous/rounds'
import type { EvidenceItem as RulesEvidence, FiledScorecard, SelfEstimate } from '@unanimous/verdict'
import type { Instant } from '@unanimous/kernel'

/** Evidence as pages get it. */
export const toEvidence = (item: Evidence): EvidenceItem => ({
  id: item.id, type: item.type, atMs: item.atMs, text: item.text, dimensions: [...item.dims], polarity: item.polarity,
  late: item.late ?? false, ...(item.lastsMs === undefined ? {} : { lastsMs: item.lastsMs }),
  selection: item.selection ?? null, codeSequence: item.codeSequence ?? null,
})

/** Evidence as the filing rules weigh it. */
export const toRulesEvidence = (item: Evidence): RulesEvidence => ({
  id: item.id, type: item.type, atMs: item.atMs, text: item.text, dimensions: item.dims, polarity: item.polarity, by: item.by,
  ...(item.ref === undefined ? {} : { ref: item.ref }), ...(item.late === undefined ? {} : { late: item.late }),
})

/** What the round left behind: for the author of a card while it is sealed, for everybody once it is open. */
export const toRecord = (state: RoundState, now: Instant, sealedFor: string | 'opened'): RoundRecord => {
  const record = sealedFor === 'opened' ? revealedRecord(state) : sealedRecord(state, sealedFor)
  // A rater marks no answers, so nothing was sounded for them.
  const isSounded = sealedFor === 'opened' || !isRater(state.setup, sealedFor)
  return {
    evidence: record.evidence.map(toEvidence),
    asked: record.asked.map(asked => ({
      node: asked.node, kind: asked.kind, ask: asked.ask, atMs: asked.atMs, mark: asked.mark ?? null, depth: asked.depth,
      changeCard: asked.changeCard ?? null,
    })),
    hints: record.hints.map(hint => ({ say: hint.say, cost: hint.cost, atMs: hint.atMs })),
    depthReached: isSounded ? record.depth.depthReached : null, breakDepth: record.depth.breakDepth ?? null, elapsedMs: elapsedMs(state.clock, now),
    heard: record.heard.map(({ heard, atMs }) => ({ heard, atMs })),
    leftUnsaid: record.leftUnsaid.map(({ title, asked, of }) => ({ title, asked: [...asked], of })),
    checklist: record.checklist.map(({ title, ticked, of }) => ({ title, ticked: [...ticked], of })),
  }
}

/** What a round was about: the prompts that were opened in it. One that was not stays unread for another day. */
export const titleOf = (state: RoundState): string => revealedRecord(state).titles.join(' · ')

interface CardFrame {
  readonly round: string
  readonly kind: RoundKind
  readonly rater: string
  readonly raterIs: 'you' | 'peer'
  readonly row: Omit<typeof schema.scorecard.$inferSelect, 'draft'>
}

const dimensionsShown = (filed: FiledScorecard): OpenedCard['dimensions'] => {
  if (filed.form === 'screen') return []
  const rated = filed.ratings.map(rating => {
    const dimension = dimensionsOf(filed.kind).find(candidate => candidate.id === rating.dimension)
    return {
      id: rating.dimension, name: dimension?.name ?? 'Conduct', core: dimension?.core ?? false, rating: rating.rating, why: null,
      anchor: dimension?.anchors[rating.rating - 1] ?? null, evidence: [...rating.evidence],
    }
  })
  const aside = dimensionsOf(filed.kind).flatMap(dimension => {
    const why = filed.notAssessed[dimension.id]
    return why === undefined ? [] : [{
      id: dimension.id, name: dimension.name, core: dimension.core, rating: null, why, anchor: null, evidence: [],
    }]
  })
  return [...rated, ...aside]
}

/** An opened card as pages show it; nothing when it is not open, so that a sealed one cannot leave by accident. */
export const toOpenedCard = ({ round, kind, rater, raterIs, row }: CardFrame): OpenedCard | null => {
  if (row.openedAt === null || row.filedAt === null || row.filed === null) return null
  const filed = row.filed as FiledScorecard
  return {
    round, kind, rater, raterIs, filedAt: row.filedAt, openedAt: row.openedAt, dimensions: dimensionsShown(filed),
    ...outcomeShown(filed), ...wordsShown(filed),
    remark: row.remark !== null && row.remarkAt !== null ? { text: row.remark, at: row.remarkAt } : null,
  }
}

const outcomeShown = (filed: FiledScorecard): Pick<OpenedCard, 'vote' | 'disagreement' | 'strongNoSentence' | 'screen'> => filed.form === 'screen'
  ? { vote: null, disagreement: null, strongNoSentence: null, screen: filed.outcome }
  : { vote: filed.vote, disagreement: filed.disagreement ?? null, strongNoSentence: filed.strongNo?.sentence ?? null, screen: null }

const wordsShown = ({ levelSignal, keepDoing, changeOne, authorship, keeper }: FiledScorecard): Pick<OpenedCard, 'levelSignal' | 'keepDoing' | 'changeOne' | 'authorship' | 'keeper'> =>
  ({
    levelSignal: levelSignal ?? null, keepDoing: keepDoing ?? '', changeOne: changeOne ?? '', authorship: authorship ?? null,
    keeper: keeper ?? null,
  })

/** An opened guess by dimension. */
export const toGuess = (row: typeof schema.selfEstimate.$inferSelect | undefined) => {
  if (!row || row.openedAt === null || row.filed === null) return null
  const filed = row.filed as SelfEstimate
  return { guesses: Object.fromEntries(filed.guesses.map(({ dimension, guess }) => [dimension, guess])), vote: filed.vote }
}

/** What the candidate said of the interviewing, once open. */
export const toInterviewerRating = (row: typeof schema.selfEstimate.$inferSelect | undefined): NonNullable<SelfEstimateForm['interviewer']> | null => {
  if (!row || row.openedAt === null || row.filed === null) return null
  return ((row.filed as SelfEstimate).interviewer ?? null) as NonNullable<SelfEstimateForm['interviewer']> | null
}
