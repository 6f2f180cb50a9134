import { useParams } from '@tanstack/react-router'
import { Trans } from '@lingui/react/macro'
import { WhenRead } from '../../platform/page-state.tsx'
import { useRead } from '../../platform/queries.ts'
import { Sheet } from '../../ui/app-shell.tsx'
import { OpenedDebrief } from './opened-debrief.tsx'
import { SealedDebrief } from './sealed-debrief.tsx'
import './debrief.css'

/** What both saw of each other: sealed until both have filed, then side by side. */
export const DebriefPage = () => {
  const { session = '' } = useParams({ strict: false })
  const read = useRead('debrief', { session })
  if (!read.data) return <Sheet title={<Trans>Debrief</Trans>}><WhenRead read={read} whose={<Trans>A debrief is for the two people of its session.</Trans>}>{() => null}</WhenRead></Sheet>
  return read.data.state === 'sealed' ? <SealedDebrief data={read.data} /> : <OpenedDebrief data={read.data} />
}
