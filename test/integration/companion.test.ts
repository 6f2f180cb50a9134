import { expect, test } from 'vitest'
import { meet, Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'
import { consoleOf } from '../support/whole-round.ts'

const minute = 60_000

/** Another device of the same person: the same sign-in, another page. */
const phoneOf = async (person: Person, session: string): Promise<Person> => {
  const phone = await Object.assign(new Person(person.url), { cookie: person.cookie }).connect()
  const answer = await phone.ask('watch', { session, tab: phone.tab, takeOver: false, companion: true }) as { session: Person['session']; rounds: readonly { round: string; counter: number }[] }
  phone.session = answer.session
  for (const message of answer.rounds) phone.views.set(message.round, message as never)
  return phone
}

test('a companion stands beside the seat\'s own tab: that one is not told to move, both are shown the same, and what either does reaches the other', async () => {
  const { url } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  await inviter.send('start-round', { round })
  const phone = await phoneOf(inviter, session)
  await expect.poll(() => inviter.session?.companions).toBe(1)
  expect(other.session?.companions).toBe(0)
  expect(inviter.received.some(({ name }) => name === 'moved')).toBe(false)
  await expect.poll(() => phone.views.get(round)?.view.status).toBe('running')
  await phone.send('write-note', { round, note: 'n'.repeat(22), text: 'From the phone.' })
  await expect.poll(() => consoleOf(inviter, round).notes.map(({ text }) => text)).toEqual(['From the phone.'])
  await inviter.send('write-note', { round, note: 'm'.repeat(22), text: 'From the laptop.' })
  await expect.poll(() => consoleOf(phone, round).notes.map(({ text }) => text)).toEqual(['From the phone.', 'From the laptop.'])
  await other.send('say-in-chat', { session, text: 'hello' })
  await expect.poll(() => phone.received.some(({ name }) => name === 'chat:message')).toBe(true)
  // Nothing of the interviewer's reaches the candidate by way of it.
  expect(JSON.stringify(other.received)).not.toContain('From the phone.')
  phone.drop()
  await expect.poll(() => inviter.session?.companions).toBe(0)
  expect(other.session?.peer?.here).toBe(true)
})

test('a companion does not hold the seat: without the seat\'s own tab the clock stops, and the companion is told so', async () => {
  const { url, clock } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  await inviter.send('start-round', { round })
  const phone = await phoneOf(other, session)
  const leftAt = clock.now()
  other.drop()
  await expect.poll(() => phone.session?.you.here).toBe(false)
  expect(phone.session?.you.lastSeenAt).toBeGreaterThanOrEqual(leftAt)
  await expect.poll(() => inviter.session?.peer).toMatchObject({ here: false, lastSeenAt: phone.session?.you.lastSeenAt })
  clock.forward(minute)
  await expect.poll(() => consoleOf(inviter, round).clock.pausedBecause).toEqual([{ cause: 'seat-absent', who: 'candidate' }])
  await expect.poll(() => phone.views.get(round)?.view.status).toBe('paused')
  // It may become the seat's own.
  await phone.watch(session)
  await expect.poll(() => inviter.session?.peer).toMatchObject({ here: true, lastSeenAt: null })
  await expect.poll(() => consoleOf(inviter, round).status).toBe('running')
  expect(phone.session?.companions).toBe(0)
})

test('the call may be carried to a companion: the seat\'s own tab is told, the other person meets the phone, and its leaving is theirs to see', async () => {
  const { url } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const join = (person: Person) => person.ask('call:join', { session, tab: person.tab, seenEpoch: 0, rebuild: false })
  await join(inviter)
  await join(other)
  const phone = await phoneOf(inviter, session)
  expect(inviter.received.some(({ name }) => name === 'call:moved')).toBe(false)
  expect(await join(phone)).toMatchObject({ peer: other.tab })
  await expect.poll(() => inviter.received.find(({ name }) => name === 'call:moved')?.body).toEqual({ session, tab: phone.tab })
  await expect.poll(() => other.received.findLast(({ name }) => name === 'call:grant')?.body).toMatchObject({ peer: phone.tab })
  // The laptop that gave the call away goes for a moment: the call is not its own any more.
  inviter.drop()
  await expect.poll(() => other.session?.peer?.here).toBe(false)
  expect(other.received.some(({ name }) => name === 'call:peer')).toBe(false)
  phone.drop()
  await expect.poll(() => other.received.findLast(({ name }) => name === 'call:peer')?.body).toMatchObject({ session, peer: null })
})

test('nobody else becomes a companion, and turning from it leaves the room', async () => {
  const { url } = await startApp()
  const { inviter, session } = await meet(url, { bothWays: false })
  const stranger = await (await new Person(url).signUp('stranger')).connect()
  await expect(stranger.ask('watch', { session, tab: stranger.tab, takeOver: false, companion: true })).rejects.toMatchObject({ code: 'session/unknown' })
  const phone = await phoneOf(inviter, session)
  await phone.ask('unwatch', { session, companion: true })
  await expect.poll(() => inviter.session?.companions).toBe(0)
  const heard = phone.received.length
  await inviter.send('say-in-chat', { session, text: 'still there?' })
  await expect.poll(() => inviter.received.some(({ name }) => name === 'chat:message')).toBe(true)
  expect(phone.received.slice(heard).map(({ name }) => name)).toEqual([])
})
