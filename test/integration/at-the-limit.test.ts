import { schema } from '@unanimous/db'
import { limits } from '@unanimous/protocol'
import { count, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshId, meet, outcomeOf, Person } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'
import { consoleOf } from '../support/whole-round.ts'

let running: RunningApp
beforeAll(async () => { running = await openApp() })
afterAll(() => running.close())

const db = () => running.storage.db
const noOptions = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }

/** Puts events behind what a round's log holds, as if somebody had long been at it. */
const append = async (round: string, seat: string, bodies: readonly { readonly type: string; readonly body: object }[]) => {
  const [last] = await db().select({ n: count() }).from(schema.roundEvent).where(eq(schema.roundEvent.round, round))
  const rows = bodies.map((event, index) => ({ ...event, round, seat, seq: (last?.n ?? 0) + 1 + index, at: running.clock.now(), roundMs: 1_000, commandId: freshId(), v: 1 }))
  for (let from = 0; from < rows.length; from += 500) await db().insert(schema.roundEvent).values(rows.slice(from, from + 500))
}

const inRound = async (kind: 'coding' | 'deep') => {
  const { inviter, other, session } = await meet(running.url, { kind, bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  await inviter.send('start-round', { round })
  return { inviter, other, session, round, seats: { inviter: inviter.session?.you.seat ?? '', other: other.session?.you.seat ?? '' } }
}

test('who holds as many notes as there may be still changes and removes them', async () => {
  const { inviter, other, round, seats } = await inRound('coding')
  const notes = Array.from({ length: limits.notesPerRound }, freshId)
  const [first = '', second = ''] = notes
  await append(round, seats.inviter, notes.map(note => ({ type: 'note-written', body: { note, text: 'kept' } })))
  expect(await outcomeOf(inviter.send('write-note', { round, note: freshId(), text: 'one more' }))).toBe('round/too-many-notes')
  await inviter.send('write-note', { round, note: first, text: 'changed' })
  await inviter.send('write-note', { round, note: second, text: '' })
  await inviter.send('write-note', { round, note: freshId(), text: 'fits again' })
  await expect.poll(() => consoleOf(inviter, round).notes.find(({ note }) => note === first)?.text).toBe('changed')
  expect(await outcomeOf(other.send('write-note', { round, note: freshId(), text: 'my own are my own' }))).toBe('ok')
})

test('who holds as many bookmarks as there may be takes one back first', async () => {
  const { inviter, other, round, seats } = await inRound('coding')
  const bookmarks = Array.from({ length: limits.bookmarksPerRound }, freshId)
  const [first = ''] = bookmarks
  await append(round, seats.inviter, bookmarks.map(bookmark => ({ type: 'moment-bookmarked', body: { bookmark, on: true } })))
  expect(await outcomeOf(inviter.send('bookmark-moment', { round, bookmark: freshId(), on: true }))).toBe('round/too-many-bookmarks')
  await inviter.send('bookmark-moment', { round, bookmark: first, on: false })
  await inviter.send('bookmark-moment', { round, bookmark: freshId(), on: true })
  expect(await outcomeOf(other.send('bookmark-moment', { round, bookmark: freshId(), on: true }))).toBe('ok')
})

test('who lists as many decisions as there may be still changes and removes them', async () => {
  const { inviter, round, seats } = await inRound('deep')
  const decisions = Array.from({ length: limits.decisionsPerRound }, freshId)
  const [first = '', second = ''] = decisions
  await append(round, seats.inviter, decisions.map(decision => ({ type: 'decision-noted', body: { decision, text: 'listed', owner: 'own' } })))
  expect(await outcomeOf(inviter.send('note-decision', { round, decision: freshId(), text: 'one more', owner: 'own' }))).toBe('round/too-many-decisions')
  await inviter.send('note-decision', { round, decision: first, text: 'changed', owner: 'own' })
  await inviter.send('note-decision', { round, decision: second, text: '', owner: 'own' })
  await inviter.send('note-decision', { round, decision: freshId(), text: 'fits again', owner: 'own' })
})

test('a seat does so much in a round and no more, whatever the other one does, and the round can still be ended', async () => {
  const { inviter, other, round, seats } = await inRound('coding')
  const note = freshId()
  await append(round, seats.inviter, Array.from({ length: limits.eventsPerSeat }, (_, index) => ({ type: 'note-written', body: { note, text: `version ${index}` } })))
  expect(await outcomeOf(inviter.send('write-note', { round, note, text: 'once more' }))).toBe('round/too-much')
  expect(await outcomeOf(other.send('write-note', { round, note: freshId(), text: 'mine' }))).toBe('ok')
  expect(await outcomeOf(inviter.send('end-round', { round }))).toBe('ok')
})

test('a session holds so many lines of chat', async () => {
  const { inviter, other, session, seats } = await inRound('coding')
  const lines = Array.from({ length: limits.chatPerSession }, (_, index) => ({ session, seat: seats.other, seq: index + 1, at: 0, text: 'again' }))
  for (let from = 0; from < lines.length; from += 500) await db().insert(schema.chatMessage).values(lines.slice(from, from + 500))
  expect(await outcomeOf(inviter.send('say-in-chat', { session, text: 'and again' }))).toBe('session/chat-full')
  expect(await outcomeOf(other.send('say-in-chat', { session, text: 'and again' }))).toBe('session/chat-full')
})

test('a person has so many loops, numbered without a gap or a double', async () => {
  const ann = await new Person(running.url).signUp(`ann-${freshId().slice(0, 6).replaceAll(/[-_]/g, 'x')}`)
  const { person } = await ann.read('me', {})
  const wanted = { level: 'L5', deepDeclared: false, options: noOptions } as const
  await db().insert(schema.loop).values(Array.from({ length: limits.loopsPerPerson - 3 }, (_, index) => ({ id: freshId(), candidate: person, number: index + 1, createdAt: 0, ...wanted })))
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => outcomeOf(ann.post('open-loop', wanted))))
  expect(outcomes.toSorted()).toEqual(['loop/too-many', 'loop/too-many', 'ok', 'ok', 'ok'])
  const rows = await db().select({ number: schema.loop.number }).from(schema.loop).where(eq(schema.loop.candidate, person)).orderBy(schema.loop.number)
  expect(rows.map(row => row.number)).toEqual(Array.from({ length: limits.loopsPerPerson }, (_, index) => index + 1))
})

