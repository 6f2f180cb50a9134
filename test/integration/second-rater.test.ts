import { describe, expect, test } from 'vitest'
import { openDocument } from '../support/document.ts'
import { eachEngine } from '../support/each-engine.ts'
import { freshId, meet, outcomeOf, Person } from '../support/person.ts'
import { captureAll, cardOf, guessOf, raterViewOf, seatRater } from '../support/second-rater.ts'
import { startApp } from '../support/start-app.ts'

const minute = 60_000
const refused = async (work: Promise<unknown>) => outcomeOf(work)

const setUp = async (options: Parameters<typeof startApp>[0] = {}) => {
  const app = await startApp(options)
  const met = await meet(app.url, { bothWays: false })
  const [planned] = met.inviter.session?.rounds ?? []
  return { ...app, interviewer: met.inviter, candidate: met.other, session: met.session, round: planned?.round ?? '', document: planned?.document ?? '' }
}

/** A whole round with its second rater, up to the cards. */
const heldRound = async (options: Parameters<typeof startApp>[0] = {}) => {
  const world = await setUp(options)
  const { interviewer, candidate, session, round, clock } = world
  const rater = await seatRater({ interviewer, candidate, session })
  await interviewer.send('start-round', { round })
  await expect.poll(() => rater.views.get(round)?.view.status).toBe('running')
  clock.forward(60 * minute)
  await captureAll(interviewer, round, 'coding')
  await captureAll(rater, round, 'coding', 'the rater heard')
  await interviewer.send('end-round', { round })
  return { ...world, rater }
}

describe('who comes in', () => {
  test('nobody does before both have agreed, and one only', async () => {
    const { url, interviewer, candidate, session } = await setUp()
    const token = freshId()
    expect(await refused(candidate.send('ask-second-rater', { session, token }))).toBe('rater/not-now')
    expect(await refused(candidate.send('agree-second-rater', { session, agreed: true }))).toBe('rater/not-asked')
    await interviewer.send('ask-second-rater', { session, token })
    await expect.poll(() => candidate.session?.second).toMatchObject({ state: 'asked', askedBy: 'peer', youAgreed: null })
    const [one, two] = await Promise.all([new Person(url).signInAsGuest(), new Person(url).signInAsGuest()])
    expect(await refused(one.post('join-as-rater', { token, name: 'heron' }))).toBe('rater/not-agreed')
    expect(await one.read('rater-link', { token })).toMatchObject({ state: 'asked', session: null })
    await candidate.send('agree-second-rater', { session, agreed: true })
    expect(await refused(interviewer.post('join-as-rater', { token }))).toBe('rater/one-of-the-two')
    const came = await Promise.all([one, two].map(person => refused(person.post('join-as-rater', { token, name: 'heron' }))))
    expect(came.toSorted()).toEqual(['ok', 'rater/seated'])
    for (const person of [interviewer, candidate]) await expect.poll(() => person.session?.second).toMatchObject({ state: 'seated', handle: 'heron', here: false })
  })

  test('a link that is taken back or too old leads nowhere, and a newer one takes its place', async () => {
    const { url, clock, interviewer, candidate, session } = await setUp()
    const guest = await new Person(url).signInAsGuest()
    const [first, second, third] = [freshId(), freshId(), freshId()]
    await interviewer.send('ask-second-rater', { session, token: first })
    await candidate.send('agree-second-rater', { session, agreed: true })
    await interviewer.send('ask-second-rater', { session, token: second })
    expect(await refused(guest.post('join-as-rater', { token: first, name: 'heron' }))).toBe('rater/unknown')
    await interviewer.send('agree-second-rater', { session, agreed: false })
    expect(await refused(guest.post('join-as-rater', { token: second, name: 'heron' }))).toBe('rater/unknown')
    // What both had agreed to is not agreed to again by itself.
    await interviewer.send('ask-second-rater', { session, token: third })
    expect(await refused(guest.post('join-as-rater', { token: third, name: 'heron' }))).toBe('rater/not-agreed')
    await candidate.send('agree-second-rater', { session, agreed: true })
    clock.forward(25 * 60 * minute)
    expect(await refused(guest.post('join-as-rater', { token: third, name: 'heron' }))).toBe('rater/expired')
  })

  test('whoever takes their word back shows the rater out: room, chat and document are closed, and no card is owed', async () => {
    const { interviewer, candidate, session, round, document } = await setUp()
    const rater = await seatRater({ interviewer, candidate, session })
    await interviewer.send('start-round', { round })
    await expect.poll(() => rater.views.get(round)?.view.status).toBe('running')
    const page = await openDocument(rater, document)
    const seen = rater.received.length
    await candidate.send('agree-second-rater', { session, agreed: false })
    await expect.poll(() => rater.received.slice(seen).some(({ name }) => name === 'shown-out')).toBe(true)
    await expect.poll(() => page.closes).toHaveLength(1)
    await interviewer.send('say-in-chat', { session, text: 'Between us two.' })
    expect(await refused(rater.watch(session))).toBe('session/unknown')
    expect(await refused(rater.read('chat', { session }))).toBe('session/unknown')
    expect(await refused(rater.post('open-document', { doc: document }))).toBe('document/unknown')
    expect(await refused(rater.send('capture-evidence', { round, evidence: freshId(), kind: 'quote', text: 'too late', dimensions: [], polarity: '0' }))).toBe('round/not-your-role')
    expect(JSON.stringify(rater.received.slice(seen))).not.toContain('Between us two.')
    await expect.poll(() => interviewer.session?.second).toBe(null)
    await interviewer.send('end-round', { round })
    expect((await interviewer.read('debrief', { session })).state).toBe('sealed')
    expect(await refused(rater.read('debrief', { session }))).toBe('session/unknown')
  })
})

