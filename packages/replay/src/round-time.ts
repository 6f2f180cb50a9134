import { elapsedMs, evolve, initialState } from '@unanimous/rounds'
import type { Instant } from '@unanimous/kernel'
import type { RoundEvent, RoundSetup } from '@unanimous/rounds'

type Clock = ReturnType<typeof initialState>['clock']

/** Round time of an instant of the server's clock: unpaused milliseconds since the start. */
export type RoundTime = (at: number) => number

/** From when on a clock is the one to read: a pause is dated back to the drop that caused it. */
const sinceOf = (event: RoundEvent): number => (event.type === 'round-paused' ? event.body.since : event.at)

/**
 * The axis of a replay, read off a round's log. Before the start everything is at 0, after the end at the length; what happened
 * while the clock stood is where it stood.
 */
export const roundTimeOf = (setup: RoundSetup, events: readonly RoundEvent[]): RoundTime => {
  const clocks: { readonly since: number; readonly clock: Clock }[] = []
  let state = initialState(setup)
  for (const event of events) {
    const before = state.clock
    state = evolve(state, event)
    if (state.clock !== before) clocks.push({ since: sinceOf(event), clock: state.clock })
  }
  return (at) => {
    const inForce = clocks.findLast(({ since }) => since <= at)
    return inForce === undefined ? 0 : elapsedMs(inForce.clock, at as Instant)
  }
}

/** Round time at the end of an ended round. */
export const lengthOf = (setup: RoundSetup, events: readonly RoundEvent[]): number => {
  const state = events.reduce(evolve, initialState(setup))
  return state.clock.elapsedMs
}
