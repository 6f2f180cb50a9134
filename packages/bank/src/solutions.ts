import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Language } from '@unanimous/rounds'

/** The reference solutions that come with the product; tests run each against every example and case of its pack. */
const REFERENCES_DIRECTORY = fileURLToPath(new URL('../reference/', import.meta.url))

/** A pack solved, by language. */
export type Solutions = Readonly<Partial<Record<Language, string>>>

const camelCase = (name: string): string => name.replace(/(?:^|-)(.)/g, (_, letter: string) => letter.toUpperCase())

/** Where the solution of a name stands, in the order in which languages are offered. */
const FILES: readonly (readonly [Language, (name: string) => string])[] = [
  ['typescript', name => `${name}.ts`],
  ['python', name => join('python', `${name.replaceAll('-', '_')}.py`)],
  ['java', name => join('java', `${camelCase(name)}.java`)],
]

const OWN_IMPORT = /^import \{[^}]*\} from '\.\/([a-z-]+\.ts)'\n+/gm

/** A reference as one file: what it imports from its own folder follows it. */
function asOneFile(source: string, directory: string): string {
  const beside = [...source.matchAll(OWN_IMPORT)].map(([, file = '']) => asOneFile(readFileSync(join(directory, file), 'utf8'), directory))
  return [source.replaceAll(OWN_IMPORT, ''), ...beside].join('\n')
}

/**
 * The finished solutions of a coding pack; none where it has none. A round that begins with one shows it to the candidate, any other
 * round must not.
 */
export function solutionsOf(pack: string, directory: string = REFERENCES_DIRECTORY): Solutions {
  const name = /^coding\.([a-z0-9-]+)$/.exec(pack)?.[1]
  if (name === undefined) return {}
  const found = FILES.map(([language, fileOf]) => [language, join(directory, fileOf(name))] as const).filter(([, file]) => existsSync(file))
  return Object.fromEntries(found.map(([language, file]) => [language, asOneFile(readFileSync(file, 'utf8'), directory)]))
}
