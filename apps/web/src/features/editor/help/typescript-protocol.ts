/**
 * Between an editor and the worker in which TypeScript runs. The editor asks with a number, the worker answers with the same
 * number, in the order of the questions; each question carries the whole text, so that nothing can drift apart.
 */

/** The two languages that TypeScript reads. */
export type ScriptLanguage = 'typescript' | 'javascript'

export interface TextNow {
  readonly language: ScriptLanguage
  readonly text: string
}

/** What an editor may ask. Positions count as the editor counts, in UTF-16 units. */
export type Question =
  | TextNow & { readonly kind: 'problems' }
  | TextNow & { readonly kind: 'suggest'; readonly at: number }
  | TextNow & { readonly kind: 'describe'; readonly at: number; readonly name: string }
  | TextNow & { readonly kind: 'explain'; readonly at: number }
  | TextNow & { readonly kind: 'format'; readonly tabWidth: number }

export interface Problem {
  readonly from: number
  readonly to: number
  readonly severity: 'error' | 'warning'
  readonly message: string
}
export interface Suggestion {
  readonly name: string
  /** TypeScript's own word for what it is: `method`, `const`, `keyword`. */
  readonly kind: string
  /** Stands in place of the name, where the name alone would not parse. */
  readonly insert?: string
  /** Less is nearer. */
  readonly rank: string
}
export interface Explanation {
  readonly from: number
  readonly to: number
  /** The type, as TypeScript writes it. */
  readonly signature: string
  readonly words: string
}
export interface Replacement {
  readonly from: number
  readonly to: number
  readonly insert: string
}

/** The answer to each kind of question. */
export interface Answers {
  readonly problems: readonly Problem[]
  readonly suggest: readonly Suggestion[]
  readonly describe: Explanation | undefined
  readonly explain: Explanation | undefined
  readonly format: readonly Replacement[]
}

export interface Asked {
  readonly id: number
  readonly question: Question
}
export type Answered = { readonly id: number } & ({ readonly answer: Answers[Question['kind']] } | { readonly failed: string })
