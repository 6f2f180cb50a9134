import { Trans, useLingui } from '@lingui/react/macro'
import { formatMmSs } from '../../../platform/clock.ts'
import { CallSlot } from '../call-slot.tsx'
import { LostLine, Standstill } from '../interruptions.tsx'
import { BesideCall, OwnNotes } from '../side-column.tsx'
import { BareBoxes } from './bare-boxes.tsx'
import { type ConsoleProps, Drawer, SideTabs, Tray } from './console-parts.tsx'
import { CoverageStrip } from './coverage-strip.tsx'
import { DecisionList } from './decision-list.tsx'
import { HeardMeter } from './heard-meter.tsx'
import { LadderBody, UnfoldButton } from './ladder.tsx'

/** Rounds over a design: the board has the room, and everything the interviewer needs stands in one column beside it. */
export const BoardPanes = ({ console }: ConsoleProps) => (
  <>
    {console.stage.editor({ marks: console.marks, mayFollow: true, above: <NewestCard console={console} /> })}
    <BoardSide console={console} />
  </>
)

/** The constraint on the candidate's screen, over the design that it is about. */
const NewestCard = ({ console: { view } }: ConsoleProps) => {
  const card = view.cards.at(-1)
  if (!card) return null
  const at = formatMmSs(card.atMs)
  return (
    <section className="injected">
      <p className="sm"><b><Trans>Constraint injected</Trans></b> <time>{at}</time></p>
      <p className="q">{card.text}</p>
    </section>
  )
}

const BoardSide = ({ console }: ConsoleProps) => {
  const { t } = useLingui()
  const { stage, view, elapsed, side, notes, newNote, script } = console
  return (
    <aside className="panel side-column board-side" data-pane tabIndex={-1} aria-label={t`Probes`}>
      <LostLine stage={stage} />
      <CallSlot />
      <BesideCall>{stage.second}</BesideCall>
      <Standstill stage={stage} clock={view.clock} elapsed={elapsed} role="interviewer" />
      <div className="row side-tabs">
        <SideTabs console={console} first={t`Probes`} />
        <span className="sp" />
        {side === 'first' && <UnfoldButton script={script} />}
      </div>
      <div className="side-part" role="tabpanel" id="console-side-panel" aria-labelledby={`console-side-tab-${side}`} tabIndex={0}>
        {side === 'first' && <Probes console={console} />}
        {side === 'notes' && <OwnNotes role="interviewer" live={{ notes, newNote }} />}
        {side === 'scorecard' && <Drawer console={console} />}
      </div>
      <Tray console={console} />
    </aside>
  )
}

/** The script of a design: what was heard of because, what was seen of each dimension, and the ladder. */
const Probes = ({ console: { view, script, stage, elapsed, aid, setAid, searchInput } }: ConsoleProps) => (
  <div className="probes ladder">
    <HeardMeter view={view} acts={script.acts} />
    <BareBoxes view={view} elapsed={elapsed} outline={stage.port()?.text() ?? ''} drawn={stage.bareComponents?.() ?? []} />
    <div className="pane">
      <LadderBody script={script} wish={stage.session.peerWish} aid={aid} onAid={setAid} searchInput={searchInput} />
      {view.kind === 'deep' && <DecisionList view={view} />}
      <CoverageStrip view={view} open={script.open} />
    </div>
  </div>
)
