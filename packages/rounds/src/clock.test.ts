import { instant, milliseconds, minutes } from '@unanimous/kernel'
import { describe, expect, test } from 'vitest'
import { elapsedMs, pauseSince } from './clock.ts'
import { CANDIDATE, EPOCH, INTERVIEWER, fill, holdRound } from './fixtures/held-round.ts'
import type { HeldRound } from './fixtures/held-round.ts'
import { clockOf } from './state.ts'

const minuteOf = (round: HeldRound) => elapsedMs(round.state().clock, round.now()) / minutes(1)
const instantAt = (minute: number) => EPOCH + minutes(minute)

const drop = (round: HeldRound, seat: string, minute: number) => round.from('server', { name: 'seat-absent', seat, since: instantAt(minute) })
const back = (round: HeldRound, seat: string) => round.from('server', { name: 'seat-back', seat })

describe('the clock', () => {
  test('[C1] counts from the start, without the pauses', () => {
    const round = holdRound({}, false).at(7)
    expect(minuteOf(round)).toBe(0)
    round.tell({ name: 'start-round' }).at(17)
    expect(minuteOf(round)).toBe(10)
    round.tell({ name: 'pause-round' }).at(27).tell({ name: 'resume-round' }).at(30)
    expect(minuteOf(round)).toBe(13)
  })

  test('[C2] every reason must be gone before it runs again', () => {
    const round = drop(holdRound().at(10), CANDIDATE, 10)
    drop(round.at(11), INTERVIEWER, 11).from(CANDIDATE, { name: 'pause-round' })
    back(back(round.at(12), CANDIDATE), INTERVIEWER)
    expect(round.state().status).toBe('paused')
    expect(clockOf(round.state()).pausedBecause).toEqual([{ cause: 'person', who: 'candidate' }])
    round.from(CANDIDATE, { name: 'resume-round' }).at(15)
    expect(round.log.slice(-3).map(({ type }) => type)).toEqual(['pause-lifted', 'pause-lifted', 'round-resumed'])
    expect(minuteOf(round)).toBe(13)
  })

  test('[C3] nobody lifts the pause of the other, and coming back lifts none', () => {
    const round = holdRound().from(CANDIDATE, { name: 'pause-round' })
    expect(round.ask({ name: 'resume-round' }, INTERVIEWER)?.code).toBe('round/not-your-pause')
    back(drop(round, CANDIDATE, 0), CANDIDATE)
    expect(round.state().clock.reasons).toEqual([{ cause: 'person', seat: CANDIDATE }])
  })

  test('[C3] a person who left cannot resume by command, only by being back', () => {
    const round = drop(holdRound().at(1), CANDIDATE, 1)
    expect(round.ask({ name: 'resume-round' }, CANDIDATE)?.code).toBe('round/not-your-pause')
    expect(back(round, CANDIDATE).state().status).toBe('running')
  })

  test('[C4] a pause is dated back to the drop', () => {
    const round = drop(holdRound().at(10), CANDIDATE, 9)
    expect(minuteOf(round)).toBe(9)
  })

  test('[C4] but never before the clock last began to run, and never ahead', () => {
    const round = holdRound().at(5).tell({ name: 'pause-round' }).at(20).tell({ name: 'resume-round' }).at(21)
    drop(round, CANDIDATE, 10)
    expect(minuteOf(round)).toBe(5)
    expect(round.log.at(-1)?.body).toEqual({ since: instantAt(20), cause: 'seat-absent', who: CANDIDATE })
    const running = { elapsedMs: milliseconds(0), runningSince: EPOCH, reasons: [] }
    expect(pauseSince(running, instant(EPOCH + 900), instant(EPOCH + 500))).toBe(EPOCH + 500)
  })

  test('[C5] the log stands still where a pause reaches behind its last event', () => {
    const round = holdRound().at(10).tell({ name: 'write-note', note: 'n', text: 'x' })
    back(drop(round, CANDIDATE, 9).at(20), CANDIDATE).at(20.5).tell({ name: 'write-note', note: 'm', text: 'y' })
    expect(round.log.slice(1).map(({ roundMs }) => roundMs / minutes(1))).toEqual([10, 10, 10, 10])
    expect(minuteOf(round)).toBe(9.5)
  })

  test('[C6] an outage makes both absent from its beginning', () => {
    const round = holdRound().at(30).from('server', { name: 'process-was-down', since: instantAt(12) })
    expect(minuteOf(round)).toBe(12)
    expect(clockOf(round.state()).pausedBecause).toEqual([
      { cause: 'process-down', who: 'interviewer' },
      { cause: 'process-down', who: 'candidate' },
    ])
    back(round, CANDIDATE)
    expect(round.state().status).toBe('paused')
    expect(back(round, INTERVIEWER).state().status).toBe('running')
  })

  test('[C6] an outage in a pause adds only those who were there', () => {
    const round = drop(holdRound().at(10), CANDIDATE, 10).at(20).from('server', { name: 'process-was-down', since: instantAt(15) })
    expect(round.state().clock.reasons.map(({ cause }) => cause)).toEqual(['seat-absent', 'process-down'])
    const before = round.log.length
    expect(round.from('server', { name: 'process-was-down', since: instantAt(16) }).log).toHaveLength(before)
  })

  test('[C6] presence is nothing to a round that has not begun or is over', () => {
    const waiting = holdRound({}, false).from('server', { name: 'process-was-down', since: 0 })
    expect(drop(waiting, CANDIDATE, 0).log).toEqual([])
    const ended = holdRound().tell({ name: 'end-round' })
    expect(back(drop(ended, CANDIDATE, 0), CANDIDATE).log).toHaveLength(2)
  })

  test('[C7] a server clock that was set back adds and takes nothing', () => {
    const round = holdRound().at(10).tell({ name: 'write-note', note: 'n', text: 'x' }).at(-5)
    expect(minuteOf(round)).toBe(0)
    round.tell({ name: 'pause-round' })
    expect(round.log.at(-1)?.roundMs).toBe(minutes(10))
    expect(minuteOf(round)).toBe(0)
  })

  test('[C8] the view’s clock moves at start, pause, resumption and end only', () => {
    const round = holdRound()
    const clock = () => JSON.stringify(clockOf(round.state()))
    const running = clock()
    round.at(20).tell({ name: 'ask-follow-up', node: fill('f2') }, { name: 'choose-language', language: 'go' })
    expect(clock()).toBe(running)
    expect(clockOf(round.tell({ name: 'pause-round' }).state())).toEqual({
      minutes: 60, elapsedMs: minutes(20), startedAt: EPOCH, pausedBecause: [{ cause: 'person', who: 'interviewer' }],
    })
  })

  test('[C9] after the end it stands', () => {
    const round = holdRound({ minutes: 45, stretch: 1.5 }).at(62).tell({ name: 'end-round' }).at(90)
    expect(minuteOf(round)).toBe(62)
    expect(clockOf(round.state())).toMatchObject({ minutes: 67.5, endedAt: instantAt(62), pausedBecause: [] })
  })
})
