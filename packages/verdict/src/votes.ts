import type { LoopSeat } from '@unanimous/rounds'

/** 1 strong no, 2 no, 3 yes, 4 strong yes; always "at the target level". (domain.md 1.1) */
export type Vote = 1 | 2 | 3 | 4

/** A seat of a loop whose round is voted on: all but the recruiter's screen, which advances or holds. */
export type VotingSeat = Exclude<LoopSeat, 'recruiter'>

/**
 * What each round weighs. Weights order practice, size the ring's arcs and rank reasons; they never enter a
 * verdict, and no sum or share of them is shown. Design outweighs all coding together. (domain.md 1.1)
 */
export const WEIGHTS: Readonly<Record<VotingSeat, number>> = {
  hm: 6,
  tech: 2,
  coding1: 4,
  coding2: 4,
  sd: 14,
  culture: 10,
  deep: 4,
}

const ALWAYS_REQUIRED: readonly VotingSeat[] = ['hm', 'tech', 'coding1', 'coding2', 'sd', 'culture']

/** The seats a loop needs before it can close, in the recommended order; `deep` only when declared at its creation. */
export const requiredSeats = (loop: { readonly deepDeclared: boolean }): readonly VotingSeat[] =>
  loop.deepDeclared ? [...ALWAYS_REQUIRED, 'deep'] : ALWAYS_REQUIRED

const CHAMPION_SEATS: readonly LoopSeat[] = ['hm', 'sd', 'culture', 'deep']

/** Whether somebody who voted in a round would argue for the hire: only in these seats, and by a first vote, does a strong yes. (domain.md 1.4) */
export const isChampioned = (seat: LoopSeat, firstVotes: readonly Vote[]): boolean => CHAMPION_SEATS.includes(seat) && firstVotes.includes(4)

/** The vote of a round with one or two raters is the lowest; undefined when nobody voted. */
export const lowestVote = (votes: readonly Vote[]): Vote | undefined =>
  votes.reduce<Vote | undefined>((lowest, vote) => (lowest === undefined || vote < lowest ? vote : lowest), undefined)
