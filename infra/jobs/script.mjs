import { bootstrap } from '../bootstrap/index.mjs'
import { foreground } from '../bootstrap/processes.mjs'

/**
 * A script of the repository under the Node it is written for, whichever runs here.
 * @param {string} root @param {string[]} args the script's path and what it takes
 */
export async function run(root, args) {
  const { node, env } = await bootstrap(root)
  return foreground(node, args, { cwd: root, env })
}
