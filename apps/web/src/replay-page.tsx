import { Trans, useLingui } from '@lingui/react/macro'
import type { Replay } from '@unanimous/protocol'
import { useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { ReadOnlyCode } from './features/editor/read-only-code.tsx'
import { openReplay, type OpenedReplay } from './features/replay/opened-replay.ts'
import { ReplayView } from './features/replay/replay-view.tsx'
import { WhenRead } from './platform/page-state.tsx'
import { useRead } from './platform/queries.ts'
import { FullPage } from './ui/room-frame.tsx'
import { Loading } from './ui/surfaces.tsx'

/** An ended round as it came about, with the editor to show it in. `t` in the address is a moment in seconds, `clip` a stretch. */
export const ReplayPage = () => {
  const { round } = useParams({ from: '/replay/$round' })
  const read = useRead('replay', { round })
  if (read.data !== undefined) return <Opened data={read.data} />
  return <FullPage title={<Trans>Replay</Trans>} bare><WhenRead read={read}>{() => null}</WhenRead></FullPage>
}

const Opened = ({ data }: { readonly data: Replay }) => {
  const { t } = useLingui()
  const { t: seconds, clip } = useSearch({ strict: false }) as { readonly t?: number; readonly clip?: string }
  const [replay, setReplay] = useState<OpenedReplay>()
  useEffect(() => {
    let isCurrent = true
    void openReplay(data).then(opened => { if (isCurrent) setReplay(opened) })
    return () => { isCurrent = false }
  }, [data])
  if (!replay) return <FullPage title={<Trans>Replay</Trans>} bare><div className="page-wait"><Loading label={t`Loading the replay`} /></div></FullPage>
  return (
    <ReplayView
      replay={replay} startMs={Number(seconds ?? 0) * 1_000 || 0} clip={replay.data.clips.find(each => each.clip === clip)} Code={ReadOnlyCode} onExport={undefined}
      retryHref={undefined}
    />
  )
}
