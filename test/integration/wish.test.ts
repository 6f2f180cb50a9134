import { describe, expect, onTestFinished, test } from 'vitest'
import { fileCard, fileGuess, holdRound, rolesOf, signUpPair, sit, until } from '../support/past-rounds.ts'
import type { Person } from '../support/person.ts'
import { startApp } from '../support/start-app.ts'
import { orRefused } from '../support/whole-round.ts'

const wish = 'Press me on failover.'
const text = 'I asked for it twice; the second answer was the one to keep.'

const wishIn = async (person: Person, session: string) => {
  const debrief = await person.read('debrief', { session })
  return debrief.state === 'opened' ? debrief.rounds.map(each => each.wish) : debrief.state
}

describe('a candidate\u2019s wish', () => {
  test('reaches the interviewer in the green room, is answered by them after the reveal, and read by who asked', async () => {
    const { url, clock } = await startApp()
    const pair = await signUpPair(url, clock)
    onTestFinished(() => [pair.ann, pair.ben].forEach(person => person.drop()))
    const { session, rounds: [planned] } = await sit(pair, { bothWays: false })
    const round = planned?.round ?? ''
    const { by, of } = rolesOf(pair, round)
    await of.send('leave-wish', { session, wish })
    await until(() => by.session?.peerWish === wish)
    expect(of.session).toMatchObject({ yourWish: wish, peerWish: null })

    await holdRound(pair, round)
    await fileGuess(pair, round, 3, false)
    expect(await orRefused(of.send('leave-wish', { session, wish: 'Something else' }))).toBe('session/already-started')
    expect(await orRefused(by.send('answer-wish', { round, text }))).toBe('scorecard/not-open')
    expect(await wishIn(of, session)).toBe('sealed')

    await fileCard(pair, round, 3, true)
    expect(await wishIn(by, session)).toEqual([{ text: wish, answer: null }])
    expect(await orRefused(of.send('answer-wish', { round, text }))).toBe('round/not-your-role')
    await by.send('answer-wish', { round, text })
    for (const person of [by, of]) expect(await wishIn(person, session)).toEqual([{ text: wish, answer: text }])
  })

  test('of nobody cannot be answered', async () => {
    const { url, clock } = await startApp()
    const pair = await signUpPair(url, clock)
    onTestFinished(() => [pair.ann, pair.ben].forEach(person => person.drop()))
    const { session, rounds: [planned] } = await sit(pair, { bothWays: false })
    const round = planned?.round ?? ''
    await holdRound(pair, round)
    await fileGuess(pair, round, 3, false)
    await fileCard(pair, round, 3, true)
    expect(await orRefused(rolesOf(pair, round).by.send('answer-wish', { round, text }))).toBe('scorecard/no-wish')
    expect(await wishIn(pair.ann, session)).toEqual([null])
  })
})
