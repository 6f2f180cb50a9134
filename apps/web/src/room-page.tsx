import { Trans, useLingui } from '@lingui/react/macro'
import type { RoundSummary, SessionView } from '@unanimous/protocol'
import { mediumOf } from '@unanimous/rounds'
import { Navigate, useParams } from '@tanstack/react-router'
import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { EditorPane } from './features/editor/editor-pane.tsx'
import { type HeldDocument, useSharedDocument } from './features/editor/use-shared-document.ts'
import { CallHost } from './features/rounds/call-slot.tsx'
import { CaseRuns } from './features/rounds/case-runs.ts'
import { CandidateRoom } from './features/rounds/candidate-room.tsx'
import { ConsoleRoom, fetchPanes } from './features/rounds/console/console-room.tsx'
import { mayAskSecond, speaksOfSecond } from './features/rounds/rater/may-ask-second.ts'
import { keepsReplay, type CodePort, type EditorParts, ofThePair, type PairView, roleIn, type Stage, useAnnouncedPeer } from './features/rounds/stage.ts'
import { announce } from './platform/announce.tsx'
import { copyText } from './platform/copy-text.ts'
import { fetchPart, lazyPart } from './platform/lazy-part.ts'
import { type LiveSession, useLiveSession } from './platform/live-session.ts'
import { SessionClosed } from './platform/session-closed.tsx'
import { useAct } from './platform/use-acts.ts'
import { allCodeLanguages } from './platform/words.ts'
import { useRoomRuns } from './room-runs.tsx'
import { useWork } from './room-work.tsx'
import { FullPage, OverMain } from './ui/room-frame.tsx'
import { Loading } from './ui/surfaces.tsx'

// What nobody needs to write the first line in a running round comes after it, and before anybody needs it.
const between = lazyPart(async () => (await import('./features/rounds/between-room.tsx')).BetweenRoom)
const call = lazyPart(async () => (await import('./features/call/call-panel.tsx')).CallPanel)
const stories = lazyPart(async () => (await import('./features/stories/own-stories.tsx')).OwnStories)
const waiting = lazyPart(async () => (await import('./features/rounds/waiting-room.tsx')).WaitingRoom)
const { Part: NarrationLine } = lazyPart(async () => (await import('./features/narration/narration-line.tsx')).NarrationLine)
const { Part: RecordingLine } = lazyPart(async () => (await import('./features/recording/recording-line.tsx')).RecordingLine)
const { Part: PeerGone } = lazyPart(async () => (await import('./features/rounds/peer-gone.tsx')).PeerGone)
const secondRater = () => import('./features/rounds/rater/second-rater.tsx')
const [AskSecondRater, SecondRater] = [lazyPart(async () => (await secondRater()).AskSecondRater).Part, lazyPart(async () => (await secondRater()).SecondRater).Part]
const [BetweenRoom, CallPanel, OwnStories, WaitingRoom] = [between.Part, call.Part, stories.Part, waiting.Part]

/** The room of a session. Which page it is depends on one's role and on where the session stands. */
export const RoomPage = () => {
  const { session } = useParams({ from: '/r/$session' })
  const live = useLiveSession(session)
  const { view } = live
  const round = view?.rounds.find(each => each.round === view.currentRound)
  if (live.status !== 'live' || !view || !round || view.phase === 'over') return <Closed live={live} session={session} />
  if (view.ratedWith) return <Navigate to="/rate/$session" params={{ session }} replace />
  return <Room key={session} session={view} round={round} view={ofThePair(live.rounds.get(round.round))} lastView={lastViewOf(live, view)} />
}

/** Between rounds the text of the round that was just held is still read. */
const lastHeld = (session: SessionView): RoundSummary | undefined => session.rounds.findLast(round => round.state === 'ended')
const lastViewOf = (live: LiveSession, session: SessionView): PairView | undefined => ofThePair(live.rounds.get(lastHeld(session)?.round ?? ''))

const Closed = ({ live, session }: { readonly live: LiveSession; readonly session: string }) => (
  <FullPage title={<Trans>Room</Trans>} bare>
    <div className="room-closed">
      {live.status === 'joining' ? <Waits /> : <SessionClosed live={live} session={session} />}
    </div>
  </FullPage>
)

const Waits = () => {
  const { t } = useLingui()
  return <div className="page-wait"><Loading label={t`Loading the room`} /></div>
}

interface RoomProps {
  readonly session: SessionView
  readonly round: RoundSummary
  readonly view: PairView | undefined
  readonly lastView: PairView | undefined
}