describe('in the room', () => {
  test('a rater reads along and changes nothing', async () => {
    const { interviewer, candidate, session, round, document } = await setUp()
    const rater = await seatRater({ interviewer, candidate, session })
    expect(rater.session).toMatchObject({ peer: null, ratedWith: [{ handle: interviewer.session?.you.handle, here: true }, { handle: candidate.session?.you.handle }], inviteCode: null })
    expect(rater.views.size).toBe(0)
    await interviewer.send('start-round', { round })
    await expect.poll(() => rater.views.get(round)?.view.status).toBe('running')
    expect(raterViewOf(rater, round).packs).not.toEqual([])
    const mine = await openDocument(rater, document)
    const theirs = await openDocument(candidate, document)
    theirs.text('code:typescript').insert(0, '// hello\n')
    await expect.poll(() => mine.text('code:typescript').toString()).toContain('// hello')
    const { access } = await rater.post('open-document', { doc: document })
    expect(access).toBe('read')
    mine.text('code:typescript').insert(0, '// not mine to write\n')
    await expect.poll(() => mine.closes).toHaveLength(1)
    expect(theirs.text('code:typescript').toString()).not.toContain('not mine')
    expect(await refused(rater.send('say-in-chat', { session, text: 'hello' }))).toBe('round/not-your-role')
    expect(await refused(rater.send('pause-round', { round }))).toBe('round/not-your-role')
    await candidate.send('say-in-chat', { session, text: 'I start with a heap.' })
    await expect.poll(() => rater.received.some(({ name, body }) => name === 'chat:message' && JSON.stringify(body).includes('a heap'))).toBe(true)
  })

  test('a round goes on while its rater is away, and one who comes late owes a card all the same', async () => {
    const { interviewer, candidate, session, round, clock } = await setUp()
    await interviewer.send('start-round', { round })
    const rater = await seatRater({ interviewer, candidate, session })
    expect(raterViewOf(rater, round).status).toBe('running')
    rater.drop()
    await expect.poll(() => interviewer.session?.second?.here).toBe(false)
    clock.forward(10_000)
    expect((await interviewer.read('round-view', { round })).view.status).toBe('running')
    await interviewer.send('end-round', { round })
    expect(await rater.read('debrief', { session })).toMatchObject({ state: 'sealed', owed: [{ round, form: 'scorecard', filed: false }] })
  })
})

