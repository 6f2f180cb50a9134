import { EditorView } from '@codemirror/view'
import { useLingui } from '@lingui/react/macro'
import { codeText, outlineText } from '@unanimous/room-doc'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { CodeLanguage } from '../../platform/words.ts'
import { type CodeView, createCodeView } from './code-view.ts'
import { type EditorPort, editorPort, peerHead } from './editor-port.ts'
import { markLines } from './marked-lines.ts'
import { whenOnesOwn } from './own-moves.ts'
import type { SharedDocument } from './shared-document.ts'
import { useOwnWays } from './use-code-view.ts'

export interface SharedEditorProps {
  readonly shared: SharedDocument
  /** The text that is shown: a language's, or the outline of a round without code. */
  readonly language: CodeLanguage | 'outline'
  readonly writable: boolean
  /** Passages under a highlighter's stroke: the interviewer's evidence. */
  readonly marks: readonly string[]
  /** Keeps the other person's caret in sight. */
  readonly following: boolean
  /** Who is followed. */
  readonly peer: string | undefined
  /** One scrolled or typed while following. */
  readonly onOwnMove: () => void
  readonly onTooLarge: () => void
  readonly onPort: (port: EditorPort | undefined) => void
}

const textOf = (shared: SharedDocument, language: SharedEditorProps['language']) => shared.doc.getText(language === 'outline' ? outlineText : codeText(language))

const revealPeer = (view: EditorView, { shared, language, peer }: Pick<SharedEditorProps, 'shared' | 'language' | 'peer'>) => {
  const head = peerHead({ view, awareness: shared.awareness, text: textOf(shared, language), peer })
  if (head) view.dispatch({ effects: EditorView.scrollIntoView(head.at, { y: 'center' }) })
}

/** The shared text in an editor. Another language is another text, so it is another editor with its own undo. */
export const SharedEditor = (props: SharedEditorProps) => {
  const { shared, language, writable, marks, following, peer, onOwnMove, onTooLarge, onPort } = props
  const { t } = useLingui()
  const [code, setCode] = useState<CodeView>()
  const followed = useRef<string>(undefined)
  const label = language === 'outline' ? t`Shared outline` : t`Shared code editor`
  const hint = language === 'outline' ? t`Notes for both of you. What is said matters; this only holds the thread.` : t`Both of you can type here.`
  const mount = useCallback((parent: HTMLDivElement) => {
    const { awareness } = shared
    const text = textOf(shared, language)
    const made = createCodeView({
      parent, text, awareness, label, prose: language === 'outline' || language === 'plain', placeholder: hint, onTooLarge,
      onRemoteMove: view => followed.current !== undefined && revealPeer(view, { shared, language, peer: followed.current }),
    })
    setCode(made)
    onPort(editorPort({ view: made.view, awareness, text, language: language === 'outline' ? 'plain' : language }))
    return () => {
      onPort(undefined)
      made.destroy()
    }
  }, [shared, language, label, hint, onTooLarge, onPort])
  useOwnWays(code, language)
  useEffect(() => code?.setWritable(writable), [code, writable])
  useEffect(() => code && markLines(code.view, marks), [code, marks])
  useEffect(() => {
    followed.current = following ? peer : undefined
    if (!following || !code) return
    revealPeer(code.view, { shared, language, peer })
    return whenOnesOwn(code.view, () => {
      // Said at once, drawn a moment later: nothing may move the text in between.
      followed.current = undefined
      onOwnMove()
    })
  }, [following, peer, code, shared, language, onOwnMove])
  return <div ref={mount} className="code-view" />
}
