import type { Vote } from '../votes.ts'
import { grouped, read } from './reading.ts'
import type { Reading } from './reading.ts'
import { mean, sum } from './statistics.ts'

/** A first vote, as the model takes it. In order of reveal. */
export interface FirstVote {
  readonly round: string
  readonly rater: string
  readonly candidate: string
  readonly vote: Vote
}

/** A rater's severity, private to them. */
export interface SeverityReading extends Reading {
  /** How many different people the rater voted on. */
  readonly candidates: number
  /** Whether the rater's votes hang together with other raters' through common candidates. Without it nothing can be compared. */
  readonly isConnected: boolean
  /** Far enough from the others to be worth a private note. Only with a value. */
  readonly isFlagged: boolean
}

/** What a severity rests on at least. (domain.md 7) */
export const SEVERITY_NEEDS = { votes: 12, candidates: 6 } as const
/** From here on, either way, the rater is told. */
export const SEVERITY_FLAG = 0.3

const ABILITY_SHRINK = 2
const SEVERITY_SHRINK = 8
const SETTLED = 1e-6
const MOST_TURNS = 500

/** Votes grouped under one name, with the place of each vote's other name. */
interface Side {
  readonly names: readonly string[]
  readonly votes: readonly (readonly { readonly other: number; readonly vote: number }[])[]
}

/** What the votes of people who hang together say: the level, who is able, who is severe. */
interface Effects {
  readonly level: number
  readonly ability: ReadonlyMap<string, number>
  readonly severity: ReadonlyMap<string, number>
}

const sidesOf = (votes: readonly FirstVote[]): { readonly raters: Side; readonly candidates: Side } => {
  const raters = [...new Set(votes.map(({ rater }) => rater))]
  const candidates = [...new Set(votes.map(({ candidate }) => candidate))]
  const [raterAt, candidateAt] = [raters, candidates].map(names => new Map(names.map((name, index) => [name, index])))
  const byRater = raters.map((): { other: number; vote: number }[] => [])
  const byCandidate = candidates.map((): { other: number; vote: number }[] => [])
  for (const { rater, candidate, vote } of votes) {
    const [of, on] = [raterAt?.get(rater) ?? 0, candidateAt?.get(candidate) ?? 0]
    byRater[of]?.push({ other: on, vote })
    byCandidate[on]?.push({ other: of, vote })
  }
  return { raters: { names: raters, votes: byRater }, candidates: { names: candidates, votes: byCandidate } }
}

/** One half step: each name's mean of what its votes leave over, drawn towards 0 where there are few. */
const shrunken = (side: Side, shrink: number, leftOver: (vote: number, other: number) => number): readonly number[] =>
  side.votes.map(votes => sum(votes.map(({ vote, other }) => leftOver(vote, other))) / (votes.length + shrink))

const named = (side: Side, values: readonly number[]): ReadonlyMap<string, number> => new Map(side.names.map((name, index) => [name, values[index] ?? 0]))

/** vote = level + ability of the candidate - severity of the rater, solved by turns until nothing moves. */
const effectsOf = (votes: readonly FirstVote[]): Effects => {
  const { raters, candidates } = sidesOf(votes)
  const level = mean(votes.map(({ vote }) => vote))
  const abilityBeside = (severity: readonly number[]) => shrunken(candidates, ABILITY_SHRINK, (vote, rater) => vote - level + (severity[rater] ?? 0))
  const severityBeside = (ability: readonly number[]) => shrunken(raters, SEVERITY_SHRINK, (vote, candidate) => level + (ability[candidate] ?? 0) - vote)
  let severity: readonly number[] = raters.names.map(() => 0)
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const before = severity
    severity = severityBeside(abilityBeside(before))
    if (severity.every((value, index) => Math.abs(value - (before[index] ?? 0)) < SETTLED)) break
  }
  return { level, ability: named(candidates, abilityBeside(severity)), severity: named(raters, severity) }
}

/** Splits votes into groups that share no rater and no candidate, the largest first. */
const groupsOf = (votes: readonly FirstVote[]): readonly (readonly FirstVote[])[] => {
  const parent = new Map<string, string>()
  const rootOf = (name: string): string => {
    let root = name
    for (let up = parent.get(root); up !== undefined; up = parent.get(root)) root = up
    if (root !== name) parent.set(name, root)
    return root
  }
  for (const { rater, candidate } of votes) {
    const [of, on] = [rootOf(`rater ${rater}`), rootOf(`candidate ${candidate}`)]
    if (of !== on) parent.set(of, on)
  }
  return [...grouped(votes, ({ rater }) => rootOf(`rater ${rater}`)).values()].toSorted((left, right) => right.length - left.length)
}

const readingOf = (votes: readonly FirstVote[], isConnected: boolean, severity: number): SeverityReading => {
  const candidates = new Set(votes.map(({ candidate }) => candidate)).size
  const sample = { n: votes.length, needs: SEVERITY_NEEDS.votes, rounds: votes.map(({ round }) => round) }
  const reading = read(sample, () => severity, isConnected && candidates >= SEVERITY_NEEDS.candidates)
  return { ...reading, candidates, isConnected, isFlagged: reading.value !== undefined && Math.abs(reading.value) >= SEVERITY_FLAG }
}

/**
 * How severe each rater is against the others, from everybody's first votes; above 0 is severe. Raters outside the largest
 * connected group, or alone in it, get no value. Each reading is for its rater's own eyes. A verdict is never adjusted by it.
 * (domain.md 7 severity)
 */
export const severities = (votes: readonly FirstVote[]): ReadonlyMap<string, SeverityReading> => {
  const [largest = []] = groupsOf(votes)
  const { severity } = effectsOf(largest)
  return new Map([...grouped(votes, ({ rater }) => rater)].map(([rater, own]) => [rater, readingOf(own, severity.size > 1 && severity.has(rater), severity.get(rater) ?? 0)]))
}
