import type { Extension } from '@codemirror/state'
import type { CodeLanguage } from '../../../platform/words.ts'

/** What of a language's help a person wants. */
export interface HelpWanted {
  /** Suggestions while one types. */
  readonly suggest: boolean
  /** Type errors. */
  readonly problems: boolean
}

/** The help of a language: suggestions, and for TypeScript and JavaScript what is wrong. Prose gets none. */
export const helpOf = async (language: CodeLanguage | 'outline', wanted: HelpWanted): Promise<Extension> => {
  if (language === 'outline' || language === 'plain') return []
  return (await import('./language-help.ts')).languageHelp(language, wanted)
}
