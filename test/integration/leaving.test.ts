import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openTestStorage, type TestStorage } from '@unanimous/testing'
import { NO_OPTIONS } from '@unanimous/verdict'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openDocument } from '../support/document.ts'
import { beginRound, fileCard, fileGuess, holdBothWays, holdOneWay, patiently, signUpPair, sit } from '../support/past-rounds.ts'
import { Person } from '../support/person.ts'
import { openApp, startApp, type RunningApp } from '../support/start-app.ts'

const password = 'correct horse battery'

/** As though the process was killed by the commit that removes this person: from then on nothing outside of a transaction gets to the database. */
const killedOnceGone = ({ pool }: TestStorage, person: string) => {
  const query = pool.query.bind(pool) as (...asked: unknown[]) => Promise<{ rowCount: number | null }>
  const spy = vi.spyOn(pool, 'query').mockImplementation((async (...asked: unknown[]) => {
    if ((await query('select from auth_user where id = $1', [person])).rowCount === 0) throw new Error('nothing gets through any more')
    return query(...asked)
  }) as typeof pool.query)
  onTestFinished(() => spy.mockRestore())
  return { count: async (table: string) => (await query(`select from ${table}`)).rowCount, backAgain: () => spy.mockRestore() }
}

const signUpTwo = async (app: RunningApp) => {
  const pair = await signUpPair(app.url, app.clock)
  onTestFinished(() => [pair.ann, pair.ben].forEach(person => person.drop()))
  return pair
}

test('what was kept for a replay goes with the account that agreed to it, and not some time later', async () => {
  const app = await startApp()
  const pair = await signUpTwo(app)
  const { session, first, second } = await holdBothWays(pair, 'sealed')
  for (const person of [pair.ann, pair.ben]) await person.send('agree-replay', { session, agreed: true })
  await fileGuess(pair, second, 4, false)
  await fileCard(pair, first, 3, true)
  await expect.poll(async () => (await app.storage.pool.query('select from replay_tape')).rowCount).toBe(2)
  const { count } = killedOnceGone(app.storage, (await pair.ben.read('me', {})).person)
  await pair.ben.post('delete-account', { password })
  expect([await count('replay_tape'), await count('replay_part')]).toEqual([0, 0])
})

test('the documents of a session that nobody is left of go at the next start when the process did not come to it', async () => {
  const storage = await openTestStorage({ engine: 'embedded' })
  onTestFinished(storage.close)
  const folder = join(storage.dataDirectory, 'documents-of-the-second')
  const isKept = (words: string) => readdirSync(folder, { recursive: true, withFileTypes: true })
    .some(entry => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(words))

  const app = await openApp({ storage })
  const pair = await signUpTwo(app)
  const typed: string[] = []
  for (const words of ['of two who both leave', 'of one who leaves and one who stays']) {
    const stays = words.endsWith('stays')
    const ben = stays ? await (await new Person(app.url).signUp('marten')).connect({ lasting: true }) : pair.ben
    onTestFinished(() => ben.drop())
    const { rounds: [planned] } = await sit({ ...pair, ben }, { bothWays: false })
    await beginRound({ ...pair, ben }, planned?.round ?? '')
    const page = await openDocument(ben, planned?.document ?? '')
    page.text('code:typescript').insert(0, words)
    await expect.poll(() => isKept(words)).toBe(true)
    await patiently(() => pair.ann.send('end-round', { round: planned?.round ?? '' }))
    page.provider.destroy()
    typed.push(words)
  }
  await pair.ben.post('delete-account', { password })
  const { count, backAgain } = killedOnceGone(storage, (await pair.ann.read('me', {})).person)
  await pair.ann.post('delete-account', { password })
  expect([await count('round'), typed.map(isKept)]).toEqual([1, [true, true]])
  await app.close()
  backAgain()

  await startApp({ storage })
  expect([typed.map(isKept), (await storage.pool.query('select from document_to_remove')).rowCount]).toEqual([[false, true], 0])
})

test('a line that a moderator signed loses their name when they go, whatever they are called by then, and by nobody else who is called so', async () => {
  const app = await startApp({ config: { MODERATORS: ['judge@example.org'] } })
  const pair = await signUpTwo(app)
  const { ann } = pair
  const judge = await new Person(app.url).signUp('judge')
  const { loop } = await ann.post('open-loop', { level: 'L5', deepDeclared: false, options: NO_OPTIONS })
  await holdOneWay(pair, { kind: 'hm', loop, loopSeat: 'hm' }, 2)
  const board = () => patiently(() => ann.read('loop', { loop }))
  const round = (await board()).rows.find(row => row.seat === 'hm')?.round ?? ''
  await judge.post('void-card', { round, cause: 'abuse', words: 'Mocked the accent throughout.' })

  const { code } = await patiently(() => ann.post('create-invite', { kind: 'coding', minutes: 60, bothWays: false }))
  const namesake = await new Person(app.url).signInAsGuest()
  await namesake.post('accept-invite', { code, name: 'judge' })
  expect((await namesake.read('me', {})).profile.handle).toBe('judge')
  await namesake.post('delete-account', { password: null })
  expect((await board()).log).toMatchObject([{ by: 'judge' }])

  await judge.post('update-profile', { handle: 'warden' })
  expect((await board()).log).toMatchObject([{ by: 'judge' }])
  await judge.post('delete-account', { password })
  expect((await board()).log).toMatchObject([{ by: 'a former moderator', words: 'Mocked the accent throughout.' }])
})
