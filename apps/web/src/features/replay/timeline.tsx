import { Trans, useLingui } from '@lingui/react/macro'
import { silentSpans, talkedSpans, typingBins, type Span } from '@unanimous/replay'
import { useMemo, type CSSProperties } from 'react'
import { formatMmSs } from '../../platform/clock.ts'
import { useLadderWords } from '../../platform/ladder-words.ts'
import { cx } from '../../ui/class-names.ts'
import type { Happening, ScriptStretch } from './happenings.ts'
import type { OpenedReplay } from './opened-replay.ts'

interface TimelineProps {
  readonly replay: OpenedReplay
  readonly happenings: readonly Happening[]
  readonly script: readonly ScriptStretch[]
  readonly quiet: readonly Span[]
  readonly ms: number
  readonly peer: string
  readonly onSeek: (ms: number) => void
}

const bins = 120
const gridMinutes = [1, 2, 5, 10, 15]
const mostGridLines = 12
const stepMs = 1_000
/** Silence of so long is worth saying. */
const silenceMs = 120_000

/** The whole round on one axis: script, marks, who typed, runs, comments and clips. The slider over it is the control. */
export const Timeline = ({ replay, happenings, script, quiet, ms, peer, onSeek }: TimelineProps) => {
  const { t } = useLingui()
  const ladder = useLadderWords()
  const { data, player } = replay
  const { lengthMs } = data
  const share = (at: number): string => `${(Math.max(0, Math.min(lengthMs, at)) / Math.max(1, lengthMs)) * 100}%`
  const span = (fromMs: number, toMs: number): CSSProperties => ({ left: share(fromMs), width: `calc(${share(toMs - fromMs)} - 2px)` })
  const wordOf = (stretch: ScriptStretch): string => (stretch.phase === undefined ? stretch.text ?? '' : ladder.phase(stretch.phase))
  const current = script.findLast(({ fromMs }) => fromMs <= ms)
  const minutes = gridMinutes.find(each => lengthMs / 60_000 / each <= mostGridLines) ?? 30
  const lines = Array.from({ length: Math.floor(lengthMs / 60_000 / minutes) + 1 }, (_, index) => index * minutes * 60_000)
  const moment = formatMmSs(ms)
  const marks = happenings.filter(({ sort }) => sort === 'evidence' || sort === 'hint')
  const interviewer = data.youAre === 'interviewer' ? t`You marked` : t`${peer} marked`
  return (
    <div className="replay-tracks">
      <div className="names" aria-hidden="true">
        <span><Trans>Script</Trans></span>{data.record && <span className="ell">{interviewer}</span>}<span><Trans>You typed</Trans></span><span className="ell"><Trans>{peer} typed</Trans></span>{data.talked.length > 0 && <span><Trans>Talking</Trans></span>}
        <span><Trans>Runs, comments</Trans></span>
      </div>
      <div className="axis">
        {lines.map(at => <span key={at} className={cx('grid', at > lengthMs * 0.9 && 'late')} style={{ left: share(at) }}><i>{formatMmSs(at)}</i></span>)}
        <div className="lane script">
          {script.map(stretch => <span key={`${stretch.fromMs} ${wordOf(stretch)}`} className={cx(stretch.phase === undefined && 'asked', stretch === current && 'on')} style={span(stretch.fromMs, stretch.toMs)} title={wordOf(stretch)}>{wordOf(stretch)}</span>)}
        </div>
        {data.record && (
          <div className="lane marks">
            {marks.map(({ id, atMs, polarity }) => <i key={id} className={{ '+': 'plus', '-': 'minus', 0: 'noted' }[polarity]} style={{ left: share(atMs) }} />)}
          </div>
        )}
        <Typing replay={replay} who="you" player={player} /><Typing replay={replay} who="peer" player={player} />
        {data.talked.length > 0 && (
          <div className="lane talk">
            {data.talked.flatMap(({ by, spoke }) => talkedSpans(spoke).map(({ fromMs, toMs }) => <i key={`${by} ${fromMs}`} className={by} style={span(fromMs, toMs)} />))}
            {silentSpans(data.talked.map(({ spoke }) => spoke), silenceMs).map(({ fromMs, toMs }) => <Silence key={fromMs} minutes={Math.round((toMs - fromMs) / 60_000)} style={span(fromMs, toMs)} />)}
          </div>
        )}
        <div className="lane dots">
          {happenings.filter(({ sort }) => sort === 'run' || sort === 'comment' || sort === 'bookmark').map(({ id, sort, by, atMs, failed }) => <i key={id} className={cx(sort, by, failed && 'failed')} style={{ left: share(atMs) }} />)}
          {data.clips.map(({ clip, fromMs, toMs }) => <i key={clip} className="clip" style={span(fromMs, toMs)} />)}
        </div>
        {quiet.map(({ fromMs, toMs }) => <span key={fromMs} className="quiet" style={span(fromMs, toMs)} />)}
        <span className="head" style={{ left: share(ms) }} />
        <input
          type="range" min={0} max={lengthMs} step={stepMs} value={Math.round(ms)} aria-label={t`Moment of the round`}
          aria-valuetext={current === undefined ? moment : t`${moment}, ${wordOf(current)}`} onChange={event => onSeek(Number(event.target.value))}
        />
      </div>
    </div>
  )
}

const Silence = ({ minutes, style }: { readonly minutes: number; readonly style: CSSProperties }) => <span className="silent" style={style}><span><Trans>{minutes} min quiet</Trans></span></span>

const Typing = ({ replay: { data }, who, player }: { readonly replay: OpenedReplay; readonly who: 'you' | 'peer'; readonly player: OpenedReplay['player'] }) => {
  const heights = useMemo(() => {
    const seat = data.seats.indexOf(who)
    const counts = typingBins(player.changes, data.seats.length, data.lengthMs, bins)[seat] ?? []
    const most = Math.max(1, ...typingBins(player.changes, data.seats.length, data.lengthMs, bins).filter((_, place) => data.seats[place] !== 'server').flat())
    return counts.map(count => (count === 0 ? 0 : 8 + (count / most) * 92))
  }, [data, who, player])
  return (
    <svg className={cx('lane typing', who)} viewBox={`0 0 ${bins} 100`} preserveAspectRatio="none" aria-hidden="true">
      {heights.map((height, place) => height > 0 && <rect key={place} x={place + 0.1} y={100 - height} width={0.8} height={height} />)}
    </svg>
  )
}
