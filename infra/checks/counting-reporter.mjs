import { writeFileSync } from 'node:fs'

/**
 * What a run of vitest came to. Its own JSON report knows neither errors outside of tests nor which files were cut short.
 * @typedef {{ passed: number, failed: number, skipped: number, cut: string[], errors: string[] }} Count
 * `cut`: files of which some test never came to an end; none of their tests is counted. `errors`: what went wrong outside of
 * any test.
 */

/** @param {{ message?: string, cause?: unknown }} error @returns {string} */
const words = ({ message = '', cause }) => (typeof cause === 'object' && cause !== null ? `${message} ${words(cause)}` : message)

/** A reporter for vitest that writes the count of a run to the file that COUNT_FILE names. */
// oxlint-disable-next-line import/no-default-export -- vitest takes a reporter from a file by its default.
export default class CountingReporter {
  /**
   * @param {readonly import('vitest/node').TestModule[]} modules
   * @param {readonly { message: string, cause?: unknown }[]} errors
   */
  onTestRunEnd(modules, errors) {
    /** @type {Count} */
    const count = { passed: 0, failed: 0, skipped: 0, cut: [], errors: errors.map(words) }
    for (const module of modules) {
      const states = [...module.children.allTests()].map(test => test.result().state)
      if (states.includes('pending') || ['queued', 'pending'].includes(module.state())) count.cut.push(module.moduleId)
      else for (const state of states) if (state !== 'pending') count[state] += 1
    }
    writeFileSync(process.env['COUNT_FILE'] ?? 'count.json', JSON.stringify(count))
  }
}
