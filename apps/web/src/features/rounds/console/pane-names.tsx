import { useLingui } from '@lingui/react/macro'
import type { Medium, RoundKind } from '@unanimous/rounds'
import { CodeXml, ListChecks, ListTree, Lock, PenTool } from 'lucide-react'
import type { PaneNames } from './console-parts.tsx'

export const useGuideName = () => {
  const { t } = useLingui()
  return (kind: RoundKind): string => (kind === 'recruiter' ? t`Checklist` : kind === 'hm' ? t`Project map` : t`Prompts`)
}

/** What the panes of a console are called, by what its round is about. They are known before the panes themselves are fetched. */
export const usePaneNames = (kind: RoundKind): Readonly<Record<Medium, PaneNames>> => {
  const { t } = useLingui()
  const guide = useGuideName()(kind)
  const [script, notes] = [{ label: t`Script`, icon: <ListTree /> }, { label: t`Call and notes`, icon: <Lock /> }]
  return {
    editor: [script, { label: t`Editor`, icon: <CodeXml /> }, notes],
    call: [script, { label: guide, icon: <ListChecks /> }, notes],
    board: [{ label: t`Board`, icon: <PenTool /> }, { label: t`Probes`, icon: <ListTree /> }],
  }
}
