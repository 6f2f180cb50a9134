import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { indentUnit, LanguageSupport, StreamLanguage } from '@codemirror/language'
import { yaml } from '@codemirror/legacy-modes/mode/yaml'
import { searchKeymap } from '@codemirror/search'
import { EditorState, StateEffect, StateField } from '@codemirror/state'
import { Decoration, type DecorationSet, drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view'
import { normaliseLines } from '@unanimous/room-doc'
import { useCallback, useEffect, useRef, useState } from 'react'
import { editorTheme } from './editor-theme.ts'
import './editor.css'

/** What the page around the text may ask of it. */
export interface YamlPort {
  goTo(line: number): void
}

export interface YamlEditorProps {
  readonly label: string
  /** Read once; what is typed afterwards is told by `onChange`. */
  readonly text: string
  readonly onChange: (text: string) => void
  /** Lines that something is said about, from 1. */
  readonly faults: readonly number[]
  readonly onPort: (port: YamlPort | undefined) => void
}

const setFaults = StateEffect.define<readonly number[]>()
const fault = Decoration.line({ class: 'fault-line' })

/** A stroke at the edge of each faulty line, which moves with the text until the next reading. */
const faultyLines = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(drawn, { effects, newDoc, changes }) {
    const effect = effects.find(each => each.is(setFaults))
    if (!effect) return drawn.map(changes)
    const lines = [...new Set(effect.value)].filter(line => line >= 1 && line <= newDoc.lines).toSorted((a, b) => a - b)
    return Decoration.set(lines.map(line => fault.range(newDoc.line(line).from)))
  },
  provide: field => EditorView.decorations.from(field),
})

const goTo = (view: EditorView, line: number): void => {
  const { from } = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines))
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
  view.focus()
}

/** One person's own YAML: numbered lines, own undo, and the lines that something is said about. */
export const YamlEditor = ({ label, text, onChange, faults, onPort }: YamlEditorProps) => {
  const [view, setView] = useState<EditorView>()
  const [first] = useState(text)
  const change = useRef(onChange)
  useEffect(() => {
    change.current = onChange
  }, [onChange])
  const mount = useCallback((parent: HTMLDivElement) => {
    const made = new EditorView({
      parent,
      state: EditorState.create({
        doc: first,
        extensions: [
          lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), drawSelection(), history(),
          keymap.of([...historyKeymap, indentWithTab, ...searchKeymap, ...defaultKeymap]), indentUnit.of('  '), EditorState.tabSize.of(2),
          new LanguageSupport(StreamLanguage.define(yaml)), EditorView.lineWrapping, editorTheme, faultyLines,
          EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0', autocapitalize: 'off', autocorrect: 'off', spellcheck: 'false' }),
          EditorView.clipboardInputFilter.of(normaliseLines), EditorState.lineSeparator.of('\n'),
          EditorView.updateListener.of(update => update.docChanged && change.current(update.state.doc.toString())),
        ],
      }),
    })
    setView(made)
    onPort({ goTo: line => goTo(made, line) })
    return () => {
      onPort(undefined)
      made.destroy()
    }
  }, [first, label, onPort])
  useEffect(() => view?.dispatch({ effects: setFaults.of(faults) }), [view, faults])
  return <div ref={mount} className="code-view yaml" />
}
