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
  ben = await world.person('ben')
  cy = await world.person('cy')
  await world.joins(ada)
  await world.joins(ben)
})

const offerOf = async (person: string) => {
  const view = await world.view(person)
  if (view.state !== 'offered') throw new Error(`no offer but ${view.state}`)
  return view.offer
}

describe('an offer', () => {
  it('tells nobody that the other has accepted', async () => {
    const before = world.pushesTo(ben).length
    expect(await world.answers(ada, 'accept-offer')).toMatchObject({ state: 'offered', youAccepted: true })
    expect(world.pushesTo(ben)).toHaveLength(before)
    expect(await world.view(ben)).toMatchObject({ state: 'offered', youAccepted: false })
    expect(world.pushesTo(ada).at(-1)).toMatchObject({ youAccepted: true })
  })

  it('declined puts the other in front of whoever waits, and the decliner out of the queue', async () => {
    await world.joins(cy, { kind: 'sd' })
    expect(await world.answers(ada, 'decline-offer')).toEqual({})
    expect((await world.view(ada)).state).toBe('idle')
    expect(await world.view(ben)).toMatchObject({ state: 'waiting', inFront: true })
    expect(world.pushesTo(ben).at(-1)).toMatchObject({ state: 'waiting', inFront: true })
  })

  it('declined matches the other anew at once', async () => {
    await world.joins(cy)
    await world.answers(ada, 'decline-offer')
    expect(await world.view(ben)).toMatchObject({ state: 'offered', peer: { handle: 'cy' } })
  })

  it('serves whoever was put in front before those who joined earlier', async () => {
    const dee = await world.person('dee')
    await storage.db.update(schema.queueTicket).set({ joinedAt: world.now() + 1 }).where(eq(schema.queueTicket.person, ben))
    await world.joins(cy, { level: 'L4' })
    await world.answers(ada, 'decline-offer')
    await world.turn(30 * SECOND)
    await world.joins(dee)
    expect(await world.view(ben)).toMatchObject({ state: 'offered', peer: { handle: 'dee' } })
    expect((await world.view(cy)).state).toBe('waiting')
  })

  it('lapses after 30 seconds: the silent one leaves, the other goes in front', async () => {
    await world.answers(ada, 'accept-offer')
    await world.turn(30 * SECOND - 1)
    expect((await world.view(ben)).state).toBe('offered')
    await world.turn(1)
    expect(await world.view(ada)).toMatchObject({ state: 'waiting', inFront: true })
    expect((await world.view(ben)).state).toBe('idle')
    expect(world.pushesTo(ben).at(-1)?.state).toBe('idle')
    expect(world.pendingTimers()).toBe(1)
  })

  it('may be extended once, by either', async () => {
    expect(await world.answers(ben, 'extend-offer')).toMatchObject({ extended: true, expiresAt: world.now() + 60 * SECOND })
    expect(world.pushesTo(ada).at(-1)).toMatchObject({ state: 'offered', extended: true })
    expect(await world.answers(ada, 'extend-offer')).toBe('offer/already-extended')
    await world.turn(59 * SECOND)
    expect((await world.view(ada)).state).toBe('offered')
    await world.turn(SECOND)
    expect((await world.view(ada)).state).toBe('idle')
  })

  it('takes no answer from strangers, none after its time and none once it is settled', async () => {
    const offer = await offerOf(ada)
    expect(await world.does(cy, 'accept-offer', { offer })).toBe('matching/offer-gone')
    expect(await world.does(ada, 'accept-offer', { offer: systemIds.fresh() })).toBe('matching/offer-gone')
    await world.answers(ada, 'decline-offer')
    expect(await world.does(ben, 'accept-offer', { offer })).toBe('offer/over')
  })

  it('left by leaving the queue counts as declined, also for one who had accepted', async () => {
    await world.answers(ada, 'accept-offer')
    expect(await world.does(ada, 'leave-queue', {})).toEqual({})
    expect((await world.view(ada)).state).toBe('idle')
    expect(await world.view(ben)).toMatchObject({ state: 'waiting', inFront: true })
  })

  it('ends by a block, for both in the same way, and is never made again', async () => {
    await world.answers(ada, 'accept-offer')
    await world.blocks(ben, ada)
    for (const person of [ada, ben]) expect(await world.view(person)).toMatchObject({ state: 'waiting', inFront: true })
    await world.turn(60 * SECOND)
    await world.turn(120 * SECOND)
    await world.turn(120 * SECOND)
    for (const person of [ada, ben]) expect((await world.view(person)).state).toBe('waiting')
    expect(await world.sessionsOf(ada)).toEqual([])
  })

  it('cannot be accepted across a block that came just now', async () => {
    await world.answers(ada, 'accept-offer')
    await storage.db.insert(schema.block).values({ blocker: ada, blocked: ben, at: world.now() })
    expect(await world.answers(ben, 'accept-offer')).toBe('matching/offer-gone')
    expect(await world.sessionsOf(ada)).toEqual([])
  })

  it('cannot be accepted from inside a round', async () => {
    const made = await storage.transaction(tx => making(
      tx,
      {
        origin: 'invite', first: { person: ada, name: 'ada' }, second: { person: cy, name: 'cy' }, kinds: ['hm'], minutes: 60,
        firstInterviewer: 0,
      },
      world.now()
    ))
    if (!made.ok) throw new Error(made.refusal.code)
    await world.setRounds(made.value.session, 'running')
    expect(await world.answers(ada, 'accept-offer')).toBe('matching/in-a-session')
  })

  it('that loses one of the two with their account puts the other back in front', async () => {
    await storage.db.delete(schema.authUser).where(eq(schema.authUser.id, ada))
    await world.joins(cy, { kind: 'sd' })
    expect(await world.view(ben)).toMatchObject({ state: 'waiting', inFront: true })
  })
})

describe('a restart in the middle', () => {
  it('keeps the offer, what was answered, and its end', async () => {
    await world.answers(ada, 'accept-offer')
    await world.restart()
    expect(await world.view(ada)).toMatchObject({ state: 'offered', youAccepted: true })
    expect(await world.answers(ben, 'accept-offer')).toMatchObject({ state: 'matched' })
  })

  it('lapses what ran out', async () => {
    await world.restart()
    await world.turn(30 * SECOND)
    expect((await world.view(ada)).state).toBe('idle')
  })

  it('goes on widening for those who wait', async () => {
    await world.answers(ada, 'decline-offer')
    await world.joins(cy, { level: 'L4' })
    await world.restart()
    await world.turn(60 * SECOND)
    expect(await world.view(ben)).toMatchObject({ state: 'offered', relaxed: ['level'] })
  })
})
