import { milliseconds } from '@unanimous/kernel'
import { asksFrom, findNode, packIn, plannedMinutes, suggest, windowOf, type Coverage, type DimensionId, type Ladder, type Pack, type RoundKind, type ScriptedCandidate } from '@unanimous/rounds'

/** One round as it went. Minutes count from the start of the round. */
export interface SimulatedRound {
  /** Local ids in the order of asking. */
  readonly asked: readonly string[]
  /** Everything that was ever suggested, asked or not. */
  readonly suggested: ReadonlySet<string>
  /** Dimensions in focus about which nothing was learnt. */
  readonly bare: readonly DimensionId[]
  /** Minutes at which there was nothing to suggest, with time for another follow-up, and what was bare then. */
  readonly idle: readonly { readonly minute: number; readonly bare: readonly DimensionId[] }[]
  readonly depth: number
  /** Where the candidate's questions or the next prompt begin. */
  readonly reserve: number
}

/** Length of a full round that is as long as one likes. (domain.md 4.3) */
const FULL_MINUTES = 60

/** What the work before the follow-ups has shown of itself. */
const SHOWN: Readonly<Partial<Record<RoundKind, Coverage>>> = {
  coding: { 'coding.problem_solving': 1, 'coding.code_quality': 1, 'coding.narration': 1 },
}

/** In a talk the states are reached evenly over it; elsewhere everything that follow-ups wait for is there when they begin. */
function stateAt({ kind, interviewer: { solutionStates } }: Pack, share: number): string {
  const last = solutionStates.length - 1
  const at = kind === 'hm' || kind === 'recruiter' ? Math.min(last, Math.floor(share * solutionStates.length)) : last
  return solutionStates[at] ?? ''
}

const minuteMs = 60_000

/**
 * Holds a full round with one pack, by default of the pack's own kind. `choose` is the interviewer, who is told how many suggestions there are and takes one, by
 * default the first. Everything asked about leaves evidence, whatever its mark.
 */
export function simulateRound(
  dealt: Pack, candidate: ScriptedCandidate, choose: (suggestions: number) => number = () => 0, kind: RoundKind = dealt.kind,
): SimulatedRound {
  const pack = packIn(kind, dealt)
  const plan = { kind, minutes: plannedMinutes(kind, FULL_MINUTES), stretch: 1, packs: [pack] }
  const window = windowOf(plan, pack)
  const [from, reserve] = [window.startMs / minuteMs + asksFrom(pack), window.reserveMs / minuteMs]
  const asked: Ladder['asked'][number][] = []
  const suggested = new Set<string>()
  const idle: { minute: number; bare: readonly DimensionId[] }[] = []
  const coverage: Partial<Record<DimensionId, number>> = { ...SHOWN[kind] }
  const bare = (): readonly DimensionId[] => pack.interviewer.rubricFocus.filter(dimension => coverage[dimension] === undefined)
  const shortest = Math.min(...pack.followups.filter(({ kind }) => kind !== 'scaffold').map(node => node.minutes))
  let depth = 0
  for (let minute = from; minute + shortest <= reserve; ) {
    const progress = [{ pack: pack.id, state: stateAt(pack, (minute - from) / (reserve - from)) }]
    const ladder: Ladder = { ...plan, asked, coverage, progress }
    const suggestions = suggest(ladder, milliseconds(minute * minuteMs)).flatMap(({ node }) => findNode(plan.packs, node) ?? [])
    for (const { node } of suggestions) suggested.add(node.id)
    const taken = suggestions[choose(suggestions.length)]
    if (taken === undefined) {
      idle.push({ minute, bare: bare() })
      minute += 1
      continue
    }
    asked.push({ node: taken.id, atMs: milliseconds(minute * minuteMs), mark: candidate(taken.node) })
    for (const dimension of taken.node.dims) coverage[dimension] = (coverage[dimension] ?? 0) + 1
    depth = Math.max(depth, taken.node.depth)
    minute += taken.node.minutes
  }
  return { asked: asked.map(({ node }) => node.slice(pack.id.length + 1)), suggested, bare: bare(), idle, depth, reserve }
}
