import { ok, refuse } from '@unanimous/kernel'
import type { Result } from '@unanimous/kernel'
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

const SENTENCES: Readonly<Record<RevisionProblem, string>> = {
  'not-offered': 'This loop was opened without revisions; its votes stand as they were given.',
  'not-all-revealed': 'A vote is revised once every round of the loop is open, and never after the loop has ended early.',
  'no-such-vote': 'This vote does not count in the loop, so there is nothing to revise.',
  'strong-no-stands': 'A strong no is never revised.',
  'move-not-allowed': 'A revision turns a no into a yes, or a yes into a no. Nothing else.',
  'already-revised': 'Each interviewer may revise one vote of a loop, once. Yours has been revised.',
  'not-in-writing': 'Say in writing why; the candidate reads it.',
  'no-evidence': 'Cite at least one thing that was captured in this round.',
}

/**
 * What a refused revision is answered with: code `revision/<problem>` and its sentence. `captured` holds the ids of the
 * round's evidence from before the reveal, notes left out; citing anything else counts as citing nothing.
 */
export const answerRevision = (
  revision: Revision, refused: readonly RefusedRevision[], captured: readonly string[]
): Result<Revision> => {
  const found = refused.find(each => each.revision === revision)?.problem
  const problem = found ?? (revision.evidence.every(id => captured.includes(id)) ? undefined : 'no-evidence')
  return problem === undefined ? ok(revision) : refuse(`revision/${problem}`, SENTENCES[problem])
}
