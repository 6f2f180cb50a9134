import { NO_OPTIONS } from '@unanimous/verdict'
import { expect, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { codeOf, endRound, fileCard, fileGuess, holdOneWay, holdRound, patiently, signUpPair, sit, beginRound, type Pair } from '../support/past-rounds.ts'
import { freshId, Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'

const minuteMs = 60_000

const start = async (options: Parameters<typeof startApp>[0] = {}) => {
  const app = await startApp(options)
  return { app, pair: await signUpPair(app.url, app.clock) }
}

const openLoop = ({ ann }: Pair) => patiently(() => ann.post('open-loop', { level: 'L5', deepDeclared: false, options: NO_OPTIONS }))
const board = (person: Person, loop: string) => patiently(() => person.read('loop', { loop }))
const rowOf = async (person: Person, loop: string, seat: string) => (await board(person, loop)).rows.find(row => row.seat === seat)
const packsOf = (person: Person, round: string) => person.session?.rounds.find(each => each.round === round)?.deal?.packs

/** Ben interviews Ann for her loop and ends it after these minutes, by himself. */
const cutShort = async (pair: Pair, loop: string, minutes: number): Promise<string> => {
  const { rounds: [planned] } = await sit(pair, { bothWays: false, kind: 'sd', loop, loopSeat: 'sd' })
  const round = planned?.round ?? ''
  const sights = [[2, '+', 'Asked for the peak first'], [minutes, '-', 'Never said what fails']] as const
  await beginRound(pair, round, sights)
  await patiently(() => pair.ben.send('end-round', { round }))
  return round
}

eachEngine('a round of a loop on %s', engine => {
  test('[W1 W2] that was cut short takes no vote, and its place is held again with another pack', async () => {
    const { pair } = await start({ engine })
    const { loop } = await openLoop(pair)
    const short = await cutShort(pair, loop, 30)
    const first = packsOf(pair.ben, short)
    expect(await codeOf(() => pair.ann.send('declare-loop-round', { round: short, loop, loopSeat: 'sd' }))).toBe('round/already-started')
    const voided = await board(pair.ann, loop)
    expect(voided.verdict).toMatchObject({ status: 'IN_PROGRESS', outlook: 'open' })
    expect(voided.rows.find(row => row.seat === 'sd')).toMatchObject({ counted: false })

    pair.clock.forward(48 * 60 * minuteMs)
    const { rounds: [again] } = await sit(pair, { bothWays: false, kind: 'sd', loop, loopSeat: 'sd' })
    const round = again?.round ?? ''
    expect(packsOf(pair.ben, round)).not.toEqual(first)
    await holdRound(pair, round)
    await fileCard(pair, round, 3, false)
    await fileGuess(pair, round, 3, true)
    expect(await rowOf(pair.ann, loop, 'sd')).toMatchObject({ counted: true, vote: 3 })
  }, 120_000)

  test('[W3 W8] no board moves before the reveal, and the one thing told is that the other has filed, once', async () => {
    const { app, pair } = await start({ engine })
    const { ann, ben } = pair
    const { loop } = await openLoop(pair)
    const { session, rounds: [planned] } = await sit(pair, { bothWays: false, kind: 'culture', loop, loopSeat: 'culture' })
    const round = planned?.round ?? ''
    await endRound(pair, round, await beginRound(pair, round))
    const outsider = await new Person(app.url).signUp('marten')
    const look = async () => [await board(ann, loop), await patiently(() => ann.read('metrics', {})), await patiently(() => ann.read('history', {}))]
    const before = await look()
    expect(ann.session?.peerHasFiled).toBe(false)
    await fileCard(pair, round, 1, false)
    await expect.poll(() => ann.session?.peerHasFiled).toBe(true)
    expect(await look()).toEqual(before)

    const told = ann.session
    await patiently(() => ben.send('reopen-scorecard', { round }))
    await fileCard(pair, round, 2, false)
    await patiently(() => ann.watch(session))
    expect(ann.session).toEqual(told)
    expect(await codeOf(() => outsider.read('debrief', { session }))).toBe('session/unknown')
    await fileGuess(pair, round, 3, true)
    expect(await rowOf(ann, loop, 'culture')).toMatchObject({ vote: 2 })
  }, 120_000)
})

test('[W4] a moderator has two causes to void a card, and no third', async () => {
  const { app, pair } = await start({ config: { MODERATORS: ['judge@example.org'] } })
  const judge = await new Person(app.url).signUp('judge')
  const { loop } = await openLoop(pair)
  await holdOneWay(pair, { kind: 'hm', loop, loopSeat: 'hm' }, 2)
  const round = (await rowOf(pair.ann, loop, 'hm'))?.round ?? ''
  expect(await codeOf(() => judge.post('void-card', { round, cause: 'harsh' as 'abuse', words: 'Too hard.' }))).toBe('input/invalid')
  expect(await codeOf(() => judge.post('void-card', { round, cause: 'abuse', words: ' ' }))).toBe('input/invalid')
  expect((await board(pair.ann, loop)).log).toEqual([])
  expect(await codeOf(() => judge.post('void-card', { round, cause: 'leaked-pack', words: 'The prompt stood in a public post.' }))).toBe('ok')
  expect((await board(pair.ann, loop)).log).toMatchObject([{ cause: 'leaked-pack', by: 'judge' }])
})

test('[W5] an opened card keeps every word, and carries one remark with its date', async () => {
  const { pair } = await start()
  const { loop } = await openLoop(pair)
  await holdOneWay(pair, { kind: 'hm', loop, loopSeat: 'hm' }, 2)
  const [row] = (await patiently(() => pair.ben.read('history', { kind: 'hm' }))).rows
  const round = row?.round ?? ''
  const card = () => patiently(() => pair.ann.read('card', { round }))
  const opened = await card()
  expect(await codeOf(() => pair.ben.send('reopen-scorecard', { round }))).toBe('scorecard/opened')
  const at = pair.clock.now()
  await patiently(() => pair.ben.send('append-remark', { round, text: 'In spring they priced it unasked.' }))
  expect(await codeOf(() => pair.ben.send('append-remark', { round, text: 'And once more.' }))).toBe('scorecard/remark-exists')
  expect(await codeOf(() => pair.ann.send('append-remark', { round, text: 'Thank you.' }))).toBe('round/not-your-role')
  const after = await card()
  expect(after.card?.remark).toMatchObject({ text: 'In spring they priced it unasked.' })
  expect(after.card?.remark?.at).toBeGreaterThanOrEqual(at)
  expect({ ...after.card, remark: null }).toEqual({ ...opened.card, remark: null })
})

test('[W11] whoever interviews is told nothing of the rounds their candidate has held', async () => {
  const { app, pair } = await start()
  await holdOneWay(pair, { kind: 'hm' }, 2)
  const [past] = (await patiently(() => pair.ann.read('history', {}))).rows
  const cy = await (await new Person(app.url).signUp('marten')).connect({ lasting: true })
  const { rounds: [planned] } = await sit({ ...pair, ann: cy, ben: pair.ann }, { bothWays: false })
  expect(planned?.youAre).toBe('interviewer')
  const asked = (round = freshId()) => codeOf(() => cy.read('card', { round }))
  expect([await asked(past?.round), await asked()]).toEqual(['scorecard/not-open', 'scorecard/not-open'])
  expect((await patiently(() => cy.read('history', {}))).rows).toEqual([])
  await patiently(() => cy.read('home', {}))
  const told = JSON.stringify(cy.received.map(({ body }) => body))
  for (const ofThePast of [past?.round, past?.session, 'osprey', 'Cancels stale heap entries']) expect(told).not.toContain(ofThePast)
})
