import { limits, type CommandInput } from '@unanimous/protocol'
import type { LoopSeat } from '@unanimous/rounds'
import { foldLoop, NO_OPTIONS, type LoopCard, type Vote as RaterVote, type VotingSeat } from '@unanimous/verdict'
import { instant } from '@unanimous/kernel'
import { expect, test } from 'vitest'
import { eachEngine } from '../support/each-engine.ts'
import { codeOf, fileCard, fileGuess, holdOneWay, holdRound, patiently, signUpPair, sit, type Pair, type Vote } from '../support/past-rounds.ts'
import { freshId, Person } from '../support/person.ts'
import { startApp, type RunningApp } from '../support/start-app.ts'

const kindOf = (seat: LoopSeat) => (seat === 'coding1' || seat === 'coding2' ? 'coding' as const : seat)

const onsite: readonly VotingSeat[] = ['hm', 'tech', 'coding1', 'coding2', 'sd', 'culture']

/** Ann's loop, interviewed by Ben: these votes in this order. */
const holdLoop = async (pair: Pair, options: Partial<CommandInput<'open-loop'>['options']>, votes: readonly (readonly [VotingSeat, Vote])[]) => {
  const { loop } = await patiently(() => pair.ann.post('open-loop', { level: 'L5', deepDeclared: false, options: { ...NO_OPTIONS, ...options } }))
  const sessions: string[] = []
  for (const [loopSeat, vote] of votes) sessions.push(await holdOneWay(pair, { kind: kindOf(loopSeat), loop, loopSeat }, vote))
  return { loop, sessions }
}

const all = (vote: Vote, but: Partial<Record<VotingSeat, Vote>> = {}) => onsite.map(seat => [seat, but[seat] ?? vote] as const)

/** What the pure rules make of the same votes. */
const pure = (votes: readonly (readonly [VotingSeat, Vote])[]) => foldLoop(
  { options: NO_OPTIONS, deepDeclared: false, createdAt: instant(0) },
  votes.map(([seat, vote], index): LoopCard => ({ seat, round: `r${index}`, openedAt: instant(index), raters: [{ rater: 'ben', vote: vote as RaterVote }] })),
  instant(votes.length)
)

const board = (person: Person, loop: string) => patiently(() => person.read('loop', { loop }))
const rowOf = async (person: Person, loop: string, seat: LoopSeat) => (await board(person, loop)).rows.find(row => row.seat === seat)

const start = async (options: Parameters<typeof startApp>[0] = {}): Promise<{ app: RunningApp; pair: Pair }> => {
  const app = await startApp(options)
  const pair = await signUpPair(app.url, app.clock)
  return { app, pair }
}

