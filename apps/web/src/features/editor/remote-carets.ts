import { type Extension, type Range } from '@codemirror/state'
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate, WidgetType } from '@codemirror/view'
import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'

interface Position {
  readonly anchor: unknown
  readonly head: unknown
}
interface CaretState {
  readonly user?: { readonly name?: string }
  readonly cursor?: Position | null
}

/** Where the other person's caret stands in this text. */
export interface RemoteCaret {
  readonly name: string
  readonly from: number
  readonly to: number
  readonly head: number
}

class Caret extends WidgetType {
  readonly name: string
  readonly head: number
  constructor(name: string, head: number) {
    super()
    this.name = name
    this.head = head
  }
  // Drawn anew after each move, which shows the flag again.
  override eq(other: Caret): boolean {
    return other.name === this.name && other.head === this.head
  }
  override toDOM(): HTMLElement {
    const caret = document.createElement('span')
    caret.className = 'remote-caret'
    caret.ariaHidden = 'true'
    const flag = document.createElement('b')
    // Drawn by its style: words in the page itself could be taken for words of the text where somebody writes over the caret.
    flag.dataset['name'] = this.name
    caret.append(flag)
    return caret
  }
  override ignoreEvent(): boolean {
    return true
  }
}

const indexIn = (text: Y.Text, position: unknown): number | undefined => {
  if (!text.doc) return undefined
  const absolute = Y.createAbsolutePositionFromRelativePosition(Y.createRelativePositionFromJSON(position), text.doc)
  return absolute?.type === text ? absolute.index : undefined
}

/** The carets of others in a text, read off what the server passed on. */
export const remoteCarets = (awareness: Awareness, text: Y.Text): readonly RemoteCaret[] =>
  [...awareness.getStates()].flatMap(([client, state]) => {
    const { user, cursor } = state as CaretState
    if (client === awareness.clientID || !cursor) return []
    const anchor = indexIn(text, cursor.anchor)
    const head = indexIn(text, cursor.head)
    return anchor === undefined || head === undefined ? [] : [{ name: user?.name ?? '', from: Math.min(anchor, head), to: Math.max(anchor, head), head }]
  })

const drawn = (view: EditorView, carets: readonly RemoteCaret[]): DecorationSet => {
  const length = view.state.doc.length
  const ranges = carets.filter(caret => caret.to <= length).flatMap((caret): Range<Decoration>[] => [
    ...(caret.from < caret.to ? [Decoration.mark({ class: 'remote-selection' }).range(caret.from, caret.to)] : []),
    Decoration.widget({ widget: new Caret(caret.name, caret.head), side: caret.head > caret.from ? -1 : 1 }).range(caret.head),
  ])
  return Decoration.set(ranges, true)
}

const isSame = (text: Y.Text, cursor: Position, anchor: number, head: number): boolean => indexIn(text, cursor.anchor) === anchor && indexIn(text, cursor.head) === head

/**
 * Shows where the other person is, named and in their colour, and tells them where one is oneself. Theirs comes back from
 * the server with the name that the server knows.
 */
export const caretsOf = (awareness: Awareness, text: Y.Text, onMove: (view: EditorView) => void): Extension =>
  ViewPlugin.define(
    view => {
      const redraw = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }) => {
        if ([...added, ...updated, ...removed].every(client => client === awareness.clientID)) return
        view.dispatch({})
        onMove(view)
      }
      awareness.on('change', redraw)
      return {
        decorations: drawn(view, remoteCarets(awareness, text)),
        update(update: ViewUpdate) {
          publish(awareness, text, update)
          this.decorations = drawn(update.view, remoteCarets(awareness, text))
        },
        destroy: () => awareness.off('change', redraw),
      }
    },
    { decorations: plugin => plugin.decorations },
  )

const publish = (awareness: Awareness, text: Y.Text, update: ViewUpdate): void => {
  const local = awareness.getLocalState() as CaretState | null
  if (local === null || !update.view.hasFocus || !(update.selectionSet || update.focusChanged || update.docChanged)) return
  const { anchor, head } = update.state.selection.main
  if (local.cursor && isSame(text, local.cursor, anchor, head)) return
  awareness.setLocalStateField('cursor', { anchor: Y.createRelativePositionFromTypeIndex(text, anchor), head: Y.createRelativePositionFromTypeIndex(text, head) })
}
