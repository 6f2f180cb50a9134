import { loadBank } from '@unanimous/bank'
import { schema } from '@unanimous/db'
import { openTestStorage, type TestStorage } from '@unanimous/testing'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { systemIds, systemRandom } from '../../platform/ids.ts'
import { createSession, type NewSession } from '../rooms/create-session.ts'
import { createDealer } from '../rooms/deal.ts'
import { createWorld, type World } from './matching-world.ts'

const making = createSession(systemIds, createDealer({ bank: loadBank(), random: systemRandom }))

let storage: TestStorage
let world: World
let [ada, ben] = ['', '']
beforeAll(async () => {
  storage = await openTestStorage({ engine: 'embedded' })
})
afterAll(() => storage.close())
beforeEach(async () => {
  world = createWorld(storage, making)
  await world.clear()
  ada = await world.person('ada')
  ben = await world.person('ben')
})

/** A session that ada and ben have held; ada interviewed first. */
const held = async (changes: Partial<NewSession> = {}) => {
  const made = await storage.transaction(tx => making(tx, {
    origin: 'queue', first: { person: ada, name: 'ada' }, second: { person: ben, name: 'ben' }, kinds: ['coding', 'sd'],
    minutes: 45, firstInterviewer: 0, ...changes,
  }, world.now()))
  if (!made.ok) throw new Error(made.refusal.code)
  await world.setRounds(made.value.session, 'ended')
  return made.value.session
}
const rematch = async (person: string, session: string) => {
  const output = await world.does(person, 'rematch', { session })
  return typeof output === 'string' ? output : output.session
}

describe('a rematch', () => {
  it('turns the roles, keeps everybody candidate in their kind, and shows on the other home', async () => {
    const before = await held()
    expect(await world.rounds(before)).toMatchObject([{ kind: 'coding', candidate: ben }, { kind: 'sd', candidate: ada }])
    const again = await rematch(ben, before)
    expect(await world.rounds(again)).toMatchObject([
      { kind: 'sd', candidate: ada, minutes: 45 }, { kind: 'coding', candidate: ben, minutes: 45 },
    ])
    expect(world.pushesTo(ada, 'home:changed')).toHaveLength(1)
    const [row] = await storage.db.select().from(schema.session).where(eq(schema.session.id, again))
    expect(row).toMatchObject({ origin: 'rematch', createdBy: ben, bothWays: true })
  })

  it('keeps the accommodation', async () => {
    const again = await rematch(ben, await held({ stretch: 1.25 }))
    expect(await world.rounds(again)).toMatchObject([{ stretch: 1.25 }, { stretch: 1.25 }])
  })

  it('of a single round makes the interviewer the candidate', async () => {
    const before = await held({ kinds: ['hm'] })
    expect(await world.rounds(await rematch(ada, before))).toMatchObject([{ kind: 'hm', candidate: ada }])
  })

  it('pressed by both is one session, and a new one once that was held', async () => {
    const before = await held()
    const [one, other] = await Promise.all([rematch(ada, before), rematch(ben, before)])
    expect(one).toBe(other)
    await world.setRounds(String(one), 'ended')
    const third = await rematch(ada, before)
    expect(third).not.toBe(one)
    expect(await world.rounds(third)).toMatchObject([{ candidate: ada }, { candidate: ben }])
  })

  it('is refused to strangers, across a block, without the other, and during a round', async () => {
    const before = await held()
    expect(await rematch(await world.person('cy'), before)).toBe('session/unknown')
    expect(await rematch(ada, systemIds.fresh())).toBe('session/unknown')
    await world.setRounds(before, 'running')
    expect(await rematch(ada, before)).toBe('matching/in-a-session')
    await world.setRounds(before, 'ended')
    await world.blocks(ben, ada)
    expect(await rematch(ada, before)).toBe('matching/blocked')
    await storage.db.delete(schema.authUser).where(eq(schema.authUser.id, ben))
    expect(await rematch(ada, before)).toBe('account/nobody-there')
  })
})
