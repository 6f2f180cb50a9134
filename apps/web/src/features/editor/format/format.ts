import { ensureSyntaxTree, indentRange, indentUnit, syntaxTree } from '@codemirror/language'
import { ChangeSet, type ChangeSpec, type EditorState } from '@codemirror/state'
import type { EditorView } from '@codemirror/view'
import type { CodeLanguage } from '../../../platform/words.ts'
import { parted } from '../own-edits.ts'
import { changesBetween } from './changes-between.ts'

/** What became of a wish to format: done, nothing to do, or the text would not stand still or could not be read. */
export type Formatted = 'done' | 'nothing' | 'busy' | 'failed'

type Formatter = (state: EditorState) => Promise<readonly ChangeSpec[] | ChangeSet> | readonly ChangeSpec[] | ChangeSet

const parseMs = 1_000
const tries = 3

/** Inside these, a space at the end of a line is the author's. */
const keptAsItIs = /String|Template|Comment|Regex/

const trailingSpaces = (state: EditorState): readonly ChangeSpec[] => {
  const tree = syntaxTree(state)
  const found: ChangeSpec[] = []
  for (let number = 1; number <= state.doc.lines; number += 1) {
    const line = state.doc.line(number)
    const blank = /[ \t]+$/.exec(line.text)?.[0].length ?? 0
    if (blank > 0 && !keptAsItIs.test(tree.resolveInner(line.to, -1).name)) found.push({ from: line.to - blank, to: line.to })
  }
  return found
}

const tidy: Formatter = state => {
  ensureSyntaxTree(state, state.doc.length, parseMs)
  return trailingSpaces(state)
}

/** Braces say how deep a line stands; the grammar of the language indents it. */
const reindent: Formatter = state => {
  ensureSyntaxTree(state, state.doc.length, parseMs)
  const indented = indentRange(state, 0, state.doc.length)
  const after = state.update({ changes: indented }).state
  return indented.compose(ChangeSet.of([...trailingSpaces(after)], after.doc.length))
}

const byTypescript = (language: 'typescript' | 'javascript'): Formatter => async state => {
  const { typescriptClient } = await import('../help/typescript-client.ts')
  return typescriptClient().ask({ kind: 'format', language, text: state.doc.toString(), tabWidth: state.facet(indentUnit).length })
}

const sql: Formatter = async state => {
  const { formatDialect, postgresql } = await import('sql-formatter')
  const text = state.doc.toString()
  return changesBetween(text, formatDialect(text, { dialect: postgresql, tabWidth: state.facet(indentUnit).length, keywordCase: 'preserve' }))
}

/**
 * TypeScript formats itself and JavaScript, SQL has a small formatter, languages with braces are indented anew. In Python the
 * indentation is the program, so only spaces at the ends of lines go.
 */
const formatters: Readonly<Record<CodeLanguage, Formatter>> = {
  typescript: byTypescript('typescript'), javascript: byTypescript('javascript'), sql, java: reindent, kotlin: reindent, go: reindent, cpp: reindent, rust: reindent, python: tidy, plain: tidy,
}

/** Formats the shared text as one edit of one's own, undone by one undo. What the other person writes meanwhile is never overwritten. */
export const format = async (view: EditorView, language: CodeLanguage): Promise<Formatted> => {
  for (let time = 0; time < tries; time += 1) {
    const { state } = view
    const changes = await Promise.resolve(state).then(formatters[language]).catch(() => undefined)
    if (changes === undefined) return 'failed'
    if (view.state.doc !== state.doc) continue
    const isNothing = changes instanceof ChangeSet ? changes.empty : changes.length === 0
    if (isNothing || view.state.readOnly) return 'nothing'
    parted(view)
    view.dispatch({ changes, userEvent: 'format' })
    parted(view)
    return 'done'
  }
  return 'busy'
}
