import { ok, refuse } from '@unanimous/kernel'
import type { Instant, Random, Result } from '@unanimous/kernel'

/** What dealing needs to know of a pack. */
export interface DealablePack {
  readonly id: string
  /** The kind it is written for; a phone screen and a round of nothing but follow-ups are dealt from `coding`. */
  readonly kind: string
  readonly pattern?: string
  readonly teams: readonly string[]
  readonly level: 'L4' | 'L5'
  readonly dimensions: readonly string[]
}

/** A pack that a person has met, in whatever part. */
export interface SeenPack {
  readonly pack: string
  readonly as: 'candidate' | 'interviewer' | 'reader'
  readonly at: Instant
}

/** For whom and from what packs are dealt. */
export interface Deal<Pack extends DealablePack> {
  readonly kind: string
  readonly level: 'L4' | 'L5'
  readonly packs: readonly Pack[]
  readonly seenByCandidate: readonly SeenPack[]
  readonly seenByInterviewer: readonly SeenPack[]
  /** Patterns of the other coding round, of this session or this loop. */
  readonly otherPatterns: readonly string[]
  /** The candidate's weakest dimensions, named as the packs name theirs. */
  readonly weakestDimensions: readonly string[]
  /** Packs not to come again in this session: what is dealt to its other round, and what was just dealt and is dealt again. */
  readonly exclude: readonly string[]
  /** Teams of the job the candidate aims at, the likeliest first; empty when nothing is known of it, and one is drawn. */
  readonly teams: readonly string[]
}

/** A pack as dealt. `seen` is said aloud: the bank is exhausted for this pair, and one of them has met this pack. */
export interface DealtPack<Pack extends DealablePack> {
  readonly pack: Pack
  readonly seen: boolean
}

const DAY_MS = 24 * 60 * 60_000
/** Manager and culture prompts may return after this long. (domain.md 1.2.6) */
export const PROMPT_RETURN_MS = 30 * DAY_MS
const RETURNING: readonly string[] = ['hm', 'culture']
const CULTURE_PROMPTS = 3
const FROM_CODING: readonly string[] = ['tech', 'extension']

interface Candidate<Pack> {
  readonly pack: Pack
  readonly score: number
  /** When the candidate, else the interviewer, last met it. Interviewing with a pack again is welcome, so the candidate's counts first. */
  readonly candidateSawAt: number
  readonly interviewerSawAt: number
  readonly seen: boolean
  /** A design round of a known job comes from the likeliest team while it has an unseen pack. */
  readonly isTopDesign: boolean
  readonly tie: number
}

const NEVER = -Infinity

const lastSeen = (seen: readonly SeenPack[], pack: string, kind: string, now: Instant): number => {
  const instants = seen.filter(each => each.pack === pack).map(each => each.at)
  const last = Math.max(NEVER, ...instants)
  return RETURNING.includes(kind) && now - last >= PROMPT_RETURN_MS ? NEVER : last
}

const seenPatternShare = <Pack extends DealablePack>(deal: Deal<Pack>, pack: Pack): number => {
  const alike = deal.packs.filter(other => pack.pattern !== undefined && other.pattern === pack.pattern)
  const met = alike.filter(other => deal.seenByCandidate.some(each => each.pack === other.id))
  return alike.length === 0 ? 0 : met.length / alike.length
}

const teamsWanted = <Pack extends DealablePack>(deal: Deal<Pack>, packs: readonly Pack[], random: Random): readonly string[] => {
  if (deal.teams.length > 0) return deal.teams
  const drawn = drawTeam(packs, random)
  return drawn === undefined ? [] : [drawn]
}

const drawTeam = (packs: readonly DealablePack[], random: Random): string | undefined => {
  const teams = [...new Set(packs.flatMap(pack => pack.teams))].toSorted()
  return teams[Math.floor(random.next() * teams.length)]
}

const scoreOf = <Pack extends DealablePack>(deal: Deal<Pack>, pack: Pack, teams: readonly string[]): number =>
  3 * Number(teams.some(team => pack.teams.includes(team))) +
  2 * (1 - seenPatternShare(deal, pack)) +
  2 * Number(deal.weakestDimensions.some(dimension => pack.dimensions.includes(dimension))) +
  Number(pack.level === deal.level)

