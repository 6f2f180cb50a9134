import type { Milliseconds } from '@unanimous/kernel'
import type { Mark } from './commands.ts'
import { evidenceOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { HeardTap } from './heard.ts'
import type { DimensionId } from './kinds.ts'
import { depthOf, hintPointsByDimension } from './measures.ts'
import type { DepthReading } from './measures.ts'
import { findHint, findNode, findPack } from './nodes.ts'
import type { Depth, FollowUpKind, HintCost } from './pack.ts'
import type { OwnQuestion, RoundState } from './state.ts'

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

/** What the prompt left out: the lines that were asked for, of how many. The others stay with the pack. */
export interface RevealedLeftUnsaid {
  readonly title: string
  readonly asked: readonly string[]
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

const leftUnsaidOf = (state: RoundState): readonly RevealedLeftUnsaid[] =>
  state.setup.packs
    .filter(({ interviewer }) => interviewer.leftUnsaid.length > 0)
    .map(({ id, title, interviewer }) => ({
      title,
      asked: state.leftUnsaid.filter(({ pack }) => pack === id).flatMap(({ index }) => interviewer.leftUnsaid[index]?.q ?? []),
      of: interviewer.leftUnsaid.length,
    }))

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
  leftUnsaid: leftUnsaidOf(state),
  heard: state.heard,
  evidence: evidenceOf(state),
})
