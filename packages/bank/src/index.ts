export type { Pack } from '@unanimous/rounds'
export { PACKS_DIRECTORY, formatFinding, loadBank, packFiles, titleOfDealt, type Bank } from './bank.ts'
export type { LintFinding } from './finding.ts'
export { PACK_RULES, lintPack } from './lint-pack.ts'
