import { useLingui } from '@lingui/react/macro'
import type { Milliseconds } from '@unanimous/kernel'
import { elapsedMs, type ClockView } from '@unanimous/rounds'
import { useEffect, useRef } from 'react'
import { announce } from '../../platform/announce.tsx'
import { useServerNow } from '../../platform/clock.ts'

/** Unpaused round time right now, by the server's clock, so both screens show the same second. */
export const useElapsed = (clock: ClockView): Milliseconds => elapsedMs(clock, useServerNow(1_000, clock.runningSince !== undefined))

const minuteMs = 60_000
const calls = [10, 5, 1] as const

/** Says half time, ten, five and one minute before the end, once each. The clock itself is silent. */
export const useTimeCalls = (clock: ClockView, elapsed: Milliseconds): void => {
  const { t } = useLingui()
  const before = useRef(elapsed)
  useEffect(() => {
    const totalMs = clock.minutes * minuteMs
    const passed = (atMs: number) => before.current < atMs && elapsed >= atMs
    if (passed(totalMs / 2)) announce(t`Half of the round has passed.`)
    const left = calls.find(minutes => passed(totalMs - minutes * minuteMs))
    if (left !== undefined) announce(left === 1 ? t`One minute left.` : t`${left} minutes left.`)
    before.current = elapsed
  }, [clock.minutes, elapsed, t])
}
