import { loadBank, questionFrom } from '@unanimous/bank'
import type { ExportFile, StoryText } from '@unanimous/protocol'
import type { Engine } from '@unanimous/testing'
import { expect, onTestFinished, test } from 'vitest'
import { databaseDigest } from '../support/database-digest.ts'
import { eachEngine } from '../support/each-engine.ts'
import { beginRound, fileCard, fileGuess, holdBothWays, holdOneWay, holdRound, signUpPair, sit, until, type Pair } from '../support/past-rounds.ts'
import { freshId, Person } from '../support/person.ts'
import { download, exportOf, faultsByPublishedSchema, importInto, rowsNaming } from '../support/portable.ts'
import { startApp } from '../support/start-app.ts'
import { turnedClock } from '../support/turned-clock.ts'

const options = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }
const sealedWords = 'Spotted a tie that nobody else may read of yet'
const handles = ['brindlehawthorn', 'ospreymarram'] as const

const story: StoryText = {
  sort: 'friction', title: 'The launch I stopped', date: 'autumn', role: 'lead', domain: 'playback', situation: 'Two weeks before.', decision: 'I decided to stop it.', authority: 'mine',
  options: [{ option: 'wait', for: 'calm', against: 'too late', number: '2 weeks' }], dissenters: 'All of them', counterArgument: '', outcome: 'It went out in spring', failed: '', whoPaid: '', wouldChange: '', reversingFact: '',
  feedback: '', dimensions: ['culture.candor'], values: '', scope: 'L5', confidentialOk: true,
}

const ownQuestion = questionFrom('interval', { title: 'Meeting rooms', prompt: 'How many <rooms> are needed?' })

/** Two people with a finished loop, an opened session and a sealed one, in which both wrote what only they may read. */
const startPast = async (engine: Engine) => {
  const app = await startApp({ engine, clock: turnedClock(Date.UTC(2026, 8, 1, 9)) })
  const pair = await signUpPair(app.url, app.clock, handles)
  onTestFinished(() => [pair.ann, pair.ben].forEach(person => person.drop()))
  const { loop } = await pair.ann.post('open-loop', { level: 'L5', deepDeclared: false, options, teams: ['playback'] })
  await holdOneWay(pair, { kind: 'hm', loop, loopSeat: 'hm' }, 3)
  await holdOneWay(pair, { kind: 'culture', loop, loopSeat: 'culture' }, 1)
  const opened = await holdBothWays(pair, 'opened')
  await pair.ann.post('start-plan', { level: 'L5', weeks: 4, hoursPerWeek: 8, givesWeek: false, teams: ['ads'], interviewOn: null, timeZone: 'Europe/Berlin' })
  await pair.ann.post('save-story', { story: freshId(), ...story })
  await pair.ann.post('import-question', { source: ownQuestion })
  await pair.ann.send('say-in-chat', { session: opened.session, text: 'See you next week.' })
  const sealed = await sit(pair, { bothWays: false })
  const round = sealed.rounds[0]?.round ?? ''
  await holdRound(pair, round, [[6, '+', sealedWords], [12, '+', 'Named the cost'], [20, '-', 'Silent for minutes'], [35, '+', 'Swapped the heap']])
  await fileCard(pair, round, 2, false)
  return { app, pair, loop, opened, sealed: { session: sealed.session, round } }
}

const roundOf = (file: ExportFile, session: string) => file.sessions.find(each => each.id === session)?.rounds ?? []

/** How many follow-ups of the whole bank a text quotes. */
const askedIn = (text: string) => loadBank().all().flatMap(pack => pack.followups).filter(step => text.includes(JSON.stringify(step.ask).slice(1, -1))).length

