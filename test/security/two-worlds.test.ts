import { ROUND_KINDS } from '@unanimous/rounds'
import { expect, test } from 'vitest'
import { firstDifference, holdTwoRounds, usual, type Choices, type World } from '../support/two-rounds.ts'

/** Held once; every other world differs from it in one secret. */
let held: Promise<World> | undefined
const usualWorld = () => held ??= holdTwoRounds(usual)

test('the same seed gives the same messages twice', async () => {
  const world = await usualWorld()
  const again = await holdTwoRounds(usual)
  expect(firstDifference(world.candidate, again.candidate)).toBeUndefined()
  expect(firstDifference(world.interviewer, again.interviewer)).toBeUndefined()
  expect(world.candidate.join()).not.toContain('rate/too-many')
  expect(world.candidate.length).toBeGreaterThan(60)
})

const keptFromTheCandidate: Record<string, Partial<Choices>> = {
  'marks, ticks, hints, questions and how far the solution has come': { mark: 'struggled', tick: true, hintGiven: true, ownQuestion: true, leftUnsaidAnswered: true, solutionState: 3 },
  'notes, bookmarks and captured evidence': { note: 'Silent for two minutes.', evidence: true },
  'what the pack holds: costs of hints, an unfired prompt, cues, the key': {
    pack: pack => ({
      ...pack,
      interviewer: { ...pack.interviewer, hints: pack.interviewer.hints.map(hint => ({ ...hint, cost: 3 as const })), reference: { approach: 'another way', answerKey: 'another key' } },
      followups: pack.followups.map((node, index) => ({ ...node, strong: [...node.strong, 'one more thing to listen for'], weak: [], ...(index === pack.followups.length - 1 ? { ask: 'And in a hundred years?', minutes: 9 } : {}) })),
    }),
  },
  'a draft begun, a vote, a rating and the words of a card': { cardDraftBegun: true, vote: 2, rating: 2, keepDoing: 'Asked before drawing, and said what it would cost.' },
  'when a card was filed': { cardFiled: 'between' },
  'a filed card taken back': { cardTakenBack: true },
}

test.each(Object.entries(keptFromTheCandidate))('the candidate cannot tell %s', async (_, secret) => {
  const world = await usualWorld()
  const choices = { ...usual, ...secret }
  const other = await holdTwoRounds({ ...choices, pack: pack => (pack.id === world.pack ? choices.pack(pack) : pack) })
  expect(firstDifference(world.candidate, other.candidate)).toBeUndefined()
})

/** All that the interviewer of such a round does in silence, new to this kind or not. */
const silentWork: Partial<Choices> = {
  mark: 'struggled', tick: true, hintGiven: true, ownQuestion: true, leftUnsaidAnswered: true, solutionState: 1, evidence: true, counted: true, note: 'Silent for two minutes.', cardDraftBegun: true,
}

test.each(ROUND_KINDS.filter(kind => kind !== 'coding'))('the candidate of a %s round cannot tell what its interviewer counts, maps, ticks or marks', async kind => {
  const [quiet, busy] = [await holdTwoRounds({ ...usual, kind }), await holdTwoRounds({ ...usual, ...silentWork, kind })]
  expect(firstDifference(quiet.candidate, busy.candidate)).toBeUndefined()
  expect(firstDifference(quiet.interviewer, busy.interviewer)).toBeDefined()
})

const asTyped = (source: string) => source
/** Every secret kind of line in a ladder but what is asked in these rounds: the last of its steps, what to hear, a hint, the key. */
const secretly = (source: string) => ['Which structure do you swap, and what gets worse?', 'says for how long a plan may be old', 'What is a place here', 'marks a place as done when it is taken out']
  .reduce((text, line) => (text.includes(line) ? text.replace(line, `${line} Or not`) : expect.unreachable(line)), source).replace('at: approach_agreed, cost: 1', 'at: approach_agreed, cost: 2')

/** A question of the interviewer's own, as it came from its template. */
let asked: Promise<World> | undefined
const plainQuestion = { chosen: asTyped, mended: asTyped }
const ownWorld = () => asked ??= holdTwoRounds({ ...usual, own: plainQuestion })

test('a question of the interviewer\u2019s own is asked, and reaches the candidate', async () => {
  const { candidate, pack } = await ownWorld()
  expect(pack).toContain('.own-')
  expect(candidate.join()).toContain('Ring roads')
  expect(candidate.join()).not.toContain('rate/too-many')
})

test.each([
  ['what else stands in it', { ...plainQuestion, chosen: secretly }], ['that it was mended before the start', { ...plainQuestion, mended: secretly }],
])('the candidate of such a question cannot tell %s', async (_, own) => {
  const world = await ownWorld()
  const other = await holdTwoRounds({ ...usual, own })
  expect(firstDifference(world.candidate, other.candidate)).toBeUndefined()
  expect(other.interviewer.join()).toContain('Or not')
})

