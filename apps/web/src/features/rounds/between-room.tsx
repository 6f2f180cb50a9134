import { Trans, useLingui } from '@lingui/react/macro'
import type { RoundSummary, RoundView, SessionView } from '@unanimous/protocol'
import { heldMinutes, meetingOf } from '@unanimous/rounds'
import { CodeXml, House, ListChecks, Lock, Play, Video } from 'lucide-react'
import { useState } from 'react'
import { formatDay, formatTime } from '../../platform/dates.ts'
import { useActs } from '../../platform/use-acts.ts'
import { useWords } from '../../platform/words.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { AlertDialog } from '../../ui/dialog.tsx'
import { RoomFrame } from '../../ui/room-frame.tsx'
import { Panel } from '../../ui/surfaces.tsx'
import { RoomNotice } from './interruptions.tsx'
import { Refusal } from './refusal.tsx'
import { LineDot, RecordingDot } from './room-bar.tsx'
import { SideColumn } from './side-column.tsx'
import { peerName, roleIn, type Stage } from './stage.ts'
import { ScriptPreview } from './waiting-room.tsx'
import './rounds.css'

const noMarks: readonly string[] = []

/** After a round: what was held, what is owed, and what comes next. The call goes on, the text can still be read. */
export const BetweenRoom = ({ stage, view }: { readonly stage: Stage; readonly view: RoundView | undefined }) => {
  const { t } = useLingui()
  const { session } = stage
  return (
    <RoomFrame
      title={<Title session={session} />}
      tools={
        <>
          <RecordingDot stage={stage} />
          <LineDot />
          <LinkButton size="sm" variant="ghost" href="/" icon={<House className="s" />}><Trans>Home</Trans></LinkButton>
        </>
      }
      notice={<RoomNotice stage={stage} />}
      columns="372px minmax(0, 1fr) 288px"
      panes={[
        { label: t`Next`, icon: <ListChecks /> },
        { label: t`Editor`, icon: <CodeXml /> },
        { label: t`Call`, icon: <Video /> },
      ]}
    >
      <Panel title={<Trans>What comes next</Trans>} label={t`What comes next`} icon={<ListChecks />} className="between">
        <div className="pane">
          {session.rounds.filter(round => round.state === 'ended').map(round => <Held key={round.round} session={session} round={round} />)}
          {session.rounds.filter(round => round.state === 'planned').map(round => <Upcoming key={round.round} session={session} round={round} />)}
          {view?.role === 'interviewer' && view.status === 'waiting' && (
            <details className="fold problem">
              <summary><Trans>Read your script</Trans></summary>
              <div className="pane" tabIndex={0} role="group" aria-label={t`What you will say and ask`}><ScriptPreview view={view} wish={session.peerWish} /></div>
            </details>
          )}
          <Seal session={session} />
        </div>
      </Panel>
      {stage.editor({ marks: noMarks, mayFollow: false })}
      <SideColumn stage={stage} role={roleIn(stage.round)} />
    </RoomFrame>
  )
}

const Title = ({ session: { phase } }: { readonly session: SessionView }) => {
  if (phase === 'between') return <Trans>Between rounds</Trans>
  if (phase === 'filing') return <Trans>File what you saw</Trans>
  return phase === 'revealed' ? <Trans>Everything is open</Trans> : <Trans>This session is over</Trans>
}

interface RoundProps {
  readonly session: SessionView
  readonly round: RoundSummary
}

const Held = ({ session, round }: RoundProps) => {
  const words = useWords()
  const kind = words.kind(round.kind)
  const peer = peerName(session)
  const form = session.youFiled.find(owed => owed.round === round.round)
  return (
    <section className="held">
      <h3>{kind}</h3>
      <p className="dim">{round.youAre === 'interviewer' ? <Trans>You interviewed {peer}.</Trans> : <Trans>{peer} interviewed you.</Trans>}{round.counts === false && <> <Trans>It was too short to count.</Trans></>}</p>
      {form && session.revealedAt === null && <FormLink session={session.session} form={form} />}
    </section>
  )
}

