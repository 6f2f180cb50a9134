import { bracketMatching } from '@codemirror/language'
import { Compartment, EditorState } from '@codemirror/state'
import { Decoration, EditorView, lineNumbers, WidgetType } from '@codemirror/view'
import { useEffect, useRef } from 'react'
import type { CodeLanguage } from '../../platform/words.ts'
import { editorTheme } from './editor-theme.ts'
import { grammarOf } from './languages.ts'
import { markedLines, markLines } from './marked-lines.ts'
import './editor.css'

/** Where somebody wrote last, and what they are called. */
export interface LastWritten {
  readonly at: number
  readonly who: 'you' | 'peer'
  readonly name: string
}

export interface ReadOnlyCodeProps {
  readonly text: string
  /** Nothing for prose, which wraps and has no line numbers. */
  readonly language: CodeLanguage | undefined
  readonly label: string
  /** Passages under a highlighter's stroke. */
  readonly marked: readonly string[]
  readonly written: LastWritten | undefined
}

class Caret extends WidgetType {
  readonly #of: LastWritten
  constructor(of: LastWritten) {
    super()
    this.#of = of
  }
  override eq(other: Caret): boolean {
    return this.#of.who === other.#of.who && this.#of.name === other.#of.name
  }
  override toDOM(): HTMLElement {
    const caret = document.createElement('span')
    caret.className = `replay-caret ${this.#of.who}`
    const name = document.createElement('b')
    name.textContent = this.#of.name
    name.setAttribute('aria-hidden', 'true')
    caret.append(name)
    return caret
  }
}

const caretAt = new Compartment()
const grammar = new Compartment()

const caret = (written: LastWritten | undefined, length: number) =>
  (written === undefined || written.at > length ? [] : EditorView.decorations.of(Decoration.set(Decoration.widget({ widget: new Caret(written), side: 1 }).range(written.at))))

/** The shortest change between two texts, so that what is looked at stays where it is. */
const changeBetween = (before: string, after: string) => {
  const shorter = Math.min(before.length, after.length)
  let from = 0
  while (from < shorter && before[from] === after[from]) from++
  let tail = 0
  while (tail < shorter - from && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) }
}

/** Code as it was at some moment: to read, to select and to copy. It follows whoever writes. */
export const ReadOnlyCode = (props: ReadOnlyCodeProps) => <Shown key={`${props.label} ${props.language === undefined}`} {...props} />

const Shown = ({ text, language, label, marked, written }: ReadOnlyCodeProps) => {
  const parent = useRef<HTMLDivElement>(null)
  const view = useRef<EditorView>(undefined)
  const prose = language === undefined
  useEffect(() => {
    if (parent.current === null) return
    const made = new EditorView({
      parent: parent.current,
      state: EditorState.create({
        extensions: [
          EditorState.readOnly.of(true), EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', 'aria-readonly': 'true' }), EditorState.lineSeparator.of('\n'),
          prose ? EditorView.lineWrapping : [lineNumbers(), bracketMatching()], editorTheme, markedLines, caretAt.of([]), grammar.of([]),
        ],
      }),
    })
    view.current = made
    return () => {
      view.current = undefined
      made.destroy()
    }
  }, [prose, label])
  useEffect(() => {
    let isCurrent = true
    const made = view.current
    void (language === undefined ? Promise.resolve(undefined) : grammarOf(language)).then(support => {
      if (isCurrent && made !== undefined && made === view.current) made.dispatch({ effects: grammar.reconfigure(support ?? []) })
    })
    return () => { isCurrent = false }
  }, [language])
  useEffect(() => {
    const made = view.current
    if (made === undefined) return
    const now = made.state.doc.toString()
    const changes = now === text ? [] : changeBetween(now, text)
    const scroll = written !== undefined && now !== text && written.at <= text.length ? [EditorView.scrollIntoView(written.at, { y: 'nearest', yMargin: 60 })] : []
    made.dispatch({ changes, effects: [caretAt.reconfigure(caret(written, text.length)), ...scroll] })
  }, [text, written])
  useEffect(() => {
    if (view.current) markLines(view.current, marked)
  }, [marked])
  return <div className="read-only-code" ref={parent} />
}
