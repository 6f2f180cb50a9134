import { useLingui } from '@lingui/react/macro'
import type { KeyMap } from './keys/key-maps.ts'
import type { EditorFont, EditorTheme } from './preferences.ts'

/** The names of what a person may choose in their editor. */
export const useEditorWords = () => {
  const { t } = useLingui()
  const keyMap: Readonly<Record<KeyMap, string>> = { plain: t`Plain`, vscode: 'VS Code', vim: 'Vim', emacs: 'Emacs' }
  const theme: Readonly<Record<EditorTheme, string>> = {
    page: t`As the page`, light: t`Light`, dark: t`Dark`, 'contrast-light': t`High contrast, light`, 'contrast-dark': t`High contrast, dark`, paper: t`Paper`, night: t`Night`,
  }
  const font: Readonly<Record<EditorFont, string>> = { geist: 'Geist Mono', system: t`This computer's own` }
  return { keyMap, theme, font }
}
