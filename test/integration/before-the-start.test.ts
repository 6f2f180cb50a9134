import { loadBank } from '@unanimous/bank'
import { schema } from '@unanimous/db'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createRoundBook } from '../../apps/server/src/features/rounds/round-book.ts'
import { readEvents } from '../../apps/server/src/features/rounds/round-log.ts'
import { freshId, meet } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'

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
    const { seat = '' } = inviter.session?.you ?? {}
    await inviter.send('deal-again', { round })
    await inviter.send('start-round', { round })
    // As a process does that was told of the start while it held the older plan.
    book.applied(round, await readEvents(db(), round, 1))
    expect(await packs()).toEqual(await dealt())
    const started = await book.upToDate(db(), round)
    expect(started?.state().status).toBe('running')
    expect(started?.counter(seat)).toBe((await inviter.read('round-view', { round })).counter)
    expect(await book.upToDate(db(), round)).toBe(started)
  })
})
