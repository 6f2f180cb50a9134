import { Plural, Trans } from '@lingui/react/macro'
import { CloudCheck, CloudOff, GitMerge } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { Chip } from '../../ui/chip.tsx'
import type { DocumentStatus, SharedDocument } from './shared-document.ts'

interface LineChipProps {
  readonly shared: SharedDocument | undefined
  readonly status: DocumentStatus
  readonly writable: boolean
}

/** Whether what is typed has reached the server, in three or four words. */
export const LineChip = ({ shared, status, writable }: LineChipProps) => {
  const { line, kept, merged, late } = status
  if (line === 'reconnecting') {
    return <Chip tone="warn" icon={<CloudOff />}>{kept > 0 ? <Plural value={kept} one="Reconnecting, # edit kept" other="Reconnecting, # edits kept" /> : <Trans>Reconnecting</Trans>}</Chip>
  }
  if (late > 0) return <Chip tone="warn" icon={<CloudOff />}><Plural value={late} one="# edit came after the end. Copy keeps it." other="# edits came after the end. Copy keeps them." /></Chip>
  if (merged > 0) return <Chip icon={<GitMerge />}><Plural value={merged} one="Merged # edit" other="Merged # edits" /></Chip>
  if (!writable || line !== 'connected' || !shared) return null
  return <span className="row g1 faint sm opt saved-line"><CloudCheck className="s" /><Saving shared={shared} /></span>
}

const Saving = ({ shared }: { readonly shared: SharedDocument }) => (useSyncExternalStore(shared.onSaving, shared.isSaving) ? <Trans>Saving</Trans> : <Trans>Saved</Trans>)
