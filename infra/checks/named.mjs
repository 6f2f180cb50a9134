import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { capture } from '../bootstrap/processes.mjs'
import { checkBuild } from '../jobs/build.mjs'
import { checkMessages } from './messages.mjs'

/**
 * @typedef {import('../bootstrap/index.mjs').Workshop} Workshop
 * @typedef {{name: string, needs?: string, run: (workshop: Workshop) => Promise<{code: number, output: string}>}} Check
 */

/** @param {string[]} args @returns {Check['run']} */
const node = (...args) => ({ root, node: command, env }) => capture(command, args, { cwd: root, env })

/** @param {string} command @param {string[]} args @returns {Check['run']} */
const tool = (command, ...args) => ({ root, env }) => capture(command, args, { cwd: root, env, shell: process.platform === 'win32' })

/** Every check that is not a test, the quickest first; tests need the build. Each counts as one. @type {Check[]} */
const CHECKS = [
  { name: 'lint', run: tool('oxlint') },
  { name: 'import rules', run: node('infra/boundaries/check.mjs') },
  { name: 'rules and their tests', needs: 'infra/check-spec.mjs', run: node('infra/check-spec.mjs') },
  { name: 'interview packs', needs: 'packages/bank/src/check.ts', run: node('packages/bank/src/check.ts') },
  { name: 'messages', needs: 'apps/web/lingui.config.ts', run: checkMessages },
  { name: 'build', run: checkBuild },
  { name: 'types', run: tool('turbo', 'run', 'typecheck', '--continue', '--concurrency=2', '--output-logs=errors-only') },
]

/** The checks whose subject exists in this checkout. @param {string} root */
export const namedChecks = (root) => CHECKS.filter(({ needs }) => needs === undefined || existsSync(join(root, needs)))
