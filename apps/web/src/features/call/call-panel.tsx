import { useLingui } from '@lingui/react/macro'
import type { CallSnapshot } from '@unanimous/call'
import type { SessionView } from '@unanimous/protocol'
import { type ReactNode, useEffect } from 'react'
import { useLiveSession } from '../../platform/live-session.ts'
import { type LocalMedia, useLocalMedia } from '../../platform/media.ts'
import { cx } from '../../ui/class-names.ts'
import { CallBody } from './call-body.tsx'
import { CallIsElsewhere } from './call-is-elsewhere.tsx'
import { Chat } from './chat.tsx'
import { useCall } from './use-call.ts'
import { useChat, useChatLine } from './use-chat.ts'
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

/** The device that held the call has gone: it comes back by itself. */
const useBackAlone = (elsewhere: boolean, alone: boolean, bringBack: () => void) => {
  useEffect(() => {
    if (elsewhere && alone) bringBack()
  }, [elsewhere, alone, bringBack])
}

/** The two people: pictures, sound, the switches, and the chat that works whatever becomes of the call. */
export const CallPanel = ({ session, you, peer, layout, listens }: CallPanelProps) => {
  const { t } = useLingui()
  const { status, chat, view } = useLiveSession(session)
  const media = useLocalMedia()
  const { call, snapshot, elsewhere, bringBack } = useCall(session, status === 'live', media)
  useBackAlone(elsewhere, view?.companions === 0, bringBack)
  const { open, focus, unread, toggle } = useChat(chat, isTextOnly(snapshot, media))
  const line = useChatLine(session)
  return (
    <section className={cx('call', layout)} aria-label={t`Call`}>
      {elsewhere && <CallIsElsewhere onBring={bringBack} />}
      <CallBody you={you} peer={peer} media={media} call={call} snapshot={snapshot} elsewhere={elsewhere} chatOpen={open} unread={unread} onChat={toggle} />
      <Listening listens={elsewhere ? undefined : listens} snapshot={snapshot} />
      {open && <Chat focus={focus} line={line} peer={peer?.handle ?? t`your peer`} messages={chat} />}
    </section>
  )
}

const Listening = ({ listens, snapshot }: Pick<CallPanelProps, 'listens'> & { readonly snapshot: CallSnapshot | undefined }) => listens?.(snapshot?.remote.stream) ?? null

const isTextOnly = (snapshot: CallSnapshot | undefined, media: LocalMedia): boolean => snapshot?.phase === 'chat-only' || (media.state === 'open' && !media.micTrack)
