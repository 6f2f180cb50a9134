import { expect, test } from 'vitest'
import { decisiveEvidence, decisiveSentence } from './index.ts'
import type { FiledScorecard, FiledVote, Revision } from './index.ts'

const yes: FiledVote = {
  form: 'vote', kind: 'coding', vote: 3, notAssessed: {}, keepDoing: 'Asks before coding.', changeOne: 'Say the price sooner.',
  ratings: [{ dimension: 'coding.problem_solving', rating: 3, evidence: ['asked'] }, { dimension: 'coding.narration', rating: 2, evidence: ['quiet', 'quieter'] }],
}
const no: FiledVote = { ...yes, vote: 2 }
const strongNo: FiledVote = { ...yes, vote: 1, strongNo: { sentence: 'Copied it.', evidence: ['pasted', 'owned up'] } }
const decided = (filed: FiledScorecard, revision?: Pick<Revision, 'reason' | 'evidence'>) => [decisiveSentence(filed, revision), decisiveEvidence(filed, revision)]

test('[V32] what a card says of its vote, and what was rated low', () => {
  expect(decided(yes)).toEqual(['Asks before coding.', ['quiet', 'quieter']])
  expect(decided(no)).toEqual(['Say the price sooner.', ['quiet', 'quieter']])
  expect(decided(strongNo)).toEqual(['Copied it.', ['pasted', 'owned up']])
  expect(decided({ form: 'screen', kind: 'recruiter', outcome: 'hold', changeOne: 'Say why us.' })).toEqual(['Say why us.', []])
})

test('[V32] of a revised vote its reason and what it cites, whichever way it went', () => {
  const revision = { reason: 'The base was mine, not theirs.', evidence: ['hint'] }
  expect(decided(yes, revision)).toEqual([revision.reason, ['hint']])
  expect(decided(no, revision)).toEqual([revision.reason, ['hint']])
})