const candidatesOf = <Pack extends DealablePack>(deal: Deal<Pack>, now: Instant, random: Random): readonly Candidate<Pack>[] => {
  const kind = FROM_CODING.includes(deal.kind) ? 'coding' : deal.kind
  const fitting = deal.packs.filter(pack =>
    pack.kind === kind && !deal.exclude.includes(pack.id) && !(pack.pattern !== undefined && deal.otherPatterns.includes(pack.pattern)),
  )
  const measured = fitting.map(pack => {
    const candidateSawAt = lastSeen(deal.seenByCandidate, pack.id, kind, now)
    const interviewerSawAt = lastSeen(deal.seenByInterviewer, pack.id, kind, now)
    return { pack, candidateSawAt, interviewerSawAt, seen: Math.max(candidateSawAt, interviewerSawAt) > NEVER }
  })
  const fresh = measured.filter(each => !each.seen).map(each => each.pack)
  const teams = teamsWanted(deal, fresh.length > 0 ? fresh : fitting, random)
  const [top] = deal.teams
  return measured.map(each => ({
    ...each, score: scoreOf(deal, each.pack, teams), isTopDesign: kind === 'sd' && top !== undefined && each.pack.teams.includes(top), tie: random.next(),
  }))
}

const compare = (left: number, right: number): number => Number(left > right) - Number(left < right)

/** Unseen first, then longest ago; among equals the better score, then chance. */
const byWorth = <Pack>(left: Candidate<Pack>, right: Candidate<Pack>): number =>
  Number(left.seen) - Number(right.seen) ||
  compare(left.candidateSawAt, right.candidateSawAt) ||
  compare(left.interviewerSawAt, right.interviewerSawAt) ||
  Number(right.isTopDesign) - Number(left.isTopDesign) ||
  right.score - left.score ||
  left.tie - right.tie

const subsets = <T>(list: readonly T[], size: number): readonly (readonly T[])[] => {
  if (size === 0) return [[]]
  return list.flatMap((head, index) => subsets(list.slice(index + 1), size - 1).map(tail => [head, ...tail]))
}

const coverage = (set: readonly Candidate<DealablePack>[]): number => new Set(set.flatMap(each => each.pack.dimensions)).size

/** The widest cover of dimensions, then as few seen prompts as can be, then the better score. Sets come in order of worth, so the first of equals wins. */
const bestSet = <Pack extends DealablePack>(ranked: readonly Candidate<Pack>[], size: number): readonly Candidate<Pack>[] => {
  const worth = (set: readonly Candidate<Pack>[]): readonly number[] => [
    coverage(set),
    -set.filter(each => each.seen).length,
    set.reduce((sum, each) => sum + (each.seen ? 0 : each.score), 0),
  ]
  const sets = subsets(ranked, size).map(set => ({ set, worth: worth(set) }))
  const isBetter = (left: readonly number[], right: readonly number[]): boolean => {
    const differing = left.findIndex((value, index) => value !== right[index])
    return differing >= 0 && (left[differing] ?? 0) > (right[differing] ?? 0)
  }
  return sets.reduce((best, each) => (isBetter(each.worth, best.worth) ? each : best)).set
}

/**
 * Deals the packs of one round: three prompts for culture, else one, which neither of the two has met while there
 * is such a pack. When the bank is exhausted for the pair it deals the one seen longest ago, labelled seen. While
 * nothing is known of the job a team is drawn evenly. Refused only when the bank holds nothing for the round.
 */
export const dealPack = <Pack extends DealablePack>(deal: Deal<Pack>, now: Instant, random: Random): Result<readonly DealtPack<Pack>[]> => {
  const ranked = candidatesOf(deal, now, random).toSorted(byWorth)
  const count = Math.min(deal.kind === 'culture' ? CULTURE_PROMPTS : 1, ranked.length)
  if (count === 0) return refuse('packs/none-left', 'The bank holds no pack for this round beside the ones set aside.')
  const dealt = count === 1 ? ranked.slice(0, 1) : bestSet(ranked, count)
  return ok(dealt.map(({ pack, seen }) => ({ pack, seen })))
}
