import { EditorView } from '@codemirror/view'
import { useLingui } from '@lingui/react/macro'
import { codeText, outlineText } from '@unanimous/room-doc'
import { type CSSProperties, useCallback, useEffect, useRef, useState } from 'react'
import type { CodeLanguage } from '../../platform/words.ts'
import { type CodeView, createCodeView } from './code-view.ts'
import { type EditorPort, editorPort } from './editor-port.ts'
import { grammarOf } from './languages.ts'
import { markLines } from './marked-lines.ts'
import { useEditorPreferences } from './preferences.ts'
import { remoteCarets } from './remote-carets.ts'
import type { SharedDocument } from './shared-document.ts'

export interface SharedEditorProps {
  readonly shared: SharedDocument
  /** The text that is shown: a language's, or the outline of a round without code. */
  readonly language: CodeLanguage | 'outline'
  readonly writable: boolean
  /** Passages under a highlighter's stroke: the interviewer's evidence. */
  readonly marks: readonly string[]
  /** Keeps the other person's caret in sight. */
  readonly following: boolean
  readonly onPort: (port: EditorPort | undefined) => void
}

const revealPeer = (view: EditorView, { shared, language }: Pick<SharedEditorProps, 'shared' | 'language'>) => {
  const [caret] = remoteCarets(shared.awareness, textOf(shared, language))
  if (caret) view.dispatch({ effects: EditorView.scrollIntoView(Math.min(caret.head, view.state.doc.length), { y: 'center' }) })
}

/** Colours can wait until the first key has been taken. Gives how to call it off. */
const whenIdle = (run: () => void): (() => void) => {
  const timer = setTimeout(run, 150)
  return () => clearTimeout(timer)
}

const textOf = (shared: SharedDocument, language: SharedEditorProps['language']) => shared.doc.getText(language === 'outline' ? outlineText : codeText(language))

/** The shared text in an editor. Another language is another text, so it is another editor with its own undo. */
export const SharedEditor = (props: SharedEditorProps) => {
  const { shared, language, writable, marks, following, onPort } = props
  const { t } = useLingui()
  const { fontPx, tabWidth } = useEditorPreferences()
  const [code, setCode] = useState<CodeView>()
  const follow = useRef(false)
  const label = language === 'outline' ? t`Shared outline` : t`Shared code editor`
  const hint = language === 'outline' ? t`Notes for both of you. What is said matters; this only holds the thread.` : t`Both of you can type here.`
  const mount = useCallback((parent: HTMLDivElement) => {
    const { awareness } = shared
    const text = textOf(shared, language)
    const made = createCodeView({
      parent, text, awareness, label, prose: language === 'outline' || language === 'plain', placeholder: hint,
      onRemoteMove: view => follow.current && revealPeer(view, { shared, language }),
    })
    setCode(made)
    onPort(editorPort({ view: made.view, awareness, text, language: language === 'outline' ? 'plain' : language }))
    const stopWaiting = language === 'outline' ? undefined : whenIdle(() => void grammarOf(language).then(made.setGrammar))
    return () => {
      stopWaiting?.()
      onPort(undefined)
      made.destroy()
    }
  }, [shared, language, label, hint, onPort])
  useEffect(() => code?.setWritable(writable), [code, writable])
  useEffect(() => code?.setTabWidth(tabWidth), [code, tabWidth])
  useEffect(() => code && markLines(code.view, marks), [code, marks])
  useEffect(() => {
    follow.current = following
    if (following && code) revealPeer(code.view, { shared, language })
  }, [following, code, shared, language])
  return <div ref={mount} className="code-view" style={{ '--code-size': `${fontPx}px` } as CSSProperties} />
}
