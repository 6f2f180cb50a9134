import { useLingui } from '@lingui/react/macro'
import { mediumOf, phaseAt, type CandidateView } from '@unanimous/rounds'
import { CodeXml, FileText, NotebookPen, PenTool } from 'lucide-react'
import { useRef } from 'react'
import { useCommands } from '../../platform/keyboard.ts'
import { useActs } from '../../platform/use-acts.ts'
import { RoomFrame, usePaneChoice } from '../../ui/room-frame.tsx'
import { BookmarkMoment } from './bookmark.tsx'
import { EndRound } from './end-round.tsx'
import { RoomNotice } from './interruptions.tsx'
import { sayPeerLine } from './peer-line.ts'
import { ProblemPanel } from './problem-panel.tsx'
import { Refusal } from './refusal.tsx'
import { AskingLogo, LeftTime, LineDot, RecordingDot, RoleChip, RoundMenu, RoundTitle } from './room-bar.tsx'
import { useElapsed, useOwnDrop, useTimeCalls } from './round-clock.ts'
import { SideColumn } from './side-column.tsx'
import { peerName, type Stage } from './stage.ts'
import { useNotes } from './use-notes.ts'
import './rounds.css'

interface CandidateRoomProps {
  readonly stage: Stage
  readonly view: CandidateView
}

const noMarks: readonly string[] = []

/** The round as the candidate has it: what is asked, the code, the call, their own notes. Nothing else ever. */
export const CandidateRoom = ({ stage, view: told }: CandidateRoomProps) => {
  const view = useOwnDrop(told)
  const { t } = useLingui()
  const { act, refusal } = useActs()
  const newNote = useRef<HTMLTextAreaElement>(null)
  const elapsed = useElapsed(view.clock)
  const notes = useNotes(view.round, view.notes, elapsed)
  useTimeCalls(view.clock, elapsed)
  const pane = usePaneChoice()
  const peer = peerName(stage.session)
  const writeNote = () => {
    pane.bring(2, newNote.current)
    newNote.current?.focus()
  }
  useCommands(t`Room`, [
    { id: 'note', label: t`Write a note`, keys: ['.'], run: writeNote },
    { id: 'peer-line', label: t`Where is ${peer}?`, keys: ['w'], fromText: true, run: () => sayPeerLine(stage, peer, t) },
  ], 'page')
  // The server lets a candidate end it in overtime, or when the interviewer has gone.
  const mayEnd = elapsed >= view.clock.minutes * 60_000 || view.clock.pausedBecause.some(({ cause, who }) => cause !== 'person' && who === 'interviewer')
  return (
    <RoomFrame
      home={<AskingLogo stage={stage} />}
      title={<RoundTitle stage={stage} />}
      about={<><span className="faint opt ell">{view.prompts.map(prompt => prompt.title).join(', ')}</span><RoleChip stage={stage} /></>}
      centre={<LeftTime clock={view.clock} elapsed={elapsed} isLonger={stage.round.stretch > 1} />}
      tools={
        <>
          {/* Before all others: what stands at the end of the bar keeps its place when this comes. */}
          {mayEnd && <EndRound view={view} role="candidate" elapsed={elapsed} peer={peer} />}
          <Refusal refusal={refusal} />
          <RecordingDot stage={stage} />
          <LineDot />
          <BookmarkMoment stage={stage} bookmarks={view.bookmarks} act={act} />
          <RoundMenu showsLeave stage={stage} clock={view.clock} complete={view.complete} role="candidate" act={act} />
        </>
      }
      notice={<RoomNotice stage={stage} live={{ clock: view.clock, elapsed, role: 'candidate' }} />}
      pane={pane}
      columns="344px minmax(0, 1fr) 264px"
      panes={[
        { label: t`Problem`, icon: <FileText /> },
        mediumOf(view.kind) === 'board' ? { label: t`Board`, icon: <PenTool /> } : { label: t`Editor`, icon: <CodeXml /> },
        { label: t`Call and notes`, icon: <NotebookPen /> },
      ]}
    >
      <ProblemPanel view={view} phase={phaseAt(view.phases, elapsed)?.phase} />
      {stage.editor({ marks: noMarks, mayFollow: false })}
      <SideColumn stage={stage} role="candidate" drawer={stage.stories} live={{ clock: view.clock, elapsed, notes, newNote }} />
    </RoomFrame>
  )
}
