import { milliseconds } from '@unanimous/kernel'
import type { Milliseconds, SeatId } from '@unanimous/kernel'
import type { CodeSelection, Polarity } from './commands.ts'
import { dimensionsOf } from './kinds.ts'
import type { DimensionId } from './kinds.ts'
import { isRater } from './setup.ts'
import { cueOf, findHint, findNode, findPack, mainDimension } from './nodes.ts'
import type { AskedFollowUp, Capture, RevealedCard, RoundState, Silence } from './state.ts'
import type { Coverage } from './suggest.ts'
import type { Decision } from './talk.ts'

/** What an automatic piece of evidence tells of. */
export type EvidenceSource = 'mark' | 'hint' | 'change-card' | 'own-question' | 'left-unsaid' | 'took-partial' | 'decision' | 'silence'

/**
 * One thing a rating may rest on. A `note` alone never supports a rating. Ids: the captured one's own,
 * `signal:<node>:<+|->:<index>`, `mark:<node>`, `hint:<hint>`, `change-card:<node>`, `own-question:<seq>`,
 * `left-unsaid:<pack>:<index>`, `took-partial:<pack>`, `decision:<id>`, `silence:<second>`. (domain.md 3.5)
 */
export interface Evidence {
  readonly id: string
  readonly type: 'quote' | 'code' | 'board' | 'event' | 'signal' | 'note'
  readonly atMs: Milliseconds
  readonly text: string
  readonly dims: readonly DimensionId[]
  readonly polarity: Polarity
  readonly by: SeatId | 'server'
  readonly source?: EvidenceSource
  readonly ref?: string
  readonly selection?: CodeSelection
  /** The document log's sequence that the selection was taken from. */
  readonly codeSequence?: number
  /** How long a silence lasted; missing while it goes on. */
  readonly lastsMs?: Milliseconds
  /** Added after the round had ended. */
  readonly late?: boolean
}

const POLARITY_OF_MARK = { nailed: '+', partial: '0', struggled: '-', skipped: '0' } as const

/** The moment of the round that a late pin names, in milliseconds of round time. */
export const momentNamed = (ref: string | undefined): number | undefined => {
  const found = /^at:(\d{1,9})$/.exec(ref ?? '')
  return found === null ? undefined : Number(found[1])
}

const fromCapture = ({ evidence, kind, dimensions, text, polarity, by, atMs, ...rest }: Capture): Evidence => ({
  id: evidence,
  type: kind,
  atMs: rest.late === true ? milliseconds(momentNamed(rest.ref) ?? atMs) : atMs,
  text,
  dims: dimensions,
  polarity,
  by,
  ...(rest.ref === undefined ? {} : { ref: rest.ref }),
  ...(rest.selection === undefined ? {} : { selection: rest.selection }),
  ...(rest.codeSequence === undefined ? {} : { codeSequence: rest.codeSequence }),
  ...(rest.late === undefined ? {} : { late: rest.late }),
})

const signalsIn = ({ setup, signals }: RoundState): readonly Evidence[] =>
  signals.flatMap(({ node, polarity, index, atMs, late }) => {
    const found = findNode(setup.packs, node)
    const text = found === undefined ? undefined : cueOf(found.node, polarity, index)
    if (found === undefined || text === undefined) return []
    const id = `signal:${node}:${polarity}:${index}`
    return [{ id, type: 'signal', atMs, text, dims: found.node.dims, polarity, by: setup.interviewer, ref: node, ...(late === true ? { late } : {}) }]
  })

const automatic = (
  { setup }: RoundState,
  source: EvidenceSource,
  key: string,
  rest: Pick<Evidence, 'atMs' | 'text' | 'dims' | 'polarity'>,
): Evidence => ({
  id: `${source}:${key}`,
  type: 'event',
  atMs: rest.atMs,
  text: rest.text,
  dims: rest.dims,
  polarity: rest.polarity,
  by: setup.interviewer,
  source,
  ref: key,
})

const markOf = (state: RoundState, { node, mark, markedAtMs, atMs, markedLate }: AskedFollowUp): readonly Evidence[] => {
  const found = findNode(state.setup.packs, node)
  if (found === undefined || mark === undefined || mark === 'skipped') return []
  const event = automatic(state, 'mark', node, {
    atMs: markedAtMs ?? atMs,
    text: found.node.ask,
    dims: found.node.dims,
    polarity: POLARITY_OF_MARK[mark],
  })
  return [markedLate === true ? { ...event, late: true } : event]
}

const cardOf = (state: RoundState, { node, text, atMs }: RevealedCard): Evidence =>
  automatic(state, 'change-card', node, { atMs, text, dims: findNode(state.setup.packs, node)?.node.dims ?? [], polarity: '0' })