const Room = ({ session, round, view, lastView }: RoomProps) => {
  const shown = round.state === 'running' ? round : lastHeld(session)
  const held = useSharedDocument(shown?.document, session.you.seat, round.state === 'running')
  useAnnouncedPeer(session)
  const stage = useStage({ session, round, held, text: round.state === 'running' ? view : lastView })
  const [host] = useState(() => Object.assign(document.createElement('div'), { className: 'call-host' }))
  const [over] = useState(() => Object.assign(document.createElement('div'), { className: 'over-host' }))
  const callMayCome = useCallAfterText(round.state === 'running' && held.status.line === 'opening')
  useEffect(() => {
    if (callMayCome) for (const part of [call, waiting, between]) void part.fetch()
  }, [callMayCome])
  const you = round.youAre
  useEffect(() => {
    if (you === 'interviewer') fetchPanes(round.kind)
  }, [you, round.kind])
  const listens = (remote: MediaStream | undefined) => (
    <Suspense>
      <RecordingLine session={session} remote={remote} />
      <NarrationLine session={session} round={round} view={view} text={held.shared?.doc} />
    </Suspense>
  )
  return (
    <CallHost value={host}>
      <OverMain value={over}>
        <CaseRuns value={stage.runCases}><Layout stage={stage} view={view} /></CaseRuns>
        {callMayCome && createPortal(
          <Suspense><CallPanel session={session.session} you={session.you} peer={session.peer} layout={round.state === 'running' && you === 'candidate' ? 'candidate' : 'console'} listens={listens} /></Suspense>,
          host,
        )}
      </OverMain>
    </CallHost>
  )
}

const callDelayMs = 400
const textPatienceMs = 3_000

/** After a reload the text takes its place before the call's code is fetched, so that one can type at once. A text that does not come keeps nobody from talking. */
const useCallAfterText = (textIsOpening: boolean): boolean => {
  const [come, setCome] = useState(!textIsOpening)
  useEffect(() => {
    if (come) return
    const timer = setTimeout(() => setCome(true), textIsOpening ? textPatienceMs : callDelayMs)
    return () => clearTimeout(timer)
  }, [come, textIsOpening])
  return come
}

const Layout = ({ stage, view }: { readonly stage: Stage; readonly view: PairView | undefined }) => {
  const { state } = stage.round
  if (state === 'running' && view) return view.role === 'interviewer' ? <ConsoleRoom stage={stage} view={view} /> : <CandidateRoom stage={stage} view={view} />
  const Held = stage.session.phase === 'green-room' || state === 'running' ? WaitingRoom : BetweenRoom
  return <Suspense fallback={<Waits />}><Held stage={stage} view={view} /></Suspense>
}

/** What there is to say of a second rater, fetched only where there is something; `offers` where no menu leads to asking for one. */
const OfSecond = ({ session, offers }: { readonly session: SessionView; readonly offers: boolean }) => (
  <Suspense>
    {offers && mayAskSecond(session) && <AskSecondRater session={session} />}
    {speaksOfSecond(session) && <SecondRater session={session} />}
  </Suspense>
)

interface StageNeeds {
  readonly session: SessionView
  readonly round: RoundSummary
  readonly held: HeldDocument
  /** The view of the round whose text is shown. */
  readonly text: PairView | undefined
}

/** Rounds in which somebody tells of their own work. */
const withStories: readonly string[] = ['hm', 'culture']

const useStage = ({ session, round, held, text }: StageNeeds): Stage => {
  const { t } = useLingui()
  const act = useAct()
  const port = useRef<CodePort>(undefined)
  const onPort = useCallback((next: CodePort | undefined) => {
    port.current = next
  }, [])
  const language = text && mediumOf(text.kind) === 'editor' ? text.language ?? 'typescript' : 'outline'
  const onLanguage = round.state === 'running' ? (chosen: (typeof allCodeLanguages)[number]) => void act('choose-language', { round: round.round, language: chosen }) : undefined
  const work = useWork({ session, round, held, view: text, port: () => port.current })
  const { tools, output, runCases } = useRoomRuns({ session, round, held, language, code: () => port.current?.text() ?? '' })
  const editor = (given: EditorParts) => work.show(given, parts => (
    <EditorPane
      {...parts} {...held}
      tools={<>{parts.tools}{tools}</>}
      output={output}
      language={language}
      languages={text?.languages ?? allCodeLanguages}
      onLanguage={onLanguage}
      you={session.you.handle}
      peer={session.peer?.here ? session.peer.handle : undefined}
      onPort={onPort}
    />
  ))
  return {
    session, round, editor,
    runCases,
    stories: round.youAre === 'candidate' && withStories.includes(round.kind) ? <Suspense><OwnStories /></Suspense> : null,
    port: work.port, bareComponents: work.bareComponents,
    text: { isLost: held.status.line === 'reconnecting', kept: held.status.kept },
    keepsReplay: keepsReplay(session),
    phoneFor: session.you.guest ? undefined : session.session,
    absent: session.peer?.here === false && <Suspense><PeerGone session={session} round={round.round} role={roleIn(round)} /></Suspense>,
    second: <OfSecond session={session} offers={round.state !== 'running'} />,
    onAskSecond: mayAskSecond(session) ? () => void fetchPart(secondRater).then(part => part.askSecondRater({ act }, session.session)) : undefined,
    copyText: () => void copyText(port.current?.text() ?? '').then(() => announce(t`Copied`), () => undefined),
  }
}
