import { Trans, useLingui } from '@lingui/react/macro'
import type { InterviewerView } from '@unanimous/rounds'
import { CodeXml, ListTree, Lock, Scale } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { Button } from '../../../ui/button.tsx'
import { RoomFrame, usePaneChoice } from '../../../ui/room-frame.tsx'
import { sayPeerLine } from '../peer-line.ts'
import { LineDot, RoleChip, RoundMenu, RoundTitle, UsedTime } from '../room-bar.tsx'
import { useElapsed, useTimeCalls } from '../round-clock.ts'
import { SideColumn } from '../side-column.tsx'
import { peerName, type Stage } from '../stage.ts'
import { EndRound } from './end-round.tsx'
import { EvidenceTray } from './evidence-tray.tsx'
import { Ladder } from './ladder.tsx'
import { Pace } from './pace.tsx'
import { ScorecardDrawer } from './scorecard-drawer.tsx'
import { useCapture } from './use-capture.ts'
import { useConsoleKeys } from './use-console-keys.ts'
import { useScript } from './use-script.ts'
import '../rounds.css'
import './console.css'
import './evidence.css'
import './step.css'

interface ConsoleRoomProps {
  readonly stage: Stage
  readonly view: InterviewerView
}

/** Passages that stand as evidence; the same list as long as nothing is captured, so the editor draws them once. */
const useMarks = (view: InterviewerView): readonly string[] => {
  const joined = JSON.stringify(view.evidence.flatMap(({ selection }) => (selection ? [selection.text] : [])))
  return useMemo(() => JSON.parse(joined) as readonly string[], [joined])
}

/** The round as its interviewer has it: script, text, evidence, notes, the call. One question: what do I say now? */
export const ConsoleRoom = ({ stage, view }: ConsoleRoomProps) => {
  const { t } = useLingui()
  const elapsed = useElapsed(view.clock)
  const script = useScript(view, elapsed)
  const capture = useCapture(view, script.open)
  const marks = useMarks(view)
  const [nudging, setNudging] = useState(false)
  const [drawer, setDrawer] = useState(false)
  const newNote = useRef<HTMLTextAreaElement>(null)
  const captureInput = useRef<HTMLInputElement>(null)
  const pane = usePaneChoice()
  const peer = peerName(stage.session)
  useTimeCalls(view.clock, elapsed)
  const begin = () => {
    capture.begin(stage.port()?.selection())
    pane.bring(1, captureInput.current)
    captureInput.current?.focus()
  }
  const writeNote = () => {
    pane.bring(2, newNote.current)
    newNote.current?.focus()
  }
  const turnDrawer = () => {
    const isHidden = newNote.current?.checkVisibility() === false
    pane.bring(2, newNote.current)
    setDrawer(isHidden || !drawer)
  }
  useConsoleKeys(script, {
    nudge: () => setNudging(!nudging),
    capture: begin,
    note: writeNote,
    scorecard: turnDrawer,
    peerLine: () => sayPeerLine(stage, peer, t),
  })
  return (
    <RoomFrame
      title={<RoundTitle stage={stage} />}
      about={<><span className="faint opt ell">{view.packs.map(pack => pack.title).join(', ')}</span><RoleChip stage={stage} /></>}
      centre={<UsedTime clock={view.clock} elapsed={elapsed} />}
      tools={
        <>
          <LineDot />
          <Button size="sm" icon={<Scale className="s" />} keys="v" aria-pressed={drawer} onClick={turnDrawer}><Trans>Scorecard</Trans></Button>
          <EndRound view={view} elapsed={elapsed} peer={peer} />
          <RoundMenu stage={stage} clock={view.clock} complete={view.complete} role="interviewer" act={script.acts.act} />
        </>
      }
      second={<Pace view={view} elapsed={elapsed} />}
      pane={pane}
      columns="372px minmax(0, 1fr) 288px"
      panes={[
        { label: t`Script`, icon: <ListTree /> },
        { label: t`Editor`, icon: <CodeXml /> },
        { label: t`Call and notes`, icon: <Lock /> },
      ]}
    >
      <Ladder script={script} wish={stage.session.peerWish} nudging={nudging} onNudge={setNudging} />
      {stage.editor({
        marks, mayFollow: true,
        below: <EvidenceTray view={view} elapsed={elapsed} capture={capture} onBegin={begin} onDone={() => stage.port()?.focus()} input={captureInput} />,
      })}
      <SideColumn
        stage={stage}
        role="interviewer"
        live={{ clock: view.clock, elapsed, notes: view.notes, newNote }}
        drawer={drawer && <ScorecardDrawer view={view} open={script.open} onClose={() => setDrawer(false)} />}
      />
    </RoomFrame>
  )
}
