import { loadBank } from '@unanimous/bank'
import { schema } from '@unanimous/db'
import { openTestStorage, type TestStorage } from '@unanimous/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemIds, systemRandom } from '../../platform/ids.ts'
import { createSession } from '../rooms/create-session.ts'
import { createDealer } from '../rooms/deal.ts'
import { createWorld, type World } from './matching-world.ts'

const making = createSession(systemIds, createDealer({ bank: loadBank(), random: systemRandom }))
const SECOND = 1_000
const MINUTE = 60 * SECOND

let storage: TestStorage
let world: World
let [ada, ben, cy] = ['', '', '']
beforeAll(async () => {
  storage = await openTestStorage({ engine: 'embedded' })
})
afterAll(() => storage.close())
beforeEach(async () => {
  world = createWorld(storage, making)
  await world.clear()
  ada = await world.person('ada')
  ben = await world.person('ben', 'Asia/Tokyo')
  cy = await world.person('cy')
})

const statesOf = async (...people: string[]) => (await Promise.all(people.map(person => world.view(person)))).map(view => view.state)
const meet = async (one: string, other: string) => {
  await world.joins(one)
  await world.joins(other)
  await world.answers(one, 'accept-offer')
  return world.answers(other, 'accept-offer')
}

describe('waiting', () => {
  it('shows the schedule, the place and who else is there', async () => {
    await world.joins(cy, { kind: 'sd' })
    expect(await world.joins(ada)).toMatchObject({
      state: 'waiting', inFront: false, relaxed: [], online: 2, searching: 2, wantSame: 0, medianWaitMs: null, joinedAt: world.now(),
      widening: [
        { afterMs: 0 }, { afterMs: MINUTE, relaxes: ['level', 'code-language'] }, { afterMs: 3 * MINUTE },
        { afterMs: 5 * MINUTE, suggests: true },
      ],
    })
    expect(await world.view(ben)).toEqual({ state: 'idle', online: 2, searching: 2, medianWaitMs: null })
  })

  it('refuses a second ticket, in whatever tab', async () => {
    await world.joins(ada)
    expect(await world.joins(ada, { kind: 'sd' })).toBe('matching/already-waiting')
    await world.joins(ben)
    expect(await world.joins(ada)).toBe('matching/already-waiting')
  })

  it('refuses whoever is in a round, and lets go of whoever begins one while waiting', async () => {
    await meet(ada, ben)
    const [session] = await world.sessionsOf(ada)
    await world.setRounds(session?.id ?? '', 'running')
    expect(await world.joins(ada)).toBe('matching/in-a-session')
    await storage.db.insert(schema.queueTicket).values({
      id: systemIds.fresh(), person: ben,
      criteria: { kind: 'coding', level: 'L5', codeLanguages: [], spokenLanguages: ['en'], direction: 'both-ways', minutes: 60 },
      joinedAt: world.now(), state: 'waiting',
    })
    await world.joins(cy)
    expect(await statesOf(ben, cy)).toEqual(['idle', 'waiting'])
  })

  it('ends when one leaves, once', async () => {
    await world.joins(ada)
    expect(await world.does(ada, 'leave-queue', {})).toEqual({})
    expect(await world.does(ada, 'leave-queue', {})).toBe('matching/not-waiting')
    expect(world.pushesTo(ada).map(view => view?.state)).toEqual(['waiting', 'idle'])
  })

  it('widens by the clock and says what it gave up', async () => {
    await world.joins(ada)
    await world.joins(ben, { level: 'L4' })
    await world.turn(MINUTE - 1)
    expect(await statesOf(ada, ben)).toEqual(['waiting', 'waiting'])
    await world.turn(1)
    expect(await world.view(ada)).toMatchObject({
      state: 'offered', relaxed: ['level'], peer: { handle: 'ben', level: 'L4', timeZone: 'Asia/Tokyo' },
    })
  })

  it('tells a waiting person when the search has widened', async () => {
    await world.joins(ada)
    await world.turn(MINUTE)
    expect(world.pushesTo(ada).at(-1)).toMatchObject({ state: 'waiting', relaxed: ['level', 'code-language'] })
  })

  it('sets no timer while nobody waits or when nothing more will widen', async () => {
    expect(world.pendingTimers()).toBe(0)
    await world.joins(ada)
    expect(world.pendingTimers()).toBe(1)
    await world.turn(MINUTE)
    await world.turn(2 * MINUTE)
    await world.turn(2 * MINUTE)
    expect(world.pendingTimers()).toBe(0)
    expect((await world.view(ada)).state).toBe('waiting')
  })

  it('avoids whom one met within seven days until the third minute', async () => {
    await meet(ada, ben)
    await world.turn(11 * MINUTE)
    await world.joins(ada)
    await world.joins(ben)
    expect(await statesOf(ada, ben)).toEqual(['waiting', 'waiting'])
    await world.turn(3 * MINUTE)
    expect(await world.view(ada)).toMatchObject({ state: 'offered', relaxed: ['recent-peer'] })
  })

  it('knows the median wait once five pairs were matched', async () => {
    for (let pair = 0; pair < 5; pair += 1) {
      expect(await world.view(cy)).toMatchObject({ medianWaitMs: null })
      const [one, other] = [await world.person(`one ${pair}`), await world.person(`other ${pair}`)]
      await world.joins(one)
      await world.turn(10 * SECOND)
      await meet(other, one)
      await world.turn(11 * MINUTE)
    }
    expect(await world.view(cy)).toMatchObject({ medianWaitMs: 5 * SECOND })
    await world.turn(14 * 24 * 60 * MINUTE)
    expect(await world.view(cy)).toMatchObject({ medianWaitMs: null })
  })
})

