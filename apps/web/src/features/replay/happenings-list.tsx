import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Replay } from '@unanimous/protocol'
import { Bookmark, Lightbulb, MessageSquare, Minus, Play, Plus, RotateCcw, SendHorizontal, StickyNote } from 'lucide-react'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { announce } from '../../platform/announce.tsx'
import { formatMmSs } from '../../platform/clock.ts'
import { sayRefusal } from '../../platform/say-refusal.ts'
import { useForget } from '../../platform/queries.ts'
import { send } from '../../platform/server-socket.ts'
import { IconButton, LinkButton } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { cx } from '../../ui/class-names.ts'
import { Avatar } from '../../ui/surfaces.tsx'
import { Trash2 } from 'lucide-react'
import type { Happening } from './happenings.ts'

interface HappeningsProps {
  readonly happenings: readonly Happening[]
  readonly ms: number
  readonly peer: string
  readonly data: Replay
  readonly onSeek: (ms: number) => void
  readonly retryHref: ((ms: number) => string) | undefined
}

type Filter = 'all' | 'marks' | 'followups'

const within: Readonly<Record<Filter, (happening: Happening) => boolean>> = {
  all: () => true, marks: ({ sort }) => sort === 'evidence' || sort === 'comment' || sort === 'bookmark', followups: ({ sort }) => sort === 'asked' || sort === 'card',
}

/** Where one might want to begin again. */
const isToRetry: ReadonlySet<Happening['sort']> = new Set<Happening['sort']>(['asked', 'card', 'bookmark'])

/** Everything with a moment, in order; the one that the replay stands at is open. */
export const Happenings = ({ happenings, ms, peer, data, onSeek, retryHref }: HappeningsProps) => {
  const { t } = useLingui()
  const [filter, setFilter] = useState<Filter>('all')
  const list = useRef<HTMLOListElement>(null)
  const shown = happenings.filter(within[filter])
  const current = shown.findLast(({ atMs }) => atMs <= ms)
  const now = current?.id
  const words = current?.text
  useEffect(() => {
    if (now === undefined || words === undefined) return
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
    announce(words)
  }, [now, words, list])
  return (
    <section className="panel replay-list" aria-label={t`What happened`}>
      <div className="ph">
        <h2><Trans>What happened</Trans></h2><span className="sp" />
        <Segmented label={t`Show`} value={filter} onChange={setFilter} options={[{ value: 'all', label: t`All` }, { value: 'marks', label: t`Marks` }, { value: 'followups', label: t`Follow-ups` }]} />
      </div>
      <ol ref={list} tabIndex={0} aria-label={t`What happened`}>
        {shown.length === 0 && <li className="none"><Trans>Nothing of this kind happened.</Trans></li>}
        {shown.map(happening => (
          <Line key={happening.id} happening={happening} isCurrent={happening === current} peer={peer} round={data.round} onSeek={onSeek}>
            {happening === current && (isToRetry.has(happening.sort) || happening.passage !== undefined) && retryHref && (
              <LinkButton size="sm" icon={<RotateCcw className="s" />} href={retryHref(happening.atMs)}><Trans>Retry this moment</Trans></LinkButton>
            )}
          </Line>
        ))}
      </ol>
    </section>
  )
}

interface LineProps {
  readonly happening: Happening
  readonly isCurrent: boolean
  readonly peer: string
  readonly round: string
  readonly onSeek: (ms: number) => void
  readonly children: ReactNode
}

const Line = ({ happening, isCurrent, peer, round, onSeek, children }: LineProps) => {
  const { text, said, atMs } = happening
  const time = formatMmSs(atMs)
  return (
    <li className={cx(isCurrent && 'on')} aria-current={isCurrent ? 'step' : undefined}>
      <button type="button" className="moment" onClick={() => onSeek(atMs)}>
        <time>{time}</time>
        <Sort happening={happening} />
        <span className={said ? 'q' : undefined}>{happening.sort === 'run' && text === '' ? <SilentRun cases={happening.cases} /> : text}</span>
      </button>
      <About happening={happening} peer={peer} round={round} />
      {children}
    </li>
  )
}

const signs: Readonly<Record<Happening['polarity'], ReactNode>> = { '+': <Plus />, '-': <Minus />, 0: <StickyNote /> }

const Sort = ({ happening: { sort, polarity, failed } }: { readonly happening: Happening }) => {
  const { t } = useLingui()
  const names = { asked: t`Follow-up`, card: t`Changed rule`, hint: t`Hint`, run: failed ? t`Run that failed` : t`Run`, comment: t`Comment`, bookmark: t`Bookmark`, evidence: { '+': t`Speaks for`, '-': t`Speaks against`, 0: t`Noted` }[polarity] }
  const icons = { asked: <SendHorizontal />, card: <SendHorizontal />, hint: <Lightbulb />, run: <Play />, comment: <MessageSquare />, bookmark: <Bookmark />, evidence: signs[polarity] }
  return <span className={cx('sort', sort, sort === 'evidence' && { '+': 'plus', '-': 'minus', 0: undefined }[polarity], failed && 'minus')} role="img" aria-label={names[sort]}>{icons[sort]}</span>
}

/** A run that printed nothing. */
const SilentRun = ({ cases }: { readonly cases: number | undefined }) => (cases === undefined ? <Trans>Run without output</Trans> : <Plural value={cases} one="# case was run" other="# cases were run" />)

const About = ({ happening: { sort, by, mark, id }, peer, round }: { readonly happening: Happening; readonly peer: string; readonly round: string }) => {
  const { t } = useLingui()
  const forget = useForget()
  const marks = { nailed: t`Nailed`, partial: t`Partial`, struggled: t`Struggled`, skipped: t`Skipped` }
  if (sort === 'asked' && mark) return <p className="about faint sm">{marks[mark]}</p>
  if (sort !== 'comment') return null
  const remove = () => send('delete-replay-comment', { round, comment: id.slice('comment:'.length) }).then(() => forget('replay'), sayRefusal)
  return (
    <p className="about row g2 faint sm">
      <Avatar name={by === 'you' ? t`You` : peer} who={by === 'you' ? 'you' : 'peer'} size="s" />
      {by === 'you' ? <Trans>You</Trans> : peer}
      {by === 'you' && <IconButton size="sm" variant="ghost" label={t`Delete this comment`} onClick={() => void remove()}><Trash2 className="s" /></IconButton>}
    </p>
  )
}