const FormLink = ({ session, form: { round, form, filed } }: { readonly session: string; readonly form: SessionView['youFiled'][number] }) => {
  const href = form === 'scorecard' ? `/r/${session}/score/${round}` : `/r/${session}/estimate/${round}`
  if (filed) return <p className="row g2"><Chip icon={<Lock />}><Trans>Filed</Trans></Chip><a className="ul sm" href={href}><Trans>Open it again</Trans></a></p>
  return <LinkButton variant="primary" href={href}>{form === 'scorecard' ? <Trans>File the scorecard</Trans> : <Trans>Say how it went for you</Trans>}</LinkButton>
}

const Upcoming = ({ session, round }: RoundProps) => {
  const words = useWords()
  const { act, refusal, pending } = useActs()
  const [dropping, setDropping] = useState(false)
  const kind = words.kind(round.kind)
  const peer = peerName(session)
  const titles = round.deal?.titles.join(', ') ?? ''
  const isHere = session.peer?.here === true
  const minutes = heldMinutes(round)
  const meeting = meetingOf(session.rounds)
  const filing = meeting.find(part => part.step === 'filing')?.minutes ?? 0
  const swap = meeting.find(part => part.step === 'swap')?.minutes ?? 0
  return (
    <section className="held">
      <h3>{round.stretch > 1 ? <Trans>Then: {kind}, {minutes} minutes, longer round</Trans> : <Trans>Then: {kind}, {minutes} minutes</Trans>}</h3>
      <p className="dim">
        {round.youAre === 'interviewer'
          ? <Trans>You interview, with {titles}.</Trans>
          : <Trans>{peer} interviews you and starts it.</Trans>}{' '}
        <Trans>First both file, about {filing} minutes, and take a break of {swap}.</Trans>
      </p>
      <div className="row g2">
        {round.youAre === 'interviewer' && <Button icon={<Play />} disabled={!isHere} busy={pending > 0} onClick={() => void act('start-round', { round: round.round })}><Trans>Start the round</Trans></Button>}
        <Button variant="ghost" onClick={() => setDropping(true)}><Trans>Do not hold it</Trans></Button>
      </div>
      <Refusal refusal={refusal} />
      <AlertDialog
        open={dropping}
        onClose={() => setDropping(false)}
        narrow
        title={<Trans>End with one round?</Trans>}
        description={<Trans>The second round is not held, and everything opens when both forms of the first are in.</Trans>}
        footer={
          <>
            <Button onClick={() => setDropping(false)}><Trans>Keep it planned</Trans></Button>
            <Button variant="primary" busy={pending > 0} onClick={() => void act('drop-round', { session: session.session }).then(() => setDropping(false))}><Trans>Do not hold it</Trans></Button>
          </>
        }
      />
    </section>
  )
}

/** What is sealed until when; of the other no more than the bare fact that they filed. */
const Seal = ({ session }: { readonly session: SessionView }) => {
  const peer = peerName(session)
  if (session.revealedAt !== null) return <LinkButton variant="primary" href={`/s/${session.session}`}><Trans>Read the debrief</Trans></LinkButton>
  const held = session.rounds.filter(round => round.state === 'ended')
  if (held.length > 0 && session.rounds.every(round => round.kind === 'recruiter')) return <ScreenSeal session={session} />
  if (session.youFiled.length === 0) return null
  const deadline = session.deadlineAt
  const by = deadline === null ? '' : `${formatDay(deadline)}, ${formatTime(deadline)}`
  return (
    <section className="held dim sm">
      <p><Trans>All cards stay sealed until everything owed is filed, then they open together.</Trans></p>
      {session.peerHasFiled && <p><Trans>{peer} has filed.</Trans></p>}
      {deadline !== null && <p><Trans>What is filed opens on {by} at the latest.</Trans></p>}
    </section>
  )
}

/** A screen has one card and no guess: it opens to both as soon as its interviewer files it. */
const ScreenSeal = ({ session }: { readonly session: SessionView }) => {
  const peer = peerName(session)
  const yours = session.youFiled.length > 0
  return <section className="held dim sm"><p>{yours ? <Trans>You both read the card as soon as you file it.</Trans> : <Trans>Nothing is owed by you. You read the card as soon as {peer} files it.</Trans>}</p></section>
}
