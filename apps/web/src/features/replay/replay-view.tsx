import { Trans, useLingui } from '@lingui/react/macro'
import type { Replay } from '@unanimous/protocol'
import { quietSpans, talkedMoments } from '@unanimous/replay'
import { Clock, FileDown, ListTree, Lock, MessageSquarePlus, Scissors } from 'lucide-react'
import { useMemo, useState, type ComponentType } from 'react'
import { formatMmSs } from '../../platform/clock.ts'
import { formatDay } from '../../platform/dates.ts'
import { useForget } from '../../platform/queries.ts'
import { toVote } from '../../platform/vote-words.ts'
import { useWords, type CodeLanguage } from '../../platform/words.ts'
import { Button } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Banner } from '../../ui/surfaces.tsx'
import { Logo } from '../../ui/logo.tsx'
import { VoteLabel } from '../../ui/vote.tsx'
import { CodePanel } from './code-panel.tsx'
import { Withdraw } from './withdraw.tsx'
import { CommentDialog } from './comment-dialog.tsx'
import { ClipDialog } from './clip-dialog.tsx'
import { Controls } from './controls.tsx'
import { Happenings } from './happenings-list.tsx'
import { happeningsOf, marksOf, scriptOf } from './happenings.ts'
import type { OpenedReplay } from './opened-replay.ts'
import { Timeline } from './timeline.tsx'
import { usePlayback } from './use-playback.ts'
import { useReplayKeys } from './use-replay-keys.ts'
import './replay.css'

/** The editor as the replay shows it; supplied by the page that knows both. */
export interface CodeProps {
  readonly text: string
  readonly language: CodeLanguage | undefined
  readonly label: string
  readonly marked: readonly string[]
  readonly written: { readonly at: number; readonly who: 'you' | 'peer'; readonly name: string } | undefined
}

export interface ReplayViewProps {
  readonly replay: OpenedReplay
  readonly startMs: number
  readonly clip: Replay['clips'][number] | undefined
  readonly Code: ComponentType<CodeProps>
  readonly onExport: (() => void) | undefined
  /** Leads to a moment to be played again alone. */
  readonly retryHref: ((ms: number) => string) | undefined
}

const quietMs = 20_000
const quietMarginMs = 2_000

type Pane = 'code' | 'happened'

/** An ended round, from its first second to its last. */
export const ReplayView = ({ replay, startMs, clip, Code, onExport, retryHref }: ReplayViewProps) => {
  const { t } = useLingui()
  const { data, player } = replay
  const [pane, setPane] = useState<Pane>('code')
  const [asking, setAsking] = useState<'comment' | 'clip'>()
  const happenings = useMemo(() => happeningsOf(replay), [replay])
  const script = useMemo(() => scriptOf(data, happenings), [data, happenings])
  const quiet = useMemo(
    () => quietSpans([...player.changes, ...happenings].map(({ atMs }) => atMs).concat(data.talked.flatMap(({ spoke }) => talkedMoments(spoke))), data.lengthMs, quietMs, quietMarginMs), [player, happenings, data])
  const playback = usePlayback({ startMs: clip?.fromMs ?? startMs, lengthMs: data.lengthMs, stopMs: clip?.toMs ?? data.lengthMs, quiet })
  const marks = useMemo(() => marksOf(happenings), [happenings])
  const keys = useReplayKeys({ playback, player, marks, comment: () => setAsking('comment') })
  const close = () => setAsking(undefined)
  const forget = useForget()
  const peer = data.peer ?? t`a former peer`
  return (
    <div className="replay" data-pane={pane}>
      <ReplayBar data={data} peer={peer} onComment={() => setAsking('comment')} onClip={() => setAsking('clip')} onExport={onExport} />
      <main id="page" className="replay-mid">
        <h1 className="unseen" tabIndex={-1}><Trans>Replay</Trans></h1>
        <Damage replay={replay} />
        <CodePanel replay={replay} ms={playback.ms} index={keys.index} happenings={happenings} peer={peer} Code={Code} />
        <Happenings happenings={happenings} ms={playback.ms} peer={peer} data={data} onSeek={keys.goTo} retryHref={retryHref} />
      </main>
      <section className="replay-foot" aria-label={t`Timeline`}>
        <Controls playback={playback} lengthMs={data.lengthMs} onPrevious={keys.previousMark} onNext={keys.nextMark} clip={clip} />
        <Segmented
          className="replay-panes" label={t`Panes`} value={pane} onChange={setPane}
          options={[{ value: 'code', label: t`Code`, icon: <Clock className="s" /> }, { value: 'happened', label: t`What happened`, icon: <ListTree className="s" /> }]}
        />
        <Timeline replay={replay} happenings={happenings} script={script} quiet={playback.skipsQuiet ? quiet : []} ms={playback.ms} peer={peer} onSeek={keys.goTo} />
      </section>
      {asking === 'comment' && <CommentDialog round={data.round} atMs={Math.round(playback.ms)} opened={data.opened} peer={peer} onClose={close} onDone={() => void forget('replay')} />}
      {asking === 'clip' && <ClipDialog data={data} atMs={Math.round(playback.ms)} peer={peer} onClose={close} onDone={() => void forget('replay')} />}
    </div>
  )
}

interface BarProps {
  readonly data: Replay
  readonly peer: string
  readonly onComment: () => void
  readonly onClip: () => void
  readonly onExport: (() => void) | undefined
}

const ReplayBar = ({ data, peer, onComment, onClip, onExport }: BarProps) => {
  const words = useWords()
  const kind = words.kind(data.kind)
  const day = formatDay(data.heldAt)
  return (
    <header className="bar">
      <a href="/" aria-label="Unanimous"><Logo size={18} /></a>
      <b><Trans>Replay</Trans></b>
      <span className="faint ell about">{data.youAre === 'candidate' ? <Trans>{kind}, {peer} interviews you, {day}</Trans> : <Trans>{kind}, you interview {peer}, {day}</Trans>}</span>
      {data.vote !== null && <VoteLabel vote={toVote(data.vote)} />}
      <span className="sp" />
      <Chip className="opt" icon={<Lock />}>{data.opened ? <Trans>Only you and {peer}</Trans> : <Trans>Cards still sealed: only what you saw live</Trans>}</Chip>
      <Button size="sm" icon={<MessageSquarePlus className="s" />} keys="KeyC" onClick={onComment}><span className="word"><Trans>Comment</Trans></span></Button>
      <Button size="sm" variant="ghost" icon={<Scissors className="s" />} onClick={onClip}><span className="word"><Trans>Clips</Trans></span></Button>
      <Withdraw session={data.session} peer={peer} />
      {onExport && <Button size="sm" variant="ghost" icon={<FileDown className="s" />} onClick={onExport}><span className="word"><Trans>Export</Trans></span></Button>}
    </header>
  )
}

/** What of the tape could not be read; the rest is played. */
const Damage = ({ replay: { data, player } }: { readonly replay: OpenedReplay }) => {
  const lost = player.lost.map(({ fromMs, toMs }) => `${formatMmSs(fromMs)} – ${formatMmSs(toMs)}`).join(', ')
  const count = data.unreadable
  if (lost === '' && count === 0) return null
  const said = count === null
    ? <Trans>The document of this round cannot be read. What was said and asked plays without it.</Trans>
    : lost !== '' ? <Trans>The document from {lost} is damaged and cannot be read. Everything else plays.</Trans> : <Trans>{count} edits could not be read and are missing. Everything else plays.</Trans>
  return <div className="replay-damage"><Banner tone="warn" title={<Trans>A part of this replay is missing</Trans>} about={said} /></div>
}
