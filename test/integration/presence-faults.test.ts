import { dimensionsOf } from '@unanimous/rounds'
import { expect, test } from 'vitest'
import { openDocument } from '../support/document.ts'
import { eachEngine } from '../support/each-engine.ts'
import { freshId, meet, outcomeOf, Person, RefusedByServer } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'
import { consoleOf } from '../support/whole-round.ts'

const minute = 60_000

/** Somebody's second browser tab: the same sign-in, another page. */
const secondTab = (person: Person): Person => Object.assign(new Person(person.url), { cookie: person.cookie })

test('signing out closes every socket of that sign-in within two seconds, and none of another', async () => {
  const { url } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const [round] = inviter.session?.rounds ?? []
  await inviter.send('start-round', { round: round?.round ?? '' })
  const elsewhere = new Person(url)
  const { email } = await other.read('me', {})
  await elsewhere.http('POST', '/api/auth/sign-in/email', { email, password: 'correct horse battery' })
  await elsewhere.connect()
  const page = await openDocument(other, round?.document ?? '')
  const peers = await openDocument(inviter, round?.document ?? '')
  const tab = await secondTab(other).connect()
  const { cookie } = other

  const signedOutAt = Date.now()
  const gone = [other, tab].map(person => new Promise<number>(resolve => { person.socket.once('disconnect', () => resolve(Date.now() - signedOutAt)) }))
  const closed = new Promise<number>(resolve => { page.provider.on('connection-close', () => resolve(Date.now() - signedOutAt)) })
  await other.http('POST', '/api/auth/sign-out', {})
  // Two seconds are the promise; what is on top is for a machine that does other things.
  for (const afterMs of await Promise.all([...gone, closed])) expect(afterMs).toBeLessThan(4_000)
  expect(other.received.some(message => message.name === 'goodbye')).toBe(true)
  expect(elsewhere.socket.connected && inviter.socket.connected).toBe(true)
  expect(peers.closes).toEqual([])
  other.cookie = cookie
  expect(await outcomeOf(other.read('session', { session }))).toBe('account/sign-in-first')
  await expect(other.connect()).rejects.toThrow('account/sign-in-first')
})

test('a second tab takes over, and the first does not take the seat back by reconnecting', async () => {
  const { url } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const tab = await secondTab(other).connect()
  await expect(tab.watch(session, false)).rejects.toMatchObject({ code: 'room/moved' })
  await tab.watch(session, true)
  await expect.poll(() => other.received.at(-1)).toMatchObject({ name: 'moved', body: { session } })
  const heard = other.received.length
  await inviter.send('start-round', { round: inviter.session?.rounds[0]?.round ?? '' })
  await expect.poll(() => [...tab.views.values()].map(message => message.view.status)).toEqual(['running'])
  expect(other.received.slice(heard)).toEqual([])
  other.drop()
  await other.connect()
  await expect(other.watch(session, false)).rejects.toMatchObject({ code: 'room/moved' })
  await inviter.send('pause-round', { round: inviter.session?.rounds[0]?.round ?? '' })
  await expect.poll(() => [...tab.views.values()].map(message => message.view.status)).toEqual(['paused'])
})

test('a seat without a socket for five seconds stops the clock, from the drop on, until it is back', async () => {
  const { url, clock } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  const watched = () => consoleOf(inviter, round)
  await inviter.send('start-round', { round })
  clock.forward(10 * minute)
  // Four seconds away is nobody's business.
  other.drop()
  await expect.poll(() => inviter.session?.peer?.here).toBe(false)
  await other.connect()
  await other.watch(session)
  clock.forward(minute)
  await inviter.send('write-note', { round, note: freshId(), text: 'nothing stopped' })
  await expect.poll(() => watched().notes).toHaveLength(1)
  expect(watched().status).toBe('running')

  other.drop()
  await expect.poll(() => inviter.session?.peer?.here).toBe(false)
  clock.forward(5 * minute)
  await expect.poll(() => watched().clock.pausedBecause).toEqual([{ cause: 'seat-absent', who: 'candidate' }])
  expect(watched().clock.elapsedMs).toBeGreaterThanOrEqual(11 * minute)
  expect(watched().clock.elapsedMs).toBeLessThan(12 * minute)
  await other.connect()
  await other.watch(session)
  await expect.poll(() => watched().status).toBe('running')
  await expect.poll(() => other.views.get(round)?.view.clock).toEqual(watched().clock)
})

