import type { HostRunNews } from '@unanimous/protocol'
import { isMissing } from '@unanimous/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openCodeRunner, type CodeRunner } from '../support/code-runner.ts'
import { freshId, meet, outcomeOf, Person } from '../support/person.ts'
import { programs } from '../support/programs.ts'
import { startApp } from '../support/start-app.ts'

type Started = Awaited<ReturnType<typeof meet>> & { readonly round: string }

const start = async (url: string): Promise<Started> => {
  const met = await meet(url)
  const round = met.inviter.session?.rounds[0]?.round ?? ''
  await met.inviter.send('start-round', { round })
  return { ...met, round }
}

/** All that a person's page heard of a run, until its end. */
const newsOf = (person: Person, run: string): HostRunNews['event'][] => person.received
  .flatMap(({ name, body }) => (name === 'host-run:news' && (body as HostRunNews).run === run ? [(body as HostRunNews).event] : []))
const endOf = async (person: Person, run: string) => {
  await expect.poll(() => newsOf(person, run).at(-1)?.kind, { timeout: 40_000 }).toBe('ended')
  const last = newsOf(person, run).at(-1)
  return last?.kind === 'ended' ? last.end : undefined
}
const printed = (person: Person, run: string) => newsOf(person, run).map(event => (event.kind === 'output' ? event.text : '')).join('')

const java = { language: 'java', code: programs.java.adds, stdin: '20 22' } as const
const endless = { language: 'cpp', code: programs.cpp.endless, stdin: '' } as const

test('a host without a runner says so, and knows nothing of its messages', async () => {
  const { url } = await startApp()
  const { other, session, round } = await start(url)
  expect((await other.read('host', {})).runs).toEqual([])
  expect(await outcomeOf(other.ask('host-run:start', { session, round, run: freshId(), ...java }))).toBe('command/unknown')
  expect(await outcomeOf(other.ask('host-run:stop', { session, run: freshId() }))).toBe('command/unknown')
})

test('a host whose runner is not there says so as well', async () => {
  const { url } = await startApp({ config: { RUNNER: 'bwrap', RUNNER_SOCKET: '/nowhere/runner', RUNNER_SECRET: 's'.repeat(40) } })
  const { other, session, round } = await start(url)
  expect((await other.read('host', {})).runs).toEqual([])
  expect(await outcomeOf(other.ask('host-run:start', { session, round, run: freshId(), ...java }))).toBe('run/no-runner')
})

const missing = isMissing('bubblewrap') || isMissing('g++') || isMissing('java')
if (missing) console.error('SKIPPED: running code on the host needs bubblewrap that may make boxes here, g++ and a JDK (Debian packages bubblewrap, g++, default-jdk-headless).')

describe.skipIf(missing)('a host with a runner', () => {
  let runner: CodeRunner
  beforeAll(async () => {
    runner = await openCodeRunner({ RUNNER_PATH: '/usr/bin' })
  })
  afterAll(() => runner.close())

  const startHost = async () => {
    const app = await startApp({ config: { RUNNER: 'bwrap', RUNNER_SOCKET: runner.socket, RUNNER_SECRET: runner.secret } })
    const stranger = await new Person(app.url).signUp(`stranger-${freshId().slice(0, 5).replaceAll(/[-_]/g, 'x')}`)
    await expect.poll(async () => (await stranger.read('host', {})).runs).toEqual(expect.arrayContaining(['java', 'cpp']))
    return { ...app, stranger }
  }

  test('runs a page’s code and tells that page alone', async () => {
    const { url } = await startHost()
    const { inviter, other, session, round } = await start(url)
    const run = freshId()
    await other.ask('host-run:start', { session, round, run, ...java })
    expect(await endOf(other, run)).toMatchObject({ status: 'done', truncated: false, message: '' })
    expect(printed(other, run)).toContain('sum 42\n')
    expect(newsOf(other, run).map(({ kind }) => kind)).toEqual(['running', ...newsOf(other, run).filter(({ kind }) => kind === 'output').map(() => 'output'), 'ended'])
    expect(newsOf(inviter, run)).toEqual([])
    const wrong = freshId()
    await inviter.ask('host-run:start', { session, round, run: wrong, language: 'cpp', code: programs.cpp.wrong, stdin: '' })
    expect(await endOf(inviter, wrong)).toMatchObject({ status: 'failed' })
    expect(printed(inviter, wrong)).toMatch(programs.cpp.wrongAt)
  })

  test('only a seat of a round that runs may, in its own page, one program at a time', async () => {
    const { url, stranger } = await startHost()
    const { inviter, other, session, round } = await start(url)
    const ask = (person: Person, more: Partial<{ session: string; round: string; run: string; code: string; language: never }> = {}) =>
      outcomeOf(person.ask('host-run:start', { session, round, run: freshId(), ...endless, ...more }))
    await stranger.connect()
    expect(await ask(stranger)).toBe('run/not-in-room')
    const planned = inviter.session?.rounds[1]?.round ?? ''
    expect(await ask(other, { round: planned })).toBe('run/no-round')
    expect(await ask(other, { round: freshId() })).toBe('run/no-round')
    expect(await ask(other, { language: '../../bin/sh' as never })).toBe('input/invalid')
    expect(await ask(other, { code: 'x'.repeat(100_001) })).toBe('input/invalid')
    const run = freshId()
    expect(await ask(other, { run })).toBe('ok')
    expect(await ask(other)).toBe('run/too-many')
    expect(await outcomeOf(inviter.ask('host-run:stop', { session, run }))).toBe('run/unknown')
    expect(await outcomeOf(other.ask('host-run:stop', { session, run }))).toBe('ok')
    expect(await endOf(other, run)).toMatchObject({ status: 'stopped' })
  })

  test('what runs stops with the round, and too many runs a minute are refused', async () => {
    const { url } = await startHost()
    const { inviter, other, session, round } = await start(url)
    const run = freshId()
    await other.ask('host-run:start', { session, round, run, ...endless })
    await expect.poll(() => printed(other, run)).toBe('begun\n')
    await inviter.send('end-round', { round })
    expect(await endOf(other, run)).toMatchObject({ status: 'stopped' })
    const answers: string[] = []
    for (let count = 0; count < 21; count++) answers.push(await outcomeOf(other.ask('host-run:start', { session, round, run: freshId(), ...endless })))
    expect(answers.at(0)).toBe('run/no-round')
    expect(answers.at(-1)).toBe('rate/too-many')
  })

  test('while eight programs run without end the product answers everybody', async () => {
    const { url, stranger } = await startHost()
    const rooms = await Promise.all(Array.from({ length: 4 }, () => start(url)))
    const runs = rooms.flatMap(({ inviter, other, session, round }) => [inviter, other].map(person => ({ person, session, round, run: freshId() })))
    for (const { person, ...where } of runs) await person.ask('host-run:start', { ...where, ...endless })
    await expect.poll(() => runs.filter(({ person, run }) => printed(person, run) !== '').length).toBeGreaterThanOrEqual(2)
    for (let count = 0; count < 16; count++) {
      await stranger.read('history', { direction: 'received' })
      await rooms[count % 4]?.other.send('say-in-chat', { session: rooms[count % 4]?.session ?? '', text: `line ${count}` })
    }
    // All of it was answered before the first of them came to its ten seconds.
    expect(runs.filter(({ person, run }) => newsOf(person, run).at(-1)?.kind === 'ended')).toEqual([])
    for (const { person, session, run } of runs) await outcomeOf(person.ask('host-run:stop', { session, run }))
    for (const { person, run } of runs) expect(await endOf(person, run)).toMatchObject({ status: 'stopped' })
  })
})
