import { depthOf, findNode, findPack, heardIn, hintPointsByDimension, LADDER_PHASES, pacing, timesHeard, windowOf } from '@unanimous/rounds'
import type { Phase, RoundState } from '@unanimous/rounds'
import type { AskedFact, PlayFacts, StretchFact, TypingFact } from './round-facts.ts'
import { sum } from './statistics.ts'

/** A moment that the plan foresees and the log shows. */
interface Turn {
  readonly plannedMs: number
  readonly actualMs: number
}

const MS_PER_MINUTE = 60_000

const ladderTurn = ({ asked }: RoundState, phases: readonly Phase[]): readonly Turn[] => {
  const ladder = phases.find(({ phase }) => LADDER_PHASES.includes(phase))
  const first = asked[0]
  return ladder === undefined || first === undefined ? [] : [{ plannedMs: ladder.startMs, actualMs: first.atMs }]
}

const promptTurns = ({ setup, opened }: RoundState): readonly Turn[] =>
  opened.slice(1).flatMap(({ pack, atMs }) => {
    const found = findPack(setup.packs, pack)
    const plannedMs = found === undefined ? 0 : windowOf(setup, found).startMs
    return plannedMs === 0 ? [] : [{ plannedMs, actualMs: atMs }]
  })

/** The stretches between the moments that the log shows: a further prompt, the first follow-up, the end. */
const stretchesOf = (state: RoundState): readonly StretchFact[] => {
  const phases = pacing(state.setup)
  const end = { plannedMs: phases.at(-1)?.endMs ?? 0, actualMs: state.clock.elapsedMs }
  const inside = [...promptTurns(state), ...ladderTurn(state, phases)].toSorted((left, right) => left.plannedMs - right.plannedMs)
  const turns = [{ plannedMs: 0, actualMs: 0 }, ...inside, end]
  return turns.slice(1).flatMap((turn, index) => {
    const before = turns[index] ?? turn
    const within = phases.filter(({ startMs }) => startMs >= before.plannedMs && startMs < turn.plannedMs)
    const [first, last] = [within[0], within.at(-1)]
    if (first === undefined || last === undefined) return []
    return [{ from: first.phase, to: last.phase, plannedMs: turn.plannedMs - before.plannedMs, actualMs: Math.max(0, turn.actualMs - before.actualMs) }]
  })
}

const askedIn = ({ setup, asked }: RoundState): readonly AskedFact[] =>
  asked.flatMap(({ node, mark }) => {
    const found = findNode(setup.packs, node)?.node
    return found === undefined ? [] : [{ kind: found.kind, depth: found.depth, ...(mark === undefined ? {} : { mark }) }]
  })

const isSounded = (asked: readonly AskedFact[]): boolean =>
  asked.some(({ kind, mark }) => kind !== 'scaffold' && mark !== undefined && mark !== 'skipped')

/** What an ended round's log contributes to metrics; typing is measured outside the log, where it is measured at all. */
export const playFactsOf = (state: RoundState, typing?: TypingFact): PlayFacts => {
  const asked = askedIn(state)
  const hasHints = state.setup.packs.some(({ interviewer }) => interviewer.hints.length > 0)
  const countsPronouns = heardIn(state.setup.kind).includes('i')
  return {
    minutes: state.clock.elapsedMs / MS_PER_MINUTE,
    asked,
    ...(isSounded(asked) ? depthOf(state) : {}),
    ...(hasHints ? { hints: { points: sum(state.hints.map(({ cost }) => cost)), byDimension: hintPointsByDimension(state) } } : {}),
    stretches: stretchesOf(state),
    ...(countsPronouns ? { pronouns: { i: timesHeard(state.heard, 'i'), we: timesHeard(state.heard, 'we') } } : {}),
    ...(typing === undefined ? {} : { typing }),
  }
}
