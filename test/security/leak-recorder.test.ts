import type { CommandInput } from '@unanimous/protocol'
import { dimensionsOf, ROUND_KINDS } from '@unanimous/rounds'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { canaryBank, canaryQuestion, freshCanary } from '../support/canary-bank.ts'
import { LeakRecorder } from '../support/leak-recorder.ts'
import { freshId, meet, type Person } from '../support/person.ts'
import { patiently } from '../support/past-rounds.ts'
import { seededRandom } from '../support/seeded.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'
import { consoleOf, holdRound, lastPackOf, orRefused, readEverything, releaseRecord, type Stage } from '../support/whole-round.ts'

const seed = process.env['TEST_SEED'] ?? 'a round like any other'
const canaries = canaryBank()
let running: RunningApp
beforeAll(async () => { running = await openApp({ bank: canaries.bank }) })
afterAll(() => running.close())

type Kind = CommandInput<'create-invite'>['kind']

/** A walk is faster than any person: where the server asks it to wait it waits. */
const patient = (person: Person): Person => {
  const send = person.send.bind(person)
  person.send = (name, input, id) => patiently(() => send(name, input, id))
  return person
}

const setStage = async (kind: Kind, seeded: string): Promise<Stage> => {
  const met = await meet(running.url, { kind, bothWays: false })
  const { session } = met
  const [inviter, other] = [patient(met.inviter), patient(met.other)]
  const round = inviter.session?.rounds[0]?.round ?? ''
  for (const person of [inviter, other]) await person.send('agree-replay', { session, agreed: true })
  const atInterviewer = new LeakRecorder(new Map(), new Set())
  atInterviewer.revealed = true
  const atCandidate = new LeakRecorder(canaries.secrets, canaries.costs)
  atCandidate.list(canaries.titles)
  if (kind !== 'coding' && kind !== 'tech') atCandidate.list(canaries.patterns)
  return {
    interviewer: inviter, candidate: other, session, round, random: seededRandom(seeded), canaries, atCandidate, atInterviewer, forward: ms => void running.clock.forward(ms),
  }
}

/** Writes and files the card, every field of it a secret; evidence in each dimension makes it a card that may be filed. */
const fileCard = async ({ interviewer, round, atCandidate }: Stage): Promise<string[]> => {
  const { kind } = consoleOf(interviewer, round)
  const told: string[] = []
  const write = (what: string) => {
    const canary = atCandidate.keep(freshCanary(), what)
    told.push(canary)
    return canary
  }
  for (const dimension of dimensionsOf(kind)) {
    await interviewer.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: write('late evidence'), dimensions: [dimension.id], polarity: '0' })
  }
  const written = { keepDoing: write('keep doing'), changeOne: write('change one') }
  const ratings = Object.fromEntries(dimensionsOf(kind).map(dimension => [dimension.id, 2 as const]))
  const draft = kind === 'recruiter' ? { ...written, screen: 'hold' as const } : { ...written, ratings, vote: 2 as const, disagreement: write('disagreement'), keeper: 'let_go' as const }
  const form = await interviewer.read('scorecard', { round })
  const { version } = await interviewer.send('save-scorecard', { round, version: form.version, draft })
  if (kind !== 'recruiter') {
    await interviewer.send('file-scorecard', { round, version, draft, opensBoth: false })
    const reopened = await interviewer.send('reopen-scorecard', { round })
    await interviewer.send('file-scorecard', { round, version: reopened.version, draft, opensBoth: false })
  }
  return told
}

const openEverything = async ({ interviewer, candidate, round }: Stage) => {
  const { kind } = consoleOf(interviewer, round)
  if (kind === 'recruiter') {
    const { version } = await interviewer.read('scorecard', { round })
    return interviewer.send('file-scorecard', { round, version, draft: { screen: 'hold', keepDoing: 'Go on like this.' }, opensBoth: true })
  }
  const guesses = Object.fromEntries(dimensionsOf(kind).map(dimension => [dimension.id, 3 as const]))
  return candidate.send('file-self-estimate', { round, version: 0, draft: { guesses, vote: 3 }, opensBoth: true })
}

/** Holds a whole round on a stage, files, opens, and looks at everything that either was told on the way. */
const holdAndLook = async (stage: Stage): Promise<void> => {
  const { candidate, interviewer, session, round, atCandidate, atInterviewer } = stage
  await holdRound(stage, 40)
  const pack = lastPackOf(stage)
  const told = await fileCard(stage)
  // A comment on a replay is sealed like a card.
  const comment = atCandidate.keep(freshCanary(), 'a comment on the replay')
  told.push(comment)
  await interviewer.send('comment-on-replay', { round, comment: freshId(), atMs: 0, text: comment })
  await interviewer.send('cut-clip', { round, clip: freshId(), name: comment, fromMs: 0, toMs: 1_000 })
  expect((await patiently(() => candidate.read('replay', { round }))).opened).toBe(false)
  await readEverything(candidate, { session, round, pack })
  expect(atCandidate.look(candidate.received)).toEqual([])

  releaseRecord(stage)
  atCandidate.list(canaries.patterns)
  atCandidate.release(told)
  await openEverything(stage)
  await readEverything(candidate, { session, round, pack })
  await readEverything(interviewer, { session, round, pack })
  expect(candidate.received.some(({ name }) => name.includes(`/history/${round}`))).toBe(true)
  expect((await patiently(() => candidate.read('debrief', { session }))).state).toBe('opened')
  expect((await patiently(() => candidate.read('replay', { round }))).opened).toBe(true)
  expect(atCandidate.look(candidate.received)).toEqual([])
  expect(atInterviewer.look(interviewer.received)).toEqual([])
}

test.each(ROUND_KINDS)('a candidate is told nothing of a %s round before its time, and of what was not asked nothing ever', async kind => {
  await holdAndLook(await setStage(kind, `${seed} ${kind}`))
}, 120_000)

test.each([['coding', 'graph'], ['sd', 'design'], ['culture', 'culture'], ['hm', 'manager']] as const)('nor of a %s round with a question that its interviewer wrote', async (kind, pattern) => {
  const own = canaryQuestion(pattern)
  const stage = await setStage(kind, `${seed} own ${kind}`)
  const { interviewer, round, atCandidate, candidate } = stage
  for (const [canary, what] of own.secrets) atCandidate.keep(canary, what)
  const { question } = await interviewer.send('import-question', { source: own.source })
  await interviewer.send('use-own-question', { round, question })
  await expect.poll(() => consoleOf(interviewer, round).packs[0]?.id).toMatch(/\.own-/)
  const [pack] = consoleOf(interviewer, round).packs
  expect(await orRefused(candidate.read('question', { question }))).toBe('question/unknown')
  const of: Stage['canaries']['of'] = id => (id === pack?.id ? own.of(pack) : canaries.of(id))
  await holdAndLook({ ...stage, canaries: { ...canaries, of } })
}, 120_000)
