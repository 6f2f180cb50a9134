import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise } from './cruise.mjs'
import { forbidden } from './rules.mjs'

/** Fewer than this and the cruiser did not see the project. */
const FEWEST_MODULES = 20

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const { modules, violations } = await cruise(root)
for (const { rule, from, to } of violations) {
  process.stdout.write(`${rule}: ${from}${to === from ? '' : ` → ${to}`}\n  ${forbidden.find(({ name }) => name === rule)?.comment}\n`)
}
if (modules < FEWEST_MODULES) process.stdout.write(`Only ${modules} modules were read, so the rules were not really asked.\n`)
process.stdout.write(`${modules} modules, ${violations.length} violations\n`)
process.exitCode = violations.length > 0 || modules < FEWEST_MODULES ? 1 : 0
