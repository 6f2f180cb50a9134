import { loadBank, QUESTION_PATTERNS, questionFrom } from '@unanimous/bank'
import { commands, limits } from '@unanimous/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freshId, meet, Person } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'
import { caughtUp, consoleOf, orRefused } from '../support/whole-round.ts'

let running: RunningApp
beforeAll(async () => { running = await openApp() })
afterAll(() => running.close())

const noOptions = { strictOrder: false, strictGates: false, cultureGate: false, debriefRevision: false }
const pasted = { pattern: 'interval', title: 'Meeting rooms', prompt: 'You get meetings as [from, to]. How many rooms are needed?' } as const
const packOf = (person: Person, round: string) => consoleOf(person, round).packs[0]

test('the wire offers the patterns that have a ladder', () => {
  expect(commands['create-question'].input.shape.pattern.options).toEqual([...QUESTION_PATTERNS])
})

describe.each(['socket', 'http'] as const)('a question of one\u2019s own, over %s', by => {
  // Sign-ups are counted by address, so whoever is nobody in particular is one of these two.
  let ann: Person
  let ben: Person
  beforeAll(async () => { [ann, ben] = [await alone('ann'), await alone('ben')] })
  afterAll(() => { for (const person of [ann, ben]) person?.drop() })

  const door = (person: Person) => (by === 'socket' ? person.send.bind(person) : person.post.bind(person))
  const alone = async (name: string) => new Person(running.url).signUp(`${name}-${freshId().slice(0, 6).replaceAll(/[-_]/g, 'x')}`).then(person => person.connect({ lasting: true }))

  test('is made of a pasted prompt, saved faults and all, and shared as a file', async () => {
    const { question } = await door(ann)('create-question', pasted)
    const before = await ann.read('question', { question })
    expect(before).toMatchObject({ title: pasted.title, version: 1, findings: [], pack: { kind: 'coding', pattern: 'interval', candidate: { prompt: pasted.prompt } } })

    const faulty = `${before.source}\n\tbroken: [\n`
    const saved = await door(ann)('save-question', { question, version: 1, source: faulty })
    expect(saved).toMatchObject({ version: 2, pack: null, findings: [{ rule: 'pack/yaml', line: expect.any(Number) }, ...saved.findings.slice(1)] })
    expect(await ann.read('question', { question })).toMatchObject({ source: faulty, title: pasted.title })
    expect((await ann.read('questions', {})).questions[0]).toMatchObject({ question, title: pasted.title, kind: 'coding', faults: saved.findings.length })
    expect(await orRefused(door(ann)('save-question', { question, version: 1, source: 'older' }))).toBe('question/newer-draft')

    const copy = await door(ben)('import-question', { source: before.source })
    expect(await ben.read('question', { question: copy.question })).toMatchObject({ source: before.source, findings: [], version: 1 })
    await door(ben)('delete-question', copy)
    expect((await ben.read('questions', {})).questions).toEqual([])
  })

  test('is nobody else\u2019s to read, save, delete or ask', async () => {
    const { question } = await ann.post('create-question', pasted)
    expect(await orRefused(ben.read('question', { question }))).toBe('question/unknown')
    expect((await ben.read('questions', {})).questions).toEqual([])
    expect(await orRefused(door(ben)('save-question', { question, version: 1, source: 'mine now' }))).toBe('question/unknown')
    expect(await orRefused(door(ben)('delete-question', { question }))).toBe('question/unknown')
    const met = await meet(running.url, { kind: 'coding', bothWays: false })
    expect(await orRefused(door(met.inviter)('use-own-question', { round: met.inviter.session?.rounds[0]?.round ?? '', question }))).toBe('question/unknown')
  })

  test('hostile text is kept and objected to by line, and what is too large is refused', async () => {
    const { question } = await door(ann)('import-question', { source: 'a: &x [1]\r\nb: *x\n' })
    expect(await ann.read('question', { question })).toMatchObject({ source: 'a: &x [1]\nb: *x\n', findings: [{ rule: 'question/plain-yaml', line: 1 }, { rule: 'question/plain-yaml', line: 2 }], title: 'Untitled', pack: null })
    expect(await orRefused(door(ann)('save-question', { question, version: 1, source: 'x'.repeat(limits.ownQuestionChars + 1) }))).toMatch(/^input\//)
    expect(await ann.read('question', { question })).toMatchObject({ version: 1 })
  })

  /** A round that its interviewer is to hold with a question of their own. */
  const chosen = async () => {
    const { inviter, other, session } = await meet(running.url, { kind: 'coding', bothWays: false })
    const round = inviter.session?.rounds[0]?.round ?? ''
    const dealt = packOf(inviter, round)?.id
    const { question } = await inviter.post('create-question', pasted)
    await door(inviter)('use-own-question', { round, question })
    await expect.poll(() => packOf(inviter, round)).toMatchObject({ id: expect.stringMatching(/^coding\.own-[0-9a-f]{32}$/), version: 1 })
    const { source } = await inviter.read('question', { question })
    const save = (version: number, title: string) => door(inviter)('save-question', { question, version, source: source.replace(pasted.title, title) })
    return { inviter, other, session, round, question, dealt, save }
  }

  test('is asked in a practice round in place of what the bank dealt', async () => {
    const { inviter, other, session, round, question, dealt } = await chosen()
    await expect.poll(() => inviter.session?.rounds[0]?.deal).toMatchObject({ titles: [pasted.title], own: question, seen: false, mayRedeal: false })
    expect(other.session?.rounds[0]?.deal).toBeNull()
    await door(inviter)('start-round', { round })
    await expect.poll(() => other.views.get(round)?.view).toMatchObject({ status: 'running', prompts: [{ title: pasted.title, prompt: pasted.prompt }] })
    expect(JSON.stringify(other.received)).not.toContain('own-')
    const [node] = packOf(inviter, round)?.followups ?? []
    await door(inviter)('ask-follow-up', { round, node: `${packOf(inviter, round)?.id}/${node?.id}` })
    await caughtUp(inviter)
    expect(consoleOf(inviter, round).asked).toHaveLength(1)
    expect(dealt).not.toContain('own-')
    expect((await other.read('session', { session })).rounds[0]?.standing).toBe('practice')
  })

  test('is held in its last text without faults, and stays as it was from the start', async () => {
    const { inviter, other, round, question, save } = await chosen()
    await caughtUp(other)
    const pushed = () => other.received.filter(({ via }) => via === 'socket').length
    const before = pushed()
    await save(1, 'Mended')
    await expect.poll(() => packOf(inviter, round)).toMatchObject({ title: 'Mended', version: 2 })
    await expect.poll(() => inviter.session?.rounds[0]?.deal).toMatchObject({ titles: ['Mended'], own: question })
    expect((await save(2, 'An open "quote')).findings).not.toEqual([])
    await Promise.all([caughtUp(inviter), caughtUp(other)])
    expect(packOf(inviter, round)).toMatchObject({ title: 'Mended', version: 2 })
    expect(pushed()).toBe(before)

    await door(inviter)('start-round', { round })
    await expect.poll(() => other.views.get(round)?.view).toMatchObject({ status: 'running', prompts: [{ title: 'Mended', prompt: pasted.prompt }] })
    await save(3, 'Too late')
    await inviter.post('delete-question', { question })
    const { rows } = await running.storage.pool.query<{ packs: object }>('select packs from round where id = $1', [round])
    expect(rows[0]?.packs).toMatchObject([{ version: 2, own: { title: 'Mended' } }])
  })

  test('goes back to the bank, to no other kind of round, and is not asked with faults', async () => {
    const { inviter } = await meet(running.url, { kind: 'sd', bothWays: false })
    const round = inviter.session?.rounds[0]?.round ?? ''
    const coding = await inviter.post('create-question', pasted)
    const design = await inviter.post('create-question', { ...pasted, pattern: 'design' })
    expect(await orRefused(door(inviter)('use-own-question', { round, question: coding.question }))).toBe('question/other-kind')
    await door(inviter)('use-own-question', { round, question: design.question })
    await expect.poll(() => packOf(inviter, round)?.id).toContain('sd.own-')
    await door(inviter)('use-own-question', { round, question: null })
    await expect.poll(() => packOf(inviter, round)?.id).not.toContain('own-')
    await inviter.post('save-question', { question: design.question, version: 1, source: 'schema: nothing' })
    expect(await orRefused(door(inviter)('use-own-question', { round, question: design.question }))).toBe('question/has-faults')
  })

  test('stands in front of the other prompts of a culture round, also where the guest comes later', async () => {
    const { session, code } = await ann.post('create-invite', { kind: 'culture', minutes: 60, bothWays: false })
    await ann.watch(session)
    const round = ann.session?.rounds[0]?.round ?? ''
    const { question } = await ann.post('create-question', { ...pasted, pattern: 'culture' })
    await door(ann)('use-own-question', { round, question })
    await ben.post('accept-invite', { code })
    await expect.poll(() => consoleOf(ann, round).packs.map(({ id }) => id.includes('.own-'))).toEqual([true, false, false])
  })

  test('stands in no loop, whichever comes first', async () => {
    const { inviter, other } = await meet(running.url, { kind: 'coding', bothWays: false })
    const round = inviter.session?.rounds[0]?.round ?? ''
    const { question } = await inviter.post('create-question', pasted)
    const { loop } = await other.post('open-loop', { level: 'L5', deepDeclared: false, options: noOptions })
    await inviter.post('use-own-question', { round, question })
    expect(await orRefused(door(other)('declare-loop-round', { round, loop, loopSeat: 'coding1' }))).toBe('loop/practice-only')
    await inviter.post('use-own-question', { round, question: null })
    await other.post('declare-loop-round', { round, loop, loopSeat: 'coding1' })
    expect(await orRefused(door(inviter)('use-own-question', { round, question }))).toBe('loop/practice-only')
  })

  test('makes way when the roles are switched, and for another kind', async () => {
    const { inviter, other, session } = await meet(running.url, { kind: 'coding', bothWays: false })
    const round = inviter.session?.rounds[0]?.round ?? ''
    const { question } = await inviter.post('create-question', pasted)
    await inviter.post('use-own-question', { round, question })
    await door(inviter)('ask-switch', { session, wanted: true })
    await door(other)('ask-switch', { session, wanted: true })
    await expect.poll(() => other.session?.rounds[0]?.deal).toMatchObject({ own: null })
    expect(JSON.stringify(other.session?.rounds[0]?.deal)).not.toContain(pasted.title)
  })
})

test('nobody is dealt one: no pack of the bank is named like one, and none of its templates is among them', () => {
  const ids = loadBank().all().map(({ id }) => id)
  expect(ids.filter(id => id.includes('.own-'))).toEqual([])
  expect(questionFrom('graph', pasted)).toContain('id: coding.own-question')
})
