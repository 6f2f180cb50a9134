import { Trans, useLingui } from '@lingui/react/macro'
import type { SessionView } from '@unanimous/protocol'
import type { Role } from '@unanimous/rounds'
import { useNavigate } from '@tanstack/react-router'
import { UserRoundX } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { read } from '../../platform/api.ts'
import { formatMSs, useServerNow } from '../../platform/clock.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { send } from '../../platform/server-socket.ts'
import { Button } from '../../ui/button.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/surfaces.tsx'

/** How long a room is simply kept for somebody whose line is down. */
const holdMs = 180_000

interface PeerGoneProps {
  readonly session: SessionView
  readonly round: string
  readonly role: Role
}

/** The other person is gone: first the place is held for them, after three minutes there are two ways on. */
export const PeerGone = (props: PeerGoneProps) => {
  const { peer, phase } = props.session
  if (!peer || peer.here || phase !== 'round') return null
  return <Gone {...props} />
}

const Gone = ({ session, round, role }: PeerGoneProps) => {
  const now = useServerNow()
  const [noticed] = useState(now)
  const peer = session.peer?.handle ?? ''
  // What is heard later of when they went moves the count, and takes no dialog away.
  const leftMs = holdMs - (now - (session.peer?.lastSeenAt ?? noticed))
  if (leftMs > 0) {
    const left = formatMSs(leftMs)
    return <p className="faint sm hold-note" role="status"><Trans>Their place is kept. In <time>{left}</time> you can go on without them.</Trans></p>
  }
  return (
    <div className="peer-gone">
      <Banner
        icon={<UserRoundX />}
        title={<Trans>{peer} has not come back</Trans>}
        about={<Trans>You may go on waiting; the clock stands and nothing is lost.</Trans>}
      />
      <WaysOn session={session} round={round} role={role} />
    </div>
  )
}

const WaysOn = ({ session, round, role }: PeerGoneProps) => {
  const [asking, setAsking] = useState<'end' | 'reschedule'>()
  const peer = session.peer?.handle ?? ''
  const guest = session.you.guest
  return (
    <div className="row g2 wrap">
      <Button size="sm" onClick={() => setAsking('end')}>{role === 'interviewer' ? <Trans>End and file what you saw</Trans> : <Trans>End and say how it went</Trans>}</Button>
      {!guest && <Button size="sm" variant="ghost" onClick={() => setAsking('reschedule')}><Trans>Reschedule</Trans></Button>}
      <Ask
        open={asking === 'end'} onClose={() => setAsking(undefined)} act={() => endAlone(session.session, round)}
        title={<Trans>End the round without {peer}?</Trans>}
        about={<Trans>The text becomes read only and both of you find the forms. It counts only if 80 % of its minutes ran.</Trans>}
        go={<Trans>End round</Trans>}
      />
      <Ask
        open={asking === 'reschedule'} onClose={() => setAsking(undefined)} act={() => reschedule(session, round)}
        title={<Trans>Meet {peer} another time?</Trans>}
        about={<Trans>This round ends here. A new session with the same plan and the same roles waits for you both; {peer} finds it on their home page.</Trans>}
        go={<Trans>End and reschedule</Trans>}
      />
    </div>
  )
}

interface AskProps {
  readonly open: boolean
  readonly onClose: () => void
  /** Gives where to go. */
  readonly act: () => Promise<string>
  readonly title: ReactNode
  readonly about: ReactNode
  readonly go: ReactNode
}

const Ask = ({ open, onClose, act, title, about, go }: AskProps) => {
  const { t } = useLingui()
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const press = async () => {
    setBusy(true)
    try {
      await navigate({ href: await act() })
    } catch (error) {
      sayRefusal(error)
      setBusy(false)
      onClose()
    }
  }
  return (
    <AlertDialog
      open={open}
      onClose={onClose}
      narrow
      title={title}
      description={about}
      footer={
        <>
          <Button onClick={onClose}>{t`Wait`}</Button>
          <Button variant="primary" busy={busy} onClick={() => void press()}>{go}</Button>
        </>
      }
    />
  )
}

/** Ends the round; the way leads to one's own form, where one is owed. */
const endAlone = async (session: string, round: string): Promise<string> => {
  await send('end-round', { round })
  const { youFiled } = await read('session', { session })
  const owed = youFiled.find(each => each.round === round)
  if (!owed) return `/r/${session}`
  return owed.form === 'scorecard' ? `/r/${session}/score/${round}` : `/r/${session}/estimate/${round}`
}

/** Ends what was held, gives up what was still planned here, and opens the same anew. */
const reschedule = async ({ session, rounds }: SessionView, round: string): Promise<string> => {
  await send('end-round', { round })
  if (rounds.some(each => each.state === 'planned')) await send('drop-round', { session })
  const made = await send('rematch', { session, roles: 'same' })
  return `/r/${made.session}/green`
}
