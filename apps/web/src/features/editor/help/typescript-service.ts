import ts from 'typescript-browser'
import { ambient } from './ambient.ts'
import { problemsIn } from './typescript-problems.ts'
import type { Answers, Explanation, Question, ScriptLanguage, Suggestion, TextNow } from './typescript-protocol.ts'

/** The standard library's declarations by file name, as TypeScript itself ships them. */
export type Libraries = Readonly<Record<string, string>>

const fileOf: Readonly<Record<ScriptLanguage, string>> = { typescript: '/solution.ts', javascript: '/solution.js' }
const ambientFile = '/room.d.ts'
const libraryFolder = '/lib/'
const mostSuggestions = 300

const optionsOf = (language: ScriptLanguage): ts.CompilerOptions => ({
  target: ts.ScriptTarget.ES2023,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  // One file is one program; what it declares meets no global of the same name.
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowJs: true,
  noEmit: true,
  types: [],
  // JavaScript is asked about what it does, not about what it did not annotate.
  ...(language === 'typescript' ? { strict: true } : { checkJs: true, strict: false, noImplicitAny: false }),
})

/** A text that TypeScript reads again only where it changed. */
class Snapshot implements ts.IScriptSnapshot {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
  getText(from: number, to: number): string {
    return this.text.slice(from, to)
  }
  getLength(): number {
    return this.text.length
  }
  getChangeRange(old: ts.IScriptSnapshot): ts.TextChangeRange | undefined {
    if (!(old instanceof Snapshot)) return undefined
    const [before, after] = [old.text, this.text]
    const least = Math.min(before.length, after.length)
    let start = 0
    while (start < least && before.charCodeAt(start) === after.charCodeAt(start)) start += 1
    let end = 0
    while (end < least - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) end += 1
    return ts.createTextChangeRange(ts.createTextSpanFromBounds(start, before.length - end), after.length - end - start)
  }
}

/** One language's program: the file being written, the ambient declarations and the library. */
class Program {
  readonly service: ts.LanguageService
  readonly file: string
  #snapshot = new Snapshot('')
  #version = 0

  constructor(language: ScriptLanguage, libraries: Libraries, registry: ts.DocumentRegistry) {
    const file = fileOf[language]
    const options = optionsOf(language)
    const fixed = new Map<string, Snapshot>([[ambientFile, new Snapshot(ambient)], ...Object.entries(libraries).map(([name, text]) => [libraryFolder + name, new Snapshot(text)] as const)])
    const host: ts.LanguageServiceHost = {
      getCompilationSettings: () => options,
      getScriptFileNames: () => [file, ambientFile],
      getScriptVersion: name => (name === file ? String(this.#version) : '1'),
      getScriptSnapshot: name => (name === file ? this.#snapshot : fixed.get(name)),
      getCurrentDirectory: () => '/',
      getDefaultLibFileName: () => `${libraryFolder}lib.es2023.d.ts`,
      fileExists: name => name === file || fixed.has(name),
      readFile: name => fixed.get(name)?.text,
      directoryExists: name => name === '/' || name === '/lib',
      getDirectories: () => [],
    }
    this.file = file
    this.service = ts.createLanguageService(host, registry)
  }

  take(text: string): void {
    if (text === this.#snapshot.text) return
    this.#snapshot = new Snapshot(text)
    this.#version += 1
  }
}

const wordBefore = (text: string, at: number): string => /[\w$]*$/.exec(text.slice(Math.max(0, at - 100), at))?.[0] ?? ''

const suggestions = (program: Program, text: string, at: number): readonly Suggestion[] => {
  const found = program.service.getCompletionsAtPosition(program.file, at, { includeCompletionsWithInsertText: true, includeCompletionsForModuleExports: false })
  const start = wordBefore(text, at).slice(0, 1).toLowerCase()
  return (found?.entries ?? [])
    .filter(({ name, kind }) => kind !== ts.ScriptElementKind.warning && name.toLowerCase().includes(start))
    .slice(0, mostSuggestions)
    .map(({ name, kind, insertText, sortText }) => ({ name, kind, rank: sortText, ...(insertText === undefined ? {} : { insert: insertText }) }))
}

const described = (from: number, to: number, parts: { readonly displayParts?: readonly ts.SymbolDisplayPart[] | undefined; readonly documentation?: readonly ts.SymbolDisplayPart[] | undefined }): Explanation => ({
  from, to, signature: ts.displayPartsToString(parts.displayParts?.slice()), words: ts.displayPartsToString(parts.documentation?.slice()),
})

const formatOptions = (tabWidth: number): ts.FormatCodeSettings => ({
  ...ts.getDefaultFormatCodeSettings('\n'), indentSize: tabWidth, tabSize: tabWidth, convertTabsToSpaces: true, semicolons: ts.SemicolonPreference.Ignore,
})

/** Answers an editor's questions about one file of TypeScript or JavaScript. */
export const createTypescriptService = (libraries: Libraries) => {
  const registry = ts.createDocumentRegistry()
  const programs = new Map<ScriptLanguage, Program>()
  const programFor = ({ language, text }: TextNow): Program => {
    const program = programs.get(language) ?? new Program(language, libraries, registry)
    programs.set(language, program)
    program.take(text)
    return program
  }
  const answers: { readonly [Kind in Question['kind']]: (question: Extract<Question, { kind: Kind }>) => Answers[Kind] } = {
    problems: question => {
      const { service, file } = programFor(question)
      return problemsIn(service, file, question.language)
    },
    suggest: question => suggestions(programFor(question), question.text, question.at),
    describe: question => {
      const { service, file } = programFor(question)
      const details = service.getCompletionEntryDetails(file, question.at, question.name, undefined, undefined, undefined, undefined)
      return details && described(question.at, question.at, details)
    },
    explain: question => {
      const { service, file } = programFor(question)
      const info = service.getQuickInfoAtPosition(file, question.at)
      return info && described(info.textSpan.start, info.textSpan.start + info.textSpan.length, info)
    },
    format: question => {
      const { service, file } = programFor(question)
      return service.getFormattingEditsForDocument(file, formatOptions(question.tabWidth)).map(({ span, newText }) => ({ from: span.start, to: span.start + span.length, insert: newText }))
    },
  }
  return (question: Question): Answers[Question['kind']] => (answers[question.kind] as (question: Question) => Answers[Question['kind']])(question)
}
