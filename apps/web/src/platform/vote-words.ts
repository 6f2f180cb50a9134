import type { OpenedCard } from '@unanimous/protocol'
import { type Vote, votes } from '../ui/vote.tsx'

/** A vote as it travels: 1 strong no to 4 strong yes. */
export type VoteNumber = NonNullable<OpenedCard['vote']>

/** The vote as pages draw it. */
export const toVote = (vote: VoteNumber): Vote => votes[vote - 1] ?? 'no'

const numbers: Readonly<Record<Vote, VoteNumber>> = { 'strong-no': 1, no: 2, yes: 3, 'strong-yes': 4 }

/** The vote as it travels. */
export const toVoteNumber = (vote: Vote): VoteNumber => numbers[vote]