eachEngine('both at once on %s', engine => {
  test('[W9] both start, both end and both file the last form: each happens once', async () => {
    const { url, clock, storage } = await startApp({ engine })
    const { inviter, other, session } = await meet(url, { bothWays: false })
    const [planned] = inviter.session?.rounds ?? []
    const round = planned?.round ?? ''
    const again = await secondTab(inviter).connect()
    const starts = await Promise.all([inviter.send('start-round', { round }), inviter.post('start-round', { round }), again.send('start-round', { round }), other.send('start-round', { round })].map(outcomeOf))
    expect(starts.toSorted()).toEqual(['ok', 'round/not-your-role', 'round/already-started', 'round/already-started'].toSorted())

    for (const { id } of dimensionsOf('coding')) await inviter.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: id, dimensions: [id], polarity: '0' })
    clock.forward(61 * minute)
    const ends = await Promise.all([inviter.send('end-round', { round }), other.send('end-round', { round }), other.post('end-round', { round })].map(outcomeOf))
    expect(ends.toSorted()).toEqual(['ok', 'round/not-running', 'round/not-running'])

    const all = <V>(value: V) => Object.fromEntries(dimensionsOf('coding').map(({ id }) => [id, value]))
    const fileCard = (by: Person, door: 'send' | 'post') => by[door]('file-scorecard', { round, version: 0, draft: { ratings: all(3 as const), vote: 3 }, opensBoth: true })
    const fileGuess = (by: Person, door: 'send' | 'post') => by[door]('file-self-estimate', { round, version: 0, draft: { guesses: all(2 as const), vote: 2 }, opensBoth: true })
    const filings = [fileCard(inviter, 'send'), fileGuess(other, 'send'), fileCard(again, 'post'), fileGuess(other, 'post')]
    const filed = await Promise.all(filings.map(filing => filing.catch((error: unknown) => (error instanceof RefusedByServer ? error.code : Promise.reject(error as Error)))))
    const taken = filed.filter(answer => typeof answer !== 'string')
    expect(taken).toHaveLength(2)
    expect(taken.map(answer => answer.revealed).toSorted()).toEqual([false, true])
    for (const refused of filed.filter(answer => typeof answer === 'string')) expect(refused).toMatch(/already-filed|opened/)

    const { rows } = await storage.pool.query<{ revealed_at: string }>('select revealed_at from session where id = $1', [session])
    const debrief = await inviter.read('debrief', { session })
    if (debrief.state !== 'opened') throw new Error('still sealed')
    expect(Number(rows[0]?.revealed_at)).toBe(debrief.openedAt)
    expect(debrief.cause).toBe('all-filed')
    const { rows: events } = await storage.pool.query<{ type: string; count: string }>("select type, count(*) from round_event where round = $1 and type in ('round-started', 'round-ended') group by type order by type", [round])
    expect(events.map(row => [row.type, Number(row.count)])).toEqual([['round-ended', 1], ['round-started', 1]])
    await expect.poll(() => [inviter.session?.phase, other.session?.phase]).not.toContain('filing')
  })
})

test('a round that is started while the other is away is held from its first moment until they come', async () => {
  const { url } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const round = inviter.session?.rounds[0]?.round ?? ''
  other.drop()
  await expect.poll(() => inviter.session?.peer?.here).toBe(false)
  await inviter.send('start-round', { round })
  await expect.poll(() => consoleOf(inviter, round).clock.pausedBecause).toEqual([{ cause: 'seat-absent', who: 'candidate' }])
  await other.connect()
  await other.watch(session)
  await expect.poll(() => consoleOf(inviter, round).clock.pausedBecause).toEqual([])
})
