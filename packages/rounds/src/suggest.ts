import { milliseconds, minutes as minutesMs, type Milliseconds } from '@unanimous/kernel'
import type { Mark } from './commands.ts'
import type { DimensionId } from './kinds.ts'
import { idIn, nodesOf } from './nodes.ts'
import type { NodeRef } from './nodes.ts'
import type { Pack } from './pack.ts'
import { currentPack, packMinute, windowOf } from './pacing.ts'
import type { Plan } from './pacing.ts'
import { effectiveState, progressOf } from './progress.ts'
import type { AskedFollowUp, SolutionProgress } from './state.ts'

/** What the selection policy looks at. The interviewer's view is one, so that page and server suggest the same. */
export interface Ladder extends Plan {
  readonly asked: readonly AskedFollowUp[]
  readonly progress: readonly SolutionProgress[]
  readonly coverage: Coverage
}

/** Items of evidence per dimension; an absent dimension has none. */
export type Coverage = Readonly<Partial<Record<DimensionId, number>>>

/** Why a follow-up is suggested, as data; the page words it. */
export type SuggestionReason =
  /** The scaffold of a follow-up that just went wrong. */
  | { readonly code: 'help-once'; readonly params: { readonly parent: string; readonly mark: Mark } }
  /** Two struggles in a row: leave the branch, cover what is bare, go low. */
  | { readonly code: 'move-on'; readonly params: { readonly dimensions: readonly DimensionId[]; readonly depth: number } }
  /** Time only just suffices for the dimensions without evidence. */
  | { readonly code: 'coverage'; readonly params: { readonly dimensions: readonly DimensionId[]; readonly minutesLeft: number } }
  /** Where the ladder starts. */
  | { readonly code: 'entry'; readonly params: { readonly position: number } }
  /** The script leads here from the last answer. */
  | { readonly code: 'edge'; readonly params: { readonly from: string; readonly mark: Mark; readonly position: number } }
  /** Little or nothing was seen of these dimensions. */
  | { readonly code: 'gap'; readonly params: { readonly dimensions: readonly DimensionId[] } }
  /** It is of the depth that comes next. */
  | { readonly code: 'depth'; readonly params: { readonly depth: number; readonly want: number } }

/** One of at most three follow-ups to go on with, best first. */
export interface Suggestion {
  readonly node: string
  readonly score: number
  readonly reason: SuggestionReason
}

interface Marked {
  readonly ref: NodeRef
  readonly mark: Mark
}

/** All that scoring needs, worked out once per call. */
interface Situation {
  readonly ladder: Ladder
  readonly elapsed: Milliseconds
  readonly pack: Pack
  /** Marked follow-ups of this pack in the order of asking, without the skipped ones, which steer nothing. */
  readonly trail: readonly Marked[]
  readonly last: Marked | undefined
  /** The follow-up asked last in the whole round, whatever its mark. */
  readonly lastAsked: string | undefined
  readonly want: number
  readonly edges: readonly string[]
  readonly twoStruggles: boolean
  readonly guarded: boolean
  readonly leftMs: number
}

const EDGE_BY_POSITION = [1, 0.85, 0.7]
const SUGGESTIONS = 3
const GUARD_MINUTES = 2

const wantAfter = (last: Marked | undefined): number => {
  if (last === undefined) return 1
  const { depth } = last.ref.node
  if (last.mark === 'nailed') return depth + 1
  return last.mark === 'partial' ? depth : Math.max(1, depth - 1)
}

const edgesAfter = (pack: Pack, last: Marked | undefined): readonly string[] => {
  const local = last === undefined ? pack.entry : last.mark === 'skipped' ? [] : last.ref.node.next[last.mark]
  return local.map((id) => idIn(pack, id))
}

const itemsOf = (ladder: Ladder, dimension: DimensionId): number => ladder.coverage[dimension] ?? 0

const gapOf = (ladder: Ladder, dimension: DimensionId): number => {
  const items = itemsOf(ladder, dimension)
  if (items === 0) return 1
  return items === 1 ? 0.5 : 0
}

const bestGap = (ladder: Ladder, { node }: NodeRef): number => Math.max(0, ...node.dims.map((dimension) => gapOf(ladder, dimension)))

/** A person who was given more time is given it in every step; a shorter form does not make an answer shorter. */
const lengthOf = (ladder: Ladder, { node }: NodeRef): Milliseconds => milliseconds(minutesMs(node.minutes) * ladder.stretch)

