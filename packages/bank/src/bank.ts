import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Pack, RoundKind } from '@unanimous/rounds'
import type { LintFinding } from './finding.ts'
import { lintedPack } from './lint-pack.ts'
import { solutionsOf, type Solutions } from './solutions.ts'

/** The packs that come with the product. */
export const PACKS_DIRECTORY = fileURLToPath(new URL('../packs/', import.meta.url))

/** Every pack a server deals from. Never handed to a browser: it holds the answers. */
export interface Bank {
  /** The newest version of each pack, by id. */
  all(): readonly Pack[]
  /** One pack; without a version its newest. Old versions stay readable for the rounds that were held with them. */
  get(id: string, version?: number): Pack | undefined
  /**
   * The newest version of each pack that such a round may be dealt; a tech round deals from coding, one of nothing but follow-ups
   * from what is solved of it.
   */
  ofKind(kind: RoundKind): readonly Pack[]
  /** A pack solved, by language; the round that begins with a solution shows it to the candidate, no other may. */
  solutions(pack: string): Solutions
  /** Why files of its folder are not dealt from; absent in a bank that was not read from files. */
  readonly refused?: readonly LintFinding[]
}

/** A pack as a round was dealt it. `own` is somebody's own question, kept with the round because no bank holds it. */
export interface Dealt {
  readonly id: string
  readonly version: number
  readonly own?: object
}

/** The very pack that was dealt; nothing when this bank no longer holds it. */
export const dealtPack = (bank: Pick<Bank, 'get'>, { id, version, own }: Dealt): Pack | undefined =>
  // It was a linted pack when it was frozen, and nobody can change what lies there.
  own === undefined ? bank.get(id, version) : (own as Pack)

/** The title of a pack in the version that was dealt; its id when this bank no longer holds it. */
export const titleOfDealt = (bank: Pick<Bank, 'get'>, dealt: Dealt): string => dealtPack(bank, dealt)?.title ?? dealt.id

/**
 * Reads every pack file of a folder, once. A file with any fault is left out whole, so that one slip costs one pack and not the
 * server; `refused` then says why.
 */
export function loadBank(directory: string = PACKS_DIRECTORY): Bank {
  const versions = new Map<string, Pack>()
  const refused: LintFinding[] = []
  for (const file of packFiles(directory)) {
    const { pack, findings } = lintedPack(readFileSync(join(directory, file), 'utf8'), file)
    refused.push(...findings)
    if (pack === undefined || findings.length > 0) continue
    const key = `${pack.id}@${pack.version}`
    if (versions.has(key)) refused.push({ rule: 'pack/one-of-each-version', file, line: 1, sentence: `Another file holds ${key} already.` })
    else versions.set(key, pack)
  }
  return { ...bankFrom([...versions.values()]), refused }
}

/** The names of the pack files in a folder, in order. */
export const packFiles = (directory: string): string[] => readdirSync(directory).filter(name => name.endsWith('.yaml')).sort()

/** A finding as editors and terminals link it: `file:line`, the rule, the sentence. */
export const formatFinding = ({ rule, file, line, sentence }: LintFinding): string => `${file}:${line}  ${rule}  ${sentence}`

/** A bank of these packs, the newest version of each dealt. Their solutions are the product's, unless others are given. */
export const bankFrom = (packs: readonly Pack[], solve: (pack: string) => Solutions = solutionsOf): Bank => {
  const newest = new Map<string, Pack>()
  for (const pack of packs) if (pack.version > (newest.get(pack.id)?.version ?? 0)) newest.set(pack.id, pack)
  const all = [...newest.values()]
  const solved = new Map(all.map(({ id }) => [id, solve(id)]))
  return {
    all: () => all,
    get: (id, version) => (version === undefined ? newest.get(id) : packs.find(pack => pack.id === id && pack.version === version)),
    ofKind: kind => all.filter(pack => isDealtTo(kind, pack, solved)),
    solutions: id => solved.get(id) ?? {},
  }
}

const PLAYED_FROM_CODING: readonly RoundKind[] = ['coding', 'tech', 'extension']

/** Whether a round of this kind is played from such a pack. */
export const isPlayedFrom = (kind: RoundKind, pack: Pick<Pack, 'kind'>): boolean =>
  PLAYED_FROM_CODING.includes(kind) ? pack.kind === 'coding' : pack.kind === kind

/** The same, and whether the pack holds what such a round needs. */
const isDealtTo = (kind: RoundKind, pack: Pack, solved: ReadonlyMap<string, Solutions>): boolean =>
  isPlayedFrom(kind, pack) && (kind !== 'extension' || Object.keys(solved.get(pack.id) ?? {}).length > 0)
