import { Trans, useLingui } from '@lingui/react/macro'
import { useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react'
import { LocalCode } from './features/editor/local-code.tsx'
import { ReadOnlyCode } from './features/editor/read-only-code.tsx'
import { openReplay, type OpenedReplay } from './features/replay/opened-replay.ts'
import { ReplayView } from './features/replay/replay-view.tsx'
import { RetryView, type WritableBoardProps } from './features/replay/retry-view.tsx'
import { WhenRead } from './platform/page-state.tsx'
import { useRead } from './platform/queries.ts'
import { FullPage } from './ui/room-frame.tsx'
import { EmptyState, Loading } from './ui/surfaces.tsx'

const LocalBoard = lazy(() => import('./features/board/local-board.tsx').then(({ LocalBoard: Board }) => ({ default: Board })))

const askAgainMs = 1_000

const useOpened = (round: string): { readonly replay: OpenedReplay | undefined; readonly wait: ReactNode } => {
  const { t } = useLingui()
  const read = useRead('replay', { round }, { askAgainMs: ({ prepared }) => (prepared ? undefined : askAgainMs) })
  const [replay, setReplay] = useState<OpenedReplay>()
  const { data } = read
  useEffect(() => {
    let isCurrent = true
    if (data?.prepared) void openReplay(data).then(opened => { if (isCurrent) setReplay(opened) })
    return () => { isCurrent = false }
  }, [data])
  const wait = data === undefined ? <WhenRead read={read}>{() => null}</WhenRead> : !data.prepared ? <BeingPrepared /> : <div className="page-wait"><Loading label={t`Loading the replay`} /></div>
  return { replay, wait: <FullPage title={<Trans>Replay</Trans>} bare>{wait}</FullPage> }
}

/** The tape is not there yet: what is going on, for as long as it does. The page asks again by itself. */
const BeingPrepared = () => (
  <div role="status">
    <EmptyState title={<Trans>The replay is being prepared</Trans>} about={<Trans>It is made from everything that was written. That takes a few seconds after a busy hour, and the page opens by itself. You may leave; it goes on.</Trans>} />
  </div>
)

/** A moment in the address, in seconds. */
const useMoment = (): number => Number((useSearch({ strict: false }) as { readonly t?: number }).t ?? 0) * 1_000 || 0

/** An ended round as it came about, with the editor to show it in. `t` in the address is a moment in seconds, `clip` a stretch. */
export const ReplayPage = () => {
  const { round } = useParams({ from: '/replay/$round' })
  const { clip } = useSearch({ strict: false }) as { readonly clip?: string }
  const startMs = useMoment()
  const { replay, wait } = useOpened(round)
  if (!replay) return wait
  const exported = () => void import('./features/replay/offline-file.ts').then(({ saveOffline }) => saveOffline(replay))
  return (
    <ReplayView
      replay={replay} startMs={startMs} clip={replay.data.clips.find(each => each.clip === clip)} Code={ReadOnlyCode} onExport={exported}
      retryHref={ms => `/replay/${round}/retry?t=${Math.ceil(ms / 1_000)}`}
    />
  )
}

const Board = (props: WritableBoardProps) => <Suspense fallback={null}><LocalBoard {...props} /></Suspense>

/** A moment of it once more, for whoever opens it. */
export const RetryPage = () => {
  const { round } = useParams({ from: '/replay/$round/retry' })
  const atMs = useMoment()
  const { replay, wait } = useOpened(round)
  return replay ? <RetryView replay={replay} atMs={atMs} backHref={`/replay/${round}?t=${Math.ceil(atMs / 1_000)}`} Code={LocalCode} Board={Board} /> : wait
}
