import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { ClockView, Role } from '@unanimous/rounds'
import { Copy, Hourglass, Phone, WifiOff } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { announce } from '../../platform/announce.tsx'
import { useAuthority } from '../../platform/authority.ts'
import { formatMmSs } from '../../platform/clock.ts'
import { chooseDevices, useLocalMedia } from '../../platform/media.ts'
import { useLineState, useOutage } from '../../platform/server-socket.ts'
import { Button } from '../../ui/button.tsx'
import { Banner } from '../../ui/surfaces.tsx'
import { useNarrow } from '../../platform/narrow.ts'
import { type ConsoleStage, peerName } from './stage.ts'

/** Shows its content only once it has been here for a while: short drops show nothing. */
export const After = ({ ms, children }: { readonly ms: number; readonly children: ReactNode }) => {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), ms)
    return () => clearTimeout(timer)
  }, [ms])
  return passed ? children : null
}

/** The line to the server is down: what is kept, and after half a minute a way to save one's code. */
export const LostLine = ({ stage }: { readonly stage: ConsoleStage }) => (useNarrow() ? null : <LostHere text={stage.text} onCopy={stage.copyText} />)

interface LostProps {
  readonly text: ConsoleStage['text']
  /** Absent where there is no code. */
  readonly onCopy?: () => void
}

export const LostHere = (props: LostProps) => {
  const line = useLineState()
  const { isLocal } = useAuthority()
  if (isLocal) return null
  if (line === 'connected' && !props.text.isLost) return null
  return <After ms={2_000}><LostBanner {...props} /></After>
}

const LostBanner = ({ text, onCopy }: LostProps) => {
  const { t } = useLingui()
  const { kept } = text
  const { tries, isUpdate } = useOutage()
  useEffect(() => announce(t`Connection lost. Keep typing, it merges when you are back.`, 'assertive'), [t])
  return (
    <>
      <Banner
        tone="warn"
        icon={<WifiOff />}
        title={isUpdate ? <Trans>The server is being updated</Trans> : <Trans>Reconnecting to the room</Trans>}
        action={tries > 0 && <span className="mono sm nowrap"><Trans>try {tries}</Trans></span>}
        about={kept > 0
          ? <Plural value={kept} one="Keep typing. # edit is kept here and merges when you are back." other="Keep typing. # edits are kept here and merge when you are back." />
          : <Trans>Keep typing. It is kept here and merges when you are back.</Trans>}
      />
      <After ms={28_000}>
        <div className="row g2 wrap lost-help">
          <AudioOnly />
          {onCopy && <Button size="sm" icon={<Copy />} onClick={onCopy}><Trans>Copy my code</Trans></Button>}
        </div>
      </After>
    </>
  )
}

/** A weak line carries a voice where it cannot carry a picture. */
const AudioOnly = () => {
  const { cameraTrack } = useLocalMedia()
  if (!cameraTrack) return null
  return <Button size="sm" icon={<Phone />} onClick={() => void chooseDevices({ camera: false })}><Trans>Audio only</Trans></Button>
}

interface PauseNoteProps {
  readonly stage: ConsoleStage
  readonly clock: ClockView
  readonly elapsed: number
  readonly role: Role
}

const useReason = ({ stage, clock, role }: PauseNoteProps): string => {
  const { t } = useLingui()
  const peer = peerName(stage.session)
  const [first] = clock.pausedBecause
  if (!first) return ''
  if (first.cause === 'process-down') return t`The server was away.`
  if (first.cause === 'person') return first.who === role ? t`You paused it.` : t`${peer} paused it.`
  return first.who === role ? t`Your line is down.` : t`${peer} is away.`
}

/** Beside the call: the clock stands, for both, and why; and what becomes of somebody who is gone. */
export const Standstill = (props: PauseNoteProps) => (useNarrow() ? null : <><PauseNote {...props} />{props.stage.absent}</>)

/** Where the column that holds the call may be hidden, all that interrupts stands under the bar instead. */
export const RoomNotice = ({ stage, live }: { readonly stage: ConsoleStage; readonly live?: Omit<PauseNoteProps, 'stage'> }) => {
  if (!useNarrow()) return null
  return (
    <div className="room-notice">
      <LostHere text={stage.text} onCopy={stage.copyText} />
      {live && <PauseNote stage={stage} {...live} />}
      {live && stage.absent}
      {stage.second}
    </div>
  )
}

const PauseNote = (props: PauseNoteProps) => {
  const { clock, elapsed } = props
  const reason = useReason(props)
  const at = formatMmSs(elapsed)
  if (clock.pausedBecause.length === 0) return null
  return (
    <p className="row g2 sm dim pause-note" role="status">
      <Hourglass className="s" />
      <span>
        <Trans>The clock paused at <time>{at}</time> for you both.</Trans> {reason}
      </span>
    </p>
  )
}