eachEngine('an export on %s', engine => {
  test('holds everything of its person, nothing sealed of the other, and writes nothing', async () => {
    const { app, pair: { ann, ben }, loop, opened, sealed } = await startPast(engine)
    const before = await databaseDigest(app.storage)
    const [mine, theirs] = [await download(ann, 'json'), await download(ben, 'json')]
    const pages = []
    for (const person of [ann, ben]) {
      const { status, text } = await download(person, 'html')
      expect(status).toBe(200)
      pages.push(text)
    }
    expect(await databaseDigest(app.storage)).toEqual(before)
    expect(mine.headers.get('content-disposition')).toMatch(/^attachment; filename="unanimous-2026-\d\d-\d\d\.json"$/)

    const [annFile, benFile] = [await exportOf(ann), await exportOf(ben)]
    expect([faultsByPublishedSchema(annFile), faultsByPublishedSchema(benFile)]).toEqual([[], []])
    expect(annFile.loops).toMatchObject([{ id: loop, verdict: { status: 'ENDED', reason: 'strong_no', seats: ['culture'] }, teams: ['playback'] }])
    expect(annFile).toMatchObject({ plan: { weeks: 4, teams: ['ads'] }, ticks: [], stories: [{ title: 'The launch I stopped', rehearsals: [] }], questions: [{ title: 'Meeting rooms', kind: 'coding', source: ownQuestion }] })
    expect(benFile).toMatchObject({ loops: [], plan: null, stories: [], questions: [] })
    expect(pages[0]).toContain('<h3>Coding: Meeting rooms</h3>')
    expect(pages[0]).toContain('How many &lt;rooms&gt; are needed?')
    expect(pages[1]).not.toContain('Meeting rooms')
    expect(annFile.sessions).toHaveLength(4)
    expect(annFile.sessions.find(session => session.id === opened.session)?.chat).toEqual([{ at: expect.any(Number) as number, from: 'you', text: 'See you next week.' }])
    const [given, received] = roundOf(annFile, opened.session)
    expect([given?.youAre, received?.youAre]).toEqual(['interviewer', 'candidate'])
    expect(given).toMatchObject({ draft: null, card: { rater: handles[0], vote: 3 }, notes: [{ text: expect.stringContaining('Ask about ties') as string }], estimate: { form: { vote: 3 } } })
    expect(given?.estimate?.form).not.toHaveProperty('interviewer')
    expect(given?.events.map(event => event.type)).toEqual(expect.arrayContaining(['round-started', 'follow-up-asked', 'evidence-captured', 'note-written']))
    expect(received).toMatchObject({ card: { rater: handles[1] }, notes: [], estimate: { form: { vote: 4, interviewer: { ratings: { clear_brief: { rating: 4 } } } } } })
    expect(received).toMatchObject({ title: expect.stringMatching(/\w/) as string, record: { asked: expect.arrayContaining([expect.objectContaining({ mark: 'struggled' })]) as unknown } })

    const [interviewer, candidate] = [annFile, benFile].flatMap(file => roundOf(file, sealed.session)).toSorted((left, right) => (left.youAre > right.youAre ? -1 : 1))
    expect(interviewer).toMatchObject({ card: null, draft: { form: { vote: 2 } }, record: { evidence: expect.arrayContaining([expect.objectContaining({ text: sealedWords })]) as unknown } })
    expect(candidate).toMatchObject({ card: null, draft: null, estimate: null, record: null, pinned: {}, notes: [] })
    expect([mine.text, theirs.text].filter(text => text.includes(sealedWords))).toHaveLength(1)
    // Each asked at most five steps a round in five rounds; the bank has many more.
    for (const { text } of [mine, theirs]) {
      expect(askedIn(text)).toBeGreaterThan(5)
      expect(askedIn(text)).toBeLessThanOrEqual(25)
    }
  }, 240_000)

  test('is refused to nobody in particular, and to whoever asks too often', async () => {
    const { url } = await startApp({ engine })
    const nobody = await download(new Person(url), 'json')
    expect([nobody.status, JSON.parse(nobody.text)]).toEqual([401, expect.objectContaining({ code: 'account/sign-in-first', message: 'Sign in first.' })])
    const guest = await new Person(url).signInAsGuest()
    const statuses = []
    for (let index = 0; index < 8; index++) statuses.push((await download(guest, index % 2 === 0 ? 'json' : 'html')).status)
    expect(statuses).toEqual([200, 200, 200, 200, 200, 200, 429, 429])
    expect((await guest.http('GET', '/api/export.schema.json')).body).toMatchObject({ title: 'Unanimous export (unanimous.export/1)' })
  })
})

