import { useEffect, useRef } from 'react'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { CodeLanguage } from '../../platform/words.ts'
import { createCodeView } from './code-view.ts'
import { grammarOf } from './languages.ts'
import './editor.css'

export interface LocalCodeProps {
  /** What it begins with. */
  readonly text: string
  readonly language: CodeLanguage | undefined
  readonly label: string
  readonly onChange: (text: string) => void
}

/** An editor over a text that is nobody else's and is kept nowhere. */
export const LocalCode = ({ text, language, label, onChange }: LocalCodeProps) => {
  const parent = useRef<HTMLDivElement>(null)
  const changed = useRef(onChange)
  useEffect(() => { changed.current = onChange })
  useEffect(() => {
    if (parent.current === null) return
    const doc = new Y.Doc()
    const shared = doc.getText('text')
    shared.insert(0, text)
    shared.observe(() => changed.current(shared.toString()))
    const awareness = new Awareness(doc)
    const made = createCodeView({ parent: parent.current, text: shared, awareness, label, prose: language === undefined, placeholder: '', onRemoteMove: () => {}, onTooLarge: () => {} })
    made.setWritable(true)
    if (language !== undefined) void grammarOf(language).then(support => made.set('grammar', support ?? []))
    return () => {
      made.destroy()
      awareness.destroy()
      doc.destroy()
    }
  }, [text, language, label])
  return <div className="local-code" ref={parent} />
}
