import { Plural, Trans } from '@lingui/react/macro'
import { CloudCheck, CloudOff, GitMerge } from 'lucide-react'
import { Chip } from '../../ui/chip.tsx'
import type { DocumentStatus } from './shared-document.ts'

/** Whether what is typed has reached the server, in three or four words. */
export const LineChip = ({ status, writable }: { readonly status: DocumentStatus; readonly writable: boolean }) => {
  const { line, kept, merged, late } = status
  if (line === 'reconnecting') {
    return <Chip tone="warn" icon={<CloudOff />}>{kept > 0 ? <Plural value={kept} one="Reconnecting, # edit kept" other="Reconnecting, # edits kept" /> : <Trans>Reconnecting</Trans>}</Chip>
  }
  if (late > 0) return <Chip tone="warn" icon={<CloudOff />}><Plural value={late} one="# edit came after the end. Copy keeps it." other="# edits came after the end. Copy keeps them." /></Chip>
  if (merged > 0) return <Chip icon={<GitMerge />}><Plural value={merged} one="Merged # edit" other="Merged # edits" /></Chip>
  if (!writable || line !== 'connected') return null
  return <span className="row g1 faint sm opt saved-line"><CloudCheck className="s" />{kept > 0 ? <Trans>Saving</Trans> : <Trans>Saved</Trans>}</span>
}
