import { Trans, useLingui } from '@lingui/react/macro'
import { useParams } from '@tanstack/react-router'
import { BesideCall } from './features/call/beside-call.tsx'
import { Chat } from './features/call/chat.tsx'
import { useChatLine } from './features/call/use-chat.ts'
import { BesideRoom } from './features/rounds/beside/beside-room.tsx'
import { ofThePair } from './features/rounds/stage.ts'
import { useLiveSession } from './platform/live-session.ts'
import { SessionClosed } from './platform/session-closed.tsx'
import { FullPage, usePaneChoice } from './ui/room-frame.tsx'
import { Loading } from './ui/surfaces.tsx'

/** The room of a session on a second device, beside the one that holds the seat. */
export const BesidePage = () => {
  const { t } = useLingui()
  const { session } = useParams({ from: '/r/$session/beside' })
  const live = useLiveSession(session, 'companion')
  const pane = usePaneChoice()
  const line = useChatLine(session)
  const { view, chat } = live
  const round = view?.rounds.find(each => each.round === view.currentRound)
  if (live.status !== 'live' || !view || !round || view.phase === 'over' || view.ratedWith) {
    return (
      <FullPage title={<Trans>Room</Trans>} bare>
        <div className="room-closed">
          {live.status === 'joining' ? <div className="page-wait"><Loading label={t`Loading the room`} /></div> : <SessionClosed live={live} session={session} />}
        </div>
      </FullPage>
    )
  }
  const chatPane = round.state === 'running' && round.youAre === 'interviewer' ? 3 : 2
  return (
    <BesideRoom
      session={view}
      round={round}
      view={ofThePair(live.rounds.get(round.round))}
      pane={pane}
      call={<BesideCall session={session} you={view.you} peer={view.peer} onChat={() => pane.onOpen(chatPane)} />}
      chat={<Chat line={line} peer={view.peer?.handle ?? t`your peer`} messages={chat} focus={false} />}
    />
  )
}
