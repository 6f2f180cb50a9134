import { Trans, useLingui } from '@lingui/react/macro'
import type { ClockView, Role } from '@unanimous/rounds'
import { Lock } from 'lucide-react'
import type { ReactNode, Ref } from 'react'
import { Chip } from '../../ui/chip.tsx'
import { cx } from '../../ui/class-names.ts'
import { useNarrow } from '../../platform/narrow.ts'
import { CallSlot } from './call-slot.tsx'
import { LostLine, Standstill } from './interruptions.tsx'
import { Notes } from './notes.tsx'
import type { ConsoleStage } from './stage.ts'
import type { Notes as KeptNotes } from './use-notes.ts'

interface SideColumnProps {
  readonly stage: ConsoleStage
  readonly role: Role
  /** Outside a round there are neither a clock nor notes. */
  readonly live?: LiveParts
  /** Chooses among call, notes and scorecard where the column cannot hold them all. */
  readonly tabs?: ReactNode
  readonly side?: string
  /** At the foot of the column: the scorecard drawer, or one's own stories. */
  readonly drawer?: ReactNode
}

interface LiveParts {
  readonly clock: ClockView
  readonly elapsed: number
  readonly notes: KeptNotes
  readonly newNote: Ref<HTMLTextAreaElement>
}

/** The right column: what interrupts, the call, one's own notes. */
export const SideColumn = ({ stage, role, live, tabs, side, drawer }: SideColumnProps) => {
  const { t } = useLingui()
  return (
    <aside className={cx('panel side-column', live && role === 'candidate' && 'tall-call')} data-side={side} data-pane tabIndex={-1} aria-label={live ? t`Call and notes` : t`Call`}>
      <LostLine stage={stage} />
      {tabs && <div className="side-tabs">{tabs}</div>}
      <CallSlot />
      <BesideCall>{stage.second}</BesideCall>
      {live && <Standstill stage={stage} clock={live.clock} elapsed={live.elapsed} role={role} />}
      {live && <OwnNotes role={role} live={live} />}
      {drawer}
    </aside>
  )
}

/** Where the column that holds the call may be hidden, it stands under the bar instead. */
export const BesideCall = ({ children }: { readonly children: ReactNode }) => (useNarrow() ? null : children)

/** One's own notes under their heading. */
export const OwnNotes = ({ role, live: { notes, newNote } }: { readonly role: Role; readonly live: Pick<LiveParts, 'notes' | 'newNote'> }) => (
  <section className="own-notes" aria-labelledby="own-notes">
    <div className="row g2">
      <h2 id="own-notes">{role === 'interviewer' ? <Trans>Private notes</Trans> : <Trans>Your notes</Trans>}</h2>
      <span className="sp" />
      <Chip icon={<Lock />}><Trans>Only you</Trans></Chip>
    </div>
    {role === 'candidate' && <p className="faint sm"><Trans>Stays with you. Not in the replay.</Trans></p>}
    <Notes notes={notes} newNote={newNote} />
  </section>
)