eachEngine('a loop on %s', engine => {
  test('that a no in coding withheld closes when its interviewer revises it, once, in writing, citing what was captured', async () => {
    const { pair: { ann, ben }, pair } = await start({ engine })
    const votes = all(3, { coding2: 2 })
    const { loop } = await holdLoop(pair, { debriefRevision: true }, votes)
    expect((await board(ann, loop)).verdict).toMatchObject({ status: pure(votes).status, seats: ['coding2'] })

    const offered = await patiently(() => ben.read('loops', {}))
    expect(offered.debriefs).toEqual([{ loop, candidate: 'brindle', number: 1, mayRevise: true }])
    const debrief = await patiently(() => ben.read('loop-debrief', { loop }))
    expect(debrief).toMatchObject({ yours: false, revisable: true, candidate: 'brindle' })
    const [entry] = debrief.entries.filter(each => each.seat === 'coding2')
    const captured = entry?.yours?.captured ?? []
    expect(entry?.yours?.to).toEqual([3])
    expect(captured.length).toBeGreaterThan(1)
    expect(captured.map(item => item.type)).not.toContain('note')
    // Their candidate reads the same pages and is offered nothing.
    expect((await patiently(() => ann.read('loop-debrief', { loop }))).entries.map(each => each.yours)).toEqual(onsite.map(() => null))

    const revise = (change: Partial<CommandInput<'revise-vote'>>) => codeOf(() => ben.send('revise-vote', {
      round: entry?.round ?? '', to: 3, reason: 'The second pass was clean; I had weighed the first.', evidence: [captured[0]?.id ?? ''], ...change,
    }))
    expect(await revise({ to: 4 })).toBe('revision/move-not-allowed')
    expect(await revise({ to: 1 })).toBe('revision/move-not-allowed')
    expect(await revise({ evidence: [] })).toBe('revision/no-evidence')
    expect(await revise({ evidence: ['made-up'] })).toBe('revision/no-evidence')
    expect(await codeOf(() => ann.send('revise-vote', { round: entry?.round ?? '', to: 3, reason: 'Please.', evidence: [] }))).toBe('round/not-your-role')
    expect((await board(ann, loop)).verdict.status).toBe('REJECT')
    // Two tabs at once: one is written.
    expect((await Promise.all([revise({}), revise({ reason: 'Again.' })])).toSorted()).toEqual(['ok', 'revision/already-revised'])

    expect((await board(ann, loop)).verdict).toMatchObject({ status: 'UNANIMOUS', seats: [] })
    expect(await rowOf(ann, loop, 'coding2')).toMatchObject({ vote: 3, firstVote: 2, decidedBy: 'The second pass was clean; I had weighed the first.', raters: [{ name: 'osprey', vote: 3, firstVote: 2 }] })
    const [after] = (await patiently(() => ann.read('loop-debrief', { loop }))).entries.filter(each => each.seat === 'coding2')
    expect(after).toMatchObject({ firstVote: 2, vote: 3, revision: { to: 3, evidence: [{ id: captured[0]?.id }] } })
    expect((await patiently(() => ben.read('loops', {}))).debriefs).toEqual([{ loop, candidate: 'brindle', number: 1, mayRevise: false }])
  }, 120_000)

  test('gives nobody its debrief but its candidate while revisions were not chosen', async () => {
    const { app, pair: { ann, ben }, pair } = await start({ engine })
    const { loop } = await holdLoop(pair, {}, all(3, { sd: 2 }))
    expect(await board(ann, loop)).toMatchObject({ verdict: { status: 'REJECT', seats: ['sd'] }, voters: 1, closestFlip: { seat: 'sd', vote: 2, by: 'osprey', alsoWithholding: [] } })
    // Its reasons lead to the moments of the replay where both agreed to one, and nowhere where either did not.
    const replays = async () => [(await board(ann, loop)).closestFlip?.replay, (await patiently(() => ann.read('loop-debrief', { loop }))).entries.map(({ replay }) => replay)]
    const [before, none] = await replays()
    expect(before).toBe(false)
    expect(none).not.toContain(true)
    const { session } = await rowOf(ann, loop, 'sd') ?? {}
    await app.storage.pool.query('update seat set replay_agreed = true where session = $1', [session])
    const [flip, entries] = await replays()
    expect(flip).toBe(true)
    expect(entries).toContain(true)
    expect(entries).toContain(false)
    expect((await patiently(() => ben.read('loops', {}))).debriefs).toEqual([])
    expect(await codeOf(() => ben.read('loop-debrief', { loop }))).toBe('loop/unknown')
    expect((await patiently(() => ann.read('loop-debrief', { loop }))).revisable).toBe(false)
    const round = (await rowOf(ann, loop, 'sd'))?.round ?? ''
    expect(await codeOf(() => ben.send('revise-vote', { round, to: 3, reason: 'I was tired.', evidence: [] }))).toBe('revision/not-offered')
  }, 120_000)

  test('[W4] loses a card that a moderator voids, with a line on its board for good, and takes another in its place', async () => {
    const { app, pair: { ann, ben }, pair } = await start({ engine, config: { MODERATORS: ['judge@example.org'] } })
    const { loop, sessions } = await holdLoop(pair, {}, [['hm', 3], ['culture', 1]])
    expect((await board(ann, loop)).verdict).toMatchObject({ status: 'ENDED', reason: 'strong_no', seats: ['culture'] })
    const round = (await rowOf(ann, loop, 'culture'))?.round ?? ''
    const judge = await new Person(app.url).signUp('judge')
    await judge.connect({ lasting: true })

    const wish = { round, cause: 'abuse' as const, words: 'Mocked the accent throughout.' }
    expect(await codeOf(() => ann.send('void-card', wish))).toBe('moderation/not-a-moderator')
    expect(await codeOf(() => ann.read('card-to-void', { round }))).toBe('moderation/not-a-moderator')
    expect(await codeOf(() => judge.send('void-card', { ...wish, round: freshId() }))).toBe('moderation/no-such-card')
    expect(await judge.read('card-to-void', { round })).toMatchObject({ candidate: 'brindle', seat: 'culture', number: 1, card: { vote: 1, rater: 'osprey' }, voided: null })
    expect(await codeOf(() => judge.send('void-card', wish))).toBe('ok')
    expect(await codeOf(() => judge.send('void-card', wish))).toBe('moderation/void-already')
    judge.drop()

    const after = await board(ann, loop)
    expect(after.verdict).toMatchObject({ status: 'IN_PROGRESS', outlook: 'open', seats: [] })
    expect(after.log).toMatchObject([{ seat: 'culture', round, cause: 'abuse', words: wish.words, by: 'judge', rater: 'osprey' }])
    expect(after.practiceRows.map(row => row.round)).toContain(round)
    // It stays readable to both, and its place is free again.
    expect(await patiently(() => ann.read('card', { round }))).toMatchObject({ card: { vote: 1 } })
    await holdOneWay(pair, { kind: 'culture', loop, loopSeat: 'culture' }, 4)
    expect(await rowOf(ann, loop, 'culture')).toMatchObject({ vote: 4, counted: true })
    expect(sessions).toHaveLength(2)
    expect(await codeOf(() => ben.read('loop', { loop }))).toBe('loop/unknown')
  }, 120_000)
})

