import { CallPane, type ConsoleProps, ScriptPane, Tray } from './console-parts.tsx'

/** Rounds about code: the shared editor in the middle, evidence below it. */
export const EditorPanes = ({ console }: ConsoleProps) => (
  <>
    <ScriptPane console={console} />
    {console.stage.editor({ marks: console.marks, mayFollow: true, below: <Tray console={console} /> })}
    <CallPane console={console} />
  </>
)
