import type { ReactNode } from 'react'
import type { CodeLanguage } from '../../platform/words.ts'
import type { EditorPort } from './editor-port.ts'
import type { DocumentStatus, SharedDocument } from './shared-document.ts'

export interface EditorPaneProps {
  readonly shared: SharedDocument | undefined
  readonly status: DocumentStatus
  readonly language: CodeLanguage | 'outline'
  readonly languages: readonly CodeLanguage[]
  /** Absent where the shared choice of language may not be changed. */
  readonly onLanguage?: ((language: CodeLanguage) => void) | undefined
  readonly you: string
  /** Missing while they are away. */
  readonly peer: string | undefined
  readonly marks: readonly string[]
  /** Offers in the bar to keep the other's caret in sight; the menu offers it to both. */
  readonly mayFollow: boolean
  readonly onPort: (port: EditorPort | undefined) => void
  /** In place of the file's name. */
  readonly head?: ReactNode
  /** Last in the bar: the button that runs the text. */
  readonly tools?: ReactNode
  /** Over the text, inside its pane. */
  readonly above?: ReactNode
  /** Right under the text: what a run printed. */
  readonly output?: ReactNode
  /** Below the editor, inside its pane: the evidence tray. */
  readonly below?: ReactNode
}

/** The tab that is open: the text of both, or the notes of one. */
export type EditorTab = 'file' | 'scratch'
/** Ties the tabs to what they open. */
export const tabsId = 'editor-files'
