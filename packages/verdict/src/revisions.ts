import type { Loop, RefusedRevision, Revision, RevisionProblem, VotedCard } from './loop.ts'
import type { Vote } from './votes.ts'

interface Revised {
  readonly cards: readonly VotedCard[]
  readonly refused: readonly RefusedRevision[]
  readonly done: readonly string[]
}

const ALLOWED_MOVES: Readonly<Record<Vote, readonly Vote[]>> = { 1: [], 2: [3], 3: [2], 4: [2] }

const problemOf = (revision: Revision, from: Vote | undefined, done: readonly string[]): RevisionProblem | undefined => {
  if (from === undefined) return 'no-such-vote'
  if (from === 1) return 'strong-no-stands'
  if (done.includes(revision.rater)) return 'already-revised'
  if (!ALLOWED_MOVES[from].includes(revision.to)) return 'move-not-allowed'
  if (revision.reason.trim() === '') return 'not-in-writing'
  return revision.evidence.length === 0 ? 'no-evidence' : undefined
}

const withVote = (card: VotedCard, revision: Revision): VotedCard =>
  card.round === revision.round
    ? { ...card, raters: card.raters.map(vote => (vote.rater === revision.rater ? { ...vote, vote: revision.to } : vote)) }
    : card

const applyOne = (state: Revised, revision: Revision, barred: RevisionProblem | undefined): Revised => {
  const card = state.cards.find(each => each.round === revision.round)
  const from = card?.raters.find(vote => vote.rater === revision.rater)?.vote
  const problem = barred ?? problemOf(revision, from, state.done)
  if (problem === undefined) {
    return { ...state, cards: state.cards.map(each => withVote(each, revision)), done: [...state.done, revision.rater] }
  }
  const refused: RefusedRevision = {
    revision,
    problem,
    ...(card !== undefined && { seat: card.seat }),
    ...(from !== undefined && { from }),
  }
  return { ...state, refused: [...state.refused, refused] }
}

/**
 * Applies the debrief revisions to counted cards, in the order in which they were written, and says which were refused.
 * `allRevealed` is false while a required round is missing or after the loop has ended.
 */
export const applyRevisions = (loop: Loop, counted: readonly VotedCard[], allRevealed: boolean): Omit<Revised, 'done'> => {
  const barred = !loop.options.debriefRevision ? 'not-offered' : allRevealed ? undefined : 'not-all-revealed'
  return (loop.revisions ?? []).reduce<Revised>(
    (state, revision) => applyOne(state, revision, barred),
    { cards: counted, refused: [], done: [] },
  )
}
