import type { LanguageSupport, StreamParser } from '@codemirror/language'
import type { CodeLanguage } from '../../platform/words.ts'

const streamed = async <State>(load: () => Promise<StreamParser<State>>): Promise<LanguageSupport> => {
  const [{ LanguageSupport, StreamLanguage }, parser] = await Promise.all([import('@codemirror/language'), load()])
  return new LanguageSupport(StreamLanguage.define(parser))
}

/** Each grammar arrives when its language is first chosen. */
const grammars: Readonly<Record<CodeLanguage, (() => Promise<LanguageSupport>) | undefined>> = {
  typescript: () => import('@codemirror/lang-javascript').then(module => module.javascript({ typescript: true })),
  javascript: () => import('@codemirror/lang-javascript').then(module => module.javascript()),
  python: () => import('@codemirror/lang-python').then(module => module.python()),
  java: () => import('@codemirror/lang-java').then(module => module.java()),
  kotlin: () => streamed(() => import('@codemirror/legacy-modes/mode/clike').then(module => module.kotlin)),
  go: () => import('@codemirror/lang-go').then(module => module.go()),
  cpp: () => import('@codemirror/lang-cpp').then(module => module.cpp()),
  rust: () => import('@codemirror/lang-rust').then(module => module.rust()),
  sql: () => import('@codemirror/lang-sql').then(module => module.sql()),
  plain: undefined,
}

/** The grammar of a language; nothing for plain text. */
export const grammarOf = async (language: CodeLanguage): Promise<LanguageSupport | undefined> => grammars[language]?.()

const fileEndings: Readonly<Record<CodeLanguage, string>> = {
  typescript: 'ts', javascript: 'js', python: 'py', java: 'java', kotlin: 'kt', go: 'go', cpp: 'cpp', rust: 'rs', sql: 'sql', plain: 'txt',
}

/** The name of the one visible file. */
export const fileNameOf = (language: CodeLanguage): string => `solution.${fileEndings[language]}`
