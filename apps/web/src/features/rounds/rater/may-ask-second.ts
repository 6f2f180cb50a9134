import type { SessionView } from '@unanimous/protocol'

const withVote = ({ kind }: SessionView['rounds'][number]) => kind !== 'recruiter'

/** Whether this seat may ask for one now: it interviews in the present round, which has a vote, and nobody was asked for yet. */
export const mayAskSecond = ({ rounds, currentRound, second, peer }: SessionView): boolean => {
  const round = rounds.find(each => each.round === currentRound)
  return second === null && peer !== null && round?.youAre === 'interviewer' && withVote(round) && (round.state === 'planned' || round.state === 'running')
}

/** Whether anything is to be said of a second rater in a room. */
export const speaksOfSecond = ({ second, ratedWith, revealedAt }: SessionView): boolean => second !== null && !ratedWith && revealedAt === null
