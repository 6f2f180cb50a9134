import { useLingui } from '@lingui/react/macro'
import type { SessionView } from '@unanimous/protocol'
import { useLiveSession } from '../../platform/live-session.ts'
import { useLocalMedia } from '../../platform/media.ts'
import { cx } from '../../ui/class-names.ts'
import { CallControls } from './call-controls.tsx'
import { CallState } from './call-state.tsx'
import { PeerTile, YourTile } from './tiles.tsx'
import { useCall } from './use-call.ts'
import './call.css'

interface CallPanelProps {
  readonly session: string
  readonly you: SessionView['you']
  readonly peer: SessionView['peer']
  /** `candidate` shows the two above each other, `console` beside each other. */
  readonly layout: 'candidate' | 'console'
}

/** The two people: pictures, sound, the switches, and how the line between them is. Whatever becomes of it, the room goes on. */
export const CallPanel = ({ session, you, peer, layout }: CallPanelProps) => {
  const { t } = useLingui()
  const { status } = useLiveSession(session)
  const media = useLocalMedia()
  const { call, snapshot } = useCall(session, status === 'live', media)
  return (
    <section className={cx('call', layout)} aria-label={t`Call`}>
      <div className="call-tiles">
        <PeerTile peer={peer} snapshot={snapshot} speaker={media.speaker} />
        <YourTile name={you.handle} media={media} />
      </div>
      <CallControls media={media} call={call} />
      <CallState call={call} snapshot={snapshot} media={media} />
    </section>
  )
}
