import { bankFrom, loadBank } from '@unanimous/bank'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openDocument } from '../support/document.ts'
import { freshId, meet, Person } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'
import { caughtUp, consoleOf, orRefused } from '../support/whole-round.ts'

const bank = loadBank()
const one = bank.get('coding.nearest-fill-source')!
const solved = bank.solutions(one.id)

let running: RunningApp
beforeAll(async () => { running = await openApp({ bank: bankFrom([one]) }) })
afterAll(() => running.close())

const practiceOnly = 'loop/practice-only'
const noOptions = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }

/** A round of nothing but follow-ups that has begun, over the door named. */
const begin = async (by: 'socket' | 'http', codeLanguages: ('java' | 'kotlin' | 'python')[]) => {
  const { inviter, other, session } = await meet(running.url, { kind: 'coding', bothWays: false })
  await other.post('update-profile', { codeLanguages })
  const door = by === 'socket' ? inviter.send.bind(inviter) : inviter.post.bind(inviter)
  await door('set-plan', { session, kinds: ['extension'], stretch: 1.5 })
  await caughtUp(inviter)
  const [round] = inviter.session?.rounds ?? []
  await door('start-round', { round: round?.round ?? '' })
  await expect.poll(() => consoleOf(inviter, round?.round ?? '').status).toBe('running')
  return { inviter, other, session, round: round! }
}

describe.each(['socket', 'http'] as const)('a round of nothing but follow-ups, over %s', door => {
  test('takes 20 minutes, half as long again where that was asked for, and opens with the finished solution in the candidate\u2019s language', async () => {
    const { inviter, other, session, round } = await begin(door, ['kotlin', 'java'])
    expect([round.kind, round.minutes, round.stretch]).toEqual(['extension', 20, 1.5])
    await expect.poll(() => other.views.get(round.round)?.view).toMatchObject({ kind: 'extension', language: 'java', languages: ['typescript', 'python', 'java'], clock: { minutes: 30 } })
    const page = await openDocument(other, round.document)
    expect(Object.fromEntries(['typescript', 'python', 'java'].map(language => [language, page.text(`code:${language}`).toString()]))).toEqual(solved)
    expect(page.text('code:kotlin').toString()).toBe('')
    expect(consoleOf(inviter, round.round)).toMatchObject({ progress: [{ state: 'complete' }], phases: [{ phase: 'open' }, { phase: 'walk' }, { phase: 'followups' }, { phase: 'close' }] })
    expect((await other.read('session', { session })).rounds[0]).toMatchObject({ standing: 'practice', deal: null })
  })

  test('is rated on two dimensions, and its card and guess open together', async () => {
    const { inviter, other, session, round: { round } } = await begin(door, [])
    const node = `${one.id}/f2`
    await inviter.send('ask-follow-up', { round, node })
    await inviter.send('mark-follow-up', { round, node, mark: 'partial' })
    await inviter.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: 'I keep the second best too.', dimensions: ['coding.narration'], polarity: '+' })
    running.clock.forward(20 * 60_000)
    await inviter.send('end-round', { round })
    const both = { 'coding.extension_defence': 3, 'coding.narration': 3 } as const
    const foreign = { ...both, 'coding.problem_solving': 3 } as const
    expect(await orRefused(inviter[door === 'socket' ? 'send' : 'post']('file-scorecard', { round, version: 0, draft: { ratings: foreign, vote: 3 }, opensBoth: false }))).toBe('scorecard/foreign-dimension')
    await inviter.send('file-scorecard', { round, version: 0, draft: { ratings: both, vote: 3 }, opensBoth: false })
    await other.send('file-self-estimate', { round, version: 0, draft: { guesses: both, vote: 3 }, opensBoth: true })
    expect(await other.read('debrief', { session })).toMatchObject({ state: 'opened' })
    expect((await other.read('card', { round })).card?.dimensions.map(({ id }) => id)).toEqual(['coding.extension_defence', 'coding.narration'])
  })

  test('stands in no loop', async () => {
    const ann = await new Person(running.url).signUp(`ann-${freshId().slice(0, 6).replaceAll(/[-_]/g, 'x')}`)
    await ann.connect()
    const ask = door === 'socket' ? ann.send.bind(ann) : ann.post.bind(ann)
    const { loop } = await ann.post('open-loop', { level: 'L5', deepDeclared: false, options: noOptions })
    expect(await orRefused(ask('create-invite', { kind: 'extension', minutes: 60, bothWays: false, loop, loopSeat: 'coding1' }))).toBe(practiceOnly)
    const { other, round: { round } } = await (async () => {
      const met = await meet(running.url, { kind: 'extension', bothWays: false })
      return { ...met, round: met.inviter.session?.rounds[0] ?? { round: '' } }
    })()
    const own = await other.post('open-loop', { level: 'L5', deepDeclared: false, options: noOptions })
    expect(await orRefused(other[door === 'socket' ? 'send' : 'post']('declare-loop-round', { round, loop: own.loop, loopSeat: 'coding1' }))).toBe(practiceOnly)
  })
})

test('the bank without a solved pack deals none', async () => {
  const bare = await openApp({ bank: bankFrom([one], () => ({})) })
  try {
    const ann = await new Person(bare.url).signUp('ann')
    const ben = await new Person(bare.url).signUp('ben')
    const { code } = await ann.post('create-invite', { kind: 'extension', minutes: 60, bothWays: false })
    expect(await orRefused(ben.post('accept-invite', { code }))).toBe('packs/none-left')
  } finally {
    await bare.close()
  }
})
