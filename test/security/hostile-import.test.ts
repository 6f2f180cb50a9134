import { commandPaths, limits } from '@unanimous/protocol'
import { expect, test } from 'vitest'
import { databaseDigest } from '../support/database-digest.ts'
import { freshId, Person } from '../support/person.ts'
import { download, faultsByPublishedSchema } from '../support/portable.ts'
import { startApp } from '../support/start-app.ts'

type Json = Record<string, unknown>

const card = (rater: string, keepDoing: string): Json => ({
  rater, filedAt: 1, openedAt: 2,
  dimensions: [{ id: 'culture.candor', name: 'Candor', core: true, rating: 3, why: null, anchor: 'said it', evidence: ['e1'] }],
  vote: 3, screen: null, disagreement: null, strongNoSentence: null, levelSignal: 'at', keepDoing, changeOne: 'Less.', authorship: null, keeper: 'sorry', remark: null,
})
const evidence = { id: 'e1', type: 'quote', atMs: 60_000, text: 'Said it plainly', dimensions: ['culture.candor'], polarity: '+', late: false, selection: null, codeSequence: null }
const record = { evidence: [evidence], asked: [], hints: [], depthReached: null, breakDepth: null, elapsedMs: 1, heard: [], leftUnsaid: [], checklist: [] }

/** A received round of a culture kind, as an export has it. */
const round = (id: string, rater = 'brindle', keepDoing = 'Priced it.'): Json => ({
  id, kind: 'culture', title: 'Feedback nobody would give', youAre: 'candidate', minutes: 60, stretch: 1, state: 'ended', standing: 'practice', loop: null, loopSeat: null,
  startedAt: 1, endedAt: 2, counts: true, card: card(rater, keepDoing), secondCard: null, draft: null, estimate: null, feedbackRating: null, notes: [], projects: [], record, texts: {}, board: null, language: 'plain', pinned: {}, comments: [], clips: [], events: [], narration: null,
})
const session = (...rounds: Json[]): Json => ({
  id: freshId(), origin: 'queue', createdAt: 1, endedAt: 2, revealedAt: 3, peer: 'brindle', wish: null, peerWish: null, consents: [], recordings: [], chat: [], rounds,
})
const person = {
  handle: 'osprey', guest: false, email: null, since: 0, targetLevel: 'L5', wants: [], interviews: [], codeLanguages: [], spokenLanguages: [], timeZone: null, goal: null, goalSetAt: null, blocked: [], signIns: [],
}
const fileOf = (...sessions: Json[]): Json => ({ format: 'unanimous.export/1', exportedAt: 4, instance: { url: null, version: '0' }, person, loops: [], plan: null, ticks: [], stories: [], questions: [], sessions, imported: [] })

const question = (id: string, source: string): Json => ({ id, title: 'Rooms', kind: 'coding', createdAt: 1, savedAt: 2, source })
const withQuestions = (...questions: Json[]): Json => ({ ...fileOf(session(round(one))), questions })
const [one, two] = ['1'.repeat(22), '2'.repeat(22)]

const sendText = async (who: Person, body: string, headers: Record<string, string> = {}) => {
  const response = await fetch(`${who.url}/api/v1${commandPaths['import-history']}`, {
    method: 'POST', body, headers: { Origin: who.url, ...(who.cookie ? { Cookie: who.cookie } : {}), 'Content-Type': 'application/json', 'Idempotency-Key': freshId(), ...headers },
  })
  return { status: response.status, body: await response.json() as { code?: string; message?: string } }
}
const send = (who: Person, file: unknown) => sendText(who, JSON.stringify({ file }))

/** What is wrong, and where the refusal must say that it stands. */
const faults: readonly (readonly [what: string, path: string, file: unknown])[] = [
  ['another version', 'file.format: must be unanimous.export/1', { ...fileOf(), format: 'unanimous.export/9' }],
  ['no object', 'file: ', 'unanimous.export/1'],
  ['a text of 200 kB', 'file.sessions.0.rounds.0.card.keepDoing', fileOf(session(round(one, 'brindle', 'x'.repeat(200_000))))],
  ['a title of 200 kB', 'file.sessions.0.rounds.0.title', fileOf(session({ ...round(one), title: 'x'.repeat(200_000) }))],
  ['the same round twice', 'file.sessions.1.rounds.0.id: stands in this file twice', fileOf(session(round(one)), session(round(one)))],
  ['one bad card after a good one', 'file.sessions.1.rounds.0.card.vote', fileOf(session(round(one)), session({ ...round(two), card: { ...card('a', ''), vote: 7 } }))],
  ['a name that turns text around', 'file.sessions.0.rounds.0.card.rater', fileOf(session(round(one, 'brin\u202edle')))],
  ['a date beyond all dates', 'file.sessions.0.rounds.0.startedAt', fileOf(session({ ...round(one), startedAt: 8.7e15 }))],
  ['a dimension of nobody', 'file.sessions.0.rounds.0.record.evidence.0.dimensions.0', fileOf(session({ ...round(one), record: { ...record, evidence: [{ ...evidence, dimensions: ['culture.charm'] }] } }))],
  ['a field that no export has', 'file.sessions.0.rounds.0.card: ', fileOf(session({ ...round(one), card: { ...card('a', ''), counted: true } }))],
  ['more rounds than a session has', 'file.sessions.0.rounds', fileOf(session(...Array.from({ length: 30 }, (_, index) => round(String(index).padStart(22, '3')))))],
  ['a question of 200 kB', 'file.questions.0.source', withQuestions(question(two, 'x'.repeat(200_000)))],
  ['the same question twice', 'file.questions.1.id: stands in this file twice', withQuestions(question(two, 'a'), question(two, 'b'))],
  ['half a character', 'characters that cannot be kept', fileOf(session(round(one, 'brindle', 'x\ud800')))],
]

