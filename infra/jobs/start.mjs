import { bootstrap } from '../bootstrap/index.mjs'
import { foreground } from '../bootstrap/processes.mjs'
import { build, serverEntry } from './build.mjs'
import { startRunner } from './runner.mjs'

/**
 * Builds and serves the product; PORT, HOST, DATA_DIR and every other setting reach the server through the environment,
 * arguments such as --lan as they are.
 * @param {string} root @param {string[]} args
 * @returns {Promise<number>} the server's exit code
 */
export async function run(root, args) {
  const { node, env } = await bootstrap(root, build)
  const runner = startRunner(root, node, env)
  const options = { cwd: root, env: { NODE_ENV: 'production', ...env, ...runner.env } }
  return foreground(node, ['--enable-source-maps', serverEntry(root), ...args], options).finally(runner.stop)
}