test('of the times at which a week was planned anew the last is kept', async () => {
  const ann = await new Person(running.url).signUp(`ann-${freshId().slice(0, 6).replaceAll(/[-_]/g, 'x')}`)
  const { person } = await ann.read('me', {})
  await ann.post('start-plan', { level: 'L5', weeks: 4, hoursPerWeek: 6, givesWeek: true, teams: [], timeZone: 'Europe/Vienna', interviewOn: null })
  for (let press = 0; press < 5; press += 1) {
    running.clock.forward(1_000)
    await ann.post('replan-week', {})
  }
  const [plan] = await db().select().from(schema.prepPlan).where(eq(schema.prepPlan.person, person))
  expect(plan?.replannedAt).toHaveLength(1)
  running.clock.forward(7 * 24 * 3_600_000)
  await ann.post('replan-week', {})
  const [later] = await db().select().from(schema.prepPlan).where(eq(schema.prepPlan.person, person))
  expect(later?.replannedAt).toEqual([...plan?.replannedAt ?? [], expect.any(Number)])
})

test('a person has so many lines open, and others are not kept out by it', async () => {
  const [ann, ben] = [await new Person(running.url).signInAsGuest(), await new Person(running.url).signInAsGuest()]
  const tab = () => Object.assign(new Person(running.url), { cookie: ann.cookie })
  const tabs = await Promise.all(Array.from({ length: limits.socketsPerPerson }, () => tab().connect()))
  await expect(tab().connect()).rejects.toThrow('rate/too-many')
  await ben.connect()
  tabs[0]?.drop()
  await expect.poll(() => tab().connect().then(() => 'in', () => 'out')).toBe('in')
})

test('going back to the bank deals nothing to a round that the bank has dealt', async () => {
  const { inviter } = await meet(running.url, { kind: 'coding', bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  const packsOf = async () => (await db().select({ packs: schema.round.packs }).from(schema.round).where(eq(schema.round.id, round)))[0]?.packs
  const dealt = await packsOf()
  for (let press = 0; press < 8; press += 1) await inviter.post('use-own-question', { round, question: null })
  expect(await packsOf()).toEqual(dealt)
})

test('whoever walks into the call of another room has left the one before', async () => {
  const first = await meet(running.url, { bothWays: false })
  const join = (person: Person, session: string) => person.ask('call:join', { session, tab: person.tab, seenEpoch: 0, rebuild: false })
  await join(first.inviter, first.session)
  await join(first.other, first.session)
  const { session: next, code } = await first.inviter.post('create-invite', { kind: 'coding', minutes: 60, bothWays: false })
  const guest = await new Person(running.url).signInAsGuest()
  await guest.post('accept-invite', { code, name: 'guest' })
  await first.inviter.watch(next)
  await join(first.inviter, next)
  await expect.poll(() => first.other.received.findLast(({ name }) => name === 'call:peer')?.body).toMatchObject({ session: first.session, peer: null })
})
