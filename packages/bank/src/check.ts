import { resolve, join } from 'node:path'
import { PACKS_DIRECTORY, formatFinding, loadBank, packFiles } from './bank.ts'

/** `pnpm bank:check [folder]`: every objection to every pack as file, line, rule and sentence, and exit code 1 when there is one. */
const directory = resolve(process.env['INIT_CWD'] ?? '', process.argv[2] ?? PACKS_DIRECTORY)
const { refused = [] } = loadBank(directory)
const count = packFiles(directory).length

for (const finding of refused) console.error(formatFinding({ ...finding, file: join(directory, finding.file) }))
console.log(refused.length === 0 ? `${count} packs, nothing to object to` : `${refused.length} objections in ${count} packs`)
process.exitCode = refused.length === 0 && count > 0 ? 0 : 1
