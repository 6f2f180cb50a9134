import { Trans, useLingui } from '@lingui/react/macro'
import type { ChatMessage, RoundSummary, SessionView } from '@unanimous/protocol'
import { mediumOf, type RaterView } from '@unanimous/rounds'
import { Navigate, useNavigate, useParams } from '@tanstack/react-router'
import { useCallback, useRef, useState } from 'react'
import { EditorPane } from './features/editor/editor-pane.tsx'
import { useSharedDocument } from './features/editor/use-shared-document.ts'
import { RateRoom } from './features/rounds/rater/rate-room.tsx'
import { RateWaiting } from './features/rounds/rater/rate-waiting.tsx'
import { Refusal } from './features/rounds/refusal.tsx'
import type { CodePort, EditorParts } from './features/rounds/stage.ts'
import { useLiveSession } from './platform/live-session.ts'
import { SessionClosed } from './platform/session-closed.tsx'
import { useActs } from './platform/use-acts.ts'
import { allCodeLanguages } from './platform/words.ts'
import { useWork } from './room-work.tsx'
import { Button, LinkButton } from './ui/button.tsx'
import { AlertDialog } from './ui/dialog.tsx'
import { FullPage } from './ui/room-frame.tsx'
import { EmptyState, Loading } from './ui/surfaces.tsx'

/** The page of a session's second rater. */
export const RatePage = () => {
  const { t } = useLingui()
  const { session } = useParams({ from: '/rate/$session' })
  const live = useLiveSession(session)
  const [leaving, setLeaving] = useState(false)
  const { view } = live
  if (live.status === 'refused') return <Outside />
  if (live.status !== 'live' || !view) return <FullPage bare title={<Trans>Room</Trans>}><div className="room-closed">{live.status === 'joining' ? <div className="page-wait"><Loading label={t`Loading the room`} /></div> : <SessionClosed live={live} session={session} />}</div></FullPage>
  if (!view.ratedWith) return <Navigate to="/r/$session" params={{ session }} replace />
  const round = view.rounds.find(each => each.round === view.currentRound)
  const told = round && live.rounds.get(round.round)
  const leave = () => setLeaving(true)
  return (
    <>
      {round?.state === 'running' && told?.role === 'rater'
        ? <Rating key={round.round} session={view} round={round} view={told} chat={live.chat} onLeave={leave} />
        : <RateWaiting session={view} hasRated={live.rounds.size > 0} onLeave={leave} />}
      <LeaveDialog open={leaving} session={session} onClose={() => setLeaving(false)} />
    </>
  )
}

const Outside = () => (
  <FullPage bare title={<Trans>Room</Trans>}>
    <div className="room-closed">
      <EmptyState title={<Trans>You do not rate here any more</Trans>} about={<Trans>You left, or one of the two took their word back. A card that you owe for a round that had ended is on your home page.</Trans>} actions={<LinkButton variant="primary" href="/"><Trans>Go home</Trans></LinkButton>} />
    </div>
  </FullPage>
)

interface RatingProps {
  readonly session: SessionView
  readonly round: RoundSummary
  readonly view: RaterView
  readonly chat: readonly ChatMessage[]
  readonly onLeave: () => void
}

const Rating = ({ session, round, view, chat, onLeave }: RatingProps) => {
  const held = useSharedDocument(round.document, session.you.seat, false)
  const port = useRef<CodePort>(undefined)
  const onPort = useCallback((next: CodePort | undefined) => {
    port.current = next
  }, [])
  const work = useWork({ session, round, held, view, port: () => port.current })
  const language = mediumOf(view.kind) === 'editor' ? view.language ?? 'typescript' : 'outline'
  const candidate = session.ratedWith?.find(each => each.seat !== round.interviewer)
  const editor = (given: EditorParts) => work.show(given, parts => (
    <EditorPane {...parts} {...held} language={language} languages={view.languages ?? allCodeLanguages} you={session.you.handle} peer={candidate?.here ? candidate.handle : undefined} onPort={onPort} />
  ))
  return <RateRoom session={session} round={round} view={view} chat={chat} editor={editor} port={work.port} onLeave={onLeave} />
}

const LeaveDialog = ({ open, session, onClose }: { readonly open: boolean; readonly session: string; readonly onClose: () => void }) => {
  const navigate = useNavigate()
  const { act, refusal, forget, pending } = useActs()
  const leave = async () => {
    if (await act('leave-rating', { session })) await navigate({ to: '/' })
  }
  const stay = () => {
    forget()
    onClose()
  }
  return (
    <AlertDialog
      open={open} onClose={stay} narrow title={<Trans>Stop rating here?</Trans>}
      description={<Trans>A round that runs then has one vote, the interviewer’s. To come back you need a new link, and both must agree again.</Trans>}
      footer={<><Button onClick={stay}><Trans>Stay</Trans></Button><Button variant="primary" busy={pending > 0} onClick={() => void leave()}><Trans>Leave</Trans></Button></>}
    >
      <Refusal refusal={refusal} />
    </AlertDialog>
  )
}
