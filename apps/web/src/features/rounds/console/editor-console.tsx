import { useLingui } from '@lingui/react/macro'
import { CodeXml, ListTree, Lock } from 'lucide-react'
import { CallPane, type ConsoleProps, type PaneNames, ScriptPane, Tray } from './console-parts.tsx'

export const useEditorPanes = (): PaneNames => {
  const { t } = useLingui()
  return [{ label: t`Script`, icon: <ListTree /> }, { label: t`Editor`, icon: <CodeXml /> }, { label: t`Call and notes`, icon: <Lock /> }]
}

/** Rounds about code: the shared editor in the middle, evidence below it. */
export const EditorPanes = ({ console }: ConsoleProps) => (
  <>
    <ScriptPane console={console} />
    {console.stage.editor({ marks: console.marks, mayFollow: true, below: <Tray console={console} /> })}
    <CallPane console={console} />
  </>
)
