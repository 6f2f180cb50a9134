import { instant } from '@unanimous/kernel'
import { expect, test } from 'vitest'
import { fairnessLedger, interviewingReceived, guessAgainstGiven, passRate, receivedMetrics, givenMetrics, reliability } from '../index.ts'
import type { DueForm, InterviewerRating } from '../index.ts'
import { pastRound } from './fixtures/past-rounds.ts'

const loops = (...statuses: readonly ('ENDED' | 'REJECT' | 'UNANIMOUS' | 'INCOMPLETE' | 'IN_PROGRESS' | 'ON_HOLD')[]) => statuses.map(status => ({ status }))
const HOUR_MS = 3_600_000
const form = (hours?: number): DueForm => ({ round: 'r', dueSince: instant(0), ...(hours === undefined ? {} : { filedAt: instant(hours * HOUR_MS) }) })

test('[M18] only finished loops count, and a share below five is no percentage', () => {
  expect(passRate(loops('UNANIMOUS', 'ENDED', 'INCOMPLETE', 'IN_PROGRESS', 'ON_HOLD'))).toEqual({ passed: 1, mayShowPercent: false, n: 2, needs: 3, rounds: [] })
  expect(passRate(loops('UNANIMOUS', 'UNANIMOUS', 'REJECT', 'ENDED'))).toMatchObject({ n: 4, value: 0.5, mayShowPercent: false })
  expect(passRate(loops('UNANIMOUS', 'REJECT', 'REJECT', 'ENDED', 'ENDED'))).toMatchObject({ n: 5, value: 0.2, mayShowPercent: true })
})

test('[M19] kept and filed in time, each from five on; exactly a day is in time, never filed is not', () => {
  expect(reliability({ booked: 4, kept: 4 }, [form(1)])).toEqual({ kept: { n: 4, needs: 5, rounds: [] }, filed: { n: 1, needs: 5, rounds: ['r'] } })
  const five = reliability({ booked: 5, kept: 4 }, [form(1), form(24), form(25), form(), form(2)])
  expect([five.kept.value, five.filed.value]).toEqual([0.8, 0.6])
})

test('[M20] guess minus given, in all, for the vote and by dimension', () => {
  const round = (number: number, guess: 1 | 2 | 3 | 4) => pastRound(number, {
    ratings: { 'sd.cost': 2, 'sd.scoping': 3 }, guesses: { 'sd.cost': guess, 'sd.scoping': 3, 'sd.failover': 4 }, firstVote: 2, guessedVote: 3,
  })
  const two = guessAgainstGiven([round(1, 3), round(2, 3)])
  expect(two.all).toEqual({ n: 2, needs: 3, rounds: ['r1', 'r2'] })
  const three = guessAgainstGiven([round(1, 3), round(2, 4), round(3, 2), pastRound(4, { guesses: { 'sd.cost': 1 }, guessedVote: 1 })])
  // cost: 1, 2, 0; scoping: 0, 0, 0; so the rounds' means are .5, 1, 0
  expect(three.all).toMatchObject({ n: 3, value: 0.5 })
  expect(three.vote).toMatchObject({ n: 3, value: 1 })
  expect(three.byDimension).toEqual([
    { dimension: 'sd.cost', difference: { n: 3, needs: 3, rounds: ['r1', 'r2', 'r3'], value: 1 } },
    { dimension: 'sd.scoping', difference: { n: 3, needs: 3, rounds: ['r1', 'r2', 'r3'], value: 0 } },
  ])
})

test('[M21] the ledger sets given against received', () => {
  const facts = [
    pastRound(1, { candidate: 'cleo', rater: 'ana' }, { minutes: 58 }), pastRound(2, { candidate: 'ana', rater: 'cleo' }, { minutes: 60 }),
    pastRound(3, { candidate: 'cleo', rater: 'ben' }, { minutes: 30 }), pastRound(4, { candidate: 'ben', rater: 'ana' }),
  ]
  expect(fairnessLedger(facts, 'cleo', [form(3), form()])).toEqual({
    given: { rounds: 1, minutes: 60 }, received: { rounds: 2, minutes: 88 }, forms: { due: 2, inTime: 1 },
  })
})

