import { dimensionsOf } from '@unanimous/rounds'
import type { Engine } from '@unanimous/testing'
import { expect, onTestFinished, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { rolesOf, signUpPair, sit, until } from '../support/past-rounds.ts'
import { freshId } from '../support/person.ts'
import { download } from '../support/portable.ts'
import { startApp } from '../support/start-app.ts'
import { stoppedClock } from '../support/turned-clock.ts'
import { consoleOf } from '../support/whole-round.ts'

interface Recorded {
  readonly evidence: readonly { readonly id: string; readonly atMs: number; readonly lastsMs?: number }[]
}
const silencesIn = ({ evidence }: Recorded) => evidence.filter(({ id }) => id.startsWith('silence:')).map(({ id, atMs, lastsMs }) => [id, atMs, lastsMs])

/** A coding round in its sixth minute, whose candidate has typed two minutes of it without a word. */
const holdSilently = async (engine: Engine) => {
  const app = await startApp({ engine, clock: stoppedClock(Date.UTC(2026, 9, 24, 9)) })
  const pair = await signUpPair(app.url, app.clock)
  onTestFinished(() => [pair.ann, pair.ben].forEach(person => person.drop()))
  const { session, rounds: [planned] } = await sit(pair, { bothWays: false, kind: 'coding' })
  const round = planned?.round ?? ''
  const { by, of } = rolesOf(pair, round)
  for (const person of [by, of]) await person.send('agree-narration', { session, agreed: true })
  await by.send('start-round', { round })
  await until(() => by.views.get(round)?.view.status === 'running')
  const count = (fromS: number, seconds: number, spoke = '0') => of.send('count-narration', { round, fromS, approximate: false, spoke: spoke.repeat(seconds), typed: '1'.repeat(seconds) })
  app.clock.forward(300_000)
  for (const fromS of [60, 120]) await count(fromS, 60)
  await until(() => consoleOf(by, round).silentSinceS === 60)
  const isOver = () => until(() => consoleOf(by, round).silentSinceS === undefined)
  return { app, by, of, session, round, count, isOver }
}

eachEngine('a silence on %s', engine => {
  test('is evidence to cite on the card of its interviewer, and its candidate reads it once the card is open', async () => {
    const { app, by, of, session, round, count, isOver } = await holdSilently(engine)
    expect(silencesIn(consoleOf(by, round))).toEqual([['silence:60', 60_000, undefined]])
    await count(180, 5, '8')
    await isOver()
    const told = [['silence:60', 60_000, 240_000]]
    expect(silencesIn(consoleOf(by, round))).toEqual(told)
    app.clock.forward(55 * 60_000)
    await by.send('end-round', { round })
    const { record, dimensions } = await by.read('scorecard', { round })
    expect(silencesIn(record)).toEqual(told)
    expect(dimensions.find(({ id }) => id === 'coding.narration')?.suggestedEvidence).toEqual(['silence:60'])
    expect((await download(by, 'html')).text).toContain('Silent for 4:00')

    const others = dimensionsOf('coding').filter(({ id }) => id !== 'coding.narration')
    for (const { id, name } of others) await by.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: name, dimensions: [id], polarity: '+' })
    const ratings = Object.fromEntries(dimensionsOf('coding').map(({ id }) => [id, 2 as const]))
    await by.send('file-scorecard', { round, version: 0, draft: { ratings, vote: 2 }, opensBoth: false })
    await of.read('self-estimate', { round })
    expect(JSON.stringify(of.received)).not.toMatch(/silence:|silentSince|lastsMs/)
    await of.send('file-self-estimate', { round, version: 0, draft: { guesses: ratings, vote: 2 }, opensBoth: true })
    const opened = await of.read('card', { round })
    expect(silencesIn(opened.record)).toEqual(told)
    expect(opened.card?.dimensions.find(({ id }) => id === 'coding.narration')?.evidence).toEqual(['silence:60'])
    expect((await of.read('debrief', { session })).state).toBe('opened')
  })

  test('is over where nobody counted, though the typing goes on without a word after it', async () => {
    const { by, round, count, isOver } = await holdSilently(engine)
    await count(190, 5)
    await isOver()
    expect(silencesIn(consoleOf(by, round)).map(([id]) => id)).toEqual(['silence:60'])
  })

  test('goes when either takes back that anything is counted, after the round too', async () => {
    const { by, of, session, round, count, isOver } = await holdSilently(engine)
    await of.send('agree-narration', { session, agreed: false })
    await isOver()
    expect(silencesIn(consoleOf(by, round))).toEqual([])
    await of.send('agree-narration', { session, agreed: true })
    for (const fromS of [60, 120]) await count(fromS, 60)
    await until(() => consoleOf(by, round).silentSinceS === 60)
    await by.send('end-round', { round })
    expect(silencesIn((await by.read('scorecard', { round })).record)).toEqual([['silence:60', 60_000, 240_000]])
    await by.send('agree-narration', { session, agreed: false })
    expect(silencesIn((await by.read('scorecard', { round })).record)).toEqual([])
  })
})
