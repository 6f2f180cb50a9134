import { Trans, useLingui } from '@lingui/react/macro'
import { SCRIPTED_SEAT, viewFor, type InterviewerView, type ScriptedCandidate } from '@unanimous/rounds'
import { FileText, Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../../../ui/button.tsx'
import { Chip } from '../../../ui/chip.tsx'
import { Segmented } from '../../../ui/choices.tsx'
import { CallHost } from '../call-slot.tsx'
import type { ConsoleProps } from '../console/console-parts.tsx'
import { ConsoleFrame } from '../console/console-room.tsx'
import { Problem } from '../problem-panel.tsx'
import type { ConsoleStage, EditorParts } from '../stage.ts'
import { ScriptedVoice } from './scripted-voice.tsx'
import type { RunningRehearsal } from './use-rehearsal.ts'

interface RehearsalRoomProps {
  readonly view: InterviewerView
  readonly running: RunningRehearsal
  readonly candidate: ScriptedCandidate
}

const rates = ['1', '6'] as const

/** The console as in any room. In place of the call stands what the candidate says, in place of the text what they see. */
export const RehearsalRoom = ({ view, running, candidate }: RehearsalRoomProps) => {
  const { t } = useLingui()
  const { rehearsal, authority, setRate } = running
  const [host] = useState(() => Object.assign(document.createElement('div'), { className: 'call-host' }))
  useStart(view, authority.send)
  const editor = (parts: EditorParts) => <TheirScreen running={running} parts={parts} />
  const stage: ConsoleStage = {
    session: { peerWish: null, peer: { handle: t`The candidate` } },
    round: { round: view.round, kind: view.kind, loopSeat: null },
    editor, port: () => undefined, text: { isLost: false, kept: 0 }, copyText: () => undefined, absent: null, keepsReplay: false, phoneFor: undefined,
  }
  return (
    <CallHost value={host}>
      <ConsoleFrame
        stage={stage}
        view={view}
        about={<Chip tone="you"><Trans>Rehearsal</Trans></Chip>}
        lead={
          <Segmented
            label={t`Pace of the clock`} value={rates.find(each => Number(each) === authority.rate)} onChange={rate => setRate(Number(rate))}
            options={[{ value: '1', label: t`1 ×` }, { value: '6', label: t`6 ×` }]}
          />
        }
        Tools={EndRehearsal}
      />
      {createPortal(<ScriptedVoice view={view} candidate={candidate} solution={rehearsal.setup} />, host)}
    </CallHost>
  )
}

const EndRehearsal = ({ console: { view, script } }: ConsoleProps) => (
  <Button size="sm" variant="ghost" icon={<Square className="s" />} onClick={() => void script.acts.act('end-round', { round: view.round })}><Trans>End rehearsal</Trans></Button>
)

/** The clock runs from the first moment that the console is there. */
const useStart = ({ status, round }: InterviewerView, send: RunningRehearsal['authority']['send']): void => {
  useEffect(() => {
    if (status === 'waiting') void send('start-round', { round })
  }, [status, round, send])
}

/** What a candidate of this round would have before them now, so that one sees what an injected constraint does there. */
const TheirScreen = ({ running: { rehearsal }, parts: { head, above, below } }: { readonly running: RunningRehearsal; readonly parts: EditorParts }) => {
  const { t } = useLingui()
  const view = viewFor(rehearsal.state, SCRIPTED_SEAT)
  return (
    <section className="panel their-screen" data-main data-pane tabIndex={-1} aria-label={t`Their screen`}>
      <div className="ph">
        {head ?? <><FileText /><h2><Trans>Their screen</Trans></h2></>}
        <span className="sp" />
        <span className="faint sm opt"><Trans>All that a candidate sees</Trans></span>
      </div>
      {above}
      {view.role === 'candidate' && <div className="problem"><Problem view={view} /></div>}
      {below}
    </section>
  )
}
