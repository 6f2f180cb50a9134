import { Trans, useLingui } from '@lingui/react/macro'
import type { SessionView } from '@unanimous/protocol'
import { Phone } from 'lucide-react'
import { useState } from 'react'
import { useLocalMedia } from '../../platform/media.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/surfaces.tsx'
import { CallBody } from './call-body.tsx'
import { CallIsElsewhere } from './call-is-elsewhere.tsx'
import { useCall } from './use-call.ts'
import './call.css'

interface BesideCallProps {
  readonly session: string
  readonly you: SessionView['you']
  readonly peer: SessionView['peer']
  readonly onChat: () => void
}

/** The call on a device beside the seat's own: it is there until it is carried over here, and may be carried back. */
export const BesideCall = (props: BesideCallProps) => {
  const [talks, setTalks] = useState(false)
  const name = props.peer?.handle ?? ''
  if (talks) return <Talking {...props} />
  return (
    <EmptyState
      picture={<Phone className="l" />}
      title={<Trans>The call is on your other device</Trans>}
      about={<Trans>You can carry it over: {name} then hears and sees you from here.</Trans>}
      actions={<Button variant="primary" size="lg" icon={<Phone />} onClick={() => setTalks(true)}><Trans>Talk from here</Trans></Button>}
    />
  )
}

const Talking = ({ session, you, peer, onChat }: BesideCallProps) => {
  const { t } = useLingui()
  const media = useLocalMedia()
  const { call, snapshot, elsewhere, bringBack } = useCall(session, true, media)
  if (elsewhere) return <CallIsElsewhere onBring={bringBack} />
  return (
    <section className="call candidate" aria-label={t`Call`}>
      <CallBody you={you} peer={peer} media={media} call={call} snapshot={snapshot} chatOpen={false} unread={0} onChat={onChat} />
    </section>
  )
}
