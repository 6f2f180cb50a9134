import { join } from 'node:path'
import { cleanEnvironment } from './environment.mjs'
import { installPackages } from './install.mjs'
import { takeLock } from './lock.mjs'
import { bringTools } from './tools.mjs'

/**
 * What every job gets to work with.
 * @typedef {{root: string, node: string, env: NodeJS.ProcessEnv, pnpm: string[]}} Workshop
 */

/**
 * Brings Node, pnpm and all packages, runs `setUp` with them, and lets no second bootstrap of this checkout work meanwhile.
 * @param {string} root
 * @param {(workshop: Workshop) => Promise<void>} setUp e.g. the build
 * @returns {Promise<Workshop>}
 */
export async function bootstrap(root, setUp = async () => {}) {
  const release = await takeLock(join(root, '.tools', 'lock'))
  try {
    const tools = await bringTools(root, cleanEnvironment(process.env, []))
    const env = cleanEnvironment(process.env, [...tools.folders, join(root, 'node_modules', '.bin')])
    await installPackages(root, tools, env)
    const workshop = { root, node: tools.node, env, pnpm: tools.pnpm }
    await setUp(workshop)
    return workshop
  } finally {
    release()
  }
}
