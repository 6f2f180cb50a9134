import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { foreground } from '../bootstrap/processes.mjs'

/** @typedef {{passed: number, failed: number, skipped: number}} Tally */

/**
 * Runs vitest on our terminal and counts from its own report.
 * @param {import('../bootstrap/index.mjs').Workshop} workshop
 * @param {string[]} projects
 * @param {string[]} filters as vitest takes them
 * @returns {Promise<Tally>}
 */
export async function runTests({ root, node, env }, projects, filters) {
  const folder = join(root, 'node_modules', '.cache', 'unanimous')
  const report = join(folder, `tests-${projects.join('-')}.json`)
  mkdirSync(folder, { recursive: true })
  rmSync(report, { force: true })
  const args = ['run', ...projects.flatMap((name) => ['--project', name]), '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const code = await foreground(node, ['node_modules/vitest/vitest.mjs', ...args, ...filters], { cwd: root, env })
  return tally(existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : {}, code)
}

/**
 * @param {{numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number}} report
 * @param {number} code vitest's exit code
 * @returns {Tally}
 */
export function tally({ numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, numTodoTests = 0 }, code) {
  // A file that cannot be loaded, an error outside of any test or a killed runner fails no single test, and is a failure.
  const failed = code !== 0 && numFailedTests === 0 ? 1 : numFailedTests
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests }
}
