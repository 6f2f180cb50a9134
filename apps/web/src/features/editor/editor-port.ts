import { EditorView } from '@codemirror/view'
import { limits } from '@unanimous/protocol'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import type { CodeLanguage } from '../../platform/words.ts'
import type { Formatted } from './format/format.ts'
import { remoteCarets } from './remote-carets.ts'

/** What the page around an editor may ask of it. All of it is about the shared text, whichever tab is open. */
export interface EditorPort {
  /** What is selected now, cut to what a piece of evidence may hold. Nothing when nothing is. */
  selection(): { readonly language: CodeLanguage; readonly fromLine: number; readonly toLine: number; readonly text: string } | undefined
  text(): string
  focus(): void
  /** Where the other person's caret is, for saying it on demand. */
  peerLine(): { readonly name: string; readonly line: number } | undefined
  /** Puts one's own caret where the other's is. Tells whether they have one here. */
  goToPeer(): boolean
  /** Opens the fields for finding and replacing. */
  find(): void
  format(): Promise<Formatted>
}

interface PortNeeds {
  readonly view: EditorView
  readonly awareness: Awareness
  readonly text: Y.Text
  readonly language: CodeLanguage
}

/** Where the other person's caret is in this editor; a second rater has two others, and `peer` is who they follow. */
export const peerHead = ({ view, awareness, text, peer }: Omit<PortNeeds, 'language'> & { readonly peer?: string | undefined }): { readonly name: string; readonly at: number } | undefined => {
  const carets = remoteCarets(awareness, text)
  const caret = carets.find(({ name }) => name === peer) ?? carets[0]
  return caret && { name: caret.name, at: Math.min(caret.head, view.state.doc.length) }
}

export const editorPort = (needs: PortNeeds): EditorPort => {
  const { view, language } = needs
  return {
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
      const peer = peerHead(needs)
      return peer && { name: peer.name, line: view.state.doc.lineAt(peer.at).number }
    },
    goToPeer() {
      const peer = peerHead(needs)
      if (!peer) return false
      view.focus()
      view.dispatch({ selection: { anchor: peer.at }, effects: EditorView.scrollIntoView(peer.at, { y: 'center' }) })
      return true
    },
    find: () => void import('@codemirror/search').then(({ openSearchPanel }) => openSearchPanel(view), () => undefined),
    format: async () => (await import('./format/format.ts')).format(view, language),
  }
}