const wasAsked = (ladder: Ladder, id: string): boolean => ladder.asked.some((asked) => asked.node === id)

/** What covering every bare dimension takes at least, by the cheapest step for each that is still to be asked. */
const coverageCost = (ladder: Ladder, pack: Pack): number => {
  const steps = nodesOf(pack).filter(({ id, node }) => node.kind !== 'scaffold' && !wasAsked(ladder, id))
  const bare = pack.interviewer.rubricFocus.filter((dimension) => itemsOf(ladder, dimension) === 0)
  const costs = bare.map((dimension) =>
    Math.min(...steps.filter(({ node }) => node.dims.includes(dimension)).map((step) => lengthOf(ladder, step))))
  const reachable = costs.filter(Number.isFinite)
  return reachable.length === 0 ? Number.NEGATIVE_INFINITY : reachable.reduce((sum, cost) => sum + cost, 0)
}

const trailOf = (ladder: Ladder, pack: Pack): readonly Marked[] => {
  const refs = new Map(nodesOf(pack).map((ref) => [ref.id, ref]))
  return ladder.asked.flatMap(({ node, mark }) => {
    const ref = refs.get(node)
    return ref === undefined || mark === undefined || mark === 'skipped' ? [] : [{ ref, mark }]
  })
}

const situationOf = (ladder: Ladder, elapsed: Milliseconds, pack: Pack): Situation => {
  const trail = trailOf(ladder, pack)
  const last = trail.at(-1)
  const leftMs = windowOf(ladder, pack).reserveMs - elapsed
  return {
    ladder,
    elapsed,
    pack,
    trail,
    last,
    lastAsked: ladder.asked.at(-1)?.node,
    want: wantAfter(last),
    edges: edgesAfter(pack, last),
    twoStruggles: trail.length >= 2 && trail.slice(-2).every(({ mark }) => mark === 'struggled'),
    guarded: leftMs <= coverageCost(ladder, pack) + minutesMs(GUARD_MINUTES),
    leftMs,
  }
}

const triggered = ({ ladder, elapsed, pack }: Situation, { node }: NodeRef): boolean => {
  const { state, minute, after } = node.trigger
  const now = packMinute(windowOf(ladder, pack), elapsed)
  const reached = effectiveState(ladder, ladder.progress, pack, elapsed)
  if (state !== undefined && !state.some((name) => {
    const place = pack.interviewer.solutionStates.indexOf(name)
    return place !== -1 && place <= reached
  })) return false
  if (minute !== undefined && (now < minute[0] || now > minute[1])) return false
  return after === undefined || after.some((id) => wasAsked(ladder, idIn(pack, id)))
}

const followsItsParent = ({ pack, last, lastAsked }: Situation, { node }: NodeRef): boolean => {
  if (last === undefined || last.ref.id !== lastAsked || last.mark === 'nailed') return false
  return (node.trigger.after ?? []).some((id) => idIn(pack, id) === last.ref.id)
}

const eligible = (situation: Situation, ref: NodeRef): boolean => {
  if (wasAsked(situation.ladder, ref.id) || lengthOf(situation.ladder, ref) > situation.leftMs) return false
  if (ref.node.kind === 'scaffold' && !followsItsParent(situation, ref)) return false
  return triggered(situation, ref)
}

const bareOf = (ladder: Ladder, { node }: NodeRef): readonly DimensionId[] => node.dims.filter((dimension) => gapOf(ladder, dimension) > 0)

const suggestion = (ref: NodeRef, score: number, reason: SuggestionReason): Suggestion => ({ node: ref.id, score, reason })

const onward = (situation: Situation, ref: NodeRef, gap: number, fit: number): Suggestion => {
  const { ladder, edges, last, trail, want } = situation
  const position = edges.indexOf(ref.id)
  const edge = EDGE_BY_POSITION[position] ?? 0
  const kindSeen = trail.some((marked) => marked.ref.node.kind === ref.node.kind)
  const score = 4 * edge + 3 * gap + 2 * fit - (kindSeen ? 2 : 0)
  if (edge > 0) {
    const reason: SuggestionReason = last === undefined
      ? { code: 'entry', params: { position } }
      : { code: 'edge', params: { from: last.ref.id, mark: last.mark, position } }
    return suggestion(ref, score, reason)
  }
  if (gap > 0) return suggestion(ref, score, { code: 'gap', params: { dimensions: bareOf(ladder, ref) } })
  return suggestion(ref, score, { code: 'depth', params: { depth: ref.node.depth, want } })
}

