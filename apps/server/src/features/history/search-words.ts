import { limits } from '@unanimous/protocol'

const WORD = /[\p{L}\p{N}]+/gu

/** Texts as the words one may look for: lower case, without accents, each once. The same for what is kept and what is asked. */
export const searchWords = (...texts: readonly (string | null | undefined)[]): readonly string[] => {
  const plain = texts.join(' ').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()
  return [...new Set(plain.match(WORD)?.map(word => word.slice(0, limits.searchWordChars)))]
}

/** A word as the database looks for it: whatever begins with it. It holds letters and digits only, so nothing of it is read as a sign. */
export const beginsWith = (word: string): string => `'${word}':*`
