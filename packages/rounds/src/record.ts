import type { Milliseconds } from '@unanimous/kernel'
import type { Mark } from './commands.ts'
import { evidenceOf, openedEvidenceOf, raterEvidenceOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { HeardTap } from './heard.ts'
import type { DimensionId } from './kinds.ts'
import { depthOf, hintPointsByDimension } from './measures.ts'
import type { DepthReading } from './measures.ts'
import { mediumOf } from './medium.ts'
import { findHint, findNode, findPack } from './nodes.ts'
import type { ChecklistItem, Depth, FollowUpKind, HintCost } from './pack.ts'
import { isRater } from './setup.ts'
import type { OwnQuestion, RoundState } from './state.ts'
import { checklistOf } from './talk.ts'

/** A follow-up that was asked, as both may read it after the reveal. */
export interface RevealedFollowUp {
  readonly node: string
  readonly kind: FollowUpKind
  readonly depth: Depth
  readonly dims: readonly DimensionId[]
  readonly ask: string
  readonly atMs: Milliseconds
  readonly mark?: Mark
  readonly changeCard?: string
}

/** A hint that was given, with its price. */
export interface RevealedHint {
  readonly hint: string
  readonly say: string
  readonly cost: HintCost
  readonly dims: readonly DimensionId[]
  readonly atMs: Milliseconds
}

/** What an opened prompt left out: the lines that were asked for, and for its interviewer alone the ones that never were. */
export interface LeftUnsaidReading {
  readonly title: string
  readonly asked: readonly string[]
  readonly never: readonly string[]
}

/** What the prompt left out: the lines that were asked for, of how many. The others stay with the pack. */
export interface RevealedLeftUnsaid {
  readonly title: string
  readonly asked: readonly string[]
  readonly of: number
}

/** A pack's checklist: the lines that were ticked, of how many. The others stay with the pack. */
export interface RevealedChecklist {
  readonly title: string
  readonly ticked: readonly Pick<ChecklistItem, 'ask' | 'tick'>[]
  readonly of: number
}

/** What a round leaves behind for both once the cards are open. (domain.md 4.4) */
export interface RevealedRecord {
  readonly titles: readonly string[]
  readonly asked: readonly RevealedFollowUp[]
  readonly ownQuestions: readonly OwnQuestion[]
  readonly hints: readonly RevealedHint[]
  readonly hintPoints: Readonly<Partial<Record<DimensionId, number>>>
  readonly depth: DepthReading
  readonly leftUnsaid: readonly RevealedLeftUnsaid[]
  readonly checklist: readonly RevealedChecklist[]
  /** What the interviewer counted as they heard it. */
  readonly heard: readonly HeardTap[]
  readonly evidence: readonly Evidence[]
}

const followUpsOf = (state: RoundState): readonly RevealedFollowUp[] =>
  state.asked.flatMap(({ node, atMs, mark }) => {
    const found = findNode(state.setup.packs, node)?.node
    if (found === undefined) return []
    const card = state.cards.find((shown) => shown.node === node)
    const { kind, depth, dims, ask } = found
    return [{
      node, kind, depth, dims, ask, atMs,
      ...(mark === undefined ? {} : { mark }),
      ...(card === undefined ? {} : { changeCard: card.text }),
    }]
  })

const hintsOf = (state: RoundState): readonly RevealedHint[] =>
  state.hints.flatMap(({ hint, cost, dimensions, atMs }) => {
    const found = findHint(state.setup.packs, hint)
    return found === undefined ? [] : [{ hint, say: found.hint.say, cost, dims: dimensions, atMs }]
  })

/**
 * Which of the lines left unsaid were opened, by prompt, for the author of the card. In a conversation they are what one may be
 * asked about a story before it is told, and asking for none of it says nothing. (domain.md 9: coding before asking)
 */
export const leftUnsaidOf = (state: RoundState): readonly LeftUnsaidReading[] =>
  mediumOf(state.setup.kind) === 'call' ? [] : state.opened.flatMap(({ pack }) => {
    const found = findPack(state.setup.packs, pack)
    if (found === undefined || found.interviewer.leftUnsaid.length === 0) return []
    const lines = found.interviewer.leftUnsaid.map(({ q }, index) => ({ q, isAsked: state.leftUnsaid.some(line => line.pack === pack && line.index === index) }))
    return [{
      title: found.title,
      asked: lines.filter(({ isAsked }) => isAsked).map(({ q }) => q),
      never: lines.filter(({ isAsked }) => !isAsked).map(({ q }) => q),
    }]
  })

const checklistsOf = (state: RoundState): readonly RevealedChecklist[] => state.opened.flatMap(({ pack }) => {
  const found = findPack(state.setup.packs, pack)
  const lines = found === undefined ? [] : checklistOf(found)
  if (found === undefined || lines.length === 0) return []
  const isTicked = (at: number) => state.checked.some((line) => line.pack === pack && line.index === at)
  return [{ title: found.title, ticked: lines.filter((_, index) => isTicked(index)).map(({ ask, tick }) => ({ ask, tick })), of: lines.length }]
})

/**
 * What both may read once the session's cards are open: only what was asked, shown, helped with or captured. Follow-ups that were
 * not asked, cues that were not ticked, hints that were not given and private notes stay where they are, so the pack lives on.
 * Never to be sent before the reveal; the caller vouches for that.
 */
export const revealedRecord = (state: RoundState): RevealedRecord => ({
  titles: state.opened.flatMap(({ pack }) => findPack(state.setup.packs, pack)?.title ?? []),
  asked: followUpsOf(state),
  ownQuestions: state.ownQuestions,
  hints: hintsOf(state),
  hintPoints: hintPointsByDimension(state),
  depth: depthOf(state),
  leftUnsaid: leftUnsaidOf(state).map(({ title, asked, never }) => ({ title, asked, of: asked.length + never.length })),
  checklist: checklistsOf(state),
  heard: state.heard,
  evidence: openedEvidenceOf(state),
})

/** A rater marks no answers. */
const NOT_SOUNDED: DepthReading = { depthReached: 0 }

/**
 * The same for the author of a card that is still sealed: the interviewer reads their own evidence and no rater's; a rater what was
 * said and shown in the room and their own, and nothing that the interviewer thought of it. (T1, T2)
 */
export const sealedRecord = (state: RoundState, seat: string): RevealedRecord => {
  const record = revealedRecord(state)
  if (!isRater(state.setup, seat)) return { ...record, evidence: evidenceOf(state) }
  return {
    ...record, asked: record.asked.map(({ mark: _mark, ...asked }) => asked), depth: NOT_SOUNDED, leftUnsaid: [], checklist: [], heard: [], evidence: raterEvidenceOf(state, seat),
  }
}