const scored = (situation: Situation, ref: NodeRef): Suggestion => {
  const { ladder, edges, last, want, twoStruggles, guarded, leftMs } = situation
  const gap = bestGap(ladder, ref)
  const { depth, kind } = ref.node
  const fit = 1 - Math.min(1, Math.abs(depth - want) / 4)
  if (kind === 'scaffold' && last !== undefined && edges.includes(ref.id) && !twoStruggles) {
    return suggestion(ref, 10, { code: 'help-once', params: { parent: last.ref.id, mark: last.mark } })
  }
  if (twoStruggles) {
    const params = { dimensions: bareOf(ladder, ref), depth }
    return suggestion(ref, 3 * gap + 2 * (1 - depth / 5), { code: 'move-on', params })
  }
  if (guarded) {
    const params = { dimensions: bareOf(ladder, ref), minutesLeft: Math.max(0, Math.floor(leftMs / 60_000)) }
    return suggestion(ref, 3 * gap + 2 * fit, { code: 'coverage', params })
  }
  return onward(situation, ref, gap, fit)
}

/** Depth 5 is nailed and no dimension of the pack lacks its second item: nothing more to learn here. (F12) */
const isExhausted = ({ ladder, pack, trail }: Situation): boolean =>
  trail.some(({ ref, mark }) => mark === 'nailed' && ref.node.depth === 5)
  && pack.interviewer.rubricFocus.every((dimension) => gapOf(ladder, dimension) === 0)

const assuming = (ladder: Ladder, mark: Mark | undefined): Ladder =>
  mark === undefined ? ladder : { ...ladder, asked: ladder.asked.map((asked) => (asked.mark === undefined ? { ...asked, mark } : asked)) }

/**
 * Up to three follow-ups to go on with, best first, from the pack whose turn it is; the interviewer chooses freely. Empty while
 * a follow-up is open, unless `assumed` says how it would be marked; empty, too, when it is time to stop. Deterministic: ties go
 * by pack order. `elapsed` is unpaused round time. (domain.md 4.2)
 */
export const suggest = (console: Ladder, elapsed: Milliseconds, assumed?: Mark): readonly Suggestion[] => {
  const ladder = assuming(console, assumed)
  const pack = currentPack(ladder, elapsed)
  if (pack === undefined || ladder.asked.some(({ mark }) => mark === undefined)) return []
  const situation = situationOf(ladder, elapsed, pack)
  if (isExhausted(situation)) return []
  return nodesOf(pack)
    .filter((ref) => eligible(situation, ref))
    .map((ref) => scored(situation, ref))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, SUGGESTIONS)
}

/**
 * When the next follow-up of the pack opens by its minute alone, in unpaused round time, for an interviewer who has nothing to
 * ask right now. Missing where waiting brings none. (F22)
 */
export const nextDue = (ladder: Ladder, elapsed: Milliseconds): Milliseconds | undefined => {
  const pack = currentPack(ladder, elapsed)
  if (pack === undefined) return undefined
  const window = windowOf(ladder, pack)
  const openings = nodesOf(pack).flatMap(({ node }) => (node.trigger.minute === undefined ? [] : [window.startMs + node.trigger.minute[0] * window.minuteMs]))
  return openings.filter((at) => at > elapsed).toSorted((a, b) => a - b).map((at) => milliseconds(at)).find((at) => suggest(ladder, at).length > 0)
}

/**
 * The next state of the current pack that would open a follow-up as soon as it is reached, for an interviewer who has nothing to
 * ask until the solution or the talk gets there. Missing where no state opens one. (F23)
 */
export const nextOpening = (ladder: Ladder, elapsed: Milliseconds): string | undefined => {
  const pack = currentPack(ladder, elapsed)
  if (pack === undefined) return undefined
  const others = ladder.progress.filter((entry) => entry.pack !== pack.id)
  const reached = pack.interviewer.solutionStates.indexOf(progressOf(ladder.progress, pack).state)
  return pack.interviewer.solutionStates.slice(reached + 1)
    .find((state) => suggest({ ...ladder, progress: [...others, { ...progressOf(ladder.progress, pack), state }] }, elapsed).length > 0)
}
