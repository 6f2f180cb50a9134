import { type Range, StateEffect, StateField, type Text } from '@codemirror/state'
import { Decoration, type DecorationSet, EditorView } from '@codemirror/view'

const setMarks = StateEffect.define<readonly string[]>()
const line = Decoration.line({ class: 'marked-line' })

const linesOf = (doc: Text, whole: string, words: string): readonly Range<Decoration>[] => {
  const at = words.trim() === '' ? -1 : whole.indexOf(words)
  if (at < 0) return []
  const from = doc.lineAt(at).number
  const to = doc.lineAt(at + words.trimEnd().length).number
  return Array.from({ length: to - from + 1 }, (_, index) => line.range(doc.line(from + index).from))
}

const found = (doc: Text, passages: readonly string[]): DecorationSet => {
  // Written out once for all of them: this runs at every key of either person.
  const whole = doc.toString()
  const ranges = new Map(passages.flatMap(words => linesOf(doc, whole, words)).map(range => [range.from, range]))
  return Decoration.set([...ranges.values()], true)
}
/** A highlighter's stroke over lines that were kept as evidence, for as long as they stand as they were. */
export const markedLines = StateField.define<{ readonly passages: readonly string[]; readonly drawn: DecorationSet }>({
  create: () => ({ passages: [], drawn: Decoration.none }),
  update(marks, transaction) {
    const effect = transaction.effects.find(each => each.is(setMarks))
    if (!effect && !transaction.docChanged) return marks
    const passages = effect ? effect.value : marks.passages
    return passages.length === 0 ? { passages, drawn: Decoration.none } : { passages, drawn: found(transaction.newDoc, passages) }
  },
  provide: field => EditorView.decorations.from(field, marks => marks.drawn),
})

/** Chooses which passages are marked. */
export const markLines = (view: EditorView, passages: readonly string[]): void => {
  view.dispatch({ effects: setMarks.of(passages) })
}
