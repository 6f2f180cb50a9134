import { useLingui } from '@lingui/react/macro'
import type { Instant, Milliseconds } from '@unanimous/kernel'
import { limits } from '@unanimous/protocol'
import { elapsedMs, type ClockView, type Role } from '@unanimous/rounds'
import { useEffect, useMemo, useRef, useState } from 'react'
import { announce } from '../../platform/announce.tsx'
import { useAuthority } from '../../platform/authority.ts'
import { useNow } from '../../platform/clock.ts'
import { useLineState } from '../../platform/server-socket.ts'

/** Unpaused round time right now, by the server's clock, so both screens show the same second. */
export const useElapsed = (clock: ClockView): Milliseconds => {
  const now = useNow(useAuthority(), 1_000, clock.runningSince !== undefined)
  return elapsedMs(clock, now)
}

/**
 * A view as it stands for this side. A line that stays down holds the clock from the drop on, for both; this side cannot be
 * told so, and does the same by itself.
 */
export const useOwnDrop = <V extends { readonly clock: ClockView; readonly role: Role }>(view: V): V => {
  const { clock, role } = view
  const authority = useAuthority()
  const isDown = useLineState() === 'reconnecting' && !authority.isLocal
  const now = useNow(authority, 1_000, isDown)
  const [lost, setLost] = useState<Instant>()
  if (isDown && lost === undefined) setLost(now)
  if (!isDown && lost !== undefined) setLost(undefined)
  const isLong = lost !== undefined && now - lost >= limits.seatAbsentAfterMs
  return useMemo(() => (isLong ? { ...view, clock: heldSince(clock, role, lost) } : view), [view, clock, role, isLong, lost])
}

const heldSince = ({ runningSince, ...clock }: ClockView, who: Role, lost: Instant): ClockView => ({
  ...clock,
  elapsedMs: elapsedMs({ elapsedMs: clock.elapsedMs, ...(runningSince === undefined ? {} : { runningSince }) }, lost),
  pausedBecause: [{ cause: 'seat-absent', who }, ...clock.pausedBecause],
})

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