test('[M22] an interviewer’s means and ticks wait for three people, however often one of them rates, and disrespect is not shown', () => {
  const said = (listened: 1 | 2 | 3 | 4, ...ticks: InterviewerRating['ticks']): InterviewerRating => ({ ratings: { listened: { rating: listened } }, ticks })
  const given = (...list: readonly InterviewerRating[]) => list.map((interviewing, index) => pastRound(index, { candidate: `c${index}`, interviewing }))
  const two = interviewingReceived(given(said(1, 'led_me'), said(2)))
  expect(two.ticks).not.toHaveProperty('value')
  expect(two.aspects.every(({ mean }) => mean.value === undefined)).toBe(true)
  const often = interviewingReceived([...given(said(1), said(2)), pastRound(7, { candidate: 'c0', interviewing: said(4) })])
  expect(often.aspects.find(({ aspect }) => aspect === 'listened')?.mean).toEqual({ n: 2, needs: 3, rounds: ['r0', 'r1', 'r7'] })
  const three = interviewingReceived([...given(said(1, 'led_me'), said(2, 'led_me', 'disrespect'), said(3)), pastRound(9)])
  expect(three.aspects.find(({ aspect }) => aspect === 'listened')?.mean).toMatchObject({ n: 3, value: 2 })
  expect(three.aspects.find(({ aspect }) => aspect === 'kept_time')?.mean).toMatchObject({ n: 0 })
  expect(three.ticks.value).toEqual({ led_me: 2, gave_the_answer: 0, off_topic: 0 })
})

test('[M22] what was said with a rating waits for three as well, and comes in no order that tells who said it', () => {
  const said = (example?: string): InterviewerRating => ({ ratings: { listened: { rating: 3, ...(example === undefined ? {} : { example }) } }, ticks: [] })
  const heard = (...list: readonly (string | undefined)[]) =>
    interviewingReceived(list.map((example, index) => pastRound(index, { candidate: `c${index}`, interviewing: said(example) }))).aspects.find(({ aspect }) => aspect === 'listened')?.examples
  expect(heard('Waited for me.', 'Cut in once.')).toEqual([])
  expect(heard('Waited for me.', undefined, 'Cut in once.')).toEqual(['Cut in once.', 'Waited for me.'])
})

test('[M23 M1] a person’s metrics take their own rounds, in the order in which they were held', () => {
  const facts = [
    pastRound(3, { firstVote: 4 }), pastRound(1, { firstVote: 2 }), pastRound(2, { kind: 'sd', firstVote: 1 }), pastRound(4, { kind: 'recruiter' }),
    pastRound(5, { candidate: 'ana', rater: 'cleo', firstVote: 1 }),
  ]
  const received = receivedMetrics(facts, 'cleo')
  expect(received.rounds).toBe(4)
  expect(received.form).toEqual([
    { kind: 'coding', votes: [{ round: 'r1', vote: 2 }, { round: 'r3', vote: 4 }] }, { kind: 'sd', votes: [{ round: 'r2', vote: 1 }] },
  ])
  expect(givenMetrics(facts, 'cleo')).toMatchObject({ rounds: 1 })
})

test('[M7 M9] habits are read off the last five rounds that measured them', () => {
  const typing = (silentBins: number) => ({ typing: { typingBins: 100, silentBins, longestSilenceS: silentBins } })
  const facts = [pastRound(1, {}, typing(100)), ...[2, 3, 4, 5, 6].map(number => pastRound(number, {}, typing(10))), pastRound(7)]
  const received = receivedMetrics(facts, 'cleo')
  expect(received.silentRatio).toMatchObject({ n: 500, value: { value: 0.1 } })
  expect(received.longestSilence.value).toMatchObject({ seconds: 10 })
})
