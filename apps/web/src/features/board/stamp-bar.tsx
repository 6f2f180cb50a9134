import { useLingui } from '@lingui/react/macro'
import { STAMP_KINDS, type StampKind } from '@unanimous/room-doc'
import { Box, Database, Globe, Layers, Monitor, Share2, SquareDashed, StickyNote, Zap } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { useKindWords } from './kind-words.ts'

const icons: Readonly<Record<StampKind, ReactNode>> = {
  client: <Monitor />, service: <Box />, queue: <Layers />, store: <Database />, cache: <Zap />, cdn: <Globe />, balancer: <Share2 />, region: <SquareDashed />, note: <StickyNote />,
}
const keys: Partial<Record<StampKind, string>> = { store: 'd', note: 'n' }

/** What designs are made of, one press each. */
export const StampBar = ({ onStamp }: { readonly onStamp: (kind: StampKind) => void }) => {
  const { t } = useLingui()
  const kindWords = useKindWords()
  return (
    <div className="stamp-bar" role="toolbar" aria-label={t`Components`} aria-orientation="vertical">
      {STAMP_KINDS.map(kind => <IconButton key={kind} size="sm" variant="ghost" label={kindWords(kind)} keys={keys[kind]} onClick={() => onStamp(kind)}>{icons[kind]}</IconButton>)}
    </div>
  )
}
