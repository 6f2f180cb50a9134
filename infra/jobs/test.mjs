import { bootstrap } from '../bootstrap/index.mjs'
import { say } from '../bootstrap/processes.mjs'
import { namedChecks } from '../checks/named.mjs'
import { bringOutsideTools } from '../checks/outside-tools.mjs'
import { runTests } from '../checks/tests.mjs'
import { build } from './build.mjs'

/**
 * Everything: all checks, then all tests. With CI set, a skipped test is a failure.
 * @param {string} root @param {string[]} filters test files, as vitest takes them; with any, only those run
 * @returns {Promise<number>}
 */
export const run = (root, filters) => checkAndTest(root, filters, ['unit', 'web', 'system', 'e2e'])

/** @param {string} root @param {string[]} filters @param {string[]} projects */
export async function checkAndTest(root, filters, projects) {
  const workshop = await bootstrap(root, filters.length > 0 ? build : undefined)
  const missing = await bringOutsideTools(workshop)
  const checks = filters.length > 0 ? { passed: 0, failed: [] } : await runChecks(workshop)
  const tests = await runTests(workshop, projects, filters)
  for (const { name, debianPackage, trouble } of missing) {
    say(`${name} ${trouble === undefined ? `is missing (Debian package ${debianPackage})` : `is of no use, ${trouble}`}: the tests that need it were skipped.`)
  }
  if (checks.failed.length > 0) say(`Failed checks: ${checks.failed.join(', ')}`)
  const isFailure = checks.failed.length + tests.failed > 0 || (tests.skipped > 0 && Boolean(process.env.CI))
  if (tests.skipped > 0 && process.env.CI) say('With CI set a skipped test is a failure.')
  say(`${checks.passed + tests.passed} passed, ${checks.failed.length + tests.failed} failed${tests.skipped > 0 ? `, ${tests.skipped} skipped` : ''}`)
  return isFailure ? 1 : 0
}

/** @param {import('../bootstrap/index.mjs').Workshop} workshop */
async function runChecks(workshop) {
  /** @type {string[]} */
  const failed = []
  const checks = namedChecks(workshop.root)
  for (const { name, run: check } of checks) {
    const startedAt = Date.now()
    const { code, output } = await check(workshop)
    if (code !== 0) {
      failed.push(name)
      process.stdout.write(output)
    }
    say(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - startedAt) / 1000).toFixed(1)} s)`)
  }
  return { passed: checks.length - failed.length, failed }
}