eachEngine('an import on %s', engine => {
  test('brings received feedback along, once, under its own name, and it counts in nothing', async () => {
    const { pair: { ann } } = await startPast(engine)
    const file = await exportOf(ann)
    const here = await startApp({ engine, config: { PUBLIC_URL: 'https://here.example' } })
    const newcomer = await new Person(here.url).signUp('hawthorn')
    expect(await importInto(newcomer, file)).toEqual({ imported: 3, known: 0, questions: 1 })
    const after = await databaseDigest(here.storage)
    expect(await importInto(newcomer, file)).toEqual({ imported: 0, known: 4, questions: 0 })
    const { command_receipt: _before, ...rest } = after
    expect(await databaseDigest(here.storage)).toMatchObject(rest)

    const [brought] = (await newcomer.read('questions', {})).questions
    const question = brought?.question ?? ''
    expect(brought).toMatchObject({ title: 'Meeting rooms', kind: 'coding', faults: 0 })
    expect(file.questions.map(({ id }) => id)).not.toContain(question)
    const mended = ownQuestion.replace('Meeting rooms', 'Rooms')
    await newcomer.post('save-question', { question, version: 1, source: mended })
    expect(await importInto(newcomer, file)).toEqual({ imported: 0, known: 4, questions: 0 })
    expect(await newcomer.read('question', { question })).toMatchObject({ source: mended, findings: [] })

    const { rows } = await newcomer.read('imported-cards', {})
    expect(rows.map(row => [row.kind, row.vote, row.rater, row.loopSeat])).toEqual([['coding', 3, handles[1], null], ['culture', 1, handles[1], 'culture'], ['hm', 3, handles[1], 'hm']])
    const { content } = await newcomer.read('imported-card', { card: rows[1]?.card ?? '' })
    expect(content.card.strongNoSentence).toContain('I could not find the part you owned')
    expect(content.record?.evidence.length).toBe(rows[1]?.evidence)
    expect((await newcomer.read('history', {})).rows).toEqual([])
    expect(await newcomer.read('loops', {})).toEqual({ loops: [], debriefs: [] })
    expect(await newcomer.read('home', {})).toMatchObject({ lastFeedback: null, recent: [], practice: [], loop: null })
    const stranger = await new Person(here.url).signUp(handles[1])
    expect((await stranger.read('imported-cards', {})).rows).toEqual([])
    await expect(stranger.read('imported-card', { card: rows[0]?.card ?? '' })).rejects.toThrow('import/unknown')

    const onward = await exportOf(newcomer)
    expect(faultsByPublishedSchema(onward)).toEqual([])
    expect(onward.imported.map(card => card.origin).toSorted()).toEqual(file.sessions.flatMap(session => session.rounds).filter(round => round.youAre === 'candidate' && round.card).map(round => round.id).toSorted())
    expect(onward.questions).toMatchObject([{ id: file.questions[0]?.id, source: mended }])
    expect((await download(newcomer, 'html')).text).toContain('<h2>Imported</h2>')
    // Back where the rounds were held and the question was written they are no import.
    expect(await importInto(ann, onward)).toEqual({ imported: 0, known: 4, questions: 0 })
  }, 240_000)
})

const shown = async (person: Person, session: string, round: string) => ({ debrief: await person.read('debrief', { session }), card: await person.read('card', { round }) })