test('[W7] a loop is spread among strangers, two rounds each and never both design and culture; a rematch makes no friends, a link does', async () => {
  const { app, pair: { ann, ben }, pair } = await start()
  const { loop } = await holdLoop(pair, {}, [])
  const cy = await (await new Person(app.url).signUp('marten')).connect({ lasting: true })
  const wait = (person: Person, kind: 'culture' | 'sd' | 'coding') => patiently(() => person.post('join-queue', {
    kind, level: 'L5', codeLanguages: [], spokenLanguages: ['en'], direction: person === ann ? 'one-way-candidate' : 'one-way-interviewer', minutes: 60,
  }))
  const offerOf = async (person: Person) => {
    const seen = await patiently(() => person.read('queue', {}))
    return seen.state === 'offered' ? seen.offer : undefined
  }
  const enter = async (session: string): Promise<{ session: string; round: string }> => {
    for (const person of [ann, ben]) await patiently(() => person.watch(session))
    return { session, round: ann.session?.rounds[0]?.round ?? '' }
  }
  const meetBy = async (interviewer: Person): Promise<string> => {
    await expect.poll(() => offerOf(ann)).toBeDefined()
    for (const person of [ann, interviewer]) await patiently(async () => person.post('accept-offer', { offer: await offerOf(person) ?? '' }))
    const seen = await patiently(() => ann.read('queue', {}))
    return seen.state === 'matched' ? seen.session : ''
  }
  const meetAgain = async ({ session }: { session: string }, kind: 'hm' | 'sd') => {
    const again = await enter((await patiently(() => ann.post('rematch', { session, roles: 'same' }))).session)
    await patiently(() => ann.send('set-plan', { session: again.session, kinds: [kind], bothWays: false }))
    return again
  }
  const declare = (round: string, loopSeat: LoopSeat) => codeOf(() => ann.send('declare-loop-round', { round, loop, loopSeat }))
  const hold = async (round: string) => {
    await holdRound(pair, round)
    await fileCard(pair, round, 3, false)
    await fileGuess(pair, round, 3, true)
  }

  for (const person of [ben, ann]) await wait(person, 'culture')
  const culture = await enter(await meetBy(ben))
  expect(await declare(culture.round, 'culture')).toBe('ok')
  await hold(culture.round)

  // Ben has held culture, so he is not offered for design while anybody else will do it.
  app.clock.forward(8 * 24 * 3_600_000)
  for (const person of [ben, ann, cy]) await wait(person, 'sd')
  const bySecond = await meetBy(cy)
  expect((await patiently(() => ann.read('session', { session: bySecond }))).peer?.handle).toBe('marten')
  expect((await patiently(() => ben.read('queue', {}))).state).toBe('waiting')
  await patiently(() => ben.post('leave-queue', {}))

  // He may hold a coding round; once he has held two of the loop, that one is no longer of it.
  app.clock.forward(24 * 3_600_000)
  for (const person of [ben, ann]) await wait(person, 'coding')
  const coding = await enter(await meetBy(ben))
  expect(await declare(coding.round, 'coding1')).toBe('ok')
  await patiently(() => ann.send('declare-loop-round', { round: coding.round, loop: null, loopSeat: null }))

  // To meet again is no way around either.
  const design = await meetAgain(culture, 'sd')
  expect(await declare(design.round, 'sd')).toBe('loop/same-interviewer')
  const manager = await meetAgain(culture, 'hm')
  expect(manager).toEqual(design)
  expect(await declare(manager.round, 'hm')).toBe('ok')
  await hold(manager.round)
  await enter(coding.session)
  expect(await declare(coding.round, 'coding1')).toBe('loop/same-interviewer')
  const third = await meetAgain(culture, 'sd')
  expect(await declare(third.round, 'sd')).toBe('loop/same-interviewer')

  // By a link they become friends, who are free however they meet.
  await sit(pair)
  await enter(third.session)
  expect(await declare(third.round, 'sd')).toBe('ok')
  await enter(coding.session)
  expect(await declare(coding.round, 'coding1')).toBe('ok')
  app.clock.forward(8 * 24 * 3_600_000)
  for (const person of [ben, ann]) await wait(person, 'sd')
  await expect.poll(() => offerOf(ann)).toBeDefined()
  cy.drop()
})

