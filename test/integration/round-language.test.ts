import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { meet } from '../support/person.ts'
import { openApp, type RunningApp } from '../support/start-app.ts'
import { caughtUp, consoleOf } from '../support/whole-round.ts'

let running: RunningApp
beforeAll(async () => { running = await openApp() })
afterAll(() => running.close())

type Code = 'java' | 'kotlin' | 'python' | 'go'

/** A coding round that has begun between two who code in these. */
const begin = async (interviewers: readonly Code[], candidates: readonly Code[]) => {
  const { inviter, other } = await meet(running.url, { kind: 'coding', bothWays: false })
  await inviter.post('update-profile', { codeLanguages: [...interviewers] })
  await other.post('update-profile', { codeLanguages: [...candidates] })
  await caughtUp(inviter)
  const round = inviter.session?.rounds[0]?.round ?? ''
  await inviter.send('start-round', { round })
  await expect.poll(() => consoleOf(inviter, round).status).toBe('running')
  return async () => (await other.read('round-view', { round })).view.language
}

describe('a coding round begins', () => {
  test('in what both code in, before what the candidate would rather have', async () => {
    const language = await begin(['python', 'java'], ['kotlin', 'java', 'python'])
    await expect.poll(language).toBe('java')
  })

  test('in the candidate’s language where they share none', async () => {
    const language = await begin(['go'], ['kotlin', 'python'])
    await expect.poll(language).toBe('kotlin')
  })

  test('in what the interviewer asked for where the candidate has said nothing', async () => {
    const language = await begin(['python'], [])
    await expect.poll(language).toBe('python')
  })
})
