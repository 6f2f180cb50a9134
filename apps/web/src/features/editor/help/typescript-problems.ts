import ts from 'typescript-browser'
import type { Problem, ScriptLanguage } from './typescript-protocol.ts'

const mostProblems = 200

const severityOf = ({ category }: ts.Diagnostic, language: ScriptLanguage, isSyntax: boolean): Problem['severity'] =>
  // JavaScript runs whatever its types are: only what does not parse is an error there.
  category === ts.DiagnosticCategory.Error && (isSyntax || language === 'typescript') ? 'error' : 'warning'

/** What does not parse and what does not fit, in the order of the text. */
export const problemsIn = (service: ts.LanguageService, file: string, language: ScriptLanguage): readonly Problem[] => {
  const problem = (isSyntax: boolean) => (found: ts.Diagnostic): Problem => {
    const from = found.start ?? 0
    return { from, to: from + (found.length ?? 0), severity: severityOf(found, language, isSyntax), message: ts.flattenDiagnosticMessageText(found.messageText, '\n') }
  }
  const syntax = service.getSyntacticDiagnostics(file)
  // While it does not parse, what the types say is mostly about the hole.
  const meaning = syntax.length > 0 ? [] : service.getSemanticDiagnostics(file)
  return [...syntax.map(problem(true)), ...meaning.map(problem(false))].toSorted((a, b) => a.from - b.from).slice(0, mostProblems)
}
