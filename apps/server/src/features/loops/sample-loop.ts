import { instant } from '@unanimous/kernel'
import type { EvidenceItem, OpenedCard, QueryOutput } from '@unanimous/protocol'
import { dimensionsOf, kindOfLoopSeat, type DimensionId } from '@unanimous/rounds'
import { NO_OPTIONS, type FiledVote, type Rating, type Vote, type VotingSeat } from '@unanimous/verdict'
import { toBoard } from './board.ts'
import { verdictOf, type LoopFacts, type OpenedLoopCard } from './loop-cards.ts'

/** One card of the sample, in the words of somebody who sat there. */
interface SampleCard {
  readonly seat: VotingSeat
  readonly by: string
  readonly day: number
  readonly vote: Vote
  readonly ratings: readonly Rating[]
  readonly keepDoing: string
  readonly changeOne: string
  readonly strongNo?: string
  readonly evidence: readonly (readonly [minute: number, polarity: '+' | '-', text: string])[]
}

const firstDay = Date.UTC(2026, 8, 7, 18)
const dayMs = 24 * 3_600_000

const cards: readonly SampleCard[] = [
  {
    seat: 'hm', by: 'marten', day: 0, vote: 3, ratings: [3, 3, 3, 3],
    keepDoing: 'You opened with the decision and the two options you turned down, with the numbers you had that week.',
    changeOne: 'Say who disagreed before I ask. The story is stronger with the person in it.',
    evidence: [
      [12, '+', 'Named the queue they refused and its cost per hour'], [31, '+', 'Said what fact would reverse the choice today'],
      [44, '-', 'Needed a second question to name who disagreed'],
    ],
  },
  {
    seat: 'tech', by: 'sorrel', day: 2, vote: 3, ratings: [3, 4, 3, 3],
    keepDoing: 'You asked the three things the prompt leaves out before touching the keys.',
    changeOne: 'State the cost of your first idea when you say it, not when I ask.',
    evidence: [
      [4, '+', 'Asked about ties before writing'], [22, '+', 'Walked the empty case by hand'],
      [33, '+', 'Changed the scan to a sweep and priced the sort'],
    ],
  },
  {
    seat: 'coding1', by: 'marten', day: 5, vote: 4, ratings: [4, 3, 4, 3],
    keepDoing: 'When the writes outgrew the reads you threw your own index away and said what it would cost to bring back.',
    changeOne: 'Name the variables for the rule they carry.',
    evidence: [
      [34, '+', '“I stop paying on write and start paying on read”'],
      [41, '+', 'Gave the load at which the old index wins again'],
    ],
  },
  {
    seat: 'coding2', by: 'quill', day: 8, vote: 3, ratings: [3, 3, 3, 2],
    keepDoing: 'You bounded the memory before I asked for it.',
    changeOne: 'Talk while you type. I lost four minutes and learnt your plan after it worked.',
    evidence: [
      [18, '-', 'Four minutes without a word while the heap was written'],
      [37, '+', 'Dropped exact counts and gave the error in numbers'],
    ],
  },
  {
    seat: 'sd', by: 'sorrel', day: 11, vote: 4, ratings: [4, 3, 4, 3, 3, 3],
    keepDoing: 'You played the failing region minute by minute and kept those already watching where they were.',
    changeOne: 'Price the idle fleet earlier; it changes what you draw.',
    evidence: [
      [27, '+', 'Detected the fault from start failures on the device, by region'],
      [35, '+', 'Estimated three times the traffic from retries, then added the budget'],
      [52, '+', 'Two shapes for the idle fleet, a factor of six apart'],
    ],
  },
  {
    seat: 'culture', by: 'quill', day: 14, vote: 1, ratings: [2, 2, 2, 1],
    keepDoing: 'The first story was specific, with the words that were said.',
    changeOne: 'Find the part you owned before you tell it, and start there.',
    strongNo: 'I asked three times what went wrong on your watch, and each answer was about another team. I could not find the part you owned.',
    evidence: [
      [14, '-', '“The platform team had not told us”'], [26, '-', 'Asked again for the own part: moved to the vendor'],
      [43, '-', 'Nobody paid for it, “it worked out”'],
    ],
  },
]

const sampleId = (name: string) => `sample-${name}`.padEnd(22, '0').slice(0, 22)

