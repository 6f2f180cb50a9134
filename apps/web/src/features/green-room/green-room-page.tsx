import { Trans, useLingui } from '@lingui/react/macro'
import type { SessionView } from '@unanimous/protocol'
import { Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useCommands } from '../../platform/keyboard.ts'
import { type LiveSession, useLiveSession } from '../../platform/live-session.ts'
import { chooseDevices, setMuted, useLocalMedia } from '../../platform/media.ts'
import { SessionClosed } from '../../platform/session-closed.tsx'
import { useWords } from '../../platform/words.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { FullPage } from '../../ui/room-frame.tsx'
import { Loading } from '../../ui/surfaces.tsx'
import { Checks } from './checks.tsx'
import { Consents } from './consents.tsx'
import { EmptySeat } from './invite-link.tsx'
import { Plan } from './plan.tsx'
import { Preview } from './preview.tsx'
import { Order, WhoIsHere } from './people.tsx'
import { act } from './act.ts'
import './green-room.css'

/** Before the room: devices, who is here, who interviews first, what is kept. Nothing here keeps anybody out. */
export const GreenRoomPage = () => {
  const { session } = useParams({ from: '/r/$session/green' })
  const live = useLiveSession(session)
  const words = useWords()
  const { view } = live
  if (view?.ratedWith) return <Navigate to="/rate/$session" params={{ session }} replace />
  const peer = view?.peer?.handle
  const kind = words.kind(view?.rounds[0]?.kind ?? 'coding')
  return (
    <FullPage
      bare
      title={<Trans>Green room</Trans>}
      about={view && <span className="faint opt">{peer === undefined ? kind : <Trans>{kind} with {peer}</Trans>}</span>}
      tools={<LinkButton href="/" size="sm" variant="ghost" icon={<X />}><Trans>Leave</Trans></LinkButton>}
    >
      <Inside live={live} session={session} />
    </FullPage>
  )
}

const Inside = ({ live, session }: { readonly live: LiveSession; readonly session: string }) => {
  const { t } = useLingui()
  if (live.status === 'joining') return <div className="green-wait"><Loading label={t`Loading the green room`} /></div>
  return live.status !== 'live' || !live.view || live.view.phase === 'over' ? <SessionClosed live={live} session={session} /> : <GreenRoom view={live.view} rounds={live.rounds} />
}

/** Coming back here from the room means not being in it any more. */
const useStepOut = (view: SessionView) => {
  const first = useRef(view)
  useEffect(() => {
    if (first.current.you.ready && first.current.phase === 'green-room') void act('be-ready', { session: first.current.session, ready: false })
  }, [])
}

const GreenRoom = ({ view, rounds }: { readonly view: SessionView; readonly rounds: LiveSession['rounds'] }) => {
  const { t } = useLingui()
  const media = useLocalMedia()
  const navigate = useNavigate()
  useStepOut(view)
  const { session } = view
  const join = async (wish: { mic?: boolean; camera?: boolean } = {}) => {
    if (Object.keys(wish).length > 0) void chooseDevices(wish)
    if (!await act('be-ready', { session, ready: true })) return
    await navigate({ href: `/r/${session}` })
  }
  useCommands(t`Green room`, [
    { id: 'join', label: t`Join the room`, keys: ['Enter'], run: () => void join() },
    { id: 'mute', label: t`Mute or unmute`, keys: ['$mod+d'], run: () => setMuted(!media.muted) },
    { id: 'camera', label: t`Camera on or off`, keys: ['$mod+e'], run: () => void chooseDevices({ camera: media.camera === false }) },
  ])
  const begun = view.phase !== 'green-room'
  return (
    <div className="green">
      <section aria-label={t`You`}>
        <Preview name={view.you.handle} media={media} onJoin={join} />
        <EmptySeat view={view} />
      </section>
      <section className="ready" aria-label={t`The session`}>
        <h2 className="title">{begun ? <Trans>The session has begun</Trans> : <Trans>Ready when you are</Trans>}</h2>
        <WhoIsHere view={view} />
        <Checks media={media} />
        <Consents view={view} />
        <Order view={view} />
        {!begun && <Plan view={view} rounds={rounds} />}
        <Button variant="primary" className="join" wide keys="Enter" onClick={() => void join()}><Trans>Join the room</Trans></Button>
        <p className="faint sm lesser">
          <Trans>No camera? <button type="button" className="ul" onClick={() => void join({ camera: false })}>Join with audio</button>, or <button type="button" className="ul" onClick={() => void join({ camera: false, mic: false })}>with text only</button>.</Trans>
        </p>
      </section>
    </div>
  )
}
