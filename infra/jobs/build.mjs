import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Failure } from '../bootstrap/failure.mjs'
import { step } from '../bootstrap/processes.mjs'

/** The server's bundle; the page it serves lies in apps/web/dist. @param {string} root */
export const serverEntry = (root) => join(root, 'apps', 'server', 'dist', 'main.js')

/**
 * Builds what `npm start` serves. turbo keeps results by the hash of the sources, so an unchanged tree costs half a second.
 * @param {import('../bootstrap/index.mjs').Workshop} workshop
 */
export async function build({ root, env }) {
  await step('Building', process.platform === 'win32' ? 'turbo.cmd' : 'turbo', ['run', 'build', '--output-logs=errors-only'], {
    cwd: root,
    env,
    shell: process.platform === 'win32',
  })
  if (!existsSync(serverEntry(root))) throw new Failure('The build left no server behind (apps/server/dist/main.js).')
}