test('every fault of a file is answered with where it stands and one sentence, and nothing of it is imported', async () => {
  const { url, storage } = await startApp()
  const people = await Promise.all([0, 1, 2].map(index => new Person(url).signUp(`mallory-${index}`)))
  expect(faultsByPublishedSchema(fileOf(session(round(one))))).toEqual([])
  const before = await databaseDigest(storage)
  for (const [index, [what, path, file]] of faults.entries()) {
    // Large files are read a few times a minute for each.
    const { status, body } = await send(people[index % people.length] ?? new Person(url), file)
    expect([what, status, body.code], what).toEqual([what, 400, 'input/invalid'])
    expect(body.message, what).toContain(path)
    expect(body.message, what).toMatch(/\.$/)
  }
  expect(await databaseDigest(storage)).toEqual(before)
})

test('own questions are looked at like pasted ones, and more than an account holds brings nothing', async () => {
  const { url, storage } = await startApp()
  const mallory = await new Person(url).signUp('mallory')
  const before = await databaseDigest(storage)
  const most = Array.from({ length: limits.ownQuestionsPerPerson + 1 }, (_, index) => question(String(index).padStart(22, 'x'), 'a: 1'))
  expect(await send(mallory, withQuestions(...most))).toMatchObject({ status: 409, body: { code: 'question/too-many' } })
  expect(await databaseDigest(storage)).toEqual(before)

  expect(await send(mallory, withQuestions(question(two, 'a: &x [1]\r\nb: *x\n')))).toMatchObject({ status: 200, body: { imported: 1, questions: 1 } })
  const { questions } = await mallory.read('questions', {})
  expect(questions).toMatchObject([{ title: 'Rooms', kind: 'coding', faults: 2 }])
  expect(await mallory.read('question', { question: questions[0]?.question ?? '' })).toMatchObject({ source: 'a: &x [1]\nb: *x\n', version: 1, pack: null, findings: [{ rule: 'question/plain-yaml' }, { rule: 'question/plain-yaml' }] })
})

test('keys that would reach into every object reach nothing', async () => {
  const { url, storage } = await startApp()
  const mallory = await new Person(url).signUp('mallory')
  const poison = '"__proto__":{"polluted":true,"guest":true},"constructor":{"prototype":{"polluted":true}},'
  const text = JSON.stringify({ file: fileOf(session(round(one))) })
  const before = await databaseDigest(storage)
  for (const place of ['{"file":{', '"person":{', '"card":{', '"record":{', '"texts":{', '"pinned":{']) {
    const closes = text.includes(`${place}}`)
    const { status, body } = await sendText(mallory, text.replace(place, place + (closes ? poison.slice(0, -1) : poison)))
    expect([place, status, body.code]).toEqual([place, 400, 'input/invalid'])
  }
  const withEvents = text.replace('"events":[]', `"events":[{"at":1,"roundMs":1,"type":"x","body":{${poison}"deep":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}}]`)
  expect((await sendText(mallory, withEvents)).status).toBeLessThan(500)
  expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
  expect({ ...before, imported_card: '', command_receipt: '' }).toEqual({ ...await databaseDigest(storage), imported_card: '', command_receipt: '' })
})

test('markup stays the text that somebody typed', async () => {
  const { url } = await startApp()
  const osprey = await new Person(url).signUp('osprey')
  const markup = '</h3><script>alert(1)</script><img src=x onerror=alert(1)>'
  const { status } = await send(osprey, { ...fileOf(session({ ...round(one, '<b>brindle</b>', markup), title: markup, texts: { python: `</pre>${markup}` } })), instance: { url: 'javascript:alert(1)', version: '0' } })
  expect(status).toBe(200)
  const { rows } = await osprey.read('imported-cards', {})
  expect(rows).toMatchObject([{ rater: '<b>brindle</b>', title: markup, from: 'javascript:alert(1)' }])
  const page = (await download(osprey, 'html')).text
  expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
  expect(page).not.toMatch(/<(script|img|b)\b/)
  expect(page).not.toMatch(/<[a-z][^>]*\b(src|href|on\w+)=/)
})

test('a file too large, or large and from nobody, is not read', async () => {
  const { url } = await startApp()
  const mallory = await new Person(url).signUp('mallory')
  const large = JSON.stringify({ file: 'x'.repeat(limits.httpBodyBytes) })
  expect(await sendText(new Person(url), large)).toMatchObject({ status: 401, body: { code: 'account/sign-in-first' } })
  expect(await sendText(mallory, 'x'.repeat(limits.importBytes + 1))).toMatchObject({ status: 413, body: { code: 'input/too-large', message: expect.stringMatching(/\.$/) as string } })
  expect((await mallory.http('POST', '/api/v1/accounts/set-goal', { goal: 'x'.repeat(limits.httpBodyBytes) }, { 'Idempotency-Key': freshId() })).status).toBe(413)
  const answers = []
  for (let index = 0; index <= limits.largeTasksPerMinute; index++) answers.push((await sendText(mallory, large)).status)
  expect(answers).toEqual([...Array.from({ length: limits.largeTasksPerMinute }, () => 400), 429])
})