test('a tick of disrespect reaches whoever moderates once both cards are open, and its interviewer never', async () => {
  const { app, pair: { ann, ben }, pair } = await start({ config: { MODERATORS: ['judge@example.org'] } })
  const judge = await new Person(app.url).signUp('judge')
  expect([(await judge.read('me', {})).moderator, (await ann.read('me', {})).moderator]).toEqual([true, false])
  const tick = async () => {
    const { session, rounds: [{ round } = { round: '' }] } = await sit(pair, { bothWays: false })
    await holdRound(pair, round)
    await fileGuess(pair, round, 3, false, ['disrespect'])
    expect((await patiently(() => judge.read('reports', {}))).reports.map(report => report.round)).not.toContain(round)
    await fileCard(pair, round, 3, true)
    return { session, round }
  }
  const first = await tick()
  const interviewer = [ann, ben].find(person => person.session?.rounds[0]?.youAre === 'interviewer')
  const second = await tick()
  const { reports } = await patiently(() => judge.read('reports', {}))
  expect(reports).toMatchObject([second, first].map(({ round }) => ({ round, kind: 'coding', times: 2, inLoop: false, said: [{ aspect: 'clear_brief', rating: 4, example: 'Said the three rules first.' }] })))
  expect(new Set(reports.flatMap(({ by, about }) => [by, about]))).toEqual(new Set(['brindle', 'osprey']))
  expect(await codeOf(() => ann.read('reports', {}))).toBe('moderation/not-a-moderator')
  const theirs = [await interviewer?.read('debrief', { session: first.session }), await interviewer?.read('metrics', {}), await interviewer?.read('card', { round: first.round })]
  expect(JSON.stringify(theirs)).not.toContain('disrespect')
  expect(JSON.stringify(theirs)).not.toContain('Said the three rules first.')
}, 60_000)

