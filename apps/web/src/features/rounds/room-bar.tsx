import { Trans, useLingui } from '@lingui/react/macro'
import type { ClockView, CompletePressed, Role } from '@unanimous/rounds'
import { Check, Ellipsis, LogOut, Pause, Play, Smartphone, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { useNavigate } from '@tanstack/react-router'
import { formatMmSs } from '../../platform/clock.ts'
import { useLineState } from '../../platform/server-socket.ts'
import type { Act } from '../../platform/use-acts.ts'
import { useWords } from '../../platform/words.ts'
import { Button, buttonClass } from '../../ui/button.tsx'
import { Chip, Dot } from '../../ui/chip.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { Progress, Timer } from '../../ui/meters.tsx'
import { HomeLogo } from '../../ui/room-frame.tsx'
import { Avatar } from '../../ui/surfaces.tsx'
import { BesideDialog } from './beside/beside-dialog.tsx'
import { type ConsoleStage, peerName, type Stage } from './stage.ts'

/** `Coding`, in a loop `Coding 2`. */
export const RoundTitle = ({ stage }: { readonly stage: Pick<ConsoleStage, 'round'> }) => {
  const words = useWords()
  const { kind, loopSeat } = stage.round
  const place = /\d$/.exec(loopSeat ?? '')?.[0]
  return <>{place ? `${words.kind(kind)} ${place}` : words.kind(kind)}</>
}

/** Who asks here, in the colour of whoever it is. */
export const RoleChip = ({ stage }: { readonly stage: Pick<Stage, 'session' | 'round'> }) => {
  const { session, round } = stage
  const peer = peerName(session)
  const you = session.you.handle
  return round.youAre === 'interviewer'
    ? <Chip tone="you" icon={<Avatar name={you} who="you" size="s" />}><Trans>You interview</Trans></Chip>
    : <Chip tone="peer" icon={<Avatar name={peer} who="peer" size="s" />}><Trans>{peer} interviews</Trans></Chip>
}

interface ClockProps {
  readonly clock: ClockView
  readonly elapsed: number
  /** The round was lengthened as an accommodation, which both may read here. */
  readonly isLonger?: boolean
}

const minuteMs = 60_000

/** Time used, for whoever keeps the plan. */
export const UsedTime = ({ clock, elapsed, isLonger = false }: ClockProps) => {
  const { t } = useLingui()
  const total = formatMmSs(clock.minutes * minuteMs)
  const isPaused = clock.pausedBecause.length > 0
  return (
    <span className="row g3">
      <Timer text={formatMmSs(elapsed)} label={t`Time used`} paused={isPaused} />
      <span className="faint sm opt nowrap">{isPaused ? <Trans>paused</Trans> : isLonger ? <Trans>of {total}, longer round</Trans> : <Trans>of {total}</Trans>}</span>
    </span>
  )
}

/** Time left, for whoever is asked. */
export const LeftTime = ({ clock, elapsed, isLonger = false }: ClockProps) => {
  const { t } = useLingui()
  const { minutes } = clock
  const leftMs = minutes * minuteMs - elapsed
  const used = Math.floor(elapsed / minuteMs)
  const isPaused = clock.pausedBecause.length > 0
  return (
    <span className="row g3">
      <Timer text={formatMmSs(Math.abs(leftMs))} label={leftMs < 0 ? t`Over time` : t`Time left`} paused={isPaused} />
      <span className="opt"><Progress value={elapsed / (minutes * minuteMs)} label={t`${used} of ${minutes} minutes used`} /></span>
      <span className="faint sm opt nowrap">{isPaused ? <Trans>paused</Trans> : leftMs < 0 ? <Trans>over {minutes}</Trans> : isLonger ? <Trans>left of {minutes}, longer round</Trans> : <Trans>left of {minutes}</Trans>}</span>
    </span>
  )
}

/** Whether the line to the server holds. */
export const LineDot = () => {
  const line = useLineState()
  return (
    <span className="row g2 faint sm opt">
      <Dot tone={line === 'connected' ? 'ok' : 'warn'} />
      {line === 'connected' ? <Trans>Connected</Trans> : <Trans>Reconnecting</Trans>}
    </span>
  )
}

/** Whether anybody records the call: in the bar too, since a narrow screen shows the call on a tab of its own. */
export const RecordingDot = ({ stage: { session } }: { readonly stage: Pick<Stage, 'session'> }) => {
  const { t } = useLingui()
  if (session.recordings.length === 0) return null
  return (
    <span className="row g2 sm" role="img" aria-label={t`The call is being recorded`}>
      <Dot tone="bad" />
      <span className="opt"><Trans>Recording</Trans></span>
    </span>
  )
}

interface RoundMenuProps {
  readonly stage: ConsoleStage
  readonly clock: ClockView
  readonly complete: CompletePressed
  readonly role: Role
  readonly act: Act
  /** The way out stands in the bar itself. */
  readonly showsLeave?: boolean
}

/** Pause, "complete", and the way out: what either person may do to the round. */
export const RoundMenu = ({ stage, clock, complete, role, act, showsLeave = false }: RoundMenuProps) => {
  const { t } = useLingui()
  const [leaving, setLeaving] = useState(false)
  const [beside, setBeside] = useState(false)
  const { round } = stage.round
  const { phoneFor } = stage
  const ownPause = clock.pausedBecause.some(({ cause, who }) => cause === 'person' && who === role)
  const items: readonly MenuItem[] = [
    ownPause
      ? { label: t`Let the clock run`, icon: <Play />, onPress: () => void act('resume-round', { round }) }
      : { label: t`Pause the clock for both`, icon: <Pause />, onPress: () => void act('pause-round', { round }) },
    { label: complete[role] ? t`You called it complete` : t`Call the round complete`, icon: <Check />, disabled: complete[role], onPress: () => void act('press-complete', { round }) },
    ...(stage.onAskSecond === undefined ? [] : [{ label: t`Ask a second rater in`, icon: <UserRoundCheck />, onPress: stage.onAskSecond }]),
    ...(phoneFor === undefined ? [] : [{ label: t`Use a phone beside it`, icon: <Smartphone />, onPress: () => setBeside(true) }]),
    ...(showsLeave ? [] : [{ label: t`Leave the room`, icon: <LogOut />, apart: true, onPress: () => setLeaving(true) }]),
  ]
  return (
    <>
      <Menu label={t`Round`} align="end" className={buttonClass({ size: 'sm', variant: 'ghost' }, 'sq')} items={items} trigger={<><Ellipsis className="s" /><span className="unseen">{t`Pause, complete, leave`}</span></>} />
      {showsLeave && <Button size="sm" icon={<LogOut className="s" />} onClick={() => setLeaving(true)}><Trans>Leave</Trans></Button>}
      {phoneFor !== undefined && <BesideDialog session={phoneFor} open={beside} onClose={() => setBeside(false)} />}
      <LeaveDialog open={leaving} onClose={() => setLeaving(false)} peer={peerName(stage.session)} />
    </>
  )
}

/** The logo of a room in which a round runs: it leads home as everywhere, and asks first. */
export const AskingLogo = ({ stage }: { readonly stage: ConsoleStage }) => {
  const [leaving, setLeaving] = useState(false)
  return (
    <>
      <HomeLogo onPress={() => setLeaving(true)} />
      <LeaveDialog open={leaving} onClose={() => setLeaving(false)} peer={peerName(stage.session)} />
    </>
  )
}

const LeaveDialog = ({ open, onClose, peer }: { readonly open: boolean; readonly onClose: () => void; readonly peer: string }) => {
  const navigate = useNavigate()
  return (
    <AlertDialog
      open={open}
      onClose={onClose}
      narrow
      title={<Trans>Leave while the round runs?</Trans>}
      description={<Trans>The clock stops for you both. {peer} sees that you are away, and you can come back at any time.</Trans>}
      footer={
        <>
          <Button onClick={onClose}><Trans>Stay</Trans></Button>
          <Button variant="primary" onClick={() => void navigate({ to: '/' })}><Trans>Leave</Trans></Button>
        </>
      }
    />
  )
}
