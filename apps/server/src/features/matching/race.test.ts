import { loadBank } from '@unanimous/bank'
import { schema } from '@unanimous/db'
import { engines, isMissing, openTestStorage, type TestStorage } from '@unanimous/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemIds, systemRandom } from '../../platform/ids.ts'
import { createSession } from '../rooms/create-session.ts'
import { createDealer } from '../rooms/deal.ts'
import { createWorld } from './matching-world.ts'

const making = createSession(systemIds, createDealer({ bank: loadBank(), random: systemRandom }))
/** A pass that found no free connection on a busy machine is made again after this long. */
const retryMs = 5_000
const crowd = async (world: ReturnType<typeof createWorld>, size: number) => {
  const people: string[] = []
  for (let index = 0; index < size; index += 1) people.push(await world.person(`peer ${index}`))
  return people
}

for (const engine of engines) describe.skipIf(engine === 'postgres' && isMissing('postgresql'))(`many at once, over ${engine}`, () => {
  let storage: TestStorage
  beforeAll(async () => {
    storage = await openTestStorage({ engine })
  })
  afterAll(() => storage.close())
  beforeEach(() => createWorld(storage, making).clear())

  it.each([[2, 1], [3, 2], [8, 1], [21, 2]])('%i people over %i processes make half as many sessions, and nobody is in two', async (size, processes) => {
    const world = createWorld(storage, making, processes)
    const people = await crowd(world, size)
    await Promise.all(people.map(person => world.joins(person)))
    await world.turn(retryMs)
    await Promise.all(people.map(person => world.answers(person, 'accept-offer')))

    const sessions = await storage.db.select().from(schema.session)
    expect(sessions).toHaveLength(Math.floor(size / 2))
    const seats = await storage.db.select().from(schema.seat)
    expect(new Set(seats.map(seat => seat.person)).size).toBe(seats.length)
    const states = (await Promise.all(people.map(person => world.view(person)))).map(view => view.state).toSorted()
    expect(states).toEqual([...people.slice(size % 2).map(() => 'matched'), ...people.slice(0, size % 2).map(() => 'waiting')])
  })

  it('two who accept in the same instant get one session', async () => {
    const world = createWorld(storage, making, 2)
    const [ada = '', ben = ''] = await crowd(world, 2)
    await Promise.all([ada, ben].map(person => world.joins(person)))
    await Promise.all([ada, ben, ada, ben].map(person => world.answers(person, 'accept-offer')))
    expect(await world.sessionsOf(ada)).toHaveLength(1)
    expect(await world.sessionsOf(ben)).toEqual(await world.sessionsOf(ada))
  })

  it('the same person joining from several tabs and processes waits once', async () => {
    const world = createWorld(storage, making)
    const other = createWorld(storage, making)
    const ada = await world.person('ada')
    const outcomes = await Promise.all([world.joins(ada), world.joins(ada), other.joins(ada), other.joins(ada)])
    expect(outcomes.filter(outcome => outcome === 'matching/already-waiting')).toHaveLength(3)
    expect(await storage.db.select().from(schema.queueTicket)).toHaveLength(1)
  })

  it('one leaves while the other is found: nobody stays in an offer alone', async () => {
    const world = createWorld(storage, making, 2)
    const [ada = '', ben = ''] = await crowd(world, 2)
    await world.joins(ada)
    await Promise.all([world.joins(ben), world.does(ada, 'leave-queue', {})])
    expect((await world.view(ada)).state).toBe('idle')
    expect((await world.view(ben)).state).toBe('waiting')
  })
})
