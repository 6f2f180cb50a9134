import { loadBank } from '@unanimous/bank'
import { schema } from '@unanimous/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRoundBook } from '../../apps/server/src/features/rounds/round-book.ts'
import { readEvents } from '../../apps/server/src/features/rounds/round-log.ts'
import { eachEngine } from '../support/each-engine.ts'
import { freshId, meet, outcomeOf } from '../support/person.ts'
import { openApp, startApp, type RunningApp } from '../support/start-app.ts'

let running: RunningApp
beforeAll(async () => { running = await openApp() })
afterAll(() => running.close())

const db = () => running.storage.db

/** A round that waits, with a note of its interviewer's, and a book that has read it. */
const readOnce = async () => {
  const { inviter, other, session } = await meet(running.url, { bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  await inviter.send('write-note', { round, note: freshId(), text: 'before the start' })
  const book = createRoundBook(loadBank())
  const first = await book.upToDate(db(), round)
  const dealt = async () => (await db().select({ packs: schema.round.packs }).from(schema.round).where(eq(schema.round.id, round))).flatMap(({ packs }) => packs.map(({ id }) => id))
  const packs = async () => (await book.upToDate(db(), round))?.state().setup.packs.map(({ id }) => id)
  return { inviter, other, session, round, book, first, dealt, packs }
}

describe('a round that waits', () => {
  test('is not read from its beginning again while its plan stands, and is once it has changed', async () => {
    const { inviter, session, round, book, first, dealt, packs } = await readOnce()
    await inviter.send('write-note', { round, note: freshId(), text: 'another' })
    expect(await book.upToDate(db(), round)).toBe(first)
    expect(first?.state().notes.map(({ text }) => text)).toEqual(['before the start', 'another'])
    const before = await dealt()
    await inviter.send('deal-again', { round })
    expect(await dealt()).not.toEqual(before)
    expect(await packs()).toEqual(await dealt())
    const second = await book.upToDate(db(), round)
    expect(second).not.toBe(first)
    expect(second?.state().notes).toEqual(first?.state().notes)
    await inviter.send('set-plan', { session, kinds: ['coding'], stretch: 1.5 })
    expect((await book.upToDate(db(), round))?.state().setup.stretch).toBe(1.5)
  })

  test('is the one that was started, also for whoever had read it as it was planned before', async () => {
    const { inviter, round, book, dealt, packs } = await readOnce()
    await inviter.send('deal-again', { round })
    await inviter.send('start-round', { round })
    // As a process does that was told of the start while it held the older plan.
    book.applied(round, await readEvents(db(), round, 1))
    expect(await packs()).toEqual(await dealt())
    const started = await book.upToDate(db(), round)
    expect(started?.state().status).not.toBe('waiting')
    expect(await book.upToDate(db(), round)).toBe(started)
  })
})

describe('a round that is not held any more does not start', () => {
  /** Two who have held one round and have another before them. */
  const between = async (url: string) => {
    const { inviter, other, session } = await meet(url)
    const [first = '', second = ''] = inviter.session?.rounds.map(({ round }) => round) ?? []
    await inviter.send('start-round', { round: first })
    await inviter.send('end-round', { round: first })
    return { inviter, other, session, second }
  }
  const rowOf = async (round: string) => (await db().select({ state: schema.round.state, startedAt: schema.round.startedAt }).from(schema.round).where(eq(schema.round.id, round)))[0]

  test('once it was called off', async () => {
    const { inviter, other, session, second } = await between(running.url)
    await inviter.send('drop-round', { session })
    expect(await outcomeOf(other.send('start-round', { round: second }))).toBe('round/not-its-turn')
    expect(await rowOf(second)).toEqual({ state: 'dropped', startedAt: null })
    expect((await other.read('round-view', { round: second })).view.status).toBe('waiting')
  })

  eachEngine('on %s', engine => {
    test('nor is it called off once it has, whoever comes first', async () => {
      const { url } = await startApp({ engine })
      for (let count = 0; count < 3; count += 1) {
        const { inviter, other, session, second } = await between(url)
        const outcomes = await Promise.all([outcomeOf(inviter.send('drop-round', { session })), outcomeOf(other.send('start-round', { round: second }))])
        expect([['ok', 'round/not-its-turn'], ['round/nothing-to-drop', 'ok']]).toContainEqual(outcomes)
        const isHeld = outcomes[1] === 'ok'
        expect((await other.read('session', { session })).rounds.find(({ round }) => round === second)?.state).toBe(isHeld ? 'running' : 'dropped')
        expect((await other.read('round-view', { round: second })).view.status === 'waiting').toBe(!isHeld)
      }
    })
  })

  test('once the other one has gone for good', async () => {
    const { inviter, other } = await meet(running.url, { bothWays: false })
    const round = inviter.session?.rounds[0]?.round ?? ''
    await other.post('delete-account', { password: 'correct horse battery' })
    expect(await outcomeOf(inviter.send('start-round', { round }))).toBe('round/not-its-turn')
    expect(await rowOf(round)).toEqual({ state: 'dropped', startedAt: null })
  })
})
