import { dimensionsOf } from '@unanimous/rounds'
import { expect, test } from 'vitest'
import { openDocument } from '../support/document.ts'
import { eachEngine } from '../support/each-engine.ts'
import { freshId, meet, outcomeOf, Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'

const minute = 60_000
const tries = 3

const all = <V>(value: V) => Object.fromEntries(dimensionsOf('coding').map(({ id }) => [id, value]))

eachEngine('one session, many hands, on %s', engine => {
  test('of many guests on one link one sits down, however they come, and the inviter is no guest of their own', async () => {
    const { url } = await startApp({ engine })
    const inviter = await new Person(url).signUp('brindle')
    const { session, code } = await inviter.post('create-invite', { kind: 'coding', minutes: 60, bothWays: true })
    expect(await inviter.post('accept-invite', { code })).toEqual({ session })
    const guests = await Promise.all(['ada', 'ben', 'cleo', 'dov'].map(() => new Person(url).signInAsGuest()))
    const outcomes = await Promise.all(guests.map((guest, index) => outcomeOf(guest.post('accept-invite', { code, name: `guest ${index}` }))))
    expect(outcomes.toSorted()).toEqual(['invite/taken', 'invite/taken', 'invite/taken', 'ok'])
    const seated = guests[outcomes.indexOf('ok')]
    expect((await inviter.read('session', { session })).peer?.handle).toBe((await seated?.read('session', { session }))?.you.handle)
  })

  test('a link taken back while somebody accepts it is either taken back or taken', async () => {
    const { url } = await startApp({ engine })
    const inviter = await new Person(url).signUp('brindle')
    const guest = await new Person(url).signInAsGuest()
    for (let count = 0; count < tries; count += 1) {
      const { session, code } = await inviter.post('create-invite', { kind: 'coding', minutes: 60, bothWays: true })
      const [revoked, accepted] = await Promise.all([outcomeOf(inviter.post('revoke-invite', { session })), outcomeOf(guest.post('accept-invite', { code, name: 'osprey' }))])
      expect([['ok', 'invite/revoked'], ['invite/taken', 'ok']]).toContainEqual([revoked, accepted])
      expect((await inviter.read('session', { session })).phase).toBe(accepted === 'ok' ? 'green-room' : 'over')
    }
  })

  test('plan, roles and start do not cross: what starts is what was planned', async () => {
    const { url } = await startApp({ engine })
    for (let count = 0; count < tries; count += 1) {
      const { inviter, other, session } = await meet(url)
      const round = inviter.session?.rounds[0]?.round ?? ''
      await other.send('ask-switch', { session, wanted: true })
      const [started, planned, switched] = await Promise.all([
        outcomeOf(inviter.send('start-round', { round })), outcomeOf(other.send('set-plan', { session, kinds: ['culture'], bothWays: false })),
        outcomeOf(inviter.post('ask-switch', { session, wanted: true })),
      ])
      expect(['ok', 'round/not-your-role']).toContain(started)
      for (const outcome of [planned, switched]) expect(['ok', 'session/already-started']).toContain(outcome)
      const [row] = (await inviter.read('session', { session })).rounds
      const { view } = await inviter.read('round-view', { round })
      expect(view.status).toBe(started === 'ok' ? 'running' : 'waiting')
      expect({ kind: view.kind, role: view.role }).toEqual({ kind: row?.kind, role: row?.youAre })
      inviter.drop()
      other.drop()
    }
  })

  test('a page that comes while others act gets the newest of everything', async () => {
    const { url } = await startApp({ engine })
    const { inviter, other, session } = await meet(url, { bothWays: false })
    const round = inviter.session?.rounds[0]?.round ?? ''
    await inviter.send('start-round', { round })
    const acting = Array.from({ length: 20 }, (_, index) => inviter.send('write-note', { round, note: freshId(), text: `note ${index}` }))
    const talking = Array.from({ length: 10 }, (_, index) => inviter.send('say-in-chat', { session, text: `line ${index}` }))
    const looking = Array.from({ length: 10 }, () => other.watch(session))
    const again = Array.from({ length: 10 }, () => inviter.watch(session))
    await Promise.all([...acting, ...talking, ...looking, ...again])
    const newest = await inviter.read('round-view', { round })
    await expect.poll(() => inviter.views.get(round)).toMatchObject(newest)
    const answers = await Promise.all(looking)
    const pushed = other.received.flatMap(({ name, body }) => (name === 'chat:message' ? [(body as { message: { seq: number } }).message.seq] : []))
    const shown = new Set([...pushed, ...answers.flatMap(answer => answer.chat.map(message => message.seq))])
    expect([...shown].toSorted((left, right) => left - right)).toEqual(Array.from({ length: 10 }, (_, index) => index + 1))
  })
})

test('a guest who keeps the account is a member on the line that is open', async () => {
  const { url } = await startApp()
  const { other, inviter } = await meet(url, { guest: true })
  const wanted = { kind: 'coding', minutes: 60, bothWays: true } as const
  expect(await outcomeOf(other.send('create-invite', wanted))).toBe('account/members-only')
  await other.send('keep-account', { email: 'osprey@example.org', password: 'correct horse battery', handle: 'osprey' })
  expect(await outcomeOf(other.send('create-invite', wanted))).toBe('ok')
  await expect.poll(() => inviter.session?.peer).toMatchObject({ handle: 'osprey', guest: false })
})

test('signing out closes a document that is all that is left open', async () => {
  const { url } = await startApp()
  const { inviter, other } = await meet(url, { bothWays: false })
  const [round] = inviter.session?.rounds ?? []
  await inviter.send('start-round', { round: round?.round ?? '' })
  const page = await openDocument(other, round?.document ?? '')
  other.drop()
  await other.http('POST', '/api/auth/sign-out', {})
  await expect.poll(() => page.closes).toHaveLength(1)
})

test('code pinned after the round is in the history, and without both agreeing to a replay the timed log is gone', async () => {
  const { url, clock, storage } = await startApp()
  const { inviter, other, session } = await meet(url, { bothWays: false })
  const [planned] = inviter.session?.rounds ?? []
  const round = planned?.round ?? ''
  await inviter.send('start-round', { round })
  const page = await openDocument(other, planned?.document ?? '')
  page.text('code:typescript').insert(0, '// last words\n')
  await expect.poll(async () => (await openDocument(inviter, planned?.document ?? '')).text('code:typescript').toString()).toContain('last words')
  clock.forward(61 * minute)
  for (const { id } of dimensionsOf('coding')) {
    await inviter.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: id, dimensions: [id], polarity: '0' })
  }
  await inviter.send('end-round', { round })
  const selection = { language: 'typescript', fromLine: 1, toLine: 1, text: '// last words' } as const
  await inviter.send('capture-evidence', { round, evidence: freshId(), kind: 'code', text: 'said late', dimensions: [], polarity: '+', selection })
  await inviter.send('file-scorecard', { round, version: 0, draft: { ratings: all(3 as const), vote: 3 }, opensBoth: false })
  await other.send('file-self-estimate', { round, version: 0, draft: { guesses: all(2 as const), vote: 2 }, opensBoth: true })
  const { pinned, record } = await other.read('card', { round })
  const late = record.evidence.find(item => item.late)
  expect(Object.values(pinned).join()).toContain('last words')
  expect(Object.keys(pinned)).toContain(String(late?.codeSequence))
  // Nobody waits for that, so it may come a little later.
  await expect.poll(async () => (await storage.pool.query('select compacted_at from round_final where round = $1', [round])).rows).toEqual([{ compacted_at: expect.anything() as unknown }])
  expect(session).toBe(inviter.session?.session)
})
