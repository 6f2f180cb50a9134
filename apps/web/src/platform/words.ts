import type { Criteria, RoundSummary } from '@unanimous/protocol'
import type { Heard } from '@unanimous/rounds'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { useLingui } from '@lingui/react'
import { useMemo } from 'react'

/** The names that every page gives to the same things, so that one idea has one word. */

export type RoundKind = RoundSummary['kind']
export type Level = Criteria['level']
export type CodeLanguage = Criteria['codeLanguages'][number]

const kinds: Readonly<Record<RoundKind, MessageDescriptor>> = {
  recruiter: msg`Recruiter screen`,
  hm: msg`Hiring manager`,
  tech: msg`Phone screen`,
  coding: msg`Coding`,
  sd: msg`System design`,
  culture: msg`Culture`,
  deep: msg`Deep dive`,
  extension: msg`Extensions only`,
}

/** What an interviewer counts as they hear it. */
const heardWords: Readonly<Record<Heard, MessageDescriptor>> = {
  choice: msg`Choice`, reason: msg`Reason`, trade_off: msg`Trade-off`, cost: msg`Cost`, failure: msg`Failure`, observability: msg`Signals`, i: msg`I`, we: msg`We`,
}

const levels: Readonly<Record<Level, MessageDescriptor>> = { L4: msg`L4, owns a component`, L5: msg`L5, owns a domain` }

const codeLanguages: Readonly<Record<CodeLanguage, string>> = {
  typescript: 'TypeScript', javascript: 'JavaScript', python: 'Python', java: 'Java', kotlin: 'Kotlin', go: 'Go', cpp: 'C++', rust: 'Rust', sql: 'SQL', plain: 'Plain text',
}

/** Every kind of round a person may ask for, in the order of a loop. */
export const roundKinds = Object.keys(kinds) as readonly RoundKind[]
/** Every language to code in, the usual ones first. */
export const allCodeLanguages = Object.keys(codeLanguages) as readonly CodeLanguage[]

/** Names in the language of the page. */
export const useWords = () => {
  const { i18n } = useLingui()
  return useMemo(() => ({
    kind: (kind: RoundKind): string => i18n._(kinds[kind]),
    level: (level: Level): string => i18n._(levels[level]),
    heard: (heard: Heard): string => i18n._(heardWords[heard]),
    codeLanguage: (language: CodeLanguage): string => codeLanguages[language],
    /** What a text that a round left behind is: in a language, the outline, or the board in words. */
    leftText: (name: string): string => (name === 'board' ? i18n._(msg`Board`) : name === 'outline' ? i18n._(msg`Outline`) : codeLanguages[name as CodeLanguage] ?? name),
    /** `en` is English; a tag nobody knows is shown as it is. */
    spoken: (tag: string): string => new Intl.DisplayNames([i18n.locale === 'pseudo' ? 'en' : i18n.locale], { type: 'language', fallback: 'code' }).of(tag) ?? tag,
  }), [i18n])
}

/** Languages to speak that are offered first; a profile may hold others. */
export const commonSpokenLanguages: readonly string[] = [
  'en', 'ar', 'bn', 'cs', 'da', 'de', 'el', 'es', 'fa', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'ko', 'nl', 'no', 'pl', 'pt', 'ro', 'ru', 'sv', 'ta', 'te', 'th', 'tr', 'uk', 'vi', 'zh',
]

/** What the browser says its person reads, as primary tags, English among them because code is read in it. */
export const browserLanguages = (): readonly string[] =>
  [...new Set([...navigator.languages.map(tag => tag.split('-')[0]?.toLowerCase() ?? 'en'), 'en'])].filter(tag => /^[a-z]{2,3}$/.test(tag)).slice(0, 3)
