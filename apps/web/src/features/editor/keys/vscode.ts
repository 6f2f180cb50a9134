import type { Extension } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import { vscodeKeymap } from '@replit/codemirror-vscode-keymap'

/** The keys of VS Code. Its undo is the library's, which is not here: the editor's own stands before it. */
export const keys = (): Extension => keymap.of([...vscodeKeymap])
