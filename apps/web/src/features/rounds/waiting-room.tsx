import { Trans, useLingui } from '@lingui/react/macro'
import type { RoundView } from '@unanimous/protocol'
import { heldMinutes, type InterviewerView } from '@unanimous/rounds'
import { ArrowLeft, CodeXml, FileText, ListTree, Play, Video } from 'lucide-react'
import { useActs } from '../../platform/use-acts.ts'
import { useWords } from '../../platform/words.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { RoomFrame } from '../../ui/room-frame.tsx'
import { EmptyState, Panel } from '../../ui/surfaces.tsx'
import { Prompt } from './prompt.tsx'
import { RoomNotice } from './interruptions.tsx'
import { Refusal } from './refusal.tsx'
import { LineDot, RecordingDot, RoleChip, RoundTitle } from './room-bar.tsx'
import { useRoundWords } from './round-words.ts'
import { SideColumn } from './side-column.tsx'
import { peerName, roleIn, type Stage } from './stage.ts'
import './rounds.css'

interface WaitingRoomProps {
  readonly stage: Stage
  readonly view: RoundView | undefined
}

/** Both are here or about to be; the interviewer reads their first words and starts the clock. */
export const WaitingRoom = ({ stage, view }: WaitingRoomProps) => {
  const { t } = useLingui()
  const { session, round } = stage
  const interviews = round.youAre === 'interviewer'
  const minutes = heldMinutes(round)
  return (
    <RoomFrame
      title={<RoundTitle stage={stage} />}
      about={<><span className="faint opt ell">{round.deal?.titles.join(', ')}</span><RoleChip stage={stage} /></>}
      centre={<span className="faint">{round.stretch > 1 ? <Trans>Not started, {minutes} minutes, longer round</Trans> : <Trans>Not started, {minutes} minutes</Trans>}</span>}
      tools={
        <>
          <RecordingDot stage={stage} />
          <LineDot />
          <LinkButton size="sm" variant="ghost" href={`/r/${session.session}/green`} icon={<ArrowLeft className="s" />}><Trans>Green room</Trans></LinkButton>
        </>
      }
      notice={<RoomNotice stage={stage} />}
      columns={interviews ? '372px minmax(0, 1fr) 288px' : '344px minmax(0, 1fr) 264px'}
      panes={[
        { label: interviews ? t`Script` : t`Problem`, icon: interviews ? <ListTree /> : <FileText /> },
        { label: t`Round`, icon: <CodeXml /> },
        { label: t`Call`, icon: <Video /> },
      ]}
    >
      {interviews ? <FirstWords view={view?.role === 'interviewer' ? view : undefined} wish={session.peerWish} /> : <NoProblemYet stage={stage} />}
      <Middle stage={stage} />
      <SideColumn stage={stage} role={roleIn(round)} />
    </RoomFrame>
  )
}

const Middle = ({ stage }: { readonly stage: Stage }) => {
  const { session, round } = stage
  const { act, refusal, pending } = useActs()
  const words = useWords()
  const peer = peerName(session)
  const kind = words.kind(round.kind)
  const minutes = heldMinutes(round)
  const isHere = session.peer?.here === true
  const isReady = isHere && session.peer?.ready === true
  const where = session.peer === null
    ? <Trans>Nobody sits in the other seat yet. The invite link is in the green room.</Trans>
    : isReady ? <Trans>{peer} is here.</Trans> : isHere ? <Trans>{peer} is still in the green room.</Trans> : <Trans>{peer} is away.</Trans>
  return (
    <section className="panel" data-main data-pane tabIndex={-1} aria-label={kind}>
      <div className="room-middle">
        {round.youAre === 'interviewer'
          ? (
              <EmptyState
                title={<Trans>{kind}, {minutes} minutes</Trans>}
                about={<>{where} <Trans>The clock starts for both of you when you press start.</Trans></>}
                actions={<Button variant="primary" size="lg" icon={<Play />} disabled={!isHere} busy={pending > 0} onClick={() => void act('start-round', { round: round.round })}><Trans>Start the round</Trans></Button>}
              />
            )
          : <EmptyState title={<Trans>{peer} starts the round</Trans>} about={<>{where} <Trans>The prompt and the editor open with the clock. Think aloud from the first minute.</Trans></>} />}
        <Refusal refusal={refusal} />
      </div>
    </section>
  )
}

const NoProblemYet = ({ stage }: { readonly stage: Stage }) => {
  const { t } = useLingui()
  const { yourWish } = stage.session
  return (
    <Panel title={<Trans>Problem</Trans>} label={t`Problem`} icon={<FileText />} className="problem">
      <div className="pane">
        <p className="dim"><Trans>It opens when the round starts.</Trans></p>
        {yourWish && <><h3 className="cap"><Trans>You asked for</Trans></h3><p className="q">{yourWish}</p></>}
      </div>
    </Panel>
  )
}

const FirstWords = ({ view, wish }: ScriptPreviewProps) => {
  const { t } = useLingui()
  return (
    <Panel title={<Trans>Script</Trans>} label={t`Script`} icon={<ListTree />} className="problem">
      <div className="pane" tabIndex={0} role="group" aria-label={t`What you will say and ask`}><ScriptPreview view={view} wish={wish} /></div>
    </Panel>
  )
}

interface ScriptPreviewProps {
  readonly view: InterviewerView | undefined
  /** What the candidate asked for. */
  readonly wish: string | null
}

/** The pack as its interviewer reads it beforehand: their own first words, the plan and the prompt. */
export const ScriptPreview = ({ view, wish }: ScriptPreviewProps) => {
  const { t } = useLingui()
  const words = useRoundWords()
  return (
    <>
      {view?.packs.slice(0, 1).map(pack => (
        <section key={pack.id} className="new-card" aria-label={t`Say first`}>
          <div className="row sm"><b><Trans>Say first</Trans></b></div>
          <p className="q">{pack.interviewer.script.open}</p>
        </section>
      ))}
      {wish && <><h3 className="cap"><Trans>They asked for</Trans></h3><p className="q">{wish}</p></>}
      {view && <><h3 className="cap"><Trans>Plan</Trans></h3><p className="dim sm">{words.list(view.phases.map(({ phase }) => words.phase(phase)))}</p></>}
      {view?.packs.map(pack => (
        <article key={pack.id}>
          <h3 className="prompt-title">{pack.title}</h3>
          <Prompt prompt={pack.candidate} replaced={[]} />
        </article>
      ))}
    </>
  )
}
