import { instant, ok, refuse } from '@unanimous/kernel'
import type { Instant, SeatId } from '@unanimous/kernel'
import { elapsedMs, pauseSince, reasonsOf } from './clock.ts'
import type { Answer, Asking, Draft } from './draft.ts'
import type { PauseCause } from './events.ts'
import { heldMinutes } from './setup.ts'

const seatNamed = ({ state }: Asking, seat: string): SeatId | undefined =>
  [state.setup.interviewer, state.setup.candidate].find((known) => known === seat)

const isUnderWay = ({ state }: Asking): boolean => state.status === 'running' || state.status === 'paused'

const paused = ({ state, now }: Asking, drop: Instant, cause: PauseCause, who?: SeatId): Draft => ({
  type: 'round-paused',
  body: { since: pauseSince(state.clock, drop, now), cause, ...(who === undefined ? {} : { who }) },
})

const lifted = ({ state }: Asking, of: 'absence' | 'person', who: SeatId): Draft => {
  const isLast = state.clock.reasons.length === reasonsOf(state.clock, who, of).length
  return { type: isLast ? 'round-resumed' : 'pause-lifted', body: { of, who } }
}

const startRound: Answer<'start-round'> = () => ok([{ type: 'round-started', body: {} }])

const pauseRound: Answer<'pause-round'> = (asking) => {
  const { state, by, now } = asking
  if (by === 'server' || reasonsOf(state.clock, by, 'person').length > 0) return ok([])
  return ok([paused(asking, now, 'person', by)])
}

const resumeRound: Answer<'resume-round'> = (asking) => {
  const { state, by } = asking
  if (by !== 'server' && reasonsOf(state.clock, by, 'person').length > 0) return ok([lifted(asking, 'person', by)])
  if (state.status === 'running') return ok([])
  return refuse('round/not-your-pause', 'The round goes on when everybody who stopped it is ready again.')
}

const pressComplete: Answer<'press-complete'> = ({ state, by }) =>
  by === 'server' || state.complete.includes(by) ? ok([]) : ok([{ type: 'complete-pressed', body: {} }])

const mayEnd = ({ state, by, now }: Asking): boolean => {
  if (by === 'server' || by === state.setup.interviewer) return true
  const overtime = elapsedMs(state.clock, now) >= heldMinutes(state.setup) * 60_000
  return overtime || reasonsOf(state.clock, state.setup.interviewer, 'absence').length > 0
}

const endRound: Answer<'end-round'> = (asking) => {
  if (!mayEnd(asking)) {
    return refuse('round/too-early-to-end', 'You can end the round when its minutes are over or when the interviewer has gone.')
  }
  return ok([{ type: 'round-ended', body: { cause: asking.by === 'server' ? 'abandoned' : 'person' } }])
}

const seatAbsent: Answer<'seat-absent'> = (asking, { seat, since }) => {
  const who = seatNamed(asking, seat)
  if (who === undefined || !isUnderWay(asking) || reasonsOf(asking.state.clock, who, 'absence').length > 0) return ok([])
  return ok([paused(asking, instant(since), 'seat-absent', who)])
}

const seatBack: Answer<'seat-back'> = (asking, { seat }) => {
  const who = seatNamed(asking, seat)
  if (who === undefined || !isUnderWay(asking) || reasonsOf(asking.state.clock, who, 'absence').length === 0) return ok([])
  return ok([lifted(asking, 'absence', who)])
}

const processWasDown: Answer<'process-was-down'> = (asking, { since }) => {
  const { clock, setup } = asking.state
  const allAbsent = [setup.interviewer, setup.candidate].every((seat) => reasonsOf(clock, seat, 'absence').length > 0)
  return !isUnderWay(asking) || allAbsent ? ok([]) : ok([paused(asking, instant(since), 'process-down')])
}

/** The rules of time: start, pause, presence, completion, end. */
export const CLOCK_ANSWERS = {
  'start-round': startRound,
  'pause-round': pauseRound,
  'resume-round': resumeRound,
  'press-complete': pressComplete,
  'end-round': endRound,
  'seat-absent': seatAbsent,
  'seat-back': seatBack,
  'process-was-down': processWasDown,
}