test('[W12] [W13] an ended loop lets the next one begin, and no form tells of another round', async () => {
  const { pair: { ann, ben }, pair } = await start()
  const { loop } = await holdLoop(pair, {}, [['hm', 3], ['coding1', 1]])
  const { session, rounds: [{ round } = { round: '' }] } = await sit(pair, { kind: 'sd', loop, loopSeat: 'sd', bothWays: false })
  await holdRound(pair, round)
  const interviewer = ben.session?.rounds[0]?.youAre === 'interviewer' ? ben : ann
  const form = JSON.stringify([await patiently(() => interviewer.read('scorecard', { round })), await patiently(() => interviewer.read('session', { session }))])
  for (const told of ['strong_no', 'someone else’s service', 'best sentence I heard this month', 'verdict']) expect(form).not.toContain(told)

  const ended = await board(ann, loop)
  expect(ended.verdict).toMatchObject({ status: 'ENDED', reason: 'strong_no' })
  const next = await patiently(() => ann.post('open-loop', { level: 'L5', deepDeclared: false, options: NO_OPTIONS }))
  expect((await board(ann, next.loop)).verdict).toMatchObject({ status: 'IN_PROGRESS', outlook: 'open' })
  expect((await board(ann, loop)).verdict).toEqual(ended.verdict)
}, 300_000)

test('reports come in pages, each once, and how many stand against somebody counts them all', async () => {
  const { app, pair: { ben }, pair } = await start({ config: { MODERATORS: ['judge@example.org'] } })
  const judge = await new Person(app.url).signUp('judge')
  const { session, rounds: [{ round } = { round: '' }] } = await sit(pair, { bothWays: false })
  await holdRound(pair, round)
  await fileGuess(pair, round, 3, false, ['disrespect'])
  await fileCard(pair, round, 3, true)
  const copies = limits.reportRows + 5
  const written = await app.storage.pool.query<{ round: string }>(`
    with more as (insert into round select (jsonb_populate_record(r, jsonb_build_object('id', lpad(n::text, 22, 'r'), 'ordinal', n + 9, 'document', lpad(n::text, 22, 'd')))).* from round r, generate_series(1, $2::int) n where r.id = $1 returning id)
    select id as round from more`, [round, copies])
  // Some opened in the same millisecond, so that only their rounds tell them apart.
  await app.storage.pool.query(`
    insert into self_estimate select (jsonb_populate_record(e, jsonb_build_object('round', m.id, 'opened_at', e.opened_at - (m.ordinal / 3)))).* from self_estimate e, round m where e.round = $1 and m.session = $2 and m.id <> $1`, [round, session])
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await patiently(() => judge.read('reports', after === undefined ? {} : { after }))
    expect(page.reports.length).toBeLessThanOrEqual(limits.reportRows)
    expect(new Set(page.reports.map(report => report.times))).toEqual(new Set([copies + 1]))
    seen.push(...page.reports.map(report => report.round))
    after = page.next ?? undefined
  } while (after !== undefined)
  expect(seen).toHaveLength(copies + 1)
  expect(new Set(seen)).toEqual(new Set([round, ...written.rows.map(row => row.round)]))
  expect(seen[0]).toBe(round)
  expect(await codeOf(() => ben.read('reports', { after: `1.${round}` }))).toBe('moderation/not-a-moderator')
}, 60_000)

