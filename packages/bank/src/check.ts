import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PACKS_DIRECTORY, formatFinding, packFiles } from './bank.ts'
import { lintPack } from './lint-pack.ts'

/** `pnpm --filter @unanimous/bank check [folder]`: every objection to every pack, and exit code 1 when there is one. */
const directory = process.argv[2] ?? PACKS_DIRECTORY
const files = packFiles(directory)
const findings = files.flatMap(file => lintPack(readFileSync(join(directory, file), 'utf8'), file))

for (const finding of findings) console.error(formatFinding({ ...finding, file: join(directory, finding.file) }))
console.log(findings.length === 0 ? `${files.length} packs, nothing to object to` : `${findings.length} objections in ${files.length} packs`)
process.exitCode = findings.length === 0 ? 0 : 1
