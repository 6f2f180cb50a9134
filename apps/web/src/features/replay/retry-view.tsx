import { Trans, useLingui } from '@lingui/react/macro'
import { ArrowLeft, RotateCcw } from 'lucide-react'
import type { BoardElement } from '@unanimous/room-doc'
import { mediumOf } from '@unanimous/rounds'
import { useEffect, useMemo, useState, type ComponentType, type ReactNode } from 'react'
import { announce } from '../../platform/announce.tsx'
import { formatMmSs } from '../../platform/clock.ts'
import type { CodeLanguage } from '../../platform/words.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Chip } from '../../ui/chip.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { FullPage } from '../../ui/room-frame.tsx'
import { Diff } from './diff.tsx'
import { languageOf, targetAt, writtenTexts, type OpenedReplay } from './opened-replay.ts'
import './replay.css'

/** The editor of a retry; supplied by the page that knows both. */
export interface WritableCodeProps {
  readonly text: string
  readonly language: CodeLanguage | undefined
  readonly label: string
  readonly onChange: (text: string) => void
}

/** The board of a retry; supplied by the page that knows both. */
export interface WritableBoardProps {
  readonly elements: readonly BoardElement[]
  readonly struck: readonly string[]
}

interface RetryProps {
  readonly replay: OpenedReplay
  readonly atMs: number
  readonly backHref: string
  readonly Code: ComponentType<WritableCodeProps>
  readonly Board: ComponentType<WritableBoardProps>
}

type View = 'board' | 'write' | 'compare'

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
  const { index, shared: { texts } } = replay.player.frameAt(atMs)
  const { cards, struck } = replay.sceneAt(atMs)
  const target = targetAt(replay, atMs, writtenTexts(replay))
  return { target, language: languageOf(target), text: texts[target] ?? '', rule: cards.at(-1)?.text, board: replay.boardAfter(index), struck }
}

/** A moment once more, alone: five minutes from the code as it stood then under the same rule, and beside it what came of it. Nothing is kept. */
export const RetryView = ({ replay, atMs, backHref, Code, Board }: RetryProps) => {
  const { t } = useLingui()
  const [run, setRun] = useState(0)
  const first = mediumOf(replay.data.kind) === 'board' ? 'board' as const : 'write' as const
  const [view, setView] = useState<View>(first)
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
    setView(first)
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
          <Segmented label={t`What is shown`} value={view} onChange={setView} options={[...(mediumOf(replay.data.kind) === 'call' ? [] : [{ value: 'board' as const, label: t`Board` }]), { value: 'write', label: t`Yours now` }, { value: 'compare', label: t`Against what came of it` }]} />
        </div>
        {moment.rule !== undefined && <p className="replay-card"><Chip tone="mark"><Trans>The rule now</Trans></Chip> <span className="q">{moment.rule}</span></p>}
        <Drawn key={`board ${run}`} isShown={view === 'board'}><Board elements={moment.board} struck={moment.struck} /></Drawn>
        <div className="retry-write" hidden={view !== 'write'}><Code key={run} text={moment.text} language={moment.language} label={t`Your retry`} onChange={setWritten} /></div>
        {view === 'compare' && <Diff before={then} after={written} same={<Trans>The same as five minutes on from there.</Trans>} />}
      </section>
    </FullPage>
  )
}

/** Fetched when it is first looked at, and kept from then on: what was drawn stays while one writes. */
const Drawn = ({ isShown, children }: { readonly isShown: boolean; readonly children: ReactNode }) => {
  const [wasShown, setShown] = useState(isShown)
  if (isShown && !wasShown) setShown(true)
  return wasShown ? <div className="retry-board" hidden={!isShown}>{children}</div> : null
}
