import type { EditorView } from '@codemirror/view'
import { limits } from '@unanimous/protocol'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { CodeLanguage } from '../../platform/words.ts'
import { remoteCarets } from './remote-carets.ts'

/** What the page around an editor may ask of it. */
export interface EditorPort {
  /** What is selected now, cut to what a piece of evidence may hold. Nothing when nothing is. */
  selection(): { readonly language: CodeLanguage; readonly fromLine: number; readonly toLine: number; readonly text: string } | undefined
  text(): string
  focus(): void
  /** Where the other person's caret is, for saying it on demand. */
  peerLine(): { readonly name: string; readonly line: number } | undefined
}

interface PortNeeds {
  readonly view: EditorView
  readonly awareness: Awareness
  readonly text: Y.Text
  readonly language: CodeLanguage
}

export const editorPort = ({ view, awareness, text, language }: PortNeeds): EditorPort => ({
  selection() {
    const { from, to } = view.state.selection.main
    if (from === to) return undefined
    const { doc } = view.state
    const fromLine = doc.lineAt(from).number
    const toLine = Math.min(doc.lineAt(to).number, fromLine + limits.selectionLines - 1)
    const end = Math.min(to, doc.line(toLine).to, from + limits.selectionChars)
    const words = doc.sliceString(from, end)
    return words.trim() === '' ? undefined : { language, fromLine, toLine: doc.lineAt(end).number, text: words }
  },
  text: () => view.state.doc.toString(),
  focus: () => view.focus(),
  peerLine() {
    const [caret] = remoteCarets(awareness, text)
    return caret && { name: caret.name, line: view.state.doc.lineAt(Math.min(caret.head, view.state.doc.length)).number }
  },
})