const leftUnsaidIn = (state: RoundState): readonly Evidence[] =>
  state.leftUnsaid.flatMap(({ pack, index, atMs }) => {
    const found = findPack(state.setup.packs, pack)
    const line = found?.interviewer.leftUnsaid[index]
    if (found === undefined || line === undefined) return []
    return [automatic(state, 'left-unsaid', `${pack}:${index}`, { atMs, text: line.q, dims: mainDimension(found), polarity: '+' })]
  })

const partialsIn = (state: RoundState): readonly Evidence[] =>
  state.progress.flatMap(({ pack, tookPartialAtMs }) => {
    const found = findPack(state.setup.packs, pack)
    if (found === undefined || tookPartialAtMs === undefined) return []
    return [automatic(state, 'took-partial', pack, { atMs: tookPartialAtMs, text: '', dims: mainDimension(found), polarity: '-' })]
  })

/** Whose a decision was is evidence of authorship, which is no dimension: it counts for one where the card attaches it. */
const decisionOf = (state: RoundState, { decision, text, owner, atMs, late }: Decision): Evidence => {
  const event = automatic(state, 'decision', decision, { atMs, text, dims: [], polarity: owner === 'own' ? '+' : '0' })
  return late === true ? { ...event, late } : event
}

/** Nobody says that somebody was silent: the browser counted it. (E11) */
const silenceOf = (state: RoundState, { sinceS, untilMs }: Silence): Evidence => {
  const atMs = milliseconds(sinceS * 1_000)
  const dims = dimensionsOf(state.setup.kind).map(({ id }) => id).filter((id) => id === 'coding.narration')
  const event: Evidence = { ...automatic(state, 'silence', String(sinceS), { atMs, text: '', dims, polarity: '-' }), by: 'server' }
  return untilMs === undefined ? event : { ...event, lastsMs: milliseconds(Math.max(0, untilMs - atMs)) }
}

/**
 * Everything recorded that a card may cite, by round time: captures, ticked signals, and what the log itself tells. Notes that
 * the interviewer keeps in private are not among them. For the interviewer before the reveal, for both after it.
 */
export const evidenceOf = (state: RoundState): readonly Evidence[] =>
  [
    ...state.captures.map(fromCapture),
    ...signalsIn(state),
    ...state.asked.flatMap((asked) => markOf(state, asked)),
    ...state.hints.map(({ hint, dimensions, atMs }) =>
      automatic(state, 'hint', hint, { atMs, text: findHint(state.setup.packs, hint)?.hint.say ?? '', dims: dimensions, polarity: '-' })),
    ...state.cards.map((card) => cardOf(state, card)),
    ...state.ownQuestions.map(({ seq, text, dimension, atMs }) =>
      automatic(state, 'own-question', String(seq), { atMs, text, dims: [dimension], polarity: '0' })),
    ...leftUnsaidIn(state),
    ...state.decisions.map((decision) => decisionOf(state, decision)),
    ...partialsIn(state),
    ...state.silences.map((silence) => silenceOf(state, silence)),
  ].toSorted((a, b) => a.atMs - b.atMs)

/** Whether an item shows something of the candidate: a note is an opinion, a hint or a card is the interviewer's act. */
const shows = ({ type, source }: Evidence): boolean =>
  type !== 'note' && source !== 'hint' && source !== 'change-card' && source !== 'took-partial'

/** What a seat may take back, and may not capture twice: the second rater's own, or the interviewer's. */
export const capturesOf = (state: RoundState, seat: string): readonly Capture[] =>
  isRater(state.setup, seat) ? state.raterCaptures.filter(({ by }) => by === seat) : state.captures

const byTime = (items: readonly Evidence[]): readonly Evidence[] => items.toSorted((a, b) => a.atMs - b.atMs)

/** What was said aloud or shown in the room, so that it is no secret between those who rate: hints, change cards, own questions. */
const IN_THE_ROOM: readonly (EvidenceSource | undefined)[] = ['hint', 'change-card', 'own-question']

/** What a second rater's card may cite: what was said or shown to everybody, and their own captures. (T1) */
export const raterEvidenceOf = (state: RoundState, seat: string): readonly Evidence[] =>
  byTime([...evidenceOf(state).filter(({ source }) => source !== undefined && IN_THE_ROOM.includes(source)), ...capturesOf(state, seat).map(fromCapture)])

/** Everything recorded, by whoever recorded it. Only once the cards are open. */
export const openedEvidenceOf = (state: RoundState): readonly Evidence[] => byTime([...evidenceOf(state), ...state.raterCaptures.map(fromCapture)])

/** How many items show each dimension of the round, in the order of the domain. The selection policy's gaps. (M5) */
export const coverage = (state: RoundState): Coverage => {
  const shown = evidenceOf(state).filter(shows)
  return Object.fromEntries(
    dimensionsOf(state.setup.kind).map(({ id }) => [id, shown.filter(({ dims }) => dims.includes(id)).length]),
  )
}
