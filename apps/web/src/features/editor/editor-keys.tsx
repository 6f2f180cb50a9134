import { Trans, useLingui } from '@lingui/react/macro'
import { Dialog } from '../../ui/dialog.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { useEditorWords } from './editor-words.ts'
import type { KeyMap } from './keys/key-maps.ts'
import { useEditorPreferences } from './preferences.ts'

type Line = readonly [what: string, keys: readonly string[]]

/** What each key map calls the same things. Only Vim and Emacs differ from the plain keys in the first few. */
const useLines = (map: KeyMap): readonly Line[] => {
  const { t } = useLingui()
  const undo: Readonly<Record<KeyMap, readonly string[]>> = { plain: ['$mod+z'], vscode: ['$mod+z'], vim: ['u', '$mod+z'], emacs: ['Control+/', 'Control+x u'] }
  const redo: Readonly<Record<KeyMap, readonly string[]>> = { plain: ['$mod+Shift+z', '$mod+y'], vscode: ['$mod+y'], vim: ['Control+r'], emacs: ['Control+Shift+/'] }
  const find: Readonly<Record<KeyMap, readonly string[]>> = { plain: ['$mod+f'], vscode: ['$mod+f'], vim: ['/', '$mod+f'], emacs: ['Control+s'] }
  const leave: Readonly<Record<KeyMap, readonly string[]>> = { plain: ['Escape Tab', 'F6'], vscode: ['Escape Tab', 'F6'], vim: ['F6'], emacs: ['F6'] }
  return [
    [t`Take back your last edit, never theirs`, undo[map]],
    [t`Do it again`, redo[map]],
    [t`Find and replace`, find[map]],
    [t`Next and previous match`, map === 'vim' ? ['n', 'Shift+n'] : ['F3', 'Shift+F3']],
    [t`Go to a line`, map === 'vim' ? [': 4 2'] : map === 'emacs' ? ['Alt+g'] : map === 'vscode' ? ['Control+g'] : ['$mod+Alt+g']],
    [t`Comment or uncomment`, map === 'vim' ? ['g c c'] : map === 'emacs' ? ['Alt+;'] : ['$mod+/']],
    [t`Suggest what may follow`, map === 'emacs' ? ['Alt+/'] : ['Control+Space']],
    [t`Next problem`, ['F8']],
    [t`Format`, ['Shift+Alt+f']],
    [t`Leave the editor`, leave[map]],
  ]
}

interface EditorKeysProps {
  readonly open: boolean
  readonly onClose: () => void
}

/** The keys that the editor itself listens to, as this person has set it. */
export const EditorKeys = ({ open, onClose }: EditorKeysProps) => {
  const { keys } = useEditorPreferences()
  const name = useEditorWords().keyMap[keys]
  const lines = useLines(keys)
  return (
    <Dialog open={open} onClose={onClose} narrow title={<Trans>Keys of the editor: {name}</Trans>} description={<Trans>Inside the text. The keys of the room are in the list that ? opens.</Trans>}>
      <ul className="editor-keys">
        {lines.map(([what, all]) => (
          <li key={what}>
            <span>{what}</span>
            <span className="row g2">{all.map(each => <KeyAloud key={each} keys={each} />)}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

const KeyAloud = ({ keys }: { readonly keys: string }) => (
  <>
    <Kbd keys={keys} />
    <span className="unseen">{keys.replaceAll('$mod', 'Control')}</span>
  </>
)
