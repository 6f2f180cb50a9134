import { defaultKeymap, indentWithTab } from '@codemirror/commands'
import { bracketMatching, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language'
import { Compartment, EditorState, type Extension, Prec } from '@codemirror/state'
import { drawSelection, dropCursor, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers, placeholder } from '@codemirror/view'
import { normaliseLines } from '@unanimous/room-doc'
import { yCollab } from 'y-codemirror.next'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { editorTheme } from './editor-theme.ts'
import { markedLines } from './marked-lines.ts'
import { ownEdits, ownUndoKeys } from './own-edits.ts'
import { caretsOf } from './remote-carets.ts'
import { leftToTheEditor } from './room-keys.ts'
import { withinSize } from './text-size.ts'

export interface CodeViewNeeds {
  readonly parent: HTMLElement
  readonly text: Y.Text
  readonly awareness: Awareness
  readonly label: string
  /** Prose wraps and has no line numbers. */
  readonly prose: boolean
  readonly placeholder: string
  readonly onRemoteMove: (view: EditorView) => void
  /** An edit was refused, because the text would have been larger than the server takes. */
  readonly onTooLarge: () => void
}

/**
 * What of an editor may come later or change: the keys of a person, a grammar, the help of a language, how lines break, what the
 * library itself says, and what nobody needs for their first key.
 */
export type Part = 'keys' | 'grammar' | 'help' | 'wrap' | 'phrases' | 'extras'

export interface CodeView {
  readonly view: EditorView
  setWritable(writable: boolean): void
  setTabWidth(width: number): void
  set(part: Part, extension: Extension): void
  destroy(): void
}

const tabs = (width: number): Extension => [EditorState.tabSize.of(width), indentUnit.of(' '.repeat(width))]
/** Read only it still takes the caret, for those who read by keyboard; a phone shows none of its keys for it. */
const writing = (writable: boolean): Extension => [EditorState.readOnly.of(!writable), EditorView.editable.of(true), EditorView.contentAttributes.of(writable ? {} : { inputmode: 'none' })]

// Scrolled back to the start of a line, the gap between numbers and text is seen again.
const margin = EditorView.scrollMargins.of(() => ({ left: 60 }))

const codeOnly: Extension = [
  margin, lineNumbers(), highlightActiveLine(), highlightActiveLineGutter(), bracketMatching(), indentOnInput(), keymap.of([...foldKeymap]),
]

/**
 * An editor over one shared text. Undo takes back one's own edits only, so the editor's own history stays out. Tab indents;
 * Escape and then Tab leaves, which the library itself provides and the pane's help line says.
 */
export const createCodeView = (needs: CodeViewNeeds): CodeView => {
  const writable = new Compartment()
  const tabWidth = new Compartment()
  const parts: Readonly<Record<Part, Compartment>> = { keys: new Compartment(), grammar: new Compartment(), help: new Compartment(), wrap: new Compartment(), phrases: new Compartment(), extras: new Compartment() }
  const own = ownEdits(needs.text)
  const view = new EditorView({
    parent: needs.parent,
    state: EditorState.create({
      doc: needs.text.toString(),
      extensions: [
        // Undo first, then what a person chose: either would else be met by the library's own. Vim and Emacs listen by themselves, which
        // at the usual precedence is after every other key.
        Prec.highest([keymap.of([...ownUndoKeys]), parts.keys.of([])]), own.extension,
        drawSelection(), dropCursor(), needs.prose ? EditorView.lineWrapping : codeOnly, parts.help.of([]), parts.extras.of([]),
        keymap.of([indentWithTab, ...leftToTheEditor(defaultKeymap)]),
        EditorView.contentAttributes.of({ 'aria-label': needs.label, tabindex: '0', autocapitalize: 'off', autocorrect: 'off', spellcheck: String(needs.prose) }),
        // A line end of two characters in the shared text and of one in the editor would shift every later position.
        EditorView.clipboardInputFilter.of(normaliseLines), EditorState.lineSeparator.of('\n'), withinSize(needs.onTooLarge),
        placeholder(needs.placeholder), editorTheme, markedLines,
        yCollab(needs.text, undefined, { undoManager: own.manager }), caretsOf(needs.awareness, needs.text, needs.onRemoteMove),
        writable.of(writing(false)), parts.grammar.of([]), parts.wrap.of([]), parts.phrases.of([]), tabWidth.of(tabs(2)),
      ],
    }),
  })
  let destroyed = false
  const set = (compartment: Compartment, extension: Extension) => {
    // A grammar may arrive after its editor has gone.
    if (!destroyed) view.dispatch({ effects: compartment.reconfigure(extension) })
  }
  return {
    view,
    setWritable: is => set(writable, writing(is)),
    setTabWidth: width => set(tabWidth, tabs(width)),
    set: (part, extension) => set(parts[part], extension),
    destroy() {
      destroyed = true
      view.destroy()
    },
  }
}