eachEngine('deleting an account on %s', engine => {
  test('leaves the other side what was said and nothing that names the person', async () => {
    const { app, pair, opened } = await startPast(engine)
    const { ann, ben } = pair
    const { person: id } = await ann.read('me', {})
    await ben.post('set-goal', { goal: 'Count aloud.' })
    const unused = await ann.post('create-invite', { kind: 'coding', minutes: 60, bothWays: false })
    await ann.post('join-queue', { kind: 'coding', level: 'L5', codeLanguages: ['typescript'], spokenLanguages: ['en'], direction: 'both-ways', minutes: 60 })
    const before = await shown(ben, opened.session, opened.first)
    await expect(ann.post('delete-account', { password: null })).rejects.toThrow('account/wrong-password')
    await expect(ann.post('delete-account', { password: 'not this one' })).rejects.toThrow('account/wrong-password')

    const gone = new Promise<string>(resolve => { ann.socket.once('disconnect', resolve) })
    await ann.post('delete-account', { password: 'correct horse battery' })
    await gone
    await expect(ann.read('me', {})).rejects.toThrow('account/sign-in-first')
    expect((await ann.http('POST', '/api/auth/sign-in/email', { email: `${handles[0]}@example.org`, password: 'correct horse battery' })).status).toBe(401)
    expect(await rowsNaming(app.storage, [id, handles[0], `${handles[0]}@example.org`])).toEqual([])
    expect(await rowsNaming(app.storage, [unused.session])).toEqual([])

    const nameless = JSON.parse(JSON.stringify(before).replaceAll(handles[0], 'a former peer')) as typeof before
    expect(await shown(ben, opened.session, opened.first)).toEqual(nameless)
    const { rows } = await app.storage.pool.query<{ body: { text: string } }>("select body from round_event where type = 'note-written' and seat in (select id from seat where name = 'a former peer')")
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.filter(row => row.body.text !== '')).toEqual([])
    expect(JSON.stringify(await exportOf(ben))).not.toContain(handles[0])
  }, 240_000)

  test('ends what is running and frees whoever was waiting; when both have gone nothing of them is left', async () => {
    const app = await startApp({ engine })
    const pair: Pair = await signUpPair(app.url, app.clock, ['ann-of-the-fen', 'ben-of-the-fen'])
    onTestFinished(() => [pair.ann, pair.ben].forEach(person => person.drop()))
    const { session, rounds } = await sit(pair)
    const [first, second] = rounds
    await beginRound(pair, first?.round ?? '')
    await pair.ben.send('write-note', { round: first?.round ?? '', note: freshId(), text: 'Ask about ties.' })
    const benId = (await pair.ben.read('me', {})).person
    await pair.ben.post('delete-account', { password: 'correct horse battery' })
    await until(() => pair.ann.session?.phase === 'filing' && pair.ann.session)
    expect(pair.ann.session).toMatchObject({ peer: { handle: 'a former peer' }, rounds: [{ round: first?.round, state: 'ended' }, { round: second?.round, state: 'dropped' }] })
    expect(await rowsNaming(app.storage, [benId, 'ben-of-the-fen', 'Ask about ties.'])).toEqual([])
    // What nobody owes any more is waited for until the deadline, as whatever is not filed.
    await fileCard(pair, first?.round ?? '', 3, false)
    expect((await pair.ann.read('debrief', { session })).state).toBe('sealed')

    await pair.ann.post('delete-account', { password: 'correct horse battery' })
    const { rows } = await app.storage.pool.query<{ count: string }>('select (select count(*) from session) + (select count(*) from round) + (select count(*) from round_event) + (select count(*) from auth_user) as count')
    expect(Number(rows[0]?.count)).toBe(0)
  }, 120_000)

  test('takes back the consent to a replay, so that its tape goes', async () => {
    const app = await startApp({ engine })
    const pair = await signUpPair(app.url, app.clock)
    onTestFinished(() => [pair.ann, pair.ben].forEach(person => person.drop()))
    const { session, first, second } = await holdBothWays(pair, 'sealed')
    for (const person of [pair.ann, pair.ben]) await person.send('agree-replay', { session, agreed: true })
    await fileGuess(pair, second, 4, false)
    await fileCard(pair, first, 3, true)
    const tapes = async () => (await app.storage.pool.query('select from replay_tape')).rowCount
    await expect.poll(tapes).toBe(2)
    await pair.ben.post('delete-account', { password: 'correct horse battery' })
    await expect.poll(tapes).toBe(0)
  }, 120_000)

  test('a guest needs no password, for there is none', async () => {
    const app = await startApp({ engine })
    const inviter = await new Person(app.url).signUp('inviter')
    const { session, code } = await inviter.post('create-invite', { kind: 'coding', minutes: 60, bothWays: false })
    const guest = await new Person(app.url).signInAsGuest()
    await guest.post('accept-invite', { code, name: 'Wren Lockhart' })
    const { person } = await guest.read('me', {})
    await guest.post('delete-account', { password: null })
    expect(await rowsNaming(app.storage, [person, 'Wren Lockhart'])).toEqual([])
    expect((await inviter.read('session', { session })).peer?.handle).toBe('a former peer')
  })
})