test('the candidate cannot tell that their interviewer was told of their silence', async () => {
  const [aloud, silently] = [await holdTwoRounds({ ...usual, narrated: 'aloud' }), await holdTwoRounds({ ...usual, narrated: 'silently' })]
  // What their own browser counted is the candidate's own, and what they read of it in the replay differs as they did.
  const butTheirOwn = ({ candidate }: typeof aloud) => candidate.map(message => message.replaceAll(/(?<="by":"you","spoke":")[\da.]+/g, spoke => 'x'.repeat(spoke.length)))
  expect(firstDifference(butTheirOwn(aloud), butTheirOwn(silently))).toBeUndefined()
  expect(silently.interviewer.join()).toContain('silentSinceS')
  expect(aloud.interviewer.join()).not.toContain('silentSinceS')
  expect(silently.interviewer.join()).toContain('silence:')
  for (const told of ['silentSinceS', 'silence:', 'lastsMs']) expect(silently.candidate.join()).not.toContain(told)
})

const keptFromTheInterviewer: Record<string, Partial<Choices>> = {
  'a note, a bookmark, a guess begun, a guess': { candidateNote: 'They sounded pleased.', guessDraftBegun: true, guess: 4 },
  'when a guess was filed': { guessFiled: 'between' },
}

test.each(Object.entries(keptFromTheInterviewer))('the interviewer cannot tell %s of the candidate', async (_, secret) => {
  expect(firstDifference((await usualWorld()).interviewer, (await holdTwoRounds({ ...usual, ...secret })).interviewer)).toBeUndefined()
})

/** The same two rounds with a second rater in the room. */
let rated: Promise<World> | undefined
const withSecond: Choices = { ...usual, second: true }
const ratedWorld = () => rated ??= holdTwoRounds(withSecond)

const keptFromTheRater: Record<string, Partial<Choices>> = {
  'marks, ticks, what was left unsaid and how far the solution has come': { mark: 'struggled', tick: true, leftUnsaidAnswered: true, solutionState: 3 },
  'notes, bookmarks and captured evidence of the interviewer': { note: 'Silent for two minutes.', evidence: true },
  'a draft begun, a vote, a rating and the words of the interviewer’s card': { cardDraftBegun: true, vote: 2, rating: 2, keepDoing: 'Asked before drawing, and said what it would cost.' },
  'when the interviewer’s card was filed, and that it was taken back': { cardFiled: 'between', cardTakenBack: true },
  'a note and a bookmark of the candidate, a guess begun, a guess and when it was filed': { candidateNote: 'They sounded pleased.', guessDraftBegun: true, guess: 4, guessFiled: 'between' },
}

test.each(Object.entries(keptFromTheRater))('the second rater cannot tell %s', async (_, secret) => {
  const world = await ratedWorld()
  expect(world.rater.length).toBeGreaterThan(40)
  expect(firstDifference(world.rater, (await holdTwoRounds({ ...withSecond, ...secret })).rater)).toBeUndefined()
})

const keptOfTheRater: Record<string, Partial<Choices>> = {
  'notes and captured evidence': { secondNote: 'They lean on their interviewer.', secondEvidence: true },
  'a draft begun, a vote, a rating and the words of a card': { secondDraftBegun: true, secondVote: 2, secondWords: 'Asked before drawing, and said what it would cost.' },
  'that a filed card was taken back': { secondTakenBack: true },
}

test.each(Object.entries(keptOfTheRater))('neither of the two can tell %s of the second rater', async (_, secret) => {
  const [world, other] = [await ratedWorld(), await holdTwoRounds({ ...withSecond, ...secret })]
  expect(firstDifference(world.candidate, other.candidate)).toBeUndefined()
  expect(firstDifference(world.interviewer, other.interviewer)).toBeUndefined()
  expect(firstDifference(world.rater, other.rater)).toBeDefined()
})

test('nor from a question that the interviewer asks after the rater has written', async () => {
  const [quiet, busy] = [{ ...withSecond, ownQuestion: true }, { ...withSecond, ownQuestion: true, secondNote: 'They lean on their interviewer.', secondEvidence: true }]
  expect(firstDifference((await holdTwoRounds(quiet)).interviewer, (await holdTwoRounds(busy)).interviewer)).toBeUndefined()
})

test('what is no secret is noticed, so a difference would be seen', async () => {
  const world = await usualWorld()
  const other = await holdTwoRounds({ ...usual, changeCardShown: true })
  expect(firstDifference(world.candidate, other.candidate)).toBeDefined()
  expect(firstDifference(world.interviewer, other.interviewer)).toBeDefined()
})
