import type { Engine } from '@unanimous/testing'
import { expect, onTestFinished, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { outcomeOf, type Person } from '../support/person.ts'
import { consoleOf } from '../support/whole-round.ts'
import { exportOf } from '../support/portable.ts'
import { rolesOf, signUpPair, sit, until } from '../support/past-rounds.ts'
import { startApp } from '../support/start-app.ts'

const start = async (engine: Engine, kind: 'coding' | 'culture' = 'coding') => {
  const app = await startApp({ engine })
  const pair = await signUpPair(app.url, app.clock)
  onTestFinished(() => [pair.ann, pair.ben].forEach(person => person.drop()))
  const { session, rounds: [planned] } = await sit(pair, { bothWays: false, kind })
  const round = planned?.round ?? ''
  const { by, of } = rolesOf(pair, round)
  const agree = async (name: 'agree-narration' | 'agree-recording', agreed: boolean, ...people: readonly Person[]) => {
    for (const person of people) await person.send(name, { session, agreed })
  }
  const begin = async () => {
    await by.send('start-round', { round })
    await until(() => by.views.get(round)?.view.status === 'running')
  }
  const count = (who: Person, fromS: number, seconds: number, spoke = '0', typed = '1') =>
    who.send('count-narration', { round, fromS, approximate: false, spoke: spoke.repeat(seconds), typed: typed.repeat(seconds) })
  const kept = async () => (await app.storage.pool.query<{ spoke: string }>('select * from narration order by seat')).rows
  return { app, by, of, session, round, agree, begin, count, kept }
}

eachEngine('counting on %s', engine => {
  test('is refused until both agree, while nothing runs, ahead of the clock, and in any other shape', async () => {
    const { app, by, of, round, agree, begin, count, kept } = await start(engine)
    await begin()
    app.clock.forward(120_000)
    expect(await outcomeOf(count(of, 0, 10))).toBe('narration/not-agreed')
    await agree('agree-narration', true, of)
    expect(await outcomeOf(count(of, 0, 10))).toBe('narration/not-agreed')
    await agree('agree-narration', true, by)
    expect(await kept()).toEqual([])
    await count(of, 0, 10)
    await count(by, 0, 10, 'a', '0')
    expect(await outcomeOf(count(of, 1_200, 10))).toBe('narration/ahead')
    expect(await outcomeOf(of.send('count-narration', { round, fromS: 0, approximate: false, spoke: '00', typed: '1' }))).toBe('narration/uneven')
    for (const spoke of ['b', '', '0'.repeat(61), '.', '00\n']) {
      expect(await outcomeOf(of.send('count-narration', { round, fromS: 0, approximate: false, spoke, typed: '0' }))).toBe('input/invalid')
    }
    expect((await kept()).map(row => row.spoke).toSorted()).toEqual(['0'.repeat(10), 'a'.repeat(10)])
  })

  test('two minutes of silent typing are told to the interviewer alone, until the candidate speaks', async () => {
    const { app, by, of, round, agree, begin, count } = await start(engine)
    await agree('agree-narration', true, by, of)
    await begin()
    app.clock.forward(300_000)
    await count(by, 0, 60)
    await count(by, 60, 60)
    await count(of, 0, 60)
    await count(of, 60, 59)
    expect(consoleOf(by, round).silentSinceS).toBeUndefined()
    await count(of, 119, 1)
    expect(await until(() => consoleOf(by, round).silentSinceS?.toString())).toBe('0')
    await count(of, 120, 5, '8')
    await until(() => consoleOf(by, round).silentSinceS === undefined)
    expect(JSON.stringify(of.received)).not.toMatch(/silentSince|silence-noticed/)
  })

  test('taking it back removes what was counted and the cue with it', async () => {
    const { app, by, of, round, agree, begin, count, kept } = await start(engine)
    await agree('agree-narration', true, by, of)
    await begin()
    app.clock.forward(300_000)
    for (const fromS of [0, 60]) await count(of, fromS, 60)
    await until(() => consoleOf(by, round).silentSinceS === 0)
    await agree('agree-narration', false, of)
    await until(() => consoleOf(by, round).silentSinceS === undefined)
    expect(await kept()).toEqual([])
    expect(await outcomeOf(count(by, 0, 5))).toBe('narration/not-agreed')
    const { rows } = await app.storage.pool.query('select subject, agreed from consent order by at, seq')
    expect(rows.toSorted((a, b) => Number(a['agreed']) - Number(b['agreed']))).toEqual([{ subject: 'narration', agreed: false }, { subject: 'narration', agreed: true }, { subject: 'narration', agreed: true }])
  })

  test('is in the export of whoever it is of, and goes with their account', async () => {
    const { app, by, of, session, round, agree, begin, count, kept } = await start(engine)
    await agree('agree-narration', true, by, of)
    await agree('agree-recording', true, by, of)
    await begin()
    app.clock.forward(300_000)
    await count(of, 0, 10)
    await count(by, 0, 10, 'a', '0')
    await by.send('start-recording', { session, video: false })
    const [mine, theirs] = [await exportOf(of), await exportOf(by)].map(file => file.sessions.find(each => each.id === session))
    expect(mine?.rounds.find(each => each.id === round)?.narration).toEqual({ spoke: '0'.repeat(10), typed: '1'.repeat(10), approximate: false })
    expect(theirs?.rounds.find(each => each.id === round)?.narration?.spoke).toBe('a'.repeat(10))
    expect(mine?.consents.map(({ subject, agreed }) => [subject, agreed]).toSorted()).toEqual([['narration', true], ['recording', true]])
    expect([mine?.recordings.length, theirs?.recordings.length]).toEqual([0, 1])
    await of.post('delete-account', { password: 'correct horse battery' })
    expect((await kept()).map(row => row.spoke)).toEqual(['a'.repeat(10)])
    const { rows } = await app.storage.pool.query<{ count: string }>('select count(*) from consent')
    expect(Number(rows[0]?.count)).toBe(2)
  })

  test('in a talk there is no cue', async () => {
    const { app, by, of, round, agree, begin, count, kept } = await start(engine, 'culture')
    await agree('agree-narration', true, by, of)
    await begin()
    app.clock.forward(300_000)
    for (const fromS of [0, 60, 120]) await count(of, fromS, 60)
    expect(await kept()).toHaveLength(1)
    expect(consoleOf(by, round).silentSinceS).toBeUndefined()
  })
})

eachEngine('recording on %s', engine => {
  test('is refused until both agree, is shown to both, and either stops it', async () => {
    const { app, by, of, session, agree } = await start(engine)
    const begin = (who: Person) => who.send('start-recording', { session, video: false })
    expect(await outcomeOf(begin(by))).toBe('recording/not-agreed')
    await agree('agree-recording', true, by)
    expect(await outcomeOf(begin(by))).toBe('recording/not-agreed')
    await agree('agree-recording', true, of)
    const { recording } = await begin(by)
    expect(await outcomeOf(begin(by))).toBe('recording/running')
    await until(() => of.session?.recordings.length === 1 && by.session?.recordings.length === 1)
    expect([by.session?.recordings, of.session?.recordings]).toMatchObject([[{ recording, by: 'you', video: false }], [{ recording, by: 'peer', video: false }]])
    await of.send('stop-recording', { session })
    await until(() => of.session?.recordings.length === 0 && by.session?.recordings.length === 0)
    const { rows } = await app.storage.pool.query('select id from recording where stopped_at is not null')
    expect(rows).toEqual([{ id: recording }])
  })

  test('ends when either takes their word back, and when whoever records has gone', async () => {
    const { by, of, session, agree } = await start(engine)
    await agree('agree-recording', true, by, of)
    await by.send('start-recording', { session, video: true })
    await until(() => of.session?.recordings.length === 1)
    await agree('agree-recording', false, of)
    await until(() => by.session?.recordings.length === 0)
    expect(await outcomeOf(by.send('start-recording', { session, video: false }))).toBe('recording/not-agreed')
    await agree('agree-recording', true, of)
    await by.send('start-recording', { session, video: false })
    await until(() => of.session?.recordings.length === 1)
    by.drop()
    await until(() => of.session?.recordings.length === 0)
  })
})
