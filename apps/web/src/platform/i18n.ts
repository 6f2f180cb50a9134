import { i18n } from '@lingui/core'
import { compileMessage } from '@lingui/message-utils/compileMessage'
import { readStored } from './stored.ts'

type Compiled = ReturnType<typeof compileMessage>
const compiled = new Map<string, Compiled>()

// English stands in the source and is compiled when it is first said; other languages arrive compiled.
i18n.setMessagesCompiler((message) => {
  const known = compiled.get(message) ?? compileMessage(message)
  compiled.set(message, known)
  return known
})

/** The languages that can be shown. `pseudo` is for tests: whatever is still plain English was never wrapped. */
export const locales = ['en', 'pseudo'] as const
export type Locale = (typeof locales)[number]

/** Makes a language the one that is spoken. Anything but English is fetched first. */
export const speak = async (locale: Locale): Promise<void> => {
  const { messages } = locale === 'pseudo' ? await import('../locales/pseudo.po') : { messages: {} }
  i18n.loadAndActivate({ locale, messages })
  document.documentElement.lang = locale === 'pseudo' ? 'en' : locale
}

/** The language this browser was last set to. */
export const storedLocale = (): Locale => locales.find((locale) => locale === readStored('locale')) ?? 'en'

export { i18n }