describe('two cards', () => {
  test.each([['the interviewer', 'the rater'], ['the rater', 'the interviewer']])('%s files first: everything opens with the last form, and the lowest vote counts', async first => {
    const { interviewer, candidate, rater, session, round } = await heldRound()
    const asks = first === 'the rater' ? [rater, interviewer] as const : [interviewer, rater] as const
    const votes = new Map([[interviewer, 4], [rater, 2]] as const)
    for (const person of asks) {
      expect(await person.send('file-scorecard', { round, version: 0, draft: cardOf('coding', votes.get(person) as 2 | 4), opensBoth: false })).toMatchObject({ revealed: false })
    }
    expect(await refused(candidate.send('file-self-estimate', { round, version: 0, draft: guessOf('coding', 3), opensBoth: false }))).toBe('self-estimate/confirm-opening')
    expect(await candidate.send('file-self-estimate', { round, version: 0, draft: guessOf('coding', 3), opensBoth: true })).toMatchObject({ revealed: true })
    for (const person of [interviewer, candidate, rater]) {
      const debrief = await person.read('debrief', { session })
      expect(debrief).toMatchObject({ state: 'opened', cause: 'all-filed', rounds: [{ card: { vote: 4 }, second: { rater: 'heron', card: { vote: 2 } } }] })
    }
    const received = await candidate.read('history', {})
    expect(received.rows.map(row => [row.direction, row.peer, row.vote, row.ofTwo]).toSorted()).toEqual([['received', 'heron', 2, true], ['received', interviewer.session?.you.handle, 4, true]].toSorted())
    expect((await rater.read('history', {})).rows).toMatchObject([{ direction: 'given', peer: candidate.session?.you.handle, vote: 2 }])
    expect(await candidate.read('card', { round })).toMatchObject({ card: { vote: 4 }, second: { rater: 'heron', vote: 2 } })
    expect(await rater.read('card', { round })).toMatchObject({ card: { raterIs: 'you', vote: 2 }, second: { raterIs: 'peer', vote: 4 } })
    const { ledger } = await candidate.read('metrics', {})
    expect({ rounds: ledger.received.rounds, minutes: Math.round(ledger.received.minutes) }).toEqual({ rounds: 1, minutes: 60 })
  })

  test('both at once open everything once', async () => {
    const { interviewer, candidate, rater, session, round } = await heldRound()
    await candidate.send('file-self-estimate', { round, version: 0, draft: guessOf('coding', 3), opensBoth: false })
    const answers = await Promise.all([
      interviewer.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 3), opensBoth: true }), rater.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 2), opensBoth: true }),
    ])
    expect(answers.map(({ revealed }) => revealed).toSorted()).toEqual([false, true])
    expect(await candidate.read('debrief', { session })).toMatchObject({ state: 'opened', rounds: [{ card: { vote: 3 }, second: { card: { vote: 2 } } }] })
  })

  test('a rater who never files is no vote after 72 hours, and holds nothing up any longer', async () => {
    const { interviewer, candidate, rater, session, round, clock, storage } = await heldRound()
    await interviewer.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 3), opensBoth: false })
    expect(await candidate.send('file-self-estimate', { round, version: 0, draft: guessOf('coding', 3), opensBoth: true }).catch((error: unknown) => error)).toMatchObject({ revealed: false })
    clock.forward(72 * 60 * minute)
    await expect.poll(async () => (await candidate.read('debrief', { session })).state, { timeout: 20_000 }).toBe('opened')
    expect(await candidate.read('debrief', { session })).toMatchObject({ cause: 'deadline', rounds: [{ card: { vote: 3 }, second: { rater: 'heron', card: null } }] })
    expect(await refused(rater.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 2), opensBoth: true }))).toBe('scorecard/opened')
    expect((await storage.pool.query('select count(*)::int as n from round_digest')).rows).toEqual([{ n: 2 }])
  })

  test('what a rater saw opens with the cards, and not before', async () => {
    const { interviewer, candidate, rater, session, round } = await heldRound()
    expect(JSON.stringify(await interviewer.read('scorecard', { round }))).not.toContain('the rater heard')
    const form = await rater.read('scorecard', { round })
    expect(form.record.evidence.every(({ text }) => text.startsWith('the rater heard'))).toBe(true)
    await interviewer.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 3), opensBoth: false })
    await rater.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 3), opensBoth: false })
    await candidate.send('file-self-estimate', { round, version: 0, draft: guessOf('coding', 3), opensBoth: true })
    expect(JSON.stringify(await interviewer.read('debrief', { session }))).toContain('the rater heard')
    await rater.send('append-remark', { round, text: 'I would say it again.' })
    await interviewer.send('append-remark', { round, text: 'So would I.' })
    expect(await candidate.read('card', { round })).toMatchObject({ card: { remark: { text: 'So would I.' } }, second: { remark: { text: 'I would say it again.' } } })
  })

  test('a rater takes nothing back from under their own filed card, whatever the interviewer filed', async () => {
    const { interviewer, rater, round } = await heldRound()
    const theirs = (await rater.read('scorecard', { round })).record.evidence.at(-1)?.id ?? ''
    const oneMore = freshId()
    const retract = (by: Person, evidence: string) => refused(by.send('retract-evidence', { round, evidence }))
    await interviewer.send('capture-evidence', { round, evidence: oneMore, kind: 'quote', text: 'one more', dimensions: [], polarity: '0' })
    await rater.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 2), opensBoth: false })
    expect(await retract(rater, theirs)).toBe('round/card-filed')
    // Another's card is nothing that this one may hear of.
    expect(await retract(interviewer, oneMore)).toBe('ok')
    await rater.send('reopen-scorecard', { round })
    await interviewer.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 3), opensBoth: false })
    expect(await retract(rater, theirs)).toBe('ok')
  })

  test('a rater who deletes their account ends no round, and a card they filed stays', async () => {
    const { interviewer, candidate, rater, session, round } = await heldRound()
    await rater.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 2), opensBoth: false })
    await rater.post('delete-account', { password: null })
    await interviewer.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 3), opensBoth: false })
    await candidate.send('file-self-estimate', { round, version: 0, draft: guessOf('coding', 3), opensBoth: true })
    expect(await candidate.read('debrief', { session })).toMatchObject({ rounds: [{ second: { rater: 'a former peer', card: { vote: 2 } } }] })
  })
})

