import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../bootstrap/failure.mjs'
import { capture, step } from '../bootstrap/processes.mjs'

/** @typedef {import('../bootstrap/index.mjs').Workshop} Workshop */

/** The server's bundle; the page it serves lies in apps/web/dist. @param {string} root */
export const serverEntry = (root) => join(root, 'apps', 'server', 'dist', 'main.js')

/** @type {[string, ...string[]]} turbo keeps results by the hash of the sources: an unchanged tree costs a tenth of a second. */
const COMMAND = ['turbo', 'run', 'build', '--output-logs=errors-only']

/** @param {Workshop} workshop */
const options = ({ root, env }) => ({ cwd: root, env, shell: process.platform === 'win32' })

/** Builds what `npm start` serves, or ends the start. @param {Workshop} workshop */
export async function build(workshop) {
  const [command, ...args] = COMMAND
  await step('Building', command, args, options(workshop))
  if (!existsSync(serverEntry(workshop.root))) throw new Failure('The build left no server behind (apps/server/dist/main.js).')
}

/** What Vite takes as a file that has been made before. @param {Workshop} workshop */
export const buildRuntimes = async (workshop) => {
  await step('Preparing', COMMAND[0], [...COMMAND.slice(1), '--filter=@unanimous/runner'], options(workshop))
}

/** The same as a check, whose failure is counted. @param {Workshop} workshop */
export const checkBuild = (workshop) => capture(COMMAND[0], COMMAND.slice(1), options(workshop))
