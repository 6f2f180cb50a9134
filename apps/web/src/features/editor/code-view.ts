import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete'
import { defaultKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, indentOnInput, indentUnit, type LanguageSupport } from '@codemirror/language'
import { searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, type Extension, type StateEffect } from '@codemirror/state'
import { drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { normaliseLines } from '@unanimous/room-doc'
import { yCollab, yUndoManagerKeymap } from 'y-codemirror.next'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { editorTheme } from './editor-theme.ts'
import { markedLines } from './marked-lines.ts'
import { caretsOf } from './remote-carets.ts'

export interface CodeViewNeeds {
  readonly parent: HTMLElement
  readonly text: Y.Text
  readonly awareness: Awareness
  readonly label: string
  /** Prose wraps and has no line numbers. */
  readonly prose: boolean
  readonly placeholder: string
  readonly onRemoteMove: (view: EditorView) => void
}

export interface CodeView {
  readonly view: EditorView
  setWritable(writable: boolean): void
  setGrammar(grammar: LanguageSupport | undefined): void
  setTabWidth(width: number): void
  destroy(): void
}

const tabs = (width: number): Extension => [EditorState.tabSize.of(width), indentUnit.of(' '.repeat(width))]
const writing = (writable: boolean): Extension => [EditorState.readOnly.of(!writable), EditorView.editable.of(true)]

// Scrolled back to the start of a line, the gap between numbers and text is seen again.
const margin = EditorView.scrollMargins.of(() => ({ left: 60 }))

const codeOnly: Extension = [margin, lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), bracketMatching(), closeBrackets(), indentOnInput(), keymap.of(closeBracketsKeymap)]

/**
 * An editor over one shared text. Undo takes back one's own edits only, so the editor's own history stays out. Tab indents;
 * Escape and then Tab leaves, which the library itself provides and the pane's help line says.
 */
export const createCodeView = (needs: CodeViewNeeds): CodeView => {
  const writable = new Compartment()
  const grammar = new Compartment()
  const tabWidth = new Compartment()
  const view = new EditorView({
    parent: needs.parent,
    state: EditorState.create({
      doc: needs.text.toString(),
      extensions: [
        drawSelection(), dropCursor(), needs.prose ? EditorView.lineWrapping : codeOnly,
        keymap.of([...yUndoManagerKeymap, indentWithTab, ...searchKeymap, ...defaultKeymap]),
        EditorView.contentAttributes.of({ 'aria-label': needs.label, tabindex: '0', autocapitalize: 'off', autocorrect: 'off', spellcheck: String(needs.prose) }),
        // A line end of two characters in the shared text and of one in the editor would shift every later position.
        EditorView.clipboardInputFilter.of(normaliseLines), EditorState.lineSeparator.of('\n'),
        placeholder(needs.placeholder), editorTheme, markedLines,
        yCollab(needs.text, undefined), caretsOf(needs.awareness, needs.text, needs.onRemoteMove),
        writable.of(writing(false)), grammar.of([]), tabWidth.of(tabs(2)),
      ],
    }),
  })
  let destroyed = false
  const set = (effects: StateEffect<unknown>) => {
    // A grammar may arrive after its editor has gone.
    if (!destroyed) view.dispatch({ effects })
  }
  return {
    view,
    setWritable: is => set(writable.reconfigure(writing(is))),
    setGrammar: support => set(grammar.reconfigure(support ?? [])),
    setTabWidth: width => set(tabWidth.reconfigure(tabs(width))),
    destroy() {
      destroyed = true
      view.destroy()
    },
  }
}
