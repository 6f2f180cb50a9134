import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeft, RotateCcw } from 'lucide-react'
import { useEffect, useMemo, useState, type ComponentType } from 'react'
import { announce } from '../../platform/announce.tsx'
import { formatMmSs } from '../../platform/clock.ts'
import type { CodeLanguage } from '../../platform/words.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { FullPage } from '../../ui/room-frame.tsx'
import { BoardPicture } from './board-picture.tsx'
import { Diff } from './diff.tsx'
import { boardIn, languageOf, targetAt, writtenTexts, type OpenedReplay } from './opened-replay.ts'
import './replay.css'

/** The editor of a retry; supplied by the page that knows both. */
export interface WritableCodeProps {
  readonly text: string
  readonly language: CodeLanguage | undefined
  readonly label: string
  readonly onChange: (text: string) => void
}

interface RetryProps {
  readonly replay: OpenedReplay
  readonly atMs: number
  readonly backHref: string
  readonly Code: ComponentType<WritableCodeProps>
}

const retryMs = 5 * 60_000
const tickMs = 250

/** Milliseconds since the retry began, up to its end. */
const useClock = (run: number): number => {
  const [elapsed, setElapsed] = useState({ run, ms: 0 })
  useEffect(() => {
    const from = performance.now()
    const timer = setInterval(() => {
      const ms = Math.min(retryMs, performance.now() - from)
      setElapsed({ run, ms })
      if (ms >= retryMs) clearInterval(timer)
    }, tickMs)
    return () => clearInterval(timer)
  }, [run])
  return elapsed.run === run ? elapsed.ms : 0
}

/** What stood on the screens at that moment: the text, the board and the newest rule. */
const momentOf = (replay: OpenedReplay, atMs: number) => {
  const { texts, maps } = replay.player.frameAt(atMs).shared
  const target = targetAt(replay, atMs, writtenTexts(replay))
  return { target, language: languageOf(target), text: texts[target] ?? '', rule: replay.sceneAt(atMs).cards.at(-1)?.text, board: boardIn(maps) }
}

/** A moment once more, alone: five minutes from the code as it stood then under the same rule, and beside it what came of it. Nothing is kept. */
export const RetryView = ({ replay, atMs, backHref, Code }: RetryProps) => {
  const { t } = useLingui()
  const [run, setRun] = useState(0)
  const [view, setView] = useState<'write' | 'compare'>('write')
  const moment = useMemo(() => momentOf(replay, atMs), [replay, atMs])
  const [written, setWritten] = useState(moment.text)
  const elapsed = useClock(run)
  const isOver = elapsed >= retryMs
  useEffect(() => { if (isOver) announce(t`Five minutes are over`) }, [isOver, t])
  const then = replay.player.frameAt(Math.min(replay.data.lengthMs, atMs + retryMs)).shared.texts[moment.target] ?? ''
  const [time, left] = [formatMmSs(atMs), formatMmSs(retryMs - elapsed)]
  const again = () => {
    setRun(run + 1)
    setWritten(moment.text)
    setView('write')
  }
  return (
    <FullPage
      title={<Trans>Retry {time}</Trans>} about={<span className="faint ell opt"><Trans>Practice by yourself. Nothing is kept and nothing counts.</Trans></span>}
      tools={<>
        <span className="timer" role="timer" aria-label={t`Time left`}>{left}</span>
        <Button size="sm" icon={<RotateCcw className="s" />} onClick={again}><Trans>Start over</Trans></Button>
        <LinkButton size="sm" variant="ghost" icon={<ArrowLeft className="s" />} href={backHref}><Trans>The replay</Trans></LinkButton>
      </>}
    >
      <section className="panel replay-code replay-retry" aria-label={t`The moment`}>
        <div className="ph">
          <h2>{isOver ? <Trans>Five minutes are over: compare</Trans> : <Trans>Change it, and say aloud what it costs</Trans>}</h2><span className="sp" />
          <Segmented label={t`What is shown`} value={view} onChange={setView} options={[{ value: 'write', label: t`Yours now` }, { value: 'compare', label: t`Against what came of it` }]} />
        </div>
        {moment.rule !== undefined && <p className="replay-card"><Chip tone="mark"><Trans>The rule now</Trans></Chip> <span className="q">{moment.rule}</span></p>}
        {moment.board.length > 0 && <BoardPicture elements={moment.board} />}
        <div className="retry-write" hidden={view !== 'write'}><Code key={run} text={moment.text} language={moment.language} label={t`Your retry`} onChange={setWritten} /></div>
        {view === 'compare' && <Diff before={then} after={written} same={<Trans>The same as five minutes on from there.</Trans>} />}
      </section>
    </FullPage>
  )
}
