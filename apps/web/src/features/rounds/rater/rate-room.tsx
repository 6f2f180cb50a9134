import { Trans, useLingui } from '@lingui/react/macro'
import type { ChatMessage, RoundSummary, SessionView } from '@unanimous/protocol'
import { phaseAt, type RaterView } from '@unanimous/rounds'
import { CodeXml, ListTree, Lock, LogOut, UserRoundCheck } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { formatTime } from '../../../platform/dates.ts'
import { useCommands } from '../../../platform/keyboard.ts'
import { Button } from '../../../ui/button.tsx'
import { Chip, Dot } from '../../../ui/chip.tsx'
import { RoomFrame, usePaneChoice } from '../../../ui/room-frame.tsx'
import { Panel } from '../../../ui/surfaces.tsx'
import { EvidenceTray } from '../console/evidence-tray.tsx'
import { useCapture, useMarks } from '../console/use-capture.ts'
import { Notes } from '../notes.tsx'
import { PackScript } from '../pack-script.tsx'
import { LineDot, RoundTitle, UsedTime } from '../room-bar.tsx'
import { useElapsed } from '../round-clock.ts'
import { useRoundWords } from '../round-words.ts'
import type { CodePort, EditorParts } from '../stage.ts'
import { useNotes } from '../use-notes.ts'
import '../rounds.css'
import '../console/console.css'
import '../console/evidence.css'
import './rater.css'

interface RateRoomProps {
  readonly session: SessionView
  readonly round: RoundSummary
  readonly view: RaterView
  readonly chat: readonly ChatMessage[]
  readonly editor: (parts: EditorParts) => ReactNode
  readonly port: () => CodePort | undefined
  readonly onLeave: () => void
}

/** The room of a second rater: the script and the work to read, and what they themselves saw. Nothing here reaches the other two before the cards open. */
export const RateRoom = ({ session, round, view, chat, editor, port, onLeave }: RateRoomProps) => {
  const { t } = useLingui()
  const words = useRoundWords()
  const elapsed = useElapsed(view.clock)
  const input = useRef<HTMLInputElement>(null)
  const notes = useNotes(view.round, view.notes, elapsed)
  const newNote = useRef<HTMLTextAreaElement>(null)
  const asked = askedNow(view)
  const capture = useCapture(view, asked && { ref: { node: asked } })
  const marks = useMarks(view)
  const pane = usePaneChoice()
  const begin = () => {
    capture.begin(port()?.selection())
    pane.bring(1, input.current)
    input.current?.focus()
  }
  const writeNote = () => {
    pane.bring(2, newNote.current)
    newNote.current?.focus()
  }
  useCommands(t`Rating`, [
    { id: 'capture', label: t`Capture evidence`, keys: ['e'], fromText: true, run: begin },
    { id: 'note', label: t`Write a note`, keys: ['.'], run: writeNote },
  ], 'page')
  const phase = phaseAt(view.phases, elapsed)?.phase
  return (
    <RoomFrame
      title={<RoundTitle stage={{ round }} />}
      about={<><span className="faint opt ell">{view.packs.map(pack => pack.title).join(', ')}</span><Chip icon={<UserRoundCheck className="s" />}><Trans>You rate</Trans></Chip></>}
      centre={<><UsedTime clock={view.clock} elapsed={elapsed} isLonger={view.stretch > 1} />{phase && <span className="faint sm opt">{words.phase(phase)}</span>}</>}
      tools={<><LineDot /><Button size="sm" icon={<LogOut className="s" />} onClick={onLeave}><Trans>Leave</Trans></Button></>}
      pane={pane}
      columns="372px minmax(0, 1fr) 288px"
      panes={[{ label: t`Script`, icon: <ListTree /> }, { label: t`Work`, icon: <CodeXml /> }, { label: t`Notes`, icon: <Lock /> }]}
    >
      <Panel title={<Trans>Script</Trans>} label={t`Script`} icon={<ListTree />} className="rate-script">
        <div className="pane" tabIndex={0} role="group" aria-label={t`What is asked`}>
          {asked && <div className="now-asked"><p className="faint sm"><Trans>Asked last</Trans></p><p className="q">{asked.ask}</p></div>}
          {view.packs.map(pack => <PackScript key={pack.id} pack={pack} />)}
        </div>
      </Panel>
      {editor({ marks, mayFollow: true, below: <EvidenceTray view={view} elapsed={elapsed} capture={capture} onBegin={begin} onDone={() => port()?.focus()} input={input} /> })}
      <aside className="panel rate-side" data-pane tabIndex={-1} aria-label={t`People, notes and chat`}>
        <InTheRoom session={session} />
        <section aria-labelledby="rater-notes">
          <div className="row g2"><h2 id="rater-notes"><Trans>Private notes</Trans></h2><span className="sp" /><Chip icon={<Lock />}><Trans>Only you</Trans></Chip></div>
          <Notes notes={notes} newNote={newNote} />
        </section>
        <ChatRead session={session} chat={chat} />
      </aside>
    </RoomFrame>
  )
}

/** The follow-up that was asked last: how it was answered is each rater's own to judge. */
const askedNow = ({ asked, packs }: RaterView) => {
  const node = asked.at(-1)?.node
  return packs.flatMap(pack => pack.followups.filter(each => `${pack.id}/${each.id}` === node))[0]
}

/** Who is in the room, and that the call is not for this page. */
export const InTheRoom = ({ session: { ratedWith, you }, className, calls = true }: { readonly session: SessionView; readonly className?: string; /** A round is held or still to come. */ readonly calls?: boolean }) => {
  const people = [...(ratedWith ?? []), { seat: you.seat, handle: you.handle, here: true }]
  return (
    <section className={className} aria-labelledby="in-the-room">
      <h2 id="in-the-room"><Trans>In the room</Trans></h2>
      <ul>
        {people.map(({ seat, handle, here }) => (
          <li key={seat} className="row g2 sm"><Dot tone={here ? 'ok' : 'warn'} /><span>{seat === you.seat ? <Trans>{handle}, you</Trans> : here ? handle : <Trans>{handle}, away</Trans>}</span></li>
        ))}
      </ul>
      {calls && <p className="faint sm"><Trans>The call here is between the two. Hear them in another way: in the same place, or in a call that one of them opens for you.</Trans></p>}
    </section>
  )
}

/** What the two write to each other, to be read. */
const ChatRead = ({ session: { ratedWith }, chat }: { readonly session: SessionView; readonly chat: readonly ChatMessage[] }) => {
  const { t } = useLingui()
  const nameOf = (seat: string) => ratedWith?.find(each => each.seat === seat)?.handle ?? ''
  return (
    <section aria-labelledby="chat-read">
      <h2 id="chat-read"><Trans>Chat</Trans></h2>
      {chat.length === 0
        ? <p className="faint sm"><Trans>They have written nothing.</Trans></p>
        : <ol className="said" role="log" aria-label={t`Chat`} tabIndex={0}>{chat.map(message => <li key={message.seq} className="sm"><b>{nameOf(message.by)}</b><time className="faint">{formatTime(message.at)}</time><span className="q">{message.text}</span></li>)}</ol>}
    </section>
  )
}
