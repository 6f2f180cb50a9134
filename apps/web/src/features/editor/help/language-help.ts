import { autocompletion, completeAnyWord, completionKeymap } from '@codemirror/autocomplete'
import { EditorState, type Extension } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import type { CodeLanguage } from '../../../platform/words.ts'
import type { HelpWanted } from './help-of.ts'

// These grammars bring no suggestions of their own: the words that stand in the text are offered.
const wordsOnly: ReadonlySet<CodeLanguage> = new Set(['java', 'kotlin', 'cpp', 'rust'])
const ownWords = EditorState.languageData.of(() => [{ autocomplete: completeAnyWord }])

/** Suggestions by key and, if wanted, while one types; for TypeScript and JavaScript also what is wrong and what a name is. */
export const languageHelp = async (language: CodeLanguage, wanted: HelpWanted): Promise<Extension> => [
  language === 'typescript' || language === 'javascript'
    ? (await import('./script-help.ts')).scriptHelp(language, wanted)
    : [autocompletion({ activateOnTyping: wanted.suggest }), wordsOnly.has(language) ? ownWords : []],
  keymap.of([...completionKeymap]),
]
