import { NO_OPTIONS } from '@unanimous/verdict'
import { expect, onTestFinished, test } from 'vitest'
import { holdOneWay, patiently, signUpPair } from '../support/past-rounds.ts'
import { Person } from '../support/person.ts'
import { startApp, type RunningApp } from '../support/start-app.ts'

const password = 'correct horse battery'

const signUpTwo = async (app: RunningApp) => {
  const pair = await signUpPair(app.url, app.clock)
  onTestFinished(() => [pair.ann, pair.ben].forEach(person => person.drop()))
  return pair
}

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
