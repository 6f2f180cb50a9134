import { Trans, useLingui } from '@lingui/react/macro'
import type { RoundSummary, SessionView } from '@unanimous/protocol'
import { Highlighter, MessageSquare, NotebookPen, Phone, Unplug } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { LinkButton } from '../../../ui/button.tsx'
import { RoomFrame, type PaneChoice } from '../../../ui/room-frame.tsx'
import { Banner, EmptyState, Panel } from '../../../ui/surfaces.tsx'
import { RoleChip, LeftTime, LineDot, RoundTitle, UsedTime } from '../room-bar.tsx'
import { useElapsed, useOwnDrop } from '../round-clock.ts'
import { LostHere } from '../interruptions.tsx'
import { OwnNotes } from '../side-column.tsx'
import type { PairView } from '../stage.ts'
import { useNotes } from '../use-notes.ts'
import { BesideCapture } from './beside-capture.tsx'
import '../rounds.css'
import './beside.css'

interface BesideRoomProps {
  readonly session: SessionView
  readonly round: RoundSummary
  readonly view: PairView | undefined
  readonly pane: PaneChoice
  readonly call: ReactNode
  readonly chat: ReactNode
}

/** A second device beside the seat's own: the call, one's notes, what one saw, the chat. It holds nothing, and there is no editor. */
export const BesideRoom = (props: BesideRoomProps) => {
  const { round, view } = props
  return round.state === 'running' && view ? <DuringRound {...props} view={view} /> : <Frame {...props} />
}

const DuringRound = (props: BesideRoomProps & { readonly view: PairView }) => {
  const { round } = props
  const view = useOwnDrop(props.view)
  const elapsed = useElapsed(view.clock)
  const notes = useNotes(view.round, view.notes, elapsed)
  const newNote = useRef<HTMLTextAreaElement>(null)
  const isLonger = round.stretch > 1
  const clock = view.role === 'interviewer' ? <UsedTime clock={view.clock} elapsed={elapsed} isLonger={isLonger} /> : <LeftTime clock={view.clock} elapsed={elapsed} isLonger={isLonger} />
  return (
    <Frame
      {...props}
      clock={clock}
      notes={<OwnNotes role={view.role} live={{ notes, newNote }} />}
      asked={view.role === 'interviewer' ? <BesideCapture view={view} elapsed={elapsed} /> : undefined}
      standing={<Standing view={view} />}
    />
  )
}

/** The clock stands for both, said in the one line that a phone has. */
const Standing = ({ view: { clock } }: { readonly view: PairView }) =>
  clock.pausedBecause.length === 0 ? null : <p className="sm dim beside-line" role="status"><Trans>The clock stands for you both.</Trans></p>

/** What is written here goes straight to the server: a line that is down shows it unsent where it was written. */
const nothingKept = { isLost: false, kept: 0 }

interface FrameProps extends BesideRoomProps {
  readonly clock?: ReactNode
  readonly notes?: ReactNode
  readonly asked?: ReactNode
  readonly standing?: ReactNode
}

const Frame = ({ session, round, pane, call, chat, clock, notes, asked, standing }: FrameProps) => {
  const { t } = useLingui()
  const stage = { session, round }
  const later = <EmptyState title={<Trans>No round is running</Trans>} about={<Trans>It opens here when one begins.</Trans>} picture={null} />
  return (
    <div className="beside">
      <RoomFrame
        title={<RoundTitle stage={stage} />}
        about={<RoleChip stage={stage} />}
        centre={clock}
        tools={<LineDot />}
        notice={<><LostHere text={nothingKept} /><NobodySeated session={session} />{standing}</>}
        pane={pane}
        columns="minmax(0, 1fr) minmax(0, 1fr) minmax(0, 1fr)"
        panes={[
          { label: t`Call`, icon: <Phone /> },
          { label: t`Notes`, icon: <NotebookPen /> },
          ...(asked ? [{ label: t`Seen`, icon: <Highlighter /> }] : []),
          { label: t`Chat`, icon: <MessageSquare /> },
        ]}
      >
        <Panel title={<Trans>Call</Trans>} label={t`Call`} icon={<Phone />}><div className="pane">{call}</div></Panel>
        <Panel title={<Trans>Notes</Trans>} label={t`Notes`} icon={<NotebookPen />}><div className="pane padded">{notes ?? later}</div></Panel>
        {asked && <Panel title={<Trans>What you saw</Trans>} label={t`What you saw`} icon={<Highlighter />}><div className="pane padded">{asked}</div></Panel>}
        <Panel title={<Trans>Chat</Trans>} label={t`Chat`} icon={<MessageSquare />}><div className="pane padded call">{chat}</div></Panel>
      </RoomFrame>
    </div>
  )
}

/** This device holds no seat: while the other one is gone the room waits for it, or this one becomes the room. */
const NobodySeated = ({ session }: { readonly session: SessionView }) =>
  session.you.here ? null : (
    <Banner
      tone="warn"
      icon={<Unplug />}
      title={<Trans>Your other device is not in the room</Trans>}
      about={<Trans>The seat is kept for it. You can also go on from here alone.</Trans>}
      action={<LinkButton size="sm" href={`/r/${session.session}`}><Trans>Use this one</Trans></LinkButton>}
    />
  )
