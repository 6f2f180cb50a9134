import { useLingui } from '@lingui/react/macro'
import type { RoomFrameProps } from '../../../ui/room-frame.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { SideColumn } from '../side-column.tsx'
import { EvidenceTray } from './evidence-tray.tsx'
import { Ladder } from './ladder.tsx'
import { ScorecardDrawer } from './scorecard-drawer.tsx'
import type { Console, SidePart } from './use-console.ts'

export type PaneNames = RoomFrameProps['panes']

export interface ConsoleProps {
  readonly console: Console
}

/** The left pane of a console: the script. */
export const ScriptPane = ({ console: { script, stage, aid, setAid, searchInput } }: ConsoleProps) => (
  <Ladder script={script} wish={stage.session.peerWish} aid={aid} onAid={setAid} searchInput={searchInput} />
)

/** What was seen and heard, with the line to add to it. */
export const Tray = ({ console: { stage, view, elapsed, capture, begin, captureInput } }: ConsoleProps) => (
  <EvidenceTray view={view} elapsed={elapsed} capture={capture} onBegin={begin} onDone={() => stage.port()?.focus()} input={captureInput} />
)

export const Drawer = ({ console: { view, script, turnDrawer } }: ConsoleProps) => <ScorecardDrawer view={view} open={script.open} onClose={turnDrawer} />

/** Chooses among the parts of a column in which they do not all fit. */
export const SideTabs = ({ console: { side, setSide }, first }: ConsoleProps & { readonly first: string }) => {
  const { t } = useLingui()
  const tabs: readonly { readonly value: SidePart; readonly label: string }[] = [
    { value: 'first', label: first }, { value: 'notes', label: t`Notes` }, { value: 'scorecard', label: t`Scorecard` },
  ]
  return <Tabs label={t`In this column`} id="console-side" value={side} tabs={tabs} onChange={setSide} />
}

/** The right pane: the call, the notes, the scorecard. All at once where there is room, one at a time where there is not. */
export const CallPane = ({ console }: ConsoleProps) => {
  const { t } = useLingui()
  const { stage, view, elapsed, notes, newNote, side } = console
  return (
    <SideColumn
      stage={stage}
      role="interviewer"
      live={{ clock: view.clock, elapsed, notes, newNote }}
      tabs={<SideTabs console={console} first={t`Call`} />}
      side={side}
      drawer={side === 'scorecard' && <Drawer console={console} />}
    />
  )
}

