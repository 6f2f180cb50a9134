import type { CommandInput, CommandName, CommandOutput } from '@unanimous/protocol'
import { createRehearsal, rehearse, type Pack, type Rehearsal, type RoundCommand } from '@unanimous/rounds'
import { useCallback, useMemo, useRef, useState } from 'react'
import { Refused } from '../../../platform/api.ts'
import type { Authority } from '../../../platform/authority.ts'
import { createFastClock } from './fast-clock.ts'

/** A rehearsal in this browser, and the authority that a console speaks to in it. Nothing of it leaves the page. */
export interface RunningRehearsal {
  readonly rehearsal: Rehearsal
  readonly authority: Authority
  readonly setRate: (rate: number) => void
}

/** The wire's command as the rules know it: the round is this one, absent parts are absent. */
const toCommand = <N extends CommandName>(name: N, input: CommandInput<N>): RoundCommand =>
  ({ name, ...Object.fromEntries(Object.entries(input).filter(([key, value]) => key !== 'round' && value !== undefined)) }) as RoundCommand

export const useRehearsal = (pack: Pack): RunningRehearsal => {
  const [clock] = useState(createFastClock)
  const [rate, setRate] = useState(1)
  const [rehearsal, setRehearsal] = useState(() => createRehearsal(pack))
  // Commands may follow one another before the page is drawn again.
  const newest = useRef(rehearsal)
  const send = useCallback(async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
    const decided = rehearse(newest.current, toCommand(name, input), clock.now())
    if (!decided.ok) throw new Refused(decided.refusal.code, decided.refusal.message)
    newest.current = decided.value
    setRehearsal(decided.value)
    return {} as CommandOutput<N>
  }, [clock])
  const authority = useMemo<Authority>(() => ({ send, now: clock.now, rate, isLocal: true }), [send, clock, rate])
  return {
    rehearsal, authority,
    setRate(next) {
      clock.setRate(next)
      setRate(next)
    },
  }
}
