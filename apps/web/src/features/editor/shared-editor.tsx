import { EditorView } from '@codemirror/view'
import { useLingui } from '@lingui/react/macro'
import { codeText, outlineText } from '@unanimous/room-doc'
import { type CSSProperties, useEffect, useRef } from 'react'
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

const textOf = (shared: SharedDocument, language: SharedEditorProps['language']) => shared.doc.getText(language === 'outline' ? outlineText : codeText(language))

/** The shared text in an editor. Another language is another text, so it is another editor with its own undo. */
export const SharedEditor = (props: SharedEditorProps) => {
  const { shared, language, writable, marks, following, onPort } = props
  const { t } = useLingui()
  const { fontPx, tabWidth } = useEditorPreferences()
  const parent = useRef<HTMLDivElement>(null)
  const code = useRef<CodeView>(undefined)
  const follow = useRef(following)
  const label = language === 'outline' ? t`Shared outline` : t`Shared code editor`
  const hint = language === 'outline' ? t`Notes for both of you. What is said matters; this only holds the thread.` : t`Both of you can type here.`
  useEffect(() => {
    if (!parent.current) return
    const { awareness } = shared
    const text = textOf(shared, language)
    const made = createCodeView({
      parent: parent.current, text, awareness, label, prose: language === 'outline' || language === 'plain', placeholder: hint,
      onRemoteMove: view => follow.current && revealPeer(view, { shared, language }),
    })
    code.current = made
    onPort(editorPort({ view: made.view, awareness, text, language: language === 'outline' ? 'plain' : language }))
    if (language !== 'outline') void grammarOf(language).then(support => code.current === made && made.setGrammar(support))
    return () => {
      code.current = undefined
      onPort(undefined)
      made.destroy()
    }
  }, [shared, language, label, hint, onPort])
  useEffect(() => code.current?.setWritable(writable), [writable, shared, language, label, hint])
  useEffect(() => code.current?.setTabWidth(tabWidth), [tabWidth, shared, language, label, hint])
  useEffect(() => {
    if (code.current) markLines(code.current.view, marks)
  }, [marks, shared, language, label, hint])
  useEffect(() => {
    follow.current = following
    if (following && code.current) revealPeer(code.current.view, { shared, language })
  }, [following, shared, language])
  return <div ref={parent} className="code-view" style={{ '--code-size': `${fontPx}px` } as CSSProperties} />
}
