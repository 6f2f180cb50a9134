import { useLingui } from '@lingui/react/macro'
import type { CallSnapshot } from '@unanimous/call'
import type { ChatMessage, SessionView } from '@unanimous/protocol'
import { type ReactNode, useEffect, useState } from 'react'
import { useLiveSession } from '../../platform/live-session.ts'
import { useLocalMedia } from '../../platform/media.ts'
import { cx } from '../../ui/class-names.ts'
import { CallControls } from './call-controls.tsx'
import { CallIsElsewhere } from './call-is-elsewhere.tsx'
import { CallState } from './call-state.tsx'
import { Chat } from './chat.tsx'
import { PeerTile, YourTile } from './tiles.tsx'
import { useCall } from './use-call.ts'
import './call.css'

interface CallPanelProps {
  readonly session: string
  readonly you: SessionView['you']
  readonly peer: SessionView['peer']
  /** `candidate` has a column of its own; `console` shares one with the notes. */
  readonly layout: 'candidate' | 'console'
  /** What else listens to the call, below its state; given the other person's sound. */
  readonly listens?: ((remote: MediaStream | undefined) => ReactNode) | undefined
}

/** What the other wrote after one's own last words counts as unread, until the chat is open. */
const useUnread = (chat: readonly ChatMessage[], open: boolean): number => {
  const [readTo, setReadTo] = useState(() => chat.findLast(message => message.from === 'you')?.seq ?? 0)
  const newest = chat.at(-1)?.seq ?? 0
  if (open && readTo < newest) setReadTo(newest)
  return open ? 0 : chat.filter(message => message.from === 'peer' && message.seq > readTo).length
}

/** The two people: pictures, sound, the switches, and the chat that works whatever becomes of the call. */
export const CallPanel = ({ session, you, peer, layout, listens }: CallPanelProps) => {
  const { t } = useLingui()
  const { status, chat, view } = useLiveSession(session)
  const media = useLocalMedia()
  const { call, snapshot, elsewhere, bringBack } = useCall(session, status === 'live', media)
  const alone = view?.companions === 0
  // The device that held it has gone: the call comes back by itself.
  useEffect(() => {
    if (elsewhere && alone) bringBack()
  }, [elsewhere, alone, bringBack])
  const [wanted, setWanted] = useState<boolean>()
  const textOnly = snapshot?.phase === 'chat-only' || (media.state === 'open' && !media.micTrack)
  const open = wanted ?? textOnly
  const unread = useUnread(chat, open)
  return (
    <section className={cx('call', layout)} aria-label={t`Call`}>
      {elsewhere && <CallIsElsewhere onBring={bringBack} />}
      <div className="call-tiles">
        <PeerTile peer={peer} snapshot={snapshot} speaker={media.speaker} />
        <YourTile name={you.handle} media={media} />
      </div>
      <CallControls media={media} call={call} chatOpen={open} unread={unread} onChat={() => setWanted(!open)} />
      {!elsewhere && <CallState call={call} snapshot={snapshot} media={media} />}
      <Listening listens={elsewhere ? undefined : listens} snapshot={snapshot} />
      {open && <Chat focus={wanted === true} session={session} peer={peer?.handle ?? t`your peer`} messages={chat} />}
    </section>
  )
}

const Listening = ({ listens, snapshot }: Pick<CallPanelProps, 'listens'> & { readonly snapshot: CallSnapshot | undefined }) => listens?.(snapshot?.remote.stream) ?? null
