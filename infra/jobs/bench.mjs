import { bootstrap } from '../bootstrap/index.mjs'
import { foreground } from '../bootstrap/processes.mjs'
import { build } from './build.mjs'

/**
 * Us and the peers, interleaved; never part of the tests, since no test asserts a time.
 * @param {string} root @param {string[]} args suites and --json FILE
 */
export async function run(root, args) {
  const { node, env } = await bootstrap(root, build)
  return foreground(node, ['test/bench/run.ts', ...args], { cwd: root, env })
}