test('whoever came to rate a round that was then dropped reads nothing of the one that was held before', async () => {
  const { url, clock } = await startApp()
  const { inviter, other, session } = await meet(url)
  const round = inviter.session?.rounds[0]?.round ?? ''
  await inviter.send('start-round', { round })
  clock.forward(60 * minute)
  await captureAll(inviter, round, 'coding')
  await inviter.send('end-round', { round })
  const rater = await seatRater({ interviewer: other, candidate: inviter, session })
  expect(await rater.read('debrief', { session })).toMatchObject({ state: 'sealed', owed: [] })
  await other.send('drop-round', { session })
  await inviter.send('file-scorecard', { round, version: 0, draft: cardOf('coding', 3), opensBoth: false })
  await other.send('file-self-estimate', { round, version: 0, draft: guessOf('coding', 3), opensBoth: true })
  expect(await inviter.read('debrief', { session })).toMatchObject({ state: 'opened', rounds: [{ second: null }] })
  expect(await refused(rater.read('debrief', { session }))).toBe('session/unknown')
})

eachEngine('a second vote in a loop, on %s', engine => {
  test('the lowest of two votes stands on the board', async () => {
    const { url, clock } = await startApp({ engine })
    const ann = await new Person(url).signUp('brindle')
    const ben = await new Person(url).signUp('osprey')
    const { loop } = await ben.post('open-loop', { level: 'L5', deepDeclared: false, options: { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: true } })
    const { session, code } = await ann.post('create-invite', { kind: 'culture', minutes: 60, bothWays: false })
    await ben.post('accept-invite', { code })
    for (const person of [ann, ben]) {
      await person.connect()
      await person.watch(session)
    }
    const round = ann.session?.rounds[0]?.round ?? ''
    await ben.send('declare-loop-round', { round, loop, loopSeat: 'culture' })
    const rater = await seatRater({ interviewer: ann, candidate: ben, session })
    await ann.send('start-round', { round })
    clock.forward(60 * minute)
    await captureAll(ann, round, 'culture')
    await expect.poll(() => rater.views.get(round)?.view.status).toBe('running')
    await captureAll(rater, round, 'culture')
    await ann.send('end-round', { round })
    await rater.send('file-scorecard', { round, version: 0, draft: cardOf('culture', 2), opensBoth: false })
    await ann.send('file-scorecard', { round, version: 0, draft: cardOf('culture', 4), opensBoth: false })
    await ben.send('file-self-estimate', { round, version: 0, draft: guessOf('culture', 3), opensBoth: true })
    const board = await ben.read('loop', { loop })
    expect(board.rows.find(({ seat }) => seat === 'culture')).toMatchObject({ vote: 2, by: 'heron', raters: [{ name: 'heron', vote: 2 }, { name: 'brindle', vote: 4 }] })
    expect(board.verdict).toMatchObject({ status: 'IN_PROGRESS', outlook: 'needs_revision' })
    expect(board.voters).toBe(2)
  })
})
