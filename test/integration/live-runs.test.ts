import { limits, type RunLiveNews } from '@unanimous/protocol'
import { expect, test } from 'vitest'
import { freshId, meet, outcomeOf, Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'

const start = async (url: string) => {
  const met = await meet(url)
  const round = met.inviter.session?.rounds[0]?.round ?? ''
  await met.inviter.send('start-round', { round })
  return { ...met, round }
}
const say = (person: Person, { session, round, run }: { session: string; round: string; run: string }, event: Record<string, unknown>) =>
  outcomeOf(person.ask('run:live', { session, round, run, event } as never))
const begun = { kind: 'started', language: 'python', cases: false }
const eventsOf = (person: Person, run: string) => person.received.flatMap(({ name, via, body }) => (via === 'socket' && name === 'run:live' && (body as RunLiveNews).run === run ? [(body as RunLiveNews).event] : []))
const stopsOf = (person: Person) => person.received.filter(({ name, via }) => via === 'socket' && name === 'run:stop').length

const strangerTo = async (url: string) => (await new Person(url).signUp(`stranger-${freshId().slice(0, 5).replaceAll(/[-_]/g, 'x')}`)).connect()

test('what a run says reaches the other seat in order and nobody else, and its own page hears none of it', async () => {
  const { url } = await startApp()
  const [here, elsewhere] = [await start(url), await start(url)]
  const { inviter, other, session, round } = here
  const place = { session, round, run: freshId() }
  expect(await say(other, place, begun)).toBe('ok')
  expect(await say(other, place, { kind: 'running' })).toBe('ok')
  for (const text of ['one\n', 'two\n']) expect(await say(other, place, { kind: 'output', text })).toBe('ok')
  expect(await say(other, place, { kind: 'ended', status: 'done', ms: 3, truncated: false })).toBe('ok')
  await expect.poll(() => eventsOf(inviter, place.run).at(-1)?.kind).toBe('ended')
  expect(eventsOf(inviter, place.run).map(event => (event.kind === 'output' ? event.text : event.kind))).toEqual(['started', 'running', 'one\n', 'two\n', 'ended'])
  expect([other, elsewhere.inviter, elsewhere.other].flatMap(person => eventsOf(person, place.run))).toEqual([])
  expect(await say(other, place, { kind: 'output', text: 'after the end' })).toBe('run/unknown')
})

test('a run is told of by a seat of a running round, in its own page, and by nobody in another one’s name', async () => {
  const { url } = await startApp()
  const here = await start(url)
  const elsewhere = await start(url)
  const { inviter, other, session, round } = here
  const stranger = await strangerTo(url)
  const place = { session, round, run: freshId() }
  for (const person of [stranger, elsewhere.inviter, elsewhere.other]) expect(await say(person, place, begun)).toBe('run/not-in-room')
  const planned = inviter.session?.rounds[1]?.round ?? ''
  for (const wrong of [planned, elsewhere.round, freshId()]) expect(await say(other, { ...place, round: wrong }, begun)).toBe('run/no-round')
  expect(await say(other, place, { kind: 'output', text: 'not begun' })).toBe('run/unknown')
  expect(await say(other, place, begun)).toBe('ok')
  for (const person of [inviter, stranger, elsewhere.other]) expect(await say(person, place, { kind: 'output', text: 'in his name' })).toBe('run/unknown')
  expect(await say(inviter, place, begun)).toBe('run/too-many')
  expect(await say(other, { ...place, session: elsewhere.session }, { kind: 'running' })).toBe('run/unknown')
  expect(eventsOf(inviter, place.run).map(({ kind }) => kind)).toEqual(['started'])
  for (let count = 1; count < limits.runsAtOnce; count++) expect(await say(other, { ...place, run: freshId() }, begun)).toBe('ok')
  expect(await say(other, { ...place, run: freshId() }, begun)).toBe('run/too-many')
  await inviter.send('end-round', { round })
  expect(await say(other, place, { kind: 'running' })).toBe('run/unknown')
  expect(await say(other, { ...place, run: freshId() }, begun)).toBe('run/no-round')
})

test('either seat asks the other to stop, and nobody stops what runs elsewhere', async () => {
  const { url } = await startApp()
  const here = await start(url)
  const elsewhere = await start(url)
  const { inviter, other, session, round } = here
  const stranger = await strangerTo(url)
  const place = { session, round, run: freshId() }
  await say(other, place, begun)
  const stop = (person: Person, more: Partial<typeof place> = {}) => outcomeOf(person.ask('run:stop', { ...place, ...more }))
  expect(await stop(stranger)).toBe('run/not-in-room')
  expect(await stop(elsewhere.inviter)).toBe('run/not-in-room')
  expect(await stop(elsewhere.inviter, { session: elsewhere.session })).toBe('run/unknown')
  // A page stops its own by itself.
  expect(await stop(other)).toBe('run/unknown')
  expect(stopsOf(other)).toBe(0)
  expect(await stop(inviter)).toBe('ok')
  await expect.poll(() => stopsOf(other)).toBe(1)
  expect([inviter, stranger, elsewhere.inviter, elsewhere.other].map(stopsOf)).toEqual([0, 0, 0, 0])
})

test('output beyond what is shown ends its way here, and the other seat hears that the page has gone', async () => {
  const { url } = await startApp()
  const { inviter, other, session, round } = await start(url)
  const place = { session, round, run: freshId() }
  await say(other, place, begun)
  const text = 'x'.repeat(limits.runOutputChars)
  const outcomes = [] as string[]
  for (let sent = 0; sent <= limits.runOutputBytes; sent += text.length) outcomes.push(await say(other, place, { kind: 'output', text }))
  expect(outcomes.at(0)).toBe('ok')
  expect(outcomes.at(-1)).toBe('run/too-many')
  expect(await say(other, place, { kind: 'output', text: `${text}x` })).toBe('input/invalid')
  other.drop()
  await expect.poll(() => eventsOf(inviter, place.run).at(-1)?.kind).toBe('gone')
})
