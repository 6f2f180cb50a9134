import { autocompletion, type Completion, type CompletionContext, type CompletionResult, type CompletionSource, completeFromList, ifNotIn } from '@codemirror/autocomplete'
import { snippets, typescriptSnippets } from '@codemirror/lang-javascript'
import { type Diagnostic, linter, lintKeymap } from '@codemirror/lint'
import type { EditorState, Extension } from '@codemirror/state'
import { type EditorView, hoverTooltip, keymap } from '@codemirror/view'
import type { HelpWanted } from './help-of.ts'
import { typescriptClient } from './typescript-client.ts'
import type { Explanation, ScriptLanguage, Suggestion } from './typescript-protocol.ts'

const restMs = 500

const textNow = (language: ScriptLanguage, state: EditorState) => ({ language, text: state.doc.toString() })

/** The sign that stands before a suggestion, by TypeScript's own word for what it is. */
const signOf = (kind: string): string =>
  /method|function/.test(kind) ? 'function'
  : /class/.test(kind) ? 'class'
  : /interface/.test(kind) ? 'interface'
  : /type|alias/.test(kind) ? 'type'
  : /property|getter|setter/.test(kind) ? 'property'
  : /const|enum/.test(kind) ? 'constant'
  : /keyword/.test(kind) ? 'keyword'
  : 'variable'

const written = ({ signature, words }: Explanation): HTMLElement => {
  const box = document.createElement('div')
  box.className = 'code-explained'
  const type = document.createElement('code')
  type.textContent = signature
  box.append(type)
  if (words) box.append(Object.assign(document.createElement('p'), { textContent: words }))
  return box
}

const completionOf = (language: ScriptLanguage, state: EditorState, at: number) => ({ name, kind, insert, rank }: Suggestion): Completion => ({
  label: name,
  type: signOf(kind),
  ...(insert === undefined ? {} : { apply: insert }),
  // What is declared nearby stands before what the library has.
  boost: rank < '12' ? 2 : rank < '15' ? 0 : -2,
  info: async () => {
    const told = await typescriptClient().ask({ kind: 'describe', ...textNow(language, state), at, name }).catch(() => undefined)
    return told === undefined ? null : written(told)
  },
})

const fromTypescript = (language: ScriptLanguage): CompletionSource => async (context: CompletionContext): Promise<CompletionResult | null> => {
  const word = context.matchBefore(/[\w$]*/)
  const member = context.matchBefore(/\.\s*[\w$]*/)
  if (!context.explicit && !member && (!word || word.from === word.to)) return null
  const found = await typescriptClient().ask({ kind: 'suggest', ...textNow(language, context.state), at: context.pos }).catch(() => [])
  if (context.aborted || found.length === 0) return null
  return { from: word?.from ?? context.pos, options: found.map(completionOf(language, context.state, context.pos)), validFor: /^[\w$]*$/ }
}

const problemsOf = (language: ScriptLanguage) => async (view: EditorView): Promise<readonly Diagnostic[]> => {
  const { length } = view.state.doc
  const found = await typescriptClient().ask({ kind: 'problems', ...textNow(language, view.state) }).catch(() => [])
  return found.map(({ from, to, severity, message }) => ({ from: Math.min(from, length), to: Math.min(to, length), severity, message }))
}

const explained = (language: ScriptLanguage): Extension => hoverTooltip(async (view, at) => {
  const told = await typescriptClient().ask({ kind: 'explain', ...textNow(language, view.state), at }).catch(() => undefined)
  if (told === undefined || told.to > view.state.doc.length) return null
  return { pos: told.from, end: told.to, above: true, create: () => ({ dom: written(told) }) }
})

const outsideWords = ['String', 'TemplateString', 'LineComment', 'BlockComment', 'Comment', 'RegExp', 'PropertyName']
const snippetsOf = (language: ScriptLanguage): CompletionSource => ifNotIn(outsideWords, completeFromList(language === 'typescript' ? [...typescriptSnippets] : [...snippets]))

/** What TypeScript says in an editor: suggestions, what a name is, and what is wrong once the hands rest. */
export const scriptHelp = (language: ScriptLanguage, { suggest, problems }: HelpWanted): Extension => [
  autocompletion({ activateOnTyping: suggest, override: [fromTypescript(language), snippetsOf(language)] }),
  explained(language),
  problems ? [linter(problemsOf(language), { delay: restMs }), keymap.of([...lintKeymap])] : [],
]