const evidenceOf = (card: SampleCard): EvidenceItem[] => card.evidence.map(([minute, polarity, text], index) => ({
  id: `${sampleId(card.seat)}-${index}`, type: text.startsWith('“') ? 'quote' : 'signal', atMs: minute * 60_000, text, polarity,
  late: false, selection: null, codeSequence: null,
  dimensions: [dimensionsOf(kindOfLoopSeat(card.seat))[index % dimensionsOf(kindOfLoopSeat(card.seat)).length]?.id ?? 'conduct'],
}))

const filedOf = (card: SampleCard): FiledVote => {
  const kind = kindOfLoopSeat(card.seat) as FiledVote['kind']
  const evidence = evidenceOf(card)
  return {
    form: 'vote', kind, vote: card.vote, notAssessed: {}, keepDoing: card.keepDoing, changeOne: card.changeOne,
    levelSignal: card.vote === 4 ? 'above' : card.vote === 3 ? 'at' : 'below',
    keeper: card.vote >= 3 ? 'fight' : 'let_go',
    ratings: dimensionsOf(kind).map((dimension, index) => ({
      dimension: dimension.id, rating: card.ratings[index] ?? 3, evidence: evidence.map(item => item.id),
    })),
    ...(card.strongNo === undefined ? {} : { strongNo: { sentence: card.strongNo, evidence: evidence.slice(0, 2).map(item => item.id) } }),
  }
}

/** Only what the verdict and the board read off a round and its card. */
const openedOf = (card: SampleCard): OpenedLoopCard => {
  const at = firstDay + card.day * dayMs
  const id = sampleId(card.seat)
  const round: OpenedLoopCard['round'] = {
    id, session: sampleId(`at-${card.seat}`), ordinal: 1, kind: kindOfLoopSeat(card.seat), interviewer: sampleId(card.by),
    candidate: sampleId('osprey'), rater: null, minutes: 60, stretch: 1, packs: [], redealt: false, loopDealt: false,
    standing: 'loop', loop: sampleId('loop'), loopSeat: card.seat, state: 'ended', startedAt: at, endedAt: at + 3_600_000,
    counts: true, document: id, documentEpoch: 0,
  }
  const filed = filedOf(card)
  const opened = at + 2 * 3_600_000
  return {
    round, filed, rater: { seat: sampleId(card.by), person: sampleId(card.by), name: card.by },
    card: {
      round: id, seat: sampleId(card.by), draftVersion: 1, filed, filedAt: opened, openedAt: opened, remark: null,
      remarkAt: null,
    },
  }
}

const shown = (card: SampleCard, opened: OpenedLoopCard): OpenedCard => {
  const filed = filedOf(card)
  const name = (id: DimensionId) => dimensionsOf(filed.kind).find(dimension => dimension.id === id)
  return {
    round: opened.round.id, kind: filed.kind, rater: card.by, raterIs: 'peer', filedAt: opened.card.filedAt ?? 0, openedAt: opened.card.openedAt ?? 0,
    dimensions: filed.ratings.map(rating => ({
      id: rating.dimension, name: name(rating.dimension)?.name ?? '', core: name(rating.dimension)?.core ?? false,
      rating: rating.rating, why: null, anchor: name(rating.dimension)?.anchors[rating.rating - 1] ?? null,
      evidence: [...rating.evidence],
    })),
    vote: filed.vote, disagreement: null, strongNoSentence: filed.strongNo?.sentence ?? null, levelSignal: filed.levelSignal ?? null, keepDoing: card.keepDoing, changeOne: card.changeOne,
    authorship: null, keeper: filed.keeper ?? null, screen: null, remark: null,
  }
}

/** A finished loop by invented people, folded by the same rules as a real one; for somebody alone, without an account. */
export const sampleLoop = async (): Promise<QueryOutput<'sample-loop'>> => {
  const opened = cards.map(openedOf)
  const facts: LoopFacts = {
    row: {
      id: sampleId('loop'), candidate: sampleId('osprey'), number: 2, level: 'L5', deepDeclared: false, options: NO_OPTIONS, teams: [],
      createdAt: firstDay - dayMs, closedAt: null,
    },
    opened, revisions: [], voided: [],
  }
  const board = await toBoard({
    facts, candidate: 'osprey', verdict: verdictOf(facts, instant(firstDay + 15 * dayMs)), yours: false,
    evidenceOf: async ({ card }) => cards.filter(each => each.seat === card.round.loopSeat).flatMap(evidenceOf),
  })
  return { board, cards: cards.map((card, index) => shown(card, opened[index] ?? openedOf(card))), evidence: cards.flatMap(evidenceOf) }
}