test('a link shows a loop to anybody, as much of it as was chosen, until it is taken back or expires', async () => {
  const { app, pair: { ann, ben }, pair } = await start()
  const { loop } = await holdLoop(pair, {}, [['hm', 3], ['sd', 4]])
  const stranger = new Person(app.url)
  const share = (change: Partial<CommandInput<'share-loop'>> = {}) => {
    const token = freshId()
    return patiently(() => ann.post('share-loop', { loop, token, days: 7, shows: 'cards', names: true, ...change })).then(made => ({ ...made, token: change.token ?? token }))
  }
  const full = await share()
  const bare = await share({ shows: 'board', names: false, days: 1 })
  expect(await codeOf(() => ann.post('share-loop', { loop, token: full.token, days: 7, shows: 'board', names: true }))).toBe('share/token-used')
  expect(await codeOf(() => ben.post('share-loop', { loop, token: freshId(), days: 7, shows: 'board', names: true }))).toBe('loop/unknown')

  const seen = await stranger.read('shared-loop', { token: full.token })
  expect(seen.board).toMatchObject({ loop, candidate: 'brindle', yours: false, verdict: (await board(ann, loop)).verdict })
  expect(seen.board.rows.map(row => row.session)).toEqual(onsite.map(() => null))
  expect(seen.cards.map(card => [card.kind, card.vote, card.rater])).toEqual([['hm', 3, 'osprey'], ['sd', 4, 'osprey']])
  const shown = new Set(seen.evidence.map(item => item.id))
  expect(seen.cards.flatMap(card => card.dimensions.flatMap(dimension => dimension.evidence)).every(id => shown.has(id))).toBe(true)

  const quiet = await stranger.read('shared-loop', { token: bare.token })
  expect(JSON.stringify(quiet)).not.toContain('osprey')
  expect([quiet.cards, quiet.evidence]).toEqual([[], []])
  expect(quiet.board.rows.filter(row => row.by !== null).map(row => row.by)).toEqual(['interviewer 1', 'interviewer 1'])

  expect(await codeOf(() => stranger.read('shared-loop', { token: freshId() }))).toBe('share/unknown')
  expect(await codeOf(() => ben.post('revoke-share', { share: full.share }))).toBe('share/unknown')
  expect((await patiently(() => ann.read('loop-shares', { loop }))).shares.map(each => each.share).toSorted()).toEqual([bare.share, full.share].toSorted())
  await ann.post('revoke-share', { share: full.share })
  expect(await codeOf(() => stranger.read('shared-loop', { token: full.token }))).toBe('share/revoked')
  app.clock.forward(25 * 3_600_000)
  expect(await codeOf(() => stranger.read('shared-loop', { token: bare.token }))).toBe('share/expired')
  // Of a token only its hash is kept.
  const kept = JSON.stringify(await app.storage.db.query.loopShare.findMany())
  expect([kept.includes(full.token), kept.includes(bare.token)]).toEqual([false, false])
}, 120_000)

test('[W6] the teams of a loop are its own to say, and no team is said twice', async () => {
  const { pair: { ann, ben } } = await start()
  const { loop } = await ann.post('open-loop', { level: 'L4', deepDeclared: true, options: NO_OPTIONS, teams: ['playback', 'ads'] })
  expect(await board(ann, loop)).toMatchObject({ teams: ['playback', 'ads'], deepDeclared: true })
  await ann.post('set-loop-teams', { loop, teams: ['studio'] })
  expect((await board(ann, loop)).teams).toEqual(['studio'])
  expect(await codeOf(() => ann.post('set-loop-teams', { loop, teams: ['ads', 'ads'] }))).toBe('input/invalid')
  expect(await codeOf(() => ben.post('set-loop-teams', { loop, teams: [] }))).toBe('loop/unknown')
})
