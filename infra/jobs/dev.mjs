import { bootstrap } from '../bootstrap/index.mjs'
import { foreground } from '../bootstrap/processes.mjs'
import { buildRuntimes } from './build.mjs'

/**
 * The server from its sources, started again at each change, and Vite in front of it. Ctrl+C ends both.
 * @param {string} root @param {string[]} args passed to the server
 */
export async function run(root, args) {
  const { node, env } = await bootstrap(root, buildRuntimes)
  // After a crash of the server `node --watch` waits for the next change and hears no signal.
  const patienceMs = 3_000
  const server = foreground(node, ['--watch', 'apps/server/src/main.ts', ...args], { cwd: root, env, patienceMs })
  const vite = foreground(node, ['node_modules/vite/bin/vite.js'], { cwd: `${root}/apps/web`, env, patienceMs })
  return Math.max(...(await Promise.all([server, vite])))
}
