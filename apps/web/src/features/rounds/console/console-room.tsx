import { Trans } from '@lingui/react/macro'
import { mediumOf, type InterviewerView, type Medium, type RoundKind } from '@unanimous/rounds'
import { Scale } from 'lucide-react'
import { type ComponentType, type ReactNode, Suspense } from 'react'
import { lazyPart } from '../../../platform/lazy-part.ts'
import { Button } from '../../../ui/button.tsx'
import { RoomFrame } from '../../../ui/room-frame.tsx'
import { BookmarkMoment } from '../bookmark.tsx'
import { EndRound } from '../end-round.tsx'
import { RoomNotice } from '../interruptions.tsx'
import { AskingLogo, LineDot, RecordingDot, RoleChip, RoundMenu, RoundTitle, UsedTime } from '../room-bar.tsx'
import { useOwnDrop } from '../round-clock.ts'
import { type ConsoleStage, peerName, type Stage } from '../stage.ts'
import type { ConsoleProps } from './console-parts.tsx'
import { EditorPanes } from './editor-console.tsx'
import { Pace } from './pace.tsx'
import { usePaneNames } from './pane-names.tsx'
import { useConsole } from './use-console.ts'
import '../rounds.css'
import './console.css'
import './evidence.css'
import './kinds.css'
import './step.css'

interface Layout {
  readonly columns: string
  readonly panes: ComponentType<ConsoleProps>
}

const talk = lazyPart(async () => (await import('./talk-console.tsx')).TalkPanes)
const board = lazyPart(async () => (await import('./board-console.tsx')).BoardPanes)

/** Fetches the panes of a round before it begins, so that none of them comes after the clock. */
export const fetchPanes = (kind: RoundKind): void => {
  const medium = mediumOf(kind)
  if (medium !== 'editor') void (medium === 'board' ? board : talk).fetch()
}

const layouts: Readonly<Record<Medium, Layout>> = {
  editor: { columns: '372px minmax(0, 1fr) 288px', panes: EditorPanes },
  call: { columns: '372px minmax(0, 1fr) 288px', panes: talk.Part },
  board: { columns: 'minmax(0, 1fr) 420px', panes: board.Part },
}

interface ConsoleFrameProps {
  readonly stage: ConsoleStage
  readonly view: InterviewerView
  /** In place of the logo that leads home: one that asks first, where somebody would be left alone. */
  readonly home?: ReactNode
  /** After the round's titles: whose room this is. */
  readonly about: ReactNode
  /** In the bar before the scorecard, and after it. */
  readonly lead: ReactNode
  readonly Tools: (props: ConsoleProps) => ReactNode
}

/** A console in its frame. One question: what do I say now? Each medium lays it out in its own way. */
export const ConsoleFrame = ({ stage, view: told, home, about, lead, Tools }: ConsoleFrameProps) => {
  const view = useOwnDrop(told)
  const console = useConsole(stage, view)
  const { elapsed, side, turnDrawer, pane } = console
  const medium = mediumOf(view.kind)
  const { columns, panes: Panes } = layouts[medium]
  const names = usePaneNames(view.kind)
  return (
    <RoomFrame
      home={home}
      title={<RoundTitle stage={stage} />}
      about={<><span className="faint opt ell">{view.packs.map(pack => pack.title).join(', ')}</span>{about}</>}
      centre={<UsedTime clock={view.clock} elapsed={elapsed} isLonger={view.stretch > 1} />}
      tools={
        <>
          {lead}
          <Button size="sm" icon={<Scale className="s" />} keys="v" aria-pressed={side === 'scorecard'} onClick={turnDrawer}><Trans>Scorecard</Trans></Button>
          <Tools console={console} />
        </>
      }
      second={<Pace view={view} elapsed={elapsed} />}
      notice={<RoomNotice stage={stage} live={{ clock: view.clock, elapsed, role: 'interviewer' }} />}
      pane={pane}
      columns={columns}
      panes={names[medium]}
    >
      <Suspense><Panes console={console} /></Suspense>
    </RoomFrame>
  )
}

/** The round as its interviewer has it. */
export const ConsoleRoom = ({ stage, view }: { readonly stage: Stage; readonly view: InterviewerView }) => (
  <ConsoleFrame stage={stage} view={view} home={<AskingLogo stage={stage} />} about={<RoleChip stage={stage} />} lead={<><RecordingDot stage={stage} /><LineDot /></>} Tools={RoundTools} />
)

/** How a round is ended, paused and left. */
const RoundTools = ({ console: { stage, view, elapsed, script } }: ConsoleProps) => (
  <>
    <BookmarkMoment short stage={stage} bookmarks={view.bookmarks} act={script.acts.act} />
    <EndRound view={view} role="interviewer" elapsed={elapsed} peer={peerName(stage.session)} />
    <RoundMenu stage={stage} clock={view.clock} complete={view.complete} role="interviewer" act={script.acts.act} />
  </>
)