describe('a match', () => {
  it('leads to a session in which whoever waited longer is candidate first, each in the kind they asked for', async () => {
    await world.joins(ada, { kind: 'coding' })
    await world.turn(SECOND)
    await world.joins(ben, { kind: 'sd', minutes: 45 })
    await world.turn(3 * MINUTE)
    await world.answers(ben, 'accept-offer')
    const matched = await world.answers(ada, 'accept-offer')
    const [session] = await world.sessionsOf(ada)
    expect(matched).toEqual({ state: 'matched', session: session?.id })
    expect(await world.rounds(session?.id ?? '')).toMatchObject([
      { kind: 'coding', candidate: ada, minutes: 45 }, { kind: 'sd', candidate: ben, minutes: 45 },
    ])
    expect(world.pushesTo(ben).at(-1)).toEqual(matched)
  })

  it('one way holds one round, interviewed by the one who offered to', async () => {
    await world.joins(ada, { direction: 'one-way-interviewer' })
    await world.joins(ben, { direction: 'one-way-candidate' })
    await world.answers(ada, 'accept-offer')
    await world.answers(ben, 'accept-offer')
    const [session] = await world.sessionsOf(ada)
    expect(await world.rounds(session?.id ?? '')).toMatchObject([{ kind: 'coding', candidate: ben }])
  })

  it('is shown until its round starts, or for ten minutes', async () => {
    await meet(ada, ben)
    const [session] = await world.sessionsOf(ada)
    expect(await world.view(ada)).toEqual({ state: 'matched', session: session?.id })
    expect(await world.joins(ada)).toBe('matching/in-a-session')
    await world.turn(10 * MINUTE)
    expect((await world.view(ada)).state).toBe('idle')
    await world.joins(cy)
    await world.joins(ada)
    expect((await world.view(ada)).state).toBe('offered')

    await meet(await world.person('dee'), ben)
    await storage.db.update(schema.round).set({ state: 'running' }).where(eq(schema.round.ordinal, 1))
    expect((await world.view(ben)).state).toBe('idle')
  })
})
