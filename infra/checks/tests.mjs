import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { foreground, say } from '../bootstrap/processes.mjs'

/** @typedef {{passed: number, failed: number, skipped: number}} Tally */
/** @typedef {import('./counting-reporter.mjs').Count} Count */

const reporter = fileURLToPath(new URL('counting-reporter.mjs', import.meta.url))

/**
 * Runs vitest on our terminal and counts. Where the process of a test file ended before its tests did, of which no test can
 * tell, the file is run once more, and that is said.
 * @param {{ root: string, node: string, env: NodeJS.ProcessEnv }} workshop
 * @param {string[]} projects
 * @param {string[]} filters as vitest takes them
 * @returns {Promise<Tally>}
 */
export async function runTests(workshop, projects, filters) {
  const [first, code] = await runOnce(workshop, projects, filters)
  if (!hasOnlyLostProcesses(first)) return tally(first, code)
  say(`The process that ran ${first.cut.map((file) => relative(workshop.root, file)).join(', ')} ended before its tests did; once more:`)
  const [second, secondCode] = await runOnce(workshop, projects, first.cut)
  const again = tally(second, secondCode)
  return { passed: first.passed + again.passed, failed: first.failed + again.failed, skipped: first.skipped + again.skipped }
}

/**
 * @param {Parameters<typeof runTests>[0]} workshop @param {string[]} projects @param {string[]} filters
 * @returns {Promise<[Count, number]>} and vitest's exit code
 */
async function runOnce({ root, node, env }, projects, filters) {
  const folder = join(root, 'node_modules', '.cache', 'unanimous')
  const file = join(folder, `tests-${projects.join('-')}.json`)
  mkdirSync(folder, { recursive: true })
  rmSync(file, { force: true })
  const args = ['run', ...projects.flatMap((name) => ['--project', name]), '--reporter=default', `--reporter=${reporter}`]
  const code = await foreground(node, ['node_modules/vitest/vitest.mjs', ...args, ...filters], { cwd: root, env: { ...env, COUNT_FILE: file } })
  return [existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { passed: 0, failed: 0, skipped: 0, cut: [], errors: [] }, code]
}

/** @param {Count} count */
const hasOnlyLostProcesses = ({ cut, errors }) => cut.length > 0 && errors.length > 0 && errors.every((error) => error.includes('Worker exited unexpectedly'))

/**
 * @param {Count} count
 * @param {number} code vitest's exit code
 * @returns {Tally}
 */
export function tally({ passed, failed, skipped, cut }, code) {
  // A file that cannot be loaded, an error outside of any test or a killed runner fails no single test, and is a failure.
  const failures = failed + cut.length
  return { passed, failed: code !== 0 && failures === 0 ? 1 : failures, skipped }
}
