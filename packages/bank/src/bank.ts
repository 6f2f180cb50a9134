import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pack, RoundKind } from '@unanimous/rounds'
import type { LintFinding } from './finding.ts'
import { lintPack } from './lint-pack.ts'
import { readPack } from './read-pack.ts'

/** The packs that come with the product. */
export const PACKS_DIRECTORY = fileURLToPath(new URL('../packs/', import.meta.url))

/** Every pack a server deals from. Never handed to a browser: it holds the answers. */
export interface Bank {
  /** The newest version of each pack, by id. */
  all(): readonly Pack[]
  /** One pack; without a version its newest. Old versions stay readable for the rounds that were held with them. */
  get(id: string, version?: number): Pack | undefined
  /** The newest version of each pack that such a round may be dealt; a tech round deals from coding. */
  ofKind(kind: RoundKind): readonly Pack[]
}

/** The title of a pack in the version that was dealt; its id when this bank no longer holds it. */
export const titleOfDealt = (bank: Pick<Bank, 'get'>, dealt: { readonly id: string; readonly version: number }): string =>
  bank.get(dealt.id, dealt.version)?.title ?? dealt.id

/** Reads every pack file of a folder, once. Throws a list of `file:line rule sentence` when any of them is bad. */
export function loadBank(directory: string = PACKS_DIRECTORY): Bank {
  const packs = packFiles(directory).map(file => {
    const source = readFileSync(join(directory, file), 'utf8')
    const findings = lintPack(source, file)
    const read = readPack(source, file)
    if (findings.length > 0 || Array.isArray(read)) throw new Error(['The bank has a bad pack.', ...findings.map(formatFinding)].join('\n'))
    return read.pack
  })
  return bankOf(packs)
}

/** The names of the pack files in a folder, in order. */
export const packFiles = (directory: string): string[] => readdirSync(directory).filter(name => name.endsWith('.yaml')).sort()

/** A finding as editors and terminals link it: `file:line`, the rule, the sentence. */
export const formatFinding = ({ rule, file, line, sentence }: LintFinding): string => `${file}:${line}  ${rule}  ${sentence}`

function bankOf(packs: readonly Pack[]): Bank {
  const versions = new Map<string, Pack>()
  const newest = new Map<string, Pack>()
  for (const pack of packs) {
    const key = `${pack.id}@${pack.version}`
    if (versions.has(key)) throw new Error(`The bank holds ${key} twice.`)
    versions.set(key, pack)
    if (pack.version > (newest.get(pack.id)?.version ?? 0)) newest.set(pack.id, pack)
  }
  const all = [...newest.values()]
  return {
    all: () => all,
    get: (id, version) => (version === undefined ? newest.get(id) : versions.get(`${id}@${version}`)),
    ofKind: kind => all.filter(pack => pack.kind === (kind === 'tech' ? 'coding' : kind)),
  }
}
