import type { Pack } from '@unanimous/rounds'
import type { LintFinding, Rule } from './finding.ts'
import { readPack } from './read-pack.ts'
import { codingRules } from './rules/coding.ts'
import { depthRules } from './rules/depth.ts'
import { ladderRules } from './rules/ladder.ts'
import { timingRules } from './rules/timing.ts'
import { walkRules } from './rules/walk.ts'

const readingRules: readonly Rule[] = [...ladderRules, ...timingRules, ...depthRules, ...codingRules]

/** Every rule that a readable pack keeps, besides `pack/yaml`, `pack/schema`, `pack/file-name` and `pack/original`. */
export const PACK_RULES: readonly Rule[] = [...readingRules, ...walkRules]

/**
 * Reads one pack file and answers with every objection to it, in order of lines; an empty list means it is good.
 * `file` is its name, which must be `<id>.yaml`, or `<id>@<version>.yaml` for a version kept for old rounds.
 */
export const lintPack = (source: string, file: string): LintFinding[] => lintedPack(source, file).findings

/** The same with the pack, which is there as soon as the file has the shape of one, objections or not. */
export const lintedPack = (source: string, file: string): Linted =>
  lintBy(source, file, readingRules, pack => [...(pack === undefined ? [] : fileName(pack, file)), ...original(source, file)])

interface Linted {
  readonly pack?: Pack
  readonly findings: LintFinding[]
}

/** Reads a pack and holds it against these rules and `more`; when it keeps all of them its ladder is walked. */
export function lintBy(
  source: string, file: string, rules: readonly Rule[], more: (pack: Pack | undefined) => readonly LintFinding[] = () => [],
): Linted {
  const read = readPack(source, file)
  if (Array.isArray(read)) return { findings: [...read, ...more(undefined)] }
  const by = (which: readonly Rule[]): LintFinding[] => which.flatMap(rule =>
    [...rule.check(read.pack)].map(({ path, sentence }) => ({ rule: rule.id, file, line: read.lineOf(path), sentence })),
  )
  const findings = [...more(read.pack), ...by(rules)]
  // A ladder with a broken rung would be walked into the same fault again, under another name.
  if (findings.length === 0) findings.push(...by(walkRules))
  return { pack: read.pack, findings: findings.sort((a, b) => a.line - b.line) }
}

const OWN = /^[a-z]+\.own-/

function fileName(pack: { readonly id: string; readonly version: number; readonly kind: string }, file: string): LintFinding[] {
  const name = file.split(/[\\/]/).at(-1)
  const named = name === `${pack.id}.yaml` || name === `${pack.id}@${pack.version}.yaml`
  if (OWN.test(pack.id)) return [{ rule: 'pack/file-name', file, line: 1, sentence: `"${pack.id}": names that begin with own- are those of people's own questions.` }]
  if (named && pack.id.startsWith(`${pack.kind}.`)) return []
  return [{ rule: 'pack/file-name', file, line: 1, sentence: `"${pack.id}" is the kind and the file's name, which is ${name}.` }]
}

/** Em dashes betray pasted prose, and the bank speaks of streaming in general. */
function original(source: string, file: string): LintFinding[] {
  return source.split('\n').flatMap((text, index) => {
    const found = /\u2014|netflix/i.exec(text)?.[0]
    return found === undefined ? [] : [{ rule: 'pack/original', file, line: index + 1, sentence: `"${found}" does not belong in a pack.` }]
  })
}
