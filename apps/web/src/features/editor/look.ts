import type { CSSProperties } from 'react'
import type { EditorFont, EditorPreferences, EditorTheme } from './preferences.ts'

const families: Readonly<Record<EditorFont, string>> = {
  geist: 'var(--mono)',
  system: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace',
}

const schemes: Readonly<Record<EditorTheme, 'light' | 'dark' | undefined>> = {
  page: undefined, light: 'light', dark: 'dark', 'contrast-light': 'light', 'contrast-dark': 'dark', paper: 'light', night: 'dark',
}

/** What an editor's pane carries so that the style sheets draw it as its person likes it; editor-themes.css has the colours. */
export const look = ({ face, font, theme }: EditorPreferences) => ({
  'data-editor-theme': theme,
  'data-editor-scheme': schemes[theme],
  style: { '--code-size': `${font}px`, '--code-face': families[face] } as CSSProperties,
})
