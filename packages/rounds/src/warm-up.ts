import { writeValue } from './pack-value.ts'
import type { FollowUp, Hint, HintCost, Pack, PackValue, VerifiedCase } from './pack.ts'

/** What is recalled before it is turned over; the page words the question. */
export type Recalled =
  /** The approach, its price and how an answer is judged. */
  | { readonly code: 'key' }
  /** What a strong or a weak answer to a follow-up sounds like. */
  | { readonly code: 'strong' | 'weak'; readonly ask: string }
  /** What is put on their screen with a follow-up. */
  | { readonly code: 'change-card'; readonly ask: string }
  /** The hint that costs this much. */
  | { readonly code: 'hint'; readonly cost: HintCost }
  /** What is answered to something the prompt leaves out. */
  | { readonly code: 'unsaid'; readonly question: string }
  /** What is said when they or the interviewer are lost. */
  | { readonly code: 'rescue' }
  /** What a verified case gives. */
  | { readonly code: 'case'; readonly name: string; readonly given: PackValue }

/** A card to be turned over: what to recall, and the pack's own words for it. */
export interface RecallCard {
  readonly front: Recalled
  readonly back: readonly string[]
}

/** How long a warm-up is meant to take; its clock only tells. */
export const WARM_UP_MS = 120_000

/** One of a list by turns, so that the next warm-up asks about the next. */
const byTurn = <T>(list: readonly T[], turn: number): readonly T[] => list.slice(turn % Math.max(1, list.length)).slice(0, 1)

const oneLine = (text: string): string => text.trim().replaceAll(/\s*\n\s*/g, ' ')

const keyCard = ({ interviewer: { reference } }: Pack): readonly RecallCard[] => {
  if (reference === undefined) return []
  const price = [reference.time, reference.space].filter((each) => each !== undefined).join(', ')
  return [{ front: { code: 'key' }, back: [reference.approach, price, reference.answerKey].filter((each) => each !== '').map(oneLine) }]
}

const signalCards = (nodes: readonly FollowUp[], code: 'strong' | 'weak', turn: number): readonly RecallCard[] =>
  byTurn(nodes.filter((node) => node[code].length > 0), turn).map((node) => ({ front: { code, ask: node.ask }, back: node[code] }))

const changeCards = (nodes: readonly FollowUp[], turn: number): readonly RecallCard[] =>
  byTurn(nodes.flatMap(({ ask, changeCard }) => (changeCard === undefined ? [] : [{ ask, changeCard }])), turn)
    .map(({ ask, changeCard }) => ({ front: { code: 'change-card', ask }, back: [changeCard] }))

const hintCard = (hints: readonly Hint[], turn: number): readonly RecallCard[] => {
  const costs = [...new Set(hints.map(({ cost }) => cost))].toSorted((a, b) => b - a)
  return byTurn(costs, turn).map((cost) => ({ front: { code: 'hint', cost }, back: hints.filter((hint) => hint.cost === cost).map(({ say }) => say) }))
}

const caseCard = (cases: readonly VerifiedCase[], turn: number): readonly RecallCard[] =>
  byTurn([...cases.filter(({ edge }) => edge === true), ...cases.filter(({ edge }) => edge !== true)], turn)
    .map(({ name, in: given, out, why }) => ({ front: { code: 'case', name, given }, back: [writeValue(out), why] }))

/**
 * The cards of one warm-up with a pack, at most eight: from its own words and nothing else, the key first. What the pack lacks is
 * not asked; another turn asks about other parts of it.
 */
export const recallCards = (pack: Pack, turn = 0): readonly RecallCard[] => {
  const { hints, leftUnsaid, cases = [], script } = pack.interviewer
  const starts = pack.entry.flatMap((id) => pack.followups.find((node) => node.id === id) ?? [])
  const others = pack.followups.filter((node) => !starts.includes(node))
  const deepest = pack.followups.toSorted((a, b) => b.depth - a.depth)
  return [
    ...keyCard(pack),
    ...signalCards([...starts, ...others], 'strong', turn),
    ...signalCards(deepest, 'weak', turn),
    ...changeCards(pack.followups, turn),
    ...hintCard(hints, turn),
    ...byTurn(leftUnsaid, turn).map(({ q, a }): RecallCard => ({ front: { code: 'unsaid', question: q }, back: [a] })),
    { front: { code: 'rescue' }, back: [oneLine(script.rescue)] },
    ...caseCard(cases, turn),
  ]
}
